"""Numbers on the screen: sliders move verdicts, and write nothing until they are told to."""

from pathlib import Path

from archkit.evaluate import WhatIf, evaluate
from archkit.read import read_workspace
from archkit.tui.numbers_pane import NumbersPane
from archkit.tui.sliders import carried_over, question_of, sliders_of

SMALL = """
actors: {rider: {kind: person}}
components:
  app: {kind: service, replicas: 2, latency: {p50: 20 ms, p99: 60 ms}, capacity: 300/s, availability: 99.9 %}
use_cases:
  look:
    title: Look
    primary_actor: rider
    load: {average: 20/s, peak: 100/s}
    steps: [rider -> app: Look for a ride]
quality_attributes:
  fast: {attribute: performance, applies_to: [use_case:look], measure: p95 response_time <= 200 ms}
"""  # fmt: skip


async def _open(screen) -> NumbersPane:
    await screen.show("numbers")
    pane = screen.app.pane
    assert isinstance(pane, NumbersPane)
    for _ in range(200):
        await screen.judged()
        if pane.verdicts.rows:
            break
        await screen.pilot.pause(0.05)
    return pane


async def _computed(screen, pane: NumbersPane) -> None:
    for _ in range(200):
        await screen.settle()
        if pane._wish is None and pane._computing is None:
            return
        await screen.pilot.pause(0.05)


def test_more_load_changes_the_verdict_and_writes_nothing(make_workspace, play) -> None:
    workspace = make_workspace(SMALL)
    before = (workspace / "requirements/all.yaml").read_text()

    async def scene(screen) -> None:
        pane = await _open(screen)
        assert [one.verdict.value for one in pane.verdicts.rows] == ["met"]
        await screen.press(*["right"] * 7)
        await _computed(screen, pane)
        assert "what if load 10x" in screen.text
        assert [one.verdict.value for one in pane.verdicts.rows] == ["missed"]
        assert "✓→✗" in screen.text
        await screen.press("0")
        await _computed(screen, pane)
        assert [one.verdict.value for one in pane.verdicts.rows] == ["met"]
        assert not screen.session.unsaved

    play(workspace, scene)
    assert (workspace / "requirements/all.yaml").read_text() == before


def test_more_replicas_carry_more_and_are_written_when_wished(make_workspace, play) -> None:
    workspace = make_workspace(SMALL)
    before = (workspace / "requirements/all.yaml").read_text()

    async def scene(screen) -> None:
        pane = await _open(screen)
        await screen.press(*["right"] * 7)
        await screen.press("down", *["right"] * 3)
        await _computed(screen, pane)
        assert [one.verdict.value for one in pane.verdicts.rows] == ["met"]
        await screen.press("w")
        await screen.judged()

    play(workspace, scene)
    assert (workspace / "requirements/all.yaml").read_text() == before.replace("replicas: 2", "replicas: 5")


def test_each_view_tells_something_of_its_own(root: Path, play) -> None:
    async def scene(screen) -> None:
        pane = await _open(screen)
        for words in ("Components under load", "Where it gives way first", "What pulls against what"):
            await screen.press("v")
            for _ in range(200):
                await screen.settle()
                if words in screen.text:
                    break
                await screen.pilot.pause(0.05)
            assert words in screen.text
        await screen.press("v")
        assert pane.verdicts.current is not None
        assert "[derivation]" in screen.text

    play(root, scene)


def test_a_line_of_a_derivation_leads_to_its_field(make_workspace, play) -> None:
    async def scene(screen) -> None:
        pane = await _open(screen)
        await screen.press("tab", "enter")
        while not (
            pane.told.current and pane.told.current.place and "components" in pane.told.current.place.route
        ):
            await screen.press("down")
        await screen.press("enter")
        for _ in range(50):
            await screen.settle()
            if screen.app.step.id == "components":
                break
        assert screen.app.step.id == "components"

    play(make_workspace(SMALL), scene)


def test_a_component_can_be_thought_away(make_workspace, play) -> None:
    async def scene(screen) -> None:
        pane = await _open(screen)
        await screen.press("down", "x")
        await _computed(screen, pane)
        assert "thought away" in screen.text
        assert question_of(pane.sliders.rows).without == ("component:app",)

    play(make_workspace(SMALL), scene)


def test_sliders_ask_what_the_command_line_would_ask(make_workspace) -> None:
    known = read_workspace(make_workspace(SMALL)).requirements
    load, replicas, latency = sliders_of(known)
    assert question_of([load, replicas, latency]) == WhatIf()
    moved = [load.by(3), replicas.by(1), latency.by(2)]
    question = question_of(moved)
    assert question.load == 2.0
    assert question.changes == (
        "component:app.replicas=3",
        "component:app.latency.p50=40 ms",
        "component:app.latency.p99=120 ms",
    )
    assert evaluate(known, None, question).results
    assert all(0 <= one.position <= 1 for one in moved)
    assert [one.value for one in carried_over(moved, sliders_of(known))] == [one.value for one in moved]
    assert all(not one.back().moved for one in moved)
    assert replicas.by(-50).value == 1
