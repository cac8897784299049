"""Sentences on the screen: what a client wrote is read at once, and written piece by piece."""

from pathlib import Path

import yaml

LETTER = "Riders can search for rides quickly. The system must comply with the GDPR."


async def _type(screen, text: str) -> None:
    await screen.show("sentences")
    await screen.judged()
    area = screen.app.pane.query_one("#text")
    area.focus()
    area.insert(text)
    for _ in range(100):
        await screen.settle()
        if screen.app.pane._read == text:
            break
        await screen.pilot.pause(0.05)


def _data(root: Path) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = {}
    for path in sorted(root.rglob("*.yaml")):
        for section, items in (yaml.safe_load(path.read_text()) or {}).items():
            if isinstance(items, dict):
                found.setdefault(section, {}).update(items)
    return found


def test_a_sentence_is_split_and_nothing_is_written_before_it_is_taken(make_workspace, play) -> None:
    root = make_workspace("actors: {}\n")

    async def scene(screen) -> None:
        await _type(screen, LETTER)
        for words in ("use case", "quality ~", "constraint", "p95 response_time <= ~300 ms"):
            assert words in screen.text
        assert not screen.session.unsaved

    play(root, scene)
    assert (root / "requirements/all.yaml").read_text() == "actors: {}\n"


def test_a_piece_is_taken_with_what_it_refers_to(make_workspace, play) -> None:
    root = make_workspace("# ours\nactors: {}\n")

    async def scene(screen) -> None:
        await _type(screen, LETTER)
        await screen.press("escape")
        while screen.app.pane.current is None or screen.app.pane.current.kind != "quality":
            await screen.press("down")
        await screen.press("v")
        assert "p95 response_time <= ~100 ms" in screen.text
        await screen.press("enter")
        await screen.press("ctrl+z")
        assert not screen.session.elements("actors"), "what was taken together goes together"
        await screen.press("ctrl+y")

    play(root, scene)
    data = _data(root)
    assert set(data["actors"]) == {"rider"}
    assert data["use_cases"]["search-for-rides"]["primary_actor"] == "rider"
    (quality,) = data["quality_attributes"].values()
    assert quality["measure"] == "p95 response_time <= ~100 ms"
    assert quality["applies_to"] == ["use_case:search-for-rides"]
    assert "constraints" not in data
    assert (root / "requirements/all.yaml").read_text().startswith("# ours\n")


def test_everything_but_what_is_left_out_is_taken_at_once(make_workspace, play) -> None:
    root = make_workspace("actors: {}\n")

    async def scene(screen) -> None:
        await _type(screen, LETTER)
        await screen.press("escape", "end", "x", "A")
        assert not screen.session.elements("constraints")
        assert screen.session.elements("use_cases")
        await screen.judged()
        assert screen.app.judgement is not None
        errors = [one for one in screen.app.judgement.found if one.diagnostic.severity.value == "error"]
        assert not errors

    play(root, scene)


def test_who_walks_through_the_steps_types_nothing_here(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("sentences")
        await screen.press("right_square_bracket")
        assert screen.app.step.id != "sentences"
        await screen.press("left_square_bracket", "enter")
        await screen.type("Uptime 99.9 %")
        assert screen.app.pane.query_one("#text").text == "Uptime 99.9 %"

    play(make_workspace(), scene)


def test_talk_is_told_to_be_no_demand(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await _type(screen, "Hello Tom, thanks for the meeting yesterday.")
        assert "Nothing here reads like a demand" in screen.text

    play(make_workspace(), scene)
