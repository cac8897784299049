"""Splicing: what a change looks like in the file that somebody keeps in git."""

from collections.abc import Callable
from functools import partial

import pytest

from archkit.errors import WriteRefusedError
from archkit.source import (
    Document,
    add_field,
    apply,
    insert_item,
    move_item,
    parse,
    remove,
    rename_key,
    set_value,
)


def read(text: str) -> Document:
    document, findings = parse("f.yaml", text)
    assert not findings, findings
    assert document is not None
    return document


RIDER = ("actors", "rider")
STEPS = ("use_cases", "ride", "steps")
PEOPLE = """\
# people
actors:   # who
  # looks for a lift
  rider:
    name: Rider        # shown
    kind: person       # a human
    clients: [mobile, browser]   # two
    text: >-
      Looks for
      a lift.

  driver:
    name: "Driver"
"""
FLOWS = """\
use_cases:
  ride:
    steps:
    - driver -> app: Ready
    # then
    - rider -> app:
        action: Look   # where
        data: [origin]
    - app -> matching: {action: Match, x: 1}
"""

Change = Callable[[Document], str]

# what it is, the text, the change, the lines that are gone, the lines that are new
CHANGES: list[tuple[str, str, Change, str, str]] = [
    (
        "a comment keeps the column that it shares with its neighbour",
        PEOPLE,
        partial(set_value, route=(*RIDER, "kind"), value="bot"),
        "    kind: person       # a human\n",
        "    kind: bot          # a human\n",
    ),
    (
        "a comment with no such neighbour keeps its distance",
        PEOPLE,
        partial(set_value, route=(*RIDER, "clients"), value="none"),
        "    clients: [mobile, browser]   # two\n",
        "    clients: none   # two\n",
    ),
    (
        "text that YAML would misread is quoted",
        PEOPLE,
        partial(set_value, route=(*RIDER, "name"), value="Rider: first # 1"),
        "    name: Rider        # shown\n",
        '    name: "Rider: first # 1" # shown\n',
    ),
    (
        "a quoted text stays quoted",
        PEOPLE,
        partial(set_value, route=("actors", "driver", "name"), value='The "driver"'),
        '    name: "Driver"\n',
        '    name: "The \\"driver\\""\n',
    ),
    (
        "between brackets a comma needs quotes",
        PEOPLE,
        partial(insert_item, route=(*RIDER, "clients"), index=1, value="desktop, old"),
        "    clients: [mobile, browser]   # two\n",
        '    clients: [mobile, "desktop, old", browser]   # two\n',
    ),
    (
        "a folded text stays folded",
        PEOPLE,
        partial(set_value, route=(*RIDER, "text"), value="word " * 25 + "end"),
        "      Looks for\n      a lift.\n",
        "      " + "word " * 19 + "word\n      " + "word " * 5 + "end\n",
    ),
    (
        "text of several lines becomes a block",
        PEOPLE,
        partial(set_value, route=(*RIDER, "name"), value="one\ntwo\n"),
        "    name: Rider        # shown\n",
        "    name: |        # shown\n      one\n      two\n",
    ),
    (
        "a new entry follows its neighbours: indentation and blank lines",
        PEOPLE,
        partial(add_field, route=("actors",), key="admin", value={"name": "Admin", "clients": ["browser"]}),
        "",
        "\n  admin:\n    name: Admin\n    clients: [browser]\n",
    ),
    (
        "an entry is added before another and the comment above that one",
        PEOPLE,
        partial(add_field, route=("actors",), key="admin", value=None, before="rider"),
        "",
        "  admin:\n\n",
    ),
    (
        "a key is renamed where it stands",
        PEOPLE,
        partial(rename_key, route=(*RIDER, "kind"), new="sort: of"),
        "    kind: person       # a human\n",
        '    "sort: of": person # a human\n',
    ),
    (
        "a removed entry takes its own lines and leaves the comment above",
        PEOPLE,
        partial(remove, route=RIDER),
        PEOPLE[PEOPLE.index("  rider:") : PEOPLE.index("\n  driver")],
        "",
    ),
    (
        "the last entry leaves empty braces",
        PEOPLE,
        partial(remove, route=("actors", "driver", "name")),
        '  driver:\n    name: "Driver"\n',
        "  driver: {}\n",
    ),
    (
        "a list without indentation stays without",
        FLOWS,
        partial(
            insert_item, route=STEPS, index=1, value={"app -> app": {"action": "Wait", "data": ["ride"]}}
        ),
        "",
        "    - app -> app:\n        action: Wait\n        data: [ride]\n",
    ),
    (
        "braces stay braces",
        FLOWS,
        partial(add_field, route=(*STEPS, 2, "app -> matching"), key="timeout", value="1 s", after="action"),
        "    - app -> matching: {action: Match, x: 1}\n",
        "    - app -> matching: {action: Match, timeout: 1 s, x: 1}\n",
    ),
    (
        "the first key of an item goes and the next takes its place",
        "- a: 1 # one\n  # two\n  b: 2\n",
        partial(remove, route=(0, "a")),
        "- a: 1 # one\n  # two\n",
        "- # two\n",
    ),
    (
        "what is missing on the way is created",
        PEOPLE,
        partial(set_value, route=("system", "name"), value="Hitchhiking"),
        "",
        "system:\n  name: Hitchhiking\n",
    ),
    (
        "a map that changes in part is changed in part",
        PEOPLE,
        partial(
            set_value, route=RIDER, value={"name": "R", "kind": "person", "clients": ["mobile"], "zone": "eu"}
        ),
        "    name: Rider        # shown\n    clients: [mobile, browser]   # two\n    text: >-\n      Looks for\n      a lift.\n",
        "    name: R            # shown\n    clients: [mobile]   # two\n    zone: eu\n",
    ),
]


