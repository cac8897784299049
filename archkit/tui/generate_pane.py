"""The pane of generation: what would be written, kind by kind, and keys that write it and build the site."""

import asyncio
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import ProgressBar, Static

from archkit.errors import ArchkitError
from archkit.session import Judgement
from archkit.tui.generate_told import diff_of, told
from archkit.tui.pane import StepPane
from archkit.tui.steps._step import Step
from archkit.tui.widgets.diff_view import DiffView
from archkit.tui.widgets.rows import RowList
from archkit.tui.widgets.told import Told, ToldList
from archkit.workspace import Workspace

if TYPE_CHECKING:
    from archkit.write import Plan


class PlanList(ToldList):
    """What would happen, folder by folder."""

    def can_stand_on(self, index: int) -> bool:
        """Tell whether it is a folder or a file, or what is said where there is neither."""
        return self.rows[index].key is not None or not any(one.key for one in self.rows)

    def word_for(self, action: str) -> str:
        """Return what Enter does on the row with the cursor."""
        key = self.current.key if self.current else None
        return (
            {"file": "Read the diff", "folder": "Unfold"}.get(key[0] if key else "", "")
            if action == "choose"
            else ""
        )

    def watch_cursor(self, old: int, new: int) -> None:
        """Say what Enter does here."""
        super().watch_cursor(old, new)
        self.refresh_bindings()


class GeneratePane(StepPane):
    """What is made of the requirements."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "write", "Write"),
        Binding("b", "build", "Write and build the site"),
        Binding("o", "browse", "Open the site"),
        Binding("right", "diff", "Diff", show=False),
        Binding("escape,left", "back", "Files", key_display="Esc"),
    ]

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._plan: Plan | None = None
        self._planned: int | None = None
        """The session's version that the plan was made of."""
        self._working = ""
        self._lines: tuple[Told, ...] = ()
        """What the last run said."""
        self._turned: set[str] = set()
        """Folders that are folded the other way round."""
        self._shown = ""
        """The file whose diff is shown."""

    def compose(self) -> ComposeResult:
        """The plan below what is under way."""
        with Vertical(classes="generate"):
            yield Static("", classes="status")
            yield ProgressBar(show_eta=False, show_percentage=False, id="under-way")
            with Horizontal(classes="plan"):
                yield PlanList(id="plan")
                yield DiffView(id="plan-diff")

    @property
    def plan(self) -> PlanList:
        """What would happen, folder by folder."""
        return self.query_one(PlanList)

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
        self.plan.focus()
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way back where there is one."""
        del parameters
        return action != "back" or self.query_one(DiffView).has_focus

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the diff of the file that the cursor came to."""
        event.stop()
        if event.rows is self.plan:
            self._show_diff()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Fold a folder the other way round; read the diff of a file."""
        event.stop()
        key = self.plan.current.key if self.plan.current else None
        if key is None:
            return
        if key[0] == "folder":
            self._turned ^= {key[1]}
            self._tell()
        else:
            self.action_diff()

    def action_diff(self) -> None:
        """Read the diff; where there is no room beside the files, instead of them."""
        if self._shown:
            self.add_class("-reading")
            self.query_one(DiffView).focus()

    def action_back(self) -> None:
        """Go to the files."""
        self.remove_class("-reading")
        self.plan.focus()

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
        rows = [*self._lines, *told(self._plan, self._turned)]
        bar, status = self.query_one(ProgressBar), self.query_one(".status", Static)
        bar.display = bool(self._working)
        status.update(self._working or f"Everything goes below {self._output}/")
        self.plan.show_told(rows, keep=True)
        self._shown = ""
        self._show_diff()

    def _show_diff(self) -> None:
        """Have the diff of the file with the cursor made, away from the screen."""
        key = self.plan.current.key if self.plan.current else None
        path = key[1] if key and key[0] == "file" else ""
        if path == self._shown:
            return
        self._shown = path
        plan = self._plan
        if plan is None or not path:
            self.query_one(DiffView).show_lines(
                ["Enter on a file shows what would change in it."] if plan else []
            )
            return
        self.run_worker(self._read_diff(plan, path), exclusive=True, group="diff")

    async def _read_diff(self, plan: "Plan", path: str) -> None:
        lines = await asyncio.to_thread(diff_of, plan, path)
        if self._shown == path and self._plan is plan:
            self.query_one(DiffView).show_lines(lines)
