"""Every step of the walk becomes a picture: docs/screen.md and an SVG a step below docs/screens/, of the ticket reservation.

Run it with ``python docs/draw_screens.py``, after a change that can be seen. With ``--check`` it draws nothing: it
fails when the page is stale, or a picture is missing or asks another host for something. Pictures are not compared:
every change of a colour would make them stale.
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from archkit.begin import begin
from archkit.session import Journal, Session
from archkit.tui.app import ArchkitApp
from archkit.tui.start import StartApp
from archkit.tui.steps import steps

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "examples" / "ticket-reservation"
SIZE = (116, 32)
TODAY = date(2026, 11, 30)
LETTER = (
    "Customers can look up their orders. The page must be quick, even when a tour goes on sale. "
    "By law, personal data has to stay in the EU."
)
_CELL = 12.2
"""The width of a cell in Rich's pictures."""
_BLANKS = re.compile(
    r' x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"([^>]*)>((?:&#160;)*)(.*?)((?:&#160;)*)</text>'
)
_FONTS = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what is told of it."""

    name: str
    """The file below ``docs/screens``."""
    title: str
    words: str
    """Two sentences."""
    step: str = ""
    """The step that is shown; empty before there is a workspace."""
    keys: tuple[str, ...] = ()
    """What is pressed there."""
    paste: str = ""
    """What is pasted there first."""
    accepts: bool = False
    """Whether the first advice is accepted before."""


PICTURES = (
    Picture("start", "Begin", "`archkit` in an empty folder offers a blank workspace, a tour, or an example. Enter twice and you work."),
    Picture("tour", "Five minutes", "The tour ends with your own first use case, linted, drawn and computed. Each answer is YAML at once, and Enter takes the example.", keys=("enter",) * 5),
    Picture("frame", "Frame", "What the system is, who builds it, and what shapes it from outside. On the left the walk says what is done, what is open and what would help most next.", "frame"),
    Picture("sentences", "Sentences", "Paste what a client wrote: it is split into functions, qualities with measures, and constraints. Nothing is written before you take it.", "sentences", paste=LETTER),
    Picture("questions", "Questions", "Everything that is open, what helps most first: what you wrote down, what lint asks, and what is usually asked. An answer becomes a field or an element at once.", "questions"),
    Picture("assumptions", "Assumptions", "What is taken to be true until somebody checks it. Who checks it, and until when, stands beside it.", "assumptions"),
    Picture("glossary", "Glossary", "What the words of the domain mean. The site shows them wherever a word is used.", "glossary"),
    Picture("actors", "Actors", "A list and a form, with help and findings of the field beside it. Fields suggest what fits, and a tilde marks a guess.", "actors", ("enter",)),
    Picture("entities", "Entities", "What the system keeps and passes on. Their sizes and counts carry the numbers for storage.", "entities", ("enter",)),
    Picture("use-cases", "Use cases", "What actors want to get done, how it begins and what holds afterwards. Enter on the steps opens the flow.", "use_cases", ("enter",)),
    Picture("flows", "Flows", "Type one step a line; the sequence diagram is drawn while you type. Keys move steps and put frames around them; `c` declares everybody who takes part.", "flows", ("down", "down")),
    Picture("quality-attributes", "Quality attributes", "A demand as people say it, then a number: `v` proposes one, `b` builds one part by part. `s` fills in the scenario.", "quality_attributes"),
    Picture("utility-tree", "The utility tree as a board", "Worth upwards, difficulty to the right: what stands at the top right decides the architecture. Shift and an arrow push a card.", "quality_attributes", ("t",)),
    Picture("constraints", "Constraints", "What is fixed before the design begins, who says so, and whether anybody pushed back. Isolation keeps it from spreading.", "constraints", ("enter",)),
    Picture("components", "Components", "How the system is cut, as far as it is known. Replicas, latencies and capacities feed the numbers.", "components", ("enter",)),
    Picture("advice", "Advice", "Patterns that fit these requirements, with the lines that speak for and against each. `y` writes the decision record.", "advice"),
    Picture("numbers", "Numbers", "Whether the design reaches its targets, and how that comes about. Sliders ask what if: verdicts follow at once.", "numbers"),
    Picture("decisions", "Decisions", "What was chosen and why, what lost, and what it costs. A decision is told to be suspect when a demand behind it has changed.", "decisions", ("enter",), accepts=True),
    Picture("service-levels", "Service levels", "Objectives and the indicators that prove them in production. Alerts, rules and dashboards are generated from them.", "service_levels", ("enter",)),
    Picture("review", "Review", "All findings, worst first, each with its way out. Enter goes to the field; `i` writes down an exception with its reason.", "review"),
    Picture("generate", "Generate", "Diagrams, contracts, service levels and the site, made of what the files say. Enter shows what would change in a file; `b` writes all of it and builds the site.", "generate"),
)  # fmt: skip


INTRO = """\
# The screen

