"""Reading holds for any text: the data is what YAML says, and every place holds its value."""

from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archkit.source import Document, parse

RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def read(text: str) -> Document:
    document, findings = parse("f.yaml", text)
    assert not findings, findings
    assert document is not None
    return document


def as_text(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(value) for value in data]
    return "" if data in {None, "null", "~"} else data


def routes(data: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [route]
    if isinstance(data, dict):
        for key, value in data.items():
            found += routes(value, (*route, key))
    if isinstance(data, list):
        for index, value in enumerate(data):
            found += routes(value, (*route, index))
    return found


@RELAXED
@given(data=st.data())
def test_the_data_is_what_was_written_and_what_pyyaml_reads(documents: Any, data: st.DataObject) -> None:
    text, meant = data.draw(documents)
    document = read(text)
    assert document.data == meant
    assert as_text(document.data) == as_text(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 - a loader of texts only


@RELAXED
@given(data=st.data())
def test_the_place_of_every_key_and_value_holds_it(documents: Any, data: st.DataObject) -> None:
    text, meant = data.draw(documents)
    document = read(text)
    for route in routes(meant)[1:]:
        start, end = document.value_offsets(route)
        value = document.at(route)
        # A block that the file's end cuts off has no last line break.
        ending = "" if end == len(text) else "\n"
        if isinstance(value, str):
            assert read(f"k: {text[start:end]}{ending}").data == {"k": value}
        elif value is None:
            assert text[start:end] in {"", "null", "~"}
        else:
            margin = " " * (document.value_span(route).column - 1)
            assert read(margin + text[start:end] + ending).data == value
        if isinstance(route[-1], str):
            start, end = document.key_offsets(route)
            assert read(text[start:end] + ": 1").data == {route[-1]: "1"}


@RELAXED
@given(
    text=st.text(st.sampled_from("ab:- \n\t\r\"'[]{},#&*!|>?%@`~é😀\x00\x07\x85\u2028\ufeff\ud800<."))
    | st.text()
)
def test_no_text_makes_reading_fail(text: str) -> None:
    document, findings = parse("f.yaml", text)
    assert document is not None or findings
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for finding in findings:
        assert finding.message
        assert finding.help
        assert "\n" not in finding.message + finding.help
        assert 1 <= finding.span.line <= finding.span.end_line <= lines


@RELAXED
@given(data=st.data())
def test_comments_are_the_same_as_the_writer_put_in(documents: Any, data: st.DataObject) -> None:
    text, _ = data.draw(documents)
    document = read(text)
    # What PyYAML's tokens do not cover and begins with '#' is a comment.
    tokens = [token for token in yaml.scan(text) if isinstance(token, yaml.ScalarToken)]
    blank = list(text)
    for token in tokens:
        start = token.start_mark.index
        if token.style in {"|", ">"}:
            start = min(at for at in (text.find("\n", start), len(text)) if at >= 0)
        blank[start : token.end_mark.index] = [
            "\n" if each == "\n" else "x" for each in text[start : token.end_mark.index]
        ]
    rest = "".join(blank).replace("\r", "")
    expected = [line[line.index("#") :] for line in rest.split("\n") if "#" in line]
    assert [comment.text for comment in document.comments()] == expected
