"""The steps of the screen become pictures: docs/screens/*.svg, and the page docs/screen.md that shows them.

Run it with ``python docs/draw_screens.py``.
"""

import asyncio
import re
import shutil
import tempfile
from pathlib import Path

from archkit.session import Journal, Session
from archkit.tui.app import ArchkitApp
from archkit.tui.steps import Step, steps

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "examples" / "ticket-reservation"
SIZE = (140, 40)
_FONT_FROM_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)

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
- **Others write too.** A file that changes outside is taken in. Where both sides changed the same element, you see both and
  choose; the disk is never written over.
- **A diff first, if you like.** `Ctrl+P`, *Ask before writing*: then `Ctrl+S` shows the diff and writes it.
- **In a browser.** `archkit open --web` serves it on this machine (`pip install 'archkit[web]'`), at an address with a key.
- **Colours.** `Ctrl+P`, *Theme*: dark, light, and one of high contrast; `NO_COLOR` is respected.

"""


async def picture(app: ArchkitApp, step: Step) -> str:
    """Return the picture of a step."""
    async with app.run_test(size=SIZE) as pilot:
        await app.open_step(step.id)
        for _ in range(600):
            judgement = app.judgement
            if judgement and step.stages <= judgement.stages and not app.staircase.busy:
                break
            await pilot.pause(0.1)
        await pilot.pause(1)
        # The picture names a font of another host; the page has its own.
        return _FONT_FROM_ELSEWHERE.sub("", app.export_screenshot(title=f"archkit: {step.title}"))


def main() -> None:
    """Draw every step."""
    target = DOCS / "screens"
    target.mkdir(exist_ok=True)
    page = [INTRO]
    for step in steps():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "ticket-reservation"
            shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("build"))
            app = ArchkitApp(
                Session(root, journal=Journal(root, Path(folder))), settings=Path(folder) / "settings.json"
            )
            svg = asyncio.run(picture(app, step))
        name = step.id.replace("_", "-")
        (target / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
        page.append(f"## {step.title}\n\n{step.sentence}\n\n![{step.title}](screens/{name}.svg)\n")
    (DOCS / "screen.md").write_text("\n".join(page), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
