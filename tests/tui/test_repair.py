"""A file that cannot be read is told on the screen, with the line that is meant, and is mended there or left."""

import asyncio
from pathlib import Path

from archkit.tui.repairing import RepairApp

BROKEN = "archkit: 1 # our format\nsystem:\n  name: [Shop\n  summary: Sells\n"


def text_of(app) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def seen(pilot, app, *words: str) -> None:
    """Wait until all of this is seen."""
    for _ in range(400):
        if all(word in text_of(app) for word in words):
            return
        await pilot.pause(0.05)
    raise AssertionError(text_of(app))


def repaired(root: Path, act, size=(116, 34)) -> bool | None:
    async def run() -> bool | None:
        app = RepairApp(root, "archkit.yaml")
        async with app.run_test(size=size) as pilot:
            await seen(pilot, app, "F4 Your editor")
            await act(pilot, app)
            for _ in range(400):
                if app.return_value is not None:
                    break
                await pilot.pause(0.02)
            return app.return_value

    return asyncio.run(run())


def test_a_configuration_that_cannot_be_read_is_mended_on_the_screen(make_workspace) -> None:
    root = make_workspace("actors: {rider: {}}", config=BROKEN)

    async def act(pilot, app) -> None:
        await seen(pilot, app, "archkit.yaml cannot be read", "^^^^^", "name: [Shop")
        area = app.screen.area
        area.move_cursor((2, len("  name: [Shop")))
        await pilot.press("right_square_bracket")
        await seen(pilot, app, "archkit.yaml can be read")
        assert (root / "archkit.yaml").read_text("utf-8") == BROKEN
        await pilot.press("ctrl+s")

    assert repaired(root, act) is True
    assert (root / "archkit.yaml").read_text("utf-8") == BROKEN.replace("[Shop", "[Shop]")


def test_what_was_typed_is_not_left_behind_without_a_word(make_workspace) -> None:
    root = make_workspace("", config=BROKEN)

    async def act(pilot, app) -> None:
        await pilot.press("x", "escape")
        await seen(pilot, app, "not saved")
        await pilot.press("escape")

    assert repaired(root, act) is False
    assert (root / "archkit.yaml").read_text("utf-8") == BROKEN


def test_what_somebody_else_wrote_meanwhile_is_not_written_over_without_a_word(make_workspace) -> None:
    root = make_workspace("", config=BROKEN)

    async def act(pilot, app) -> None:
        await pilot.press("x")
        (root / "archkit.yaml").write_text("archkit: 1\n", "utf-8")
        await pilot.press("ctrl+s")
        await seen(pilot, app, "Somebody else wrote it meanwhile")
        assert (root / "archkit.yaml").read_text("utf-8") == "archkit: 1\n"
        await pilot.press("escape")

    repaired(root, act)
    assert (root / "archkit.yaml").read_text("utf-8") == "archkit: 1\n"


def test_a_file_that_is_no_text_is_told_and_left_to_an_editor(make_workspace) -> None:
    root = make_workspace({"archkit.yaml": b"archkit: 1 # caf\xe9\n"})

    async def act(pilot, app) -> None:
        await seen(pilot, app, "Only an editor can mend this")
        assert "^s Save" not in text_of(app)
        await pilot.press("escape")

    assert repaired(root, act) is False


def test_a_file_of_requirements_is_mended_where_its_finding_leads(make_workspace, play) -> None:
    good = "entities:\n  ride: {name: Ride}\n"
    root = make_workspace(
        {"requirements/all.yaml": good, "requirements/more.yaml": "actors:\n  rider: {name: [Rider}\n"}
    )

    async def scene(screen) -> None:
        assert (
            any("requirements/more.yaml cannot be read" in one for one in screen.told)
            or screen.session.faults
        )
        await screen.judged()
        await screen.press("f8")
        assert "requirements/more.yaml cannot be read" in screen.text
        area = screen.app.screen.area
        area.load_text("actors:\n  rider: {name: Rider} # mended\n")
        await screen.until("requirements/more.yaml can be read")
        await screen.press("ctrl+s")
        for _ in range(100):
            if screen.session.elements("actors"):
                break
            await screen.pilot.pause(0.05)
        assert [one.id for one in screen.session.elements("actors")] == ["rider"]
        assert not screen.session.faults
        assert "# mended" in (root / "requirements" / "more.yaml").read_text("utf-8")

    play(root, scene)