@pytest.mark.parametrize("case", CHANGES, ids=[case[0] for case in CHANGES])
def test_a_change_looks_as_if_made_by_hand(case: tuple[str, str, Change, str, str]) -> None:
    _, text, change, gone, new = case
    for line_break in ("\n", "\r\n"):
        before = text.replace("\n", line_break)
        after = change(read(before))
        lines, changed = before.split(line_break), after.split(line_break)
        kept = list(lines)
        for line in gone.split("\n")[:-1]:
            kept.remove(line)
        for line in new.split("\n")[:-1]:
            assert line in changed
            changed.remove(line)
        assert [line for line in changed if line] == [line for line in kept if line]
        assert "\n" not in after.replace("\r\n", "") or line_break == "\n"


def test_moving_takes_the_comment_above_along_and_leaves_the_blank_lines() -> None:
    after = move_item(read(PEOPLE), ("actors",), "driver", 0)
    assert after == (
        '# people\nactors:   # who\n  driver:\n    name: "Driver"\n\n'
        + PEOPLE[PEOPLE.index("  # looks") : PEOPLE.index("\n  driver")]
    )
    steps = move_item(read(FLOWS), STEPS, 1, 0)
    assert steps.splitlines()[3:8] == [
        "    # then",
        "    - rider -> app:",
        "        action: Look   # where",
        "        data: [origin]",
        "    - driver -> app: Ready",
    ]


def test_moving_inside_an_item_keeps_its_dash() -> None:
    assert move_item(read("- a: 1\n  b: 2\n  c: 3\n"), (0,), "c", 0) == "- c: 3\n  a: 1\n  b: 2\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "actors:\n  rider:\n    name: Rider\n"),
        ("# nobody yet\n", "# nobody yet\nactors:\n  rider:\n    name: Rider\n"),
        ("actors:\n", "actors:\n  rider:\n    name: Rider\n"),
        ("actors: {}   # nobody\nx: 1", "actors:   # nobody\n  rider:\n    name: Rider\nx: 1"),
        ("x:\n    y: 1\nactors: ~", "x:\n    y: 1\nactors:\n    rider:\n        name: Rider"),
        ("{actors: }", "{actors: {rider: {name: Rider}} }"),
    ],
)
def test_the_first_entry_begins_its_section(text: str, after: str) -> None:
    assert set_value(read(text), ("actors", "rider", "name"), "Rider") == after


def test_long_lists_in_brackets_keep_a_line_for_each_item() -> None:
    text = "a: [\n  one,  # 1\n  two   # 2\n]\n"
    assert insert_item(read(text), ("a",), 2, "three") == "a: [\n  one,  # 1\n  two,   # 2\n  three\n]\n"
    assert insert_item(read(text), ("a",), 0, "zero") == "a: [\n  zero,\n  one,  # 1\n  two   # 2\n]\n"
    assert remove(read(text), ("a", 0)) == "a: [\n  two   # 2\n]\n"


def test_a_missing_last_line_break_stays_missing() -> None:
    assert set_value(read("a: 1\nb: 2"), ("b",), "3") == "a: 1\nb: 3"
    assert add_field(read("a: 1"), (), "b", "2") == "a: 1\nb: 2"
    assert remove(read("a: 1\nb: 2"), ("b",)) == "a: 1"
    assert add_field(read("a: |\n  text"), (), "b", "2") == "a: |-\n  text\nb: 2"


