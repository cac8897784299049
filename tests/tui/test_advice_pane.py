"""Advice on the screen: reasons that can be followed, and decisions that are written from them."""

from pathlib import Path

import yaml

from archkit.tui.advice_pane import AdvicePane, Ranking


async def _open(screen) -> AdvicePane:
    await screen.show("advice")
    await screen.judged()
    pane = screen.app.pane
    assert isinstance(pane, AdvicePane)
    for _ in range(100):
        if pane.current is not None:
            break
        await screen.pilot.pause(0.05)
        await screen.judged()
    return pane


async def _stand_on(screen, pane: AdvicePane, pattern: str) -> None:
    """Walk down the ranking until the cursor stands on a pattern."""
    for _ in range(len(pane.ranking.rows)):
        if pane.current and pane.current.pattern.id == pattern:
            return
        await screen.press("down")
    raise AssertionError(pattern)


def test_patterns_are_ranked_with_what_speaks_for_and_against_them(root: Path, play) -> None:
    async def scene(screen) -> None:
        pane = await _open(screen)
        assert "Adopt" in screen.text
        one = next(
            row for row in pane.ranking.rows if getattr(row, "hurts", ()) and getattr(row, "helps", ())
        )
        await _stand_on(screen, pane, one.pattern.id)
        assert "Helps here" in screen.text
        assert "Costs here" in screen.text
        assert one.helps[0].demand.id in screen.text

    play(root, scene)


def test_accepting_writes_a_decision_record_into_the_file(root: Path, play) -> None:
    files = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    chosen: list[str] = []

    async def scene(screen) -> None:
        pane = await _open(screen)
        one = next(row for row in pane.ranking.rows if getattr(row, "verdict", None) and not row.decisions)
        chosen.append(one.pattern.id)
        await _stand_on(screen, pane, one.pattern.id)
        await screen.press("y")
        made = [
            each
            for each in screen.session.elements("decisions")
            if one.pattern.id in (each.data.get("patterns") or ())
        ]
        assert [each.data["status"] for each in made] == ["accepted"]
        await screen.judged()
        assert "accepted in " in screen.text
        await screen.press("y")
        assert len(screen.session.elements("decisions")) == len(decisions) + 1, "it is not written twice"
        await screen.press("ctrl+z")
        assert len(screen.session.elements("decisions")) == len(decisions)
        await screen.press("ctrl+y")

    decisions = _decisions(root)
    play(root, scene)
    after = _decisions(root)
    (new,) = set(after) - set(decisions)
    assert after[new]["patterns"] == chosen
    assert after[new]["context"]
    assert after[new]["addresses"]
    changed = [path for path, text in files.items() if path.read_bytes() != text]
    assert len(changed) <= 1
    for path in changed:
        assert path.read_bytes().startswith(files[path].rstrip(b"\n")), "the rest of the file is as it was"


def _decisions(root: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for path in root.rglob("*.yaml"):
        found |= (yaml.safe_load(path.read_text()) or {}).get("decisions") or {}
    return found


def test_a_reason_leads_to_the_requirement_that_it_rests_on(root: Path, play) -> None:
    async def scene(screen) -> None:
        pane = await _open(screen)
        await screen.press("enter")
        while not (pane.reasons.current and pane.reasons.current.place):
            await screen.press("down")
        place = pane.reasons.current.place
        await screen.press("enter")
        for _ in range(50):
            await screen.settle()
            if screen.app.step.id != "advice":
                break
        step = screen.app.step
        expected = screen.app.step_for(place)
        assert expected is not None
        assert step.id == expected.id

    play(root, scene)


def test_what_was_turned_down_is_written_too(root: Path, play) -> None:
    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("x")
        rejected = [
            one for one in screen.session.elements("decisions") if one.data.get("status") == "rejected"
        ]
        assert len(rejected) == 1
        assert rejected[0].data["title"].startswith("Do without")

    play(root, scene)


def test_an_empty_workspace_is_told_what_advice_needs(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("advice")
        await screen.judged()
        for _ in range(100):
            if "state its load" in screen.text or screen.app.query_one(Ranking).rows:
                break
            await screen.pilot.pause(0.05)
        assert "state its load" in screen.text or screen.app.query_one(Ranking).rows

    play(make_workspace(), scene)
