"""Sequence charts: what is built from a flow, how it is laid out, and what it looks like in each form."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
from hostile_texts import HOSTILE
from hostile_texts import chart as hostile_chart

from archkit.render import sequence
from archkit.render._text import cells, clean, wrap
from archkit.render._theme import COLOURS
from archkit.render.sequence import CELLS, PIXELS, Chart, Close, Fragment, Message, Note, Participant, Section
from archkit.render.sequence.shapes import Layout, Text
from archkit.workspace import Workspace

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
HITCHHIKING = EXAMPLES[0].parent / "hitchhiking"
SVG = "{http://www.w3.org/2000/svg}"


def example_charts() -> list[tuple[str, Chart]]:
    found = []
    for folder in EXAMPLES:
        requirements = Workspace(folder).requirements
        for use_case in requirements.use_cases.values():
            for number, extension in enumerate((None, *use_case.extensions)):
                chart = sequence.chart_of(requirements, use_case, extension)
                if chart.entries:
                    found.append((f"{folder.name}-{use_case.id}-{number}", chart))
    return found


CHARTS = example_charts()


def large_chart(participants: int = 12, messages: int = 80) -> Chart:
    people = tuple(
        Participant(
            f"p{i}", f"Participant number {i}", "person" if i == 0 else "service", "System" if i else ""
        )
        for i in range(participants)
    )
    entries: list[Message | Note | Fragment] = []
    for i in range(messages):
        source, target = f"p{i % participants}", f"p{(i * 5 + 3) % participants}"
        said = Message(
            source,
            target,
            f"Do the thing that is step {i} of many, with care",
            number=i + 1,
            detail="data, more",
        )
        if i % 10 == 4:
            entries.append(
                Fragment("alt", (Section("it works well enough", (said,)), Section("otherwise", (said,))))
            )
        elif i % 10 == 7:
            entries.append(Note("A remark that takes some room to say what it has to say.", (source,)))
            entries.append(said)
        else:
            entries.append(said)
    return Chart("A large one", "", people, tuple(entries))


def boxes(layout: Layout) -> list[tuple[str, float, float, float, float]]:
    """Return every text with its left, upper, right and lower end."""
    scale = layout.scale
    found = []

    def add(text: Text, *, middle: bool = False) -> None:
        left = text.x - text.width / 2 if middle else text.x
        height = (len(text.lines) - text.small) * scale.line + text.small * scale.small_line
        if text.lines:
            found.append((" ".join(text.lines), left, text.y, left + text.width, text.y + height))

    for head in layout.heads:
        add(head.text, middle=True)
    for arrow in layout.arrows:
        add(arrow.text)
    for remark in layout.remarks:
        add(remark.text)
    for frame in layout.frames:
        found.append(
            (frame.word, frame.box.x, frame.box.y, frame.box.x + frame.tag_width, frame.box.y + scale.line)
        )
        for _, text in frame.sections:
            add(text)
    for text in layout.budgets:
        add(text)
    return found


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    slack = 0.01
    return [
        (one[0], two[0])
        for one, two in combinations(boxes(layout), 2)
        if one[1] < two[3] - slack
        and two[1] < one[3] - slack
        and one[2] < two[4] - slack
        and two[2] < one[4] - slack
    ]


@pytest.mark.parametrize("scale", [PIXELS, CELLS], ids=["pixels", "cells"])
def test_no_label_of_12_participants_and_80_messages_lies_on_another(scale) -> None:
    assert overlaps(sequence.lay_out(large_chart(), scale)) == []


@pytest.mark.parametrize(("name", "chart"), CHARTS, ids=[name for name, _ in CHARTS])
def test_no_label_of_an_example_lies_on_another(name: str, chart: Chart) -> None:
    for part in sequence.phases(chart):
        assert overlaps(sequence.lay_out(part, PIXELS)) == []
        assert overlaps(sequence.lay_out(part, CELLS)) == []


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize(("name", "chart"), CHARTS, ids=[name for name, _ in CHARTS])
def test_a_chart_fits_the_terminal(name: str, chart: Chart, width: int) -> None:
    parts = sequence.phases(chart, max(4, min(8, width // 11)))
    assert max(map(cells, sequence.terminal_text(parts, width).split("\n"))) <= width


@pytest.mark.parametrize(("name", "chart"), CHARTS, ids=[name for name, _ in CHARTS])
def test_bars_are_balanced_in_every_branch(name: str, chart: Chart) -> None:
    def check(entries: tuple) -> None:
        open_bars: list[str] = []
        for entry in entries:
            if isinstance(entry, Message):
                open_bars += [entry.target] if entry.opens else []
                if entry.closes:
                    open_bars.remove(entry.source)
            elif isinstance(entry, Close):
                open_bars.remove(entry.participant)
            elif isinstance(entry, Fragment):
                for section in entry.sections:
                    check(section.items)
        assert open_bars == []

    for part in (chart, *sequence.phases(chart)):
        check(part.entries)


@pytest.mark.parametrize(("name", "chart"), CHARTS, ids=[name for name, _ in CHARTS])
def test_two_runs_give_the_same_bytes_and_a_whole_picture(name: str, chart: Chart) -> None:
    parts = sequence.phases(chart)
    first = sequence.svg(parts)
    assert first == sequence.svg(parts)
    root = ET.fromstring(first)  # noqa: S314 - archkit wrote it
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert root.get("role")
    assert "prefers-color-scheme: dark" in first
    assert not re.search(r"<script|@import|url\(|https?://(?!www\.w3\.org/2000/svg)", first)


def test_a_large_chart_is_split_and_loses_no_step() -> None:
    chart = large_chart()
    parts = sequence.phases(chart)
    assert len(parts) > 1
    for part in parts:
        assert len(part.participants) <= 8
        assert sequence.count_messages(part.entries) <= 60
    texts = [entry.text for part in parts for entry in _messages(part.entries)]
    assert texts == [entry.text for entry in _messages(chart.entries)]


def test_a_frame_that_is_too_long_is_continued() -> None:
    steps = tuple(Message("a", "b", f"step {i}", number=i) for i in range(100))
    chart = Chart(
        "t",
        "",
        (Participant("a", "A"), Participant("b", "B")),
        (Fragment("loop", (Section("all day", steps),)),),
    )
    parts = sequence.phases(chart)
    assert [part.entries[0].continued for part in parts] == [False, True]
    assert "loop (continued)" in sequence.svg(parts)


def _messages(entries: tuple) -> list[Message]:
    found = []
    for entry in entries:
        if isinstance(entry, Message):
            found.append(entry)
        elif isinstance(entry, Fragment):
            for section in entry.sections:
                found += _messages(section.items)
    return found


# -- what a flow means ----------------------------------------------------------------------------------------------


def flow(make_workspace, steps: str, more: str = "") -> Chart:
    content = (
        "use_cases:\n  one:\n    steps:\n"
        + "".join(f"      {line}\n" for line in steps.strip().split("\n"))
        + more
    )
    requirements = Workspace(make_workspace(content)).requirements
    return sequence.chart_of(requirements, requirements.use_cases["one"])


def told(chart: Chart) -> list[str]:
    marks = {"call": "->", "event": "~>", "reply": "-->"}
    return [f"{one.source} {marks[one.kind]} {one.target}: {one.text}" for one in _messages(chart.entries)]


def test_a_call_is_answered_after_the_calls_that_it_makes(make_workspace) -> None:
    chart = flow(
        make_workspace, "- a -> b: {action: ask, returns: [answer]}\n- b -> c: {action: look, returns: [row]}"
    )
    assert told(chart) == ["a -> b: ask", "b -> c: look", "c --> b: row", "b --> a: answer"]


def test_the_next_speaker_further_out_closes_the_calls_above(make_workspace) -> None:
    steps = "- a -> b: {action: ask, returns: [answer]}\n- b -> c: {action: look, returns: [row]}\n- a -> b: thank"
    chart = flow(make_workspace, steps)
    assert told(chart) == ["a -> b: ask", "b -> c: look", "c --> b: row", "b --> a: answer", "a -> b: thank"]


def test_nobody_waits_for_what_follows_an_event(make_workspace) -> None:
    steps = "- a -> b: {action: ask, returns: [answer]}\n- b ~> c: tell\n- c -> d: {action: store, returns: [row]}"
    chart = flow(make_workspace, steps)
    assert told(chart) == ["a -> b: ask", "b ~> c: tell", "b --> a: answer", "c -> d: store", "d --> c: row"]


def test_a_branch_answers_what_it_asked_and_nothing_else(make_workspace) -> None:
    steps = """
