"""Reading: what a broken file says, and where every key and value of a good one stands."""

import gc
import time

import pytest

from archkit.diagnostics import Span
from archkit.source import FAULTS, MAX_BYTES, Document, building, decode, parse, size_fault
from archkit.source.events import PurePythonParser


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


@pytest.mark.parametrize("case", BROKEN, ids=[case[0][:24] for case in BROKEN])
def test_without_libyaml_the_faults_are_the_same(
    case: tuple[str, str, int, int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "Parser", PurePythonParser)
    _, findings = parse("f.yaml", case[0])
    assert findings[0].code == case[1]
    assert findings[0].help


def test_every_fault_has_its_code_its_summary_and_its_page() -> None:
    assert list(FAULTS) == [f"AK00{number}" for number in range(1, 9)]
    for fault in FAULTS.values():
        assert fault.summary
        assert len(fault.page) > 100


# --- encodings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf_8_and_marked_utf_16_and_32_load(codec: str) -> None:
    text, findings = decode("f.yaml", "name: Zürich 😀\n".encode(codec))
    assert not findings
    assert text == "name: Zürich 😀\n"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a: 1\n".encode("utf-16-le"), "UTF-16LE"),
        ("a: 1\n".encode("utf-16-be"), "UTF-16BE"),
        ("a: 1\n".encode("utf-32-le"), "UTF-32LE"),
        (b"\xff\xfea\x00:", "UTF-16"),
        ("a: “x”\n".encode("windows-1252"), "Windows-1252"),
        ("a: é\n".encode("latin-1"), "Latin-1"),
    ],
)
def test_any_other_encoding_is_one_finding_that_names_it(raw: bytes, words: str) -> None:
    text, [finding] = decode("f.yaml", raw)
    assert text is None
    assert finding.code == "AK001"
    assert words in finding.message


def test_a_byte_order_mark_is_counted_in_no_column() -> None:
    document = read("\ufeffa: 1\nb: 2\n")
    assert document.data == {"a": "1", "b": "2"}
    assert document.key_span(("a",)) == Span("f.yaml", 1, 1, 1, 2)


# --- what the data is ---------------------------------------------------------------------------------------


def test_scalars_stay_as_written_and_only_plain_nulls_are_none() -> None:
    text = "a: no\nb: 1.50\nc: 2026-01-01\nd: ~\ne:\nf: null\ng: 'null'\nh: \"\"\ni: 0x1F\nj: True\n~: x\ntrue: y\n"
    assert read(text).data == {
        "a": "no",
        "b": "1.50",
        "c": "2026-01-01",
        "d": None,
        "e": None,
        "f": None,
        "g": "null",
        "h": "",
        "i": "0x1F",
        "j": "True",
        "~": "x",
        "true": "y",
    }


def test_a_key_tells_whether_it_was_written_plain() -> None:
    document = read("true: 1\n'true ': 2\n\"2026-01-01\": 3\n&a no: 4\n!!str on: 5\n")
    plain = {key: document.is_plain_key((key,)) for key in document.data}
    assert plain == {"true": True, "true ": False, "2026-01-01": False, "no": True, "on": False}


def test_an_empty_file_is_a_document_without_data() -> None:
    for text in ("", "\n\n", "# only a comment\n", "---\n", "\ufeff"):
        assert read(text).data is None


def test_merges_take_in_what_a_map_does_not_have_itself() -> None:
    text = "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: own\nd: {<<: *a, '<<': text}\n"
    document = read(text)
    assert document.data["c"] == {"x": "own", "y": "2", "z": "4"}
    assert document.data["d"] == {"<<": "text", "x": "1", "y": "2"}
    assert source(document, document.value_span(("c", "y"))) == "2"
    assert document.value_span(("c", "y")).line == 1


def test_an_alias_stands_for_its_anchor_and_its_place_is_its_own() -> None:
    document = read("a: &x [1, 2]\nb: *x\n")
    assert document.data == {"a": ["1", "2"], "b": ["1", "2"]}
    assert source(document, document.value_span(("b",))) == "*x"


def test_depth_100_is_read_and_depth_101_is_not() -> None:
    assert read("[" * 100 + "]" * 100).data is not None
    for text in ("[" * 101 + "]" * 101, "- " * 101 + "x", "{a: " * 10_000, "- " * 10_000, "? " * 10_000):
        document, [finding] = parse("f.yaml", text)
        assert document is None
        assert finding.code == "AK006"
    nested = "[" * 60 + "]" * 60
    assert parse("f.yaml", f"a: &a {nested}\nb: {'[' * 50}*a{']' * 50}\n")[1][0].code == "AK006"


def test_aliases_may_stand_for_ten_thousand_values() -> None:
    hundred = "a: &a [" + ", ".join("x" * 99) + "]\n"
    assert not parse("f.yaml", hundred + "b: [" + ", ".join(["*a"] * 100) + "]\n")[1]
    document, [finding] = parse("f.yaml", hundred + "b: [" + ", ".join(["*a"] * 101) + "]\n")
    assert document is None
    assert finding.code == "AK006"


