"""The pane of generation: what would be written, kind by kind, and keys that write it and build the site."""

import asyncio
import webbrowser
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import ProgressBar, Static

from archkit.errors import ArchkitError
from archkit.session import Judgement
from archkit.tui.pane import StepPane
from archkit.tui.steps._step import Step
from archkit.tui.widgets.told import Told, ToldList
from archkit.workspace import Workspace

if TYPE_CHECKING:
    from archkit.write import Plan

_SIGNS = {
    "new": ("+", "good"), "changed": ("~", "warning"), "removed": ("−", "dim"), "refused": ("✗", "error"), "same": ("✓", "dim"),
}  # fmt: skip


class GeneratePane(StepPane):
    """What is made of the requirements."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "write", "Write"),
        Binding("b", "build", "Write and build the site"),
        Binding("o", "browse", "Open the site"),
    ]

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._plan: Plan | None = None
        self._planned: int | None = None
        """The session's version that the plan was made of."""
        self._working = ""
        self._lines: tuple[Told, ...] = ()
        """What the last run said."""

    def compose(self) -> ComposeResult:
        """The plan below what is under way."""
        with Vertical(classes="generate"):
            yield Static("", classes="status")
            yield ProgressBar(show_eta=False, show_percentage=False, id="under-way")
            yield ToldList(id="plan")

    @property
    def index(self) -> Path:
        """The page of the site to open first."""
        return self.session.root / self._output / "html" / "index.html"

    @property
    def _output(self) -> str:
        return self.session.reading.requirements.config.generate.output

    # --- what it is told ----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Nothing is under way yet."""
        self._tell()

    def arrive(self) -> None:
        """Take the keyboard, and see what would be written."""
        self.query_one(ToldList).focus()
        self._look()

    def judged(self, judgement: Judgement) -> None:
        """See what would be written now."""
        del judgement
        self._look()

    def _look(self) -> None:
        judgement = self.judgement
        if judgement and judgement.version != self._planned and not self._working and not judgement.problem:
            self._planned = judgement.version
            self._start("Comparing what would be made with what is there", judgement.workspace.plan)

    # --- keys ---------------------------------------------------------------------------------------------

    async def action_write(self) -> None:
        """Write what is new or changed."""
        await self._run(build=False)

    async def action_build(self) -> None:
        """Write, then build the site."""
        await self._run(build=True)

    def action_browse(self) -> None:
        """Show the site in the browser."""
        if not self.index.is_file():
            self.shell.say("There is no site yet: b builds it.")
        elif not webbrowser.open(self.index.resolve().as_uri()):
            self.shell.say(f"No browser here. The site is {self.index}")

    async def _run(self, *, build: bool) -> None:
        if self._working:
            self.shell.say(f"{self._working} …")
            return
        await self.shell.action_save()
        if self.session.unsaved:
            self.shell.say("Not everything could be saved; what is generated would not match the files.")
            return
        self._lines = ()
        root = self.session.root

        def work() -> "Plan":
            plan = Workspace(root).plan()
            plan.carry_out()
            if build:
                from archkit.publish import build_site  # noqa: PLC0415 - only who builds pays for it

                build_site(plan.folder)
            return plan

        what = "Writing, and building the site" if build else "Writing"
        self._start(what, work, done="The site is built: o opens it." if build else "Written.")

    # --- work beside the screen ---------------------------------------------------------------------------

    def _start(self, what: str, work: "Callable[[], Plan]", done: str = "") -> None:
        self._working = what
        self._tell()
        self.run_worker(self._finish(work, done), group="generate")

    async def _finish(self, work: "Callable[[], Plan]", done: str) -> None:
        try:
            self._plan = await asyncio.to_thread(work)
            if done:
                self._lines = (Told(done, "good", "✓", "good"), Told(""))
                self._planned = None
        except ArchkitError as error:
            told = (Told(line, "error") for line in error.message.splitlines())
            self._lines = (*told, Told(error.help, "dim"), Told(""))
        finally:
            self._working = ""
        self._tell()
        self._look()

    def _tell(self) -> None:
        bar, status = self.query_one(ProgressBar), self.query_one(".status", Static)
        bar.display = bool(self._working)
        status.update(self._working or f"Everything goes below {self._output}/")
        self.query_one(ToldList).show_told([*self._lines, *_told(self._plan)], keep=True)


def _told(plan: "Plan | None") -> Iterator[Told]:
    """Yield each top folder of the output with what happens in it; refusals by name."""
    if plan is None:
        return
    folders: dict[str, Counter[str]] = {}
    for step in plan.steps:
        top = "/".join(step.path.split("/")[: 2 if step.path.startswith(("apis/", "stubs/")) else 1])
        folders.setdefault(top, Counter())[step.state.value] += 1
    yield Told("Below the output folder", "heading", tail=f"{len(plan.steps)} files")
    for folder, counts in folders.items():
        worst = next((state for state in ("refused", "new", "changed", "removed") if counts[state]), "same")
        words = ", ".join(f"{counts[state]} {state}" for state in _SIGNS if counts[state])
        yield Told(folder, "value", *_SIGNS[worst], indent=1, tail=words, key=folder)
    if not plan.stale:
        yield Told("")
        yield Told("All of it is up to date.", "good")
    for step in plan.refused:
        yield Told(f"{step.path}: {step.reason}", "error", "✗", "error", indent=1)
        yield Told("archkit generate --force overwrites it", "dim", indent=3)