def test_a_byte_order_mark_stays() -> None:
    assert set_value(read("\ufeffa: 1\n"), ("a",), "2") == "\ufeffa: 2\n"


def test_keys_that_other_readers_take_for_no_text_are_quoted() -> None:
    text = "".join(
        add_field(read(""), (), key, "x")
        for key in ("true", "2026-01-01", "~", "7", "no", "ride-2", "a -> b")
    )
    assert text == '"true": x\n"2026-01-01": x\n"~": x\n"7": x\n"no": x\nride-2: x\na -> b: x\n'


def test_numbers_bools_and_tuples_are_written_as_their_text() -> None:
    assert set_value(read("a: x\n"), ("a",), 3) == "a: 3\n"
    assert set_value(read("a: x\n"), ("a",), True) == "a: true\n"
    assert set_value(read("a: x\n"), ("a",), ("b", 1)) == "a: [b, 1]\n"


def test_setting_what_is_there_changes_nothing() -> None:
    assert set_value(read(PEOPLE), (*RIDER, "name"), "Rider") == PEOPLE


def test_a_text_that_fits_no_block_beside_its_neighbours_is_quoted() -> None:
    text = "- one\n      # deep comment\n- two\n"
    assert set_value(read(text), (0,), "a\nb\n") == '- "a\\nb\\n"\n      # deep comment\n- two\n'


def test_several_edits_are_made_one_after_the_other_or_not_at_all() -> None:
    edits = [
        partial(add_field, route=("actors",), key="admin", value=None),
        partial(rename_key, route=("actors", "admin"), new="root"),
    ]
    assert "  root:\n" in apply(read(PEOPLE), edits)
    with pytest.raises(WriteRefusedError):
        apply(read(PEOPLE), [*edits, partial(rename_key, route=("actors", "root"), new="rider")])


@pytest.mark.parametrize(
    "change",
    [
        partial(set_value, route=("a", "x"), value="2"),
        partial(set_value, route=("b", "x"), value="2"),
        partial(set_value, route=("c", "x"), value="2"),
        partial(remove, route=("a",)),
        partial(add_field, route=("b",), key="y", value="2"),
        partial(rename_key, route=("c", "x"), new="y"),
        partial(rename_key, route=("c", "z"), new="x"),
    ],
)
def test_what_an_alias_stands_for_is_not_changed_behind_its_back(change: Change) -> None:
    document = read("a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n  z: 3\n")
    with pytest.raises(WriteRefusedError) as refused:
        change(document)
    assert refused.value.help


def test_beside_an_alias_everything_may_change() -> None:
    document = read("a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n  z: 3\n")
    assert set_value(document, ("b",), "new") == "a: &a {x: 1}\nb: new\nc:\n  <<: *a\n  z: 3\n"
    assert set_value(document, ("c", "z"), "4") == "a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n  z: 4\n"
    assert add_field(document, ("c",), "y", "5") == "a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n  z: 3\n  y: 5\n"
    assert remove(document, ("c", "z")) == "a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n"


def test_what_a_finding_left_out_is_never_lost() -> None:
    document, [_] = parse("f.yaml", "a:\n  x: 1\n  x: 2\nb: 1\n")
    assert document is not None
    with pytest.raises(WriteRefusedError, match="line 3"):
        set_value(document, ("a",), "gone")
    assert set_value(document, ("b",), "2") == "a:\n  x: 1\n  x: 2\nb: 2\n"


def test_a_route_that_leads_nowhere_is_a_key_error() -> None:
    document = read("a:\n  - 1\nb: text\n")
    for change in (
        partial(remove, route=("c",)),
        partial(rename_key, route=("c",), new="d"),
        partial(set_value, route=("a", 3), value="x"),
        partial(set_value, route=("b", "c"), value="x"),
        partial(insert_item, route=("a",), index=3, value="x"),
        partial(move_item, route=("a",), source=0, target=1),
        partial(add_field, route=(), key="d", value="x", after="c"),
    ):
        with pytest.raises(KeyError):
            change(document)


def test_text_that_yaml_cannot_hold_is_refused() -> None:
    for value in ("\ud800", {"k" * 2000: "x"}):
        with pytest.raises(WriteRefusedError, match="cannot hold"):
            set_value(read("a: 1\n"), ("a",), value)