- a -> b: {action: ask, returns: [answer]}
- alt: it is there
  steps:
    - b -> c: {action: look, returns: [row]}
  else:
    - b -> d: {action: make, returns: [thing]}
"""
    chart = flow(make_workspace, steps)
    fragment = next(entry for entry in chart.entries if isinstance(entry, Fragment))
    assert [section.condition for section in fragment.sections] == ["it is there", "otherwise"]
    assert told(chart) == [
        "a -> b: ask",
        "b -> c: look",
        "c --> b: row",
        "b -> d: make",
        "d --> b: thing",
        "b --> a: answer",
    ]


def test_work_inside_a_participant_is_not_answered(make_workspace) -> None:
    chart = flow(
        make_workspace, "- a -> b: ask\n- b -> b: {action: think, returns: [thought], duration: 2 s}"
    )
    assert told(chart) == ["a -> b: ask", "b -> b: think"]
    assert _messages(chart.entries)[1].budget == "takes 2 s"


def test_the_step_of_an_extension_stands_above_its_frame(make_workspace) -> None:
    content = """
    use_cases:
      one:
        steps:
          - a -> b: Pay
        extensions:
          - when: the card is declined
            at: Pay
            steps: [b ~> a: Ask for another card]
    """
    requirements = Workspace(make_workspace(content)).requirements
    use_case = requirements.use_cases["one"]
    chart = sequence.chart_of(requirements, use_case, use_case.extensions[0])
    assert chart.entries[0].text == "Pay"
    frame = next(entry for entry in chart.entries if isinstance(entry, Fragment))
    assert frame.kind == "break"
    assert frame.sections[0].condition == "the card is declined"


def test_kinds_groups_and_times_come_from_the_elements(make_workspace) -> None:
    content = """
    actors:
      rider: {kind: person}
    components:
      app: {kind: service, latency: {p99: 25 ms}}
      store: {kind: database}
      bus: {kind: broker}
      mail: {external: true}
    use_cases:
      one:
        primary_actor: rider
        steps:
          - mail -> app: x
          - rider -> app: y
          - app -> store: {action: z, timeout: 1 s}
          - app ~> bus: w
    """
    requirements = Workspace(make_workspace(content)).requirements
    chart = sequence.chart_of(requirements, requirements.use_cases["one"])
    assert [(one.id, one.kind, one.group) for one in chart.participants] == [
        ("rider", "person", ""),
        ("app", "service", "The system"),
        ("store", "database", "The system"),
        ("bus", "broker", "The system"),
        ("mail", "system", "Outside"),
    ]
    assert [one.budget for one in _messages(chart.entries)] == ["p99 25 ms", "p99 25 ms", "≤ 1 s", ""]


# -- what is drawn --------------------------------------------------------------------------------------------------


def test_a_participant_begins_and_ends_where_it_is_created_and_destroyed() -> None:
    people = (Participant("a", "A"), Participant("b", "B"))
    entries = (
        Message("a", "a", "before"),
        Message("a", "b", "make", creates=True),
        Message("a", "b", "stop", destroys=True),
        Message("a", "a", "after"),
    )
    chart = Chart("t", "", people, entries)
    layout = sequence.lay_out(chart, PIXELS)
    a, b = layout.heads
    assert b.box.y > a.box.bottom
    assert b.foot < a.foot
    assert "create participant p2 as B" in sequence.mermaid(chart)
    assert sequence.mermaid(chart).index("destroy p2") < sequence.mermaid(chart).index("stop")
    assert 'create participant "B" as p2' in sequence.plantuml(chart)
    assert "destroy p2" in sequence.plantuml(chart)


def test_pages_of_participants_and_operations_are_linked() -> None:
    requirements = Workspace(HITCHHIKING).requirements
    use_case = requirements.use_cases["ride-together"]
    drawn = sequence.svg(
        [sequence.chart_of(requirements, use_case)], lambda ref: f"../{ref.kind}/{ref.id}?a=1&b=2"
    )
    assert 'href="../component/matching?a=1&amp;b=2"' in drawn
    assert "../operation/app POST /ride-requests" in drawn


def test_every_hostile_text_is_in_the_picture_as_it_was_written() -> None:
    root = ET.fromstring(sequence.svg([hostile_chart()]))  # noqa: S314 - archkit wrote it
    shown = _without_blanks("".join(root.itertext()))
    for text in HOSTILE:
        assert _without_blanks(clean(text)) in shown
    assert not [
        one for one in root.iter() if one.tag.removeprefix(SVG) in {"script", "img", "b", "foreignObject"}
    ]


def test_every_hostile_text_is_in_the_terminal_and_moves_no_cursor() -> None:
    shown = sequence.terminal_text([hostile_chart()], 400)
    assert "\x07" not in shown
    assert "\x00" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    letters = re.sub(r"[\s│┃─╌▶◀<>┆]", "", shown)
    for text in HOSTILE:
        wanted = re.sub(r"[\s│┃─╌▶◀<>┆]", "", clean(text))
        assert wanted[:20] in letters


def test_hidden_characters_are_spelled_out() -> None:
    assert clean("a\u202eb\x07c\nd") == "a\\u202eb\\u0007c d"
    assert clean("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"


def test_words_are_cut_between_characters_only() -> None:
    assert wrap("👨\u200d👩\u200d👧🇩🇪é", 2) == ["👨\u200d👩\u200d👧", "🇩🇪", "é"]
    assert all(cells(line) <= 10 for line in wrap("x" * 95, 10))
    assert wrap("POST /driver-accounts/{id}/approvals", 20) == ["POST", "/driver-accounts/", "{id}/approvals"]


def test_colour_is_written_only_where_it_is_wanted() -> None:
    chart = CHARTS[0][1]
    plain, coloured = sequence.terminal_text([chart], 100), sequence.terminal_text([chart], 100, colour=True)
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def contrast(one: str, two: str) -> float:
    def light(code: str) -> float:
        parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_texts_and_lines_stand_out_from_what_is_behind_them(mode: int) -> None:
    grounds = [name for name in COLOURS if name.endswith("-fill")] + ["paper"]
    for ground in grounds:
        for text in ("ink", "muted"):
            assert contrast(COLOURS[text][mode], COLOURS[ground][mode]) >= 4.5, (text, ground)
    for line in ("edge", "event", "good", "warm", "bad", "frame-line"):
        assert contrast(COLOURS[line][mode], COLOURS["paper"][mode]) >= 3, line
    assert contrast(COLOURS["event"][mode], COLOURS["group-fill"][mode]) >= 4.5


def _without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)