def test_a_set_in_braces_is_no_slip_and_a_cut_text_is_reported_once() -> None:
    assert read("actors: {rider, driver: {name: D}, other}").data["actors"] == {
        "rider": None,
        "driver": {"name": "D"},
        "other": None,
    }
    document, [finding] = parse("f.yaml", "a: {action: Charge, then notify, then log, to: x}\n")
    assert 'action: "Charge, then notify, then log"' in finding.help
    assert document is not None
    assert document.data == {"a": {"action": "Charge", "to": "x"}}


def test_what_a_million_faults_say_is_bounded() -> None:
    _, findings = parse("f.yaml", "a: 1\n" * 50_000)
    assert len(findings) <= 200
    _, [finding] = parse("f.yaml", "a: b: " + "x " * 100_000)
    assert len(finding.help) <= 300


# --- where it stands ---------------------------------------------------------------------------------------

PLACES = """\
# header
actors:   # who

  rider :
    name:   "Ri\\"der 😀"   # the name
    'kind': person
    text: >-
      Looks for   # no comment
      a lift.


    # about clients
    clients:
    - mobile
    -   browser # old
    # end
  none:
  flow: {a: [1, two words], b: , c}
? explicit
: value
last: a
  plain text
  over lines

# footer
"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_key_and_value_is_found(line_break: str) -> None:
    document = read(PLACES.replace("\n", line_break))
    places = {
        ("actors",): ("actors", 2, 1),
        ("actors", "rider"): ("rider", 4, 3),
        ("actors", "rider", "name"): ("name", 5, 5),
        ("actors", "rider", "kind"): ("'kind'", 6, 5),
        ("actors", "flow", "c"): ("c", 18, 34),
        ("explicit",): ("explicit", 19, 3),
    }
    for route, (key, line, column) in places.items():
        span = document.key_span(route)
        assert (source(document, span), span.line, span.column) == (key, line, column)
    values = {
        ("actors", "rider", "name"): ('"Ri\\"der 😀"', 5, 13, 5, 24),
        ("actors", "rider", "text"): (None, 7, 11, 9, 14),
        ("actors", "rider", "clients"): (None, 14, 5, 15, 16),
        ("actors", "rider", "clients", 1): ("browser", 15, 9, 15, 16),
        ("actors", "none"): ("", 17, 8, 17, 8),
        ("actors", "flow"): ("{a: [1, two words], b: , c}", 18, 9, 18, 36),
        ("actors", "flow", "a", 1): ("two words", 18, 17, 18, 26),
        ("actors", "flow", "b"): ("", 18, 31, 18, 31),
        ("explicit",): ("value", 20, 3, 20, 8),
        ("last",): (None, 21, 7, 23, 13),
        ("actors",): (None, 4, 3, 18, 36),
        (): (None, 2, 1, 23, 13),
    }
    for route, (text, *place) in values.items():
        span = document.value_span(route)
        assert [span.line, span.column, span.end_line, span.end_column] == place, route
        assert text is None or source(document, span) == text


def test_a_route_that_leads_nowhere_falls_back_to_its_nearest_parent() -> None:
    document = read("a:\n  b: text\n")
    assert document.has(("a", "b"))
    assert not document.has(("a", "c"))
    assert not document.has(("a", "b", "c"))
    assert document.value_span(("a", "c", "d")) == document.value_span(("a",))
    assert document.key_span(("a", "c", "d")) == document.key_span(("a",))
    assert document.key_span(("a", "b", 3)) == document.key_span(("a", "b"))


def test_words_are_found_in_values_and_keys() -> None:
    document = read(
        "steps:\n  - rider -> app: >-\n      the application is shown\n      to an app\n  - 'it''s \"here\"'\n"
    )
    route = ("steps", 0, "rider -> app")
    assert document.words_span(route, "app").line == 4
    assert source(document, document.words_span(route, "shown to")) == "shown\n      to"
    assert document.words_span(route, "missing") == document.value_span(route)
    assert document.key_words_span(route, "app").column == 14
    assert source(document, document.words_span(("steps", 1), "it's")) == "it''s"


def test_comments_are_told_from_hashes_in_text() -> None:
    text = "# one\na: 'x # no' # two\nb: |  # three\n  # no\n  y\n# four\nc: [d#no,# five\n  e]\nf: \"# no\n  # no\"#six\n"
    document = read(text)
    assert [comment.text for comment in document.comments()] == [
        "# one",
        "# two",
        "# three",
        "# four",
        "# five",
        "#six",
    ]
    assert [comment.alone for comment in document.comments()] == [True, False, False, True, False, False]
    assert [comment.text for comment in document.comments("o")] == ["# one", "# two", "# four"]
    [comment] = document.comments_on(2)
    assert (comment.line, comment.column, text[comment.offset]) == (2, 13, "#")
    assert document.comments_on(4) == ()


def test_lookups_in_a_large_map_stay_linear() -> None:
    document = read("".join(f"key-{number}: {number}\n" for number in range(50_000)))
    start = time.process_time()
    spans = [document.key_span((f"key-{number}",)) for number in range(50_000)]
    assert time.process_time() - start < 5
    assert spans[-1].line == 50_000


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    assert gc.isenabled()
    parse("f.yaml", "a: [")
    assert gc.isenabled()
    gc.disable()
    try:
        parse("f.yaml", "a: 1")
        assert not gc.isenabled()
    finally:
        gc.enable()
