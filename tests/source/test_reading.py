"""Reading: what a broken file says, and where every key and value of a good one stands."""

import pytest

from archkit.diagnostics import Span
from archkit.source import MAX_BYTES, Document, decode, parse, size_fault


def read(text: str) -> Document:
    document, findings = parse("f.yaml", text)
    assert not findings, findings
    assert document is not None
    return document


def source(document: Document, span: Span) -> str:
    start = document.line_start(span.line) + span.column - 1
    end = document.line_start(span.end_line) + span.end_column - 1
    return document.text[start:end]


# text, code, line, column, words of the help
BROKEN = [
    ("a:\n\tb: 1\n", "AK002", 2, 1, "indent with spaces"),
    ("a:\n  b: 1\n\tc: 2\n", "AK002", 3, 1, "indent with spaces"),
    ("- a\n\t- b\n", "AK002", 2, 1, "indent with spaces"),
    ("a:\n  - \tx\n", "AK002", 2, 5, "a space instead of the tab"),
    ("a: 1\n  b: 2\n", "AK002", 2, 3, "indent it by 0 like line 1"),
    ("a:\n    b: 1\n  c: 2\n", "AK002", 3, 3, "by 0 or 4 spaces"),
    ("a:\n  - x\n - y\n", "AK002", 3, 2, "by 0 or 2 spaces"),
    ("a:\n  b: 1\n  - x\n", "AK002", 3, 3, "indent '- x' below the key"),
    ("- a\nb: 1\n", "AK002", 2, 1, "write '- b: 1'"),
    ("a:\n  b:1\n  c: 2\n", "AK002", 2, 3, "write: b: 1"),
    ("a: 1\nb:2\nc: 3\n", "AK002", 2, 1, "write: b: 2"),
    ('"a":1\n', "AK002", 1, 1, 'write: "a": 1'),
    ('a: "foo\nb: 1\n', "AK002", 1, 4, 'close the text with "'),
    ("a: 'foo", "AK002", 1, 4, "close the text with '"),
    ("a: 'it's'\n", "AK002", 1, 8, 'a: "it\'s"'),
    ('a: "x" y\n', "AK002", 1, 8, "a: '\"x\" y'"),
    ('a: "C:\\path"\n', "AK002", 1, 7, "single quotes"),
    ("a: [1, 2\nb: 1\n", "AK002", 1, 4, "close it with ]"),
    ("a: {x: 1\nb: 2\n", "AK002", 1, 4, "close it with }"),
    ("a: [1}\n", "AK002", 1, 6, "close it with ]"),
    ("a: {", "AK002", 1, 4, "close it with }"),
    ("- {operation: GET /rides/{id}}\n", "AK002", 1, 15, 'operation: "GET /rides/{id}"'),
    ("a: [GET /rides/{id}]\n", "AK002", 1, 5, '"GET /rides/{id}"'),
    ("a: @x\n", "AK002", 1, 4, 'quote this text: "@x"'),
    ("a: `x`\n", "AK002", 1, 4, 'quote this text: "`x`"'),
    ("a: [%x]\n", "AK002", 1, 5, 'quote this text: "%x"'),
    ("%x\na: 1\n", "AK002", 1, 1, "delete the line"),
    ("a: * x\n", "AK002", 1, 4, 'quote this text: "* x"'),
    ("statement: Note: this\n", "AK002", 1, 12, 'statement: "Note: this"'),
    ("a: - b\n", "AK002", 1, 4, "on a line of its own"),
    ("a: >= 5 ms\n", "AK002", 1, 4, 'quote this text: ">= 5 ms"'),
    ("a: , b\n", "AK002", 1, 4, 'quote this text: ", b"'),
    ("a: 1\nfoo\n", "AK002", 2, 1, "write it as foo:"),
    ("a: 1\n...\nb\n", "AK002", 3, 1, "delete it"),
    ("a: *x\n", "AK002", 1, 4, 'quote the text: "*x"'),
    ("a: \x00\n", "AK001", 1, 4, "delete it"),
    ("a: 1\nb: \x07\n", "AK001", 2, 4, '"\\x07"'),
    ("a: 1\na: 2\n", "AK003", 2, 1, "rename one"),
    ("[a]: b\n", "AK004", 1, 1, 'quote this text: "[a]"'),
    ("a: {{ name }}\n", "AK004", 1, 4, '"{{ name }}"'),
    ("a: {{ name }}/x\n", "AK002", 1, 14, 'a: "{{ name }}/x"'),
    ("- {a:1}\n", "AK002", 1, 4, "write: a: 1"),
    ('a: "foo\nb: "bar"\n', "AK002", 1, 4, 'close this text with "'),
    ("a: !!python/object:os.system x\n", "AK005", 1, 4, "delete the tag"),
    ("a: &x [*x]\n", "AK006", 1, 8, "write out"),
    ("[" * 101, "AK006", 1, 101, "move the inner part"),
    ("a: 1\n---\nb: 2\n", "AK007", 2, 1, "a file of its own"),
    ("- {action: Charge, then notify}\n", "AK008", 1, 20, 'action: "Charge, then notify"'),
]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"), BROKEN, ids=[case[0][:24] for case in BROKEN]
)
def test_a_broken_text_is_one_finding_with_place_and_way_out(
    text: str, code: str, line: int, column: int, words: str
) -> None:
    _, findings = parse("f.yaml", text)
    assert [(each.code, each.span.line, each.span.column) for each in findings] == [(code, line, column)]
    assert words in findings[0].help


def test_a_second_key_of_the_same_name_shows_both_places() -> None:
    document, [finding] = parse("f.yaml", "a:\n  x: 1\n  y: 2\n  x: 3\n")
    assert (finding.span.line, finding.related[0].span.line) == (4, 2)
    assert document is not None
    assert document.data == {"a": {"x": "1", "y": "2"}}
    assert document.value_span(("a", "y")).line == 3


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    assert size_fault("f.yaml", MAX_BYTES) is None
    fault = size_fault("f.yaml", MAX_BYTES + 1)
    assert fault is not None
    assert fault.code == "AK006"


def test_latin_1_is_named_at_its_first_byte() -> None:
    text, [finding] = decode("f.yaml", "a: 1\nb: café\n".encode("latin-1"))
    assert text is None
    assert (finding.code, finding.span.line, finding.span.column) == ("AK001", 2, 7)
    assert "Latin-1" in finding.message
    assert "iconv" in finding.help