`archkit` opens the workspace around the folder that you are in, or offers to begin one. On the left stands the walk: what is
done, what is open, and what would help most next (`n` goes there). In the middle you work on a step; beside it stands
what is wrong with the field under the cursor, what to do about it, and what the field means.

- **Keys.** `F1` lists those that work at the moment. `Ctrl+PgDn` and `Ctrl+PgUp` go through the steps, `Ctrl+F` finds any
  element or word, `F8` goes to the next finding, `Ctrl+P` offers everything else, `F4` opens your own editor at the line.
- **Nothing is lost.** Each keystroke becomes a splice of your YAML, every comment and every other byte stays. `Ctrl+Z` and
  `Ctrl+Y` go back and forth over everything. What is not on the disk yet lies in a journal outside the workspace and is
  offered again after a crash. In a read-only folder changes are kept there, and can be saved elsewhere.
- **What cannot be read** is shown with the line that is meant, and mended there or in your editor: `archkit.yaml` before anything
  else, every other file at `F8`.
- **Others write too.** A file that changes outside is taken in. Where both sides changed the same element, you see both and
  choose; the disk is never written over.
- **A diff first, if you like.** `Ctrl+P`, *Ask before writing*: then `Ctrl+S` shows the diff and writes it.
- **In a browser.** `archkit open --web` serves it on this machine (`pip install 'archkit[web]'`), at an address with a key.
- **Colours.** `Ctrl+P`, *Theme*: dark, light, and one of high contrast; `NO_COLOR` is respected.

"""


def page() -> str:
    """Return docs/screen.md."""
    lines = [INTRO.strip()]
    for one in PICTURES:
        lines += ["", f"## {one.title}", "", one.words, "", f"![{one.title}](screens/{one.name}.svg)"]
    return "\n".join(lines) + "\n"


# --- drawing -------------------------------------------------------------------------------------------------


def drawn(only: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each picture with its text; only those that are named, where any is."""
    with tempfile.TemporaryDirectory() as place:
        for picture in PICTURES:
            if only and picture.name not in only:
                continue
            folder = Path(place) / picture.name
            yield picture.name, asyncio.run(_drawn(picture, folder))


async def _drawn(picture: Picture, folder: Path) -> str:
    workspace = folder / "tickets"
    settings = folder / "settings.json"
    if picture.name == "start":
        workspace.mkdir(parents=True)
        start = StartApp(Path("tickets"))
        start._here = Path("tickets")  # noqa: SLF001 - the picture shall not show where it was made
        async with start.run_test(size=SIZE) as pilot:
            await pilot.pause()
            return _svg(start, "archkit")
    if picture.name == "tour":
        begin(workspace)
    else:
        shutil.copytree(EXAMPLE, workspace, ignore=shutil.ignore_patterns("build"))
    session = Session(workspace, journal=Journal(workspace, folder / "journal"), today=TODAY)
    app = ArchkitApp(session, settings=settings, with_tour=picture.name == "tour")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        if picture.accepts:
            await app.open_step("advice")
            await _judged(app, pilot)
            await pilot.press("y")
            await _judged(app, pilot)
        if picture.step:
            await app.open_step(picture.step)
        await _judged(app, pilot)
        if picture.paste:
            area = app.query_one("#text")
            area.focus()
            area.insert(picture.paste)  # type: ignore[attr-defined]  # a TextArea
            await _still(app, pilot)
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause()
        await _judged(app, pilot)
        text = _svg(app, "archkit")
        await app.action_quit()
    return text


