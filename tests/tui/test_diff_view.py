"""A diff is read by its signs and by its colours, and of a line that is too long as much as there is room for."""

import asyncio

from textual.app import App, ComposeResult

from archkit.tui.themes import THEMES
from archkit.tui.widgets.diff_view import DiffView


class Shown(App[None]):
    """A diff and nothing else."""

    CSS_PATH = "../../archkit/tui/widgets/rows.tcss"

    def compose(self) -> ComposeResult:
        """One diff."""
        yield DiffView()

    def on_mount(self) -> None:
        """Take the colours of archkit."""
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name


async def _colours(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    app = Shown()
    async with app.run_test(size=(40, 20)) as pilot:
        app.query_one(DiffView).show_lines(lines)
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        colours = {}
        for strip in strips:
            for segment in strip:
                if segment.text.strip() and segment.style and segment.style.color:
                    colours[segment.text.strip()] = segment.style.color.name
        return colours, [strip.text.rstrip() for strip in strips if strip.text.strip()]


def test_what_goes_and_what_comes_differ_in_colour_and_in_sign() -> None:
    colours, seen = asyncio.run(_colours(["@@ -1 +1 @@", "-old", "+new", " same"]))
    assert len({colours["-old"], colours["+new"], colours["same"], colours["@@ -1 +1 @@"]}) == 4
    assert seen == [" @@ -1 +1 @@", " -old", " +new", "  same"]


def test_a_line_of_a_hundred_thousand_characters_takes_six_lines() -> None:
    _, seen = asyncio.run(_colours(["+" + "x" * 100_000, "+end"]))
    assert len(seen) == 7
    assert seen[5].endswith("…")
    assert seen[6] == " +end"