async def _judged(app: ArchkitApp, pilot: Pilot[None]) -> None:
    """Wait until everything is saved and judged, and nothing is under way."""
    for _ in range(2400):
        newest = app.judgement
        if (
            newest
            and newest.version == app.session.version
            and not app.judging.staircase.busy
            and not app.session.unsaved
        ):
            break
        await pilot.pause(0.05)
    await _still(app, pilot)


async def _still(app: App[Any], pilot: Pilot[None]) -> None:
    """Wait until the screen does not change for a while."""
    last, same = "", 0
    for _ in range(100):
        for typing in app.screen.query("Input, TextArea").results():
            typing.cursor_blink = False  # type: ignore[attr-defined]  # both kinds have it
        await pilot.pause(0.15)
        text = app.export_screenshot()
        last, same = text, same + 1 if text == last else 0
        if same == 5:
            return


def _without_blanks(found: re.Match[str]) -> str:
    """Return a text without the blanks around it, where it stood: not every reader of SVG keeps them."""
    x, y, length, how, before, text, after = found.groups()
    lead, trail = before.count(";") * _CELL, after.count(";") * _CELL
    start, size = float(x) + lead, float(length) - lead - trail
    return f' x="{start:.5g}" y="{y}" textLength="{size:.5g}"{how}>{text}</text>'


def _svg(app: App[Any], title: str) -> str:
    """Return the screen as SVG that asks nobody for fonts."""
    text = _FONTS.sub("", app.export_screenshot(title=title))
    text = _BLANKS.sub(_without_blanks, text)
    text = text.replace("Fira Code", "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono")
    text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    return text + "\n"


# --- the door ------------------------------------------------------------------------------------------------


def faults() -> Iterator[str]:
    """Yield what is stale or missing."""
    if not (DOCS / "screen.md").exists() or (DOCS / "screen.md").read_text(encoding="utf-8") != page():
        yield "docs/screen.md is stale"
    shown = {one.step for one in PICTURES}
    for step in steps():
        if step.id not in shown:
            yield f"the step {step.id} has no picture"
    wanted = {f"{one.name}.svg" for one in PICTURES}
    found = {path.name: path for path in (DOCS / "screens").glob("*.svg")}
    for name in sorted(wanted ^ set(found)):
        yield f"docs/screens/{name} is {'missing' if name in wanted else 'not on the page'}"
    for name, path in sorted(found.items()):
        text = (
            path.read_text(encoding="utf-8")
            .replace("http://www.w3.org/", "")
            .replace("https://www.textualize.io", "")
        )
        if "url(http" in text or "://" in text:
            yield f"docs/screens/{name} asks another host"


def main(words: list[str]) -> int:
    """Draw the pictures, or tell what is missing."""
    if "--check" in words:
        found = list(faults())
        for one in found:
            sys.stdout.write(f"{one}\n")
        return 1 if found else 0
    # Pictures have all colours, whatever the terminal has in which they are drawn.
    os.environ.pop("NO_COLOR", None)
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    (DOCS / "screen.md").write_text(page(), encoding="utf-8", newline="\n")
    (DOCS / "screens").mkdir(exist_ok=True)
    for name, text in drawn(set(words)):
        (DOCS / "screens" / f"{name}.svg").write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"docs/screens/{name}.svg {len(text) // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
