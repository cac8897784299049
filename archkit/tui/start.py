"""The first screen where there is no workspace yet: begin a blank one, with an example, or with a tour."""

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from archkit.begin import begin, examples
from archkit.errors import ArchkitError
from archkit.tui.keys import OrderedApp
from archkit.tui.settings import Settings
from archkit.tui.themes import THEMES
from archkit.tui.widgets.key_bar import KeyBar

_LOGO = """\
             _    _   _ _
 __ _ _ _ __| |_ | |_(_) |_
/ _` | '_/ _| ' \\| / / |  _|
\\__,_|_| \\__|_||_|_\\_\\_|\\__|"""
_WORDS = "From requirements to an architecture that can be checked, computed, drawn and published."
_TOLD = {
    "ad-analytics": "clicks of advertisements, counted as they come",
    "archkit": "archkit itself, described with archkit",
    "bank-ledger": "a bank that must never lose a cent",
    "hitchhiking": "drivers and riders; every section of the format is in use",
    "job-search": "many readers, few writers, full-text search",
    "movie-streaming": "a catalogue, subscriptions and video",
    "online-store": "a shop with payment, stock and delivery",
    "small-clinic": "a small system under strict law",
    "smart-city-traffic": "sensors, streams and control",
    "ticket-reservation": "half a town clicks at the same minute",
}
"""What an example is about."""


class StartApp(OrderedApp[Path]):
    """Asks how to begin; ends with the folder of a workspace, or without one."""

    TITLE = "archkit"
    CSS_PATH = ["widgets/rows.tcss", "screens/screens.tcss", "start.tcss"]  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Choose", key_display="⏎", priority=True),
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("ctrl+q", "quit", "Leave", show=False, priority=True),
    ]

    def __init__(self, here: Path, settings: Path | None = None) -> None:
        """Name the folder in which archkit was called, and the file of what the user likes."""
        super().__init__()
        self._here = here
        self._example: str | None = None
        self.with_tour = False
        """Whether the tour begins in the new workspace."""
        for theme in THEMES:
            self.register_theme(theme)
        wanted = Settings.load(settings).theme if settings else THEMES[0].name
        self.theme = wanted if wanted in self.available_themes else THEMES[0].name

    def compose(self) -> ComposeResult:
        """A word of welcome, the ways to begin, and where."""
        with VerticalScroll(id="start"), Vertical(id="welcome"):
            yield Static(_LOGO, id="logo", markup=False)
            yield Static(_WORDS, id="words")
            yield Static(f"There is no workspace in {self._here} or above it.", id="where", markup=False)
            yield OptionList(id="ways")
            with Vertical(id="folder"):
                yield Static("", id="question", markup=False)
                yield Input(id="answer", compact=True)
                yield Static("", id="fault", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Offer the ways."""
        self._offer()

    def _offer(self) -> None:
        ways = self.query_one("#ways", OptionList)
        ways.clear_options()
        ways.add_option(_option("blank", "A blank workspace", "begin with your own system"))
        ways.add_option(_option("tour", "A five-minute tour", "your own first use case, checked and drawn"))
        ways.add_option(_option("examples", "An example", "a complete system to look at and to change"))
        self._show(ways)

    def _show(self, ways: OptionList) -> None:
        self.query_one("#folder").display = False
        ways.display = True
        ways.highlighted = 0
        ways.focus()
        self.screen.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for what is still missing."""
        way = str(event.option_id)
        if way == "examples":
            ways = self.query_one("#ways", OptionList)
            ways.clear_options()
            for name in examples():
                ways.add_option(_option(f"example {name}", name, _TOLD.get(name, "")))
            self._show(ways)
            return
        self._example = way.removeprefix("example ") if way.startswith("example ") else None
        self.with_tour = way == "tour"
        self._ask_where()

    def _ask_where(self) -> None:
        is_free = not any(self._here.iterdir())
        name = self._example or "architecture"
        self.query_one("#ways").display = False
        self.query_one("#folder").display = True
        self.query_one("#question", Static).update(
            "Where? This folder is empty and will do: just press Enter."
            if is_free
            else "Where? A folder that does not exist yet, for example one beside your code."
        )
        answer = self.query_one("#answer", Input)
        answer.value = "." if is_free else name
        self.query_one("#fault", Static).update("")
        answer.focus()
        self.screen.refresh_bindings()

    def action_go_on(self) -> None:
        """Take the way with the cursor; make the workspace where it was asked for."""
        ways = self.query_one("#ways", OptionList)
        if ways.display:
            ways.action_select()
            return
        target = self._here / Path(self.query_one(Input).value.strip() or ".").expanduser()
        try:
            begin(target, self._example)
        except (ArchkitError, OSError) as error:
            help_ = f"; {error.help}" if isinstance(error, ArchkitError) else ""
            self.query_one("#fault", Static).update(f"✗ {error}{help_}")
            return
        self.exit(target)

    async def action_back(self) -> None:
        """Go one question back; leave from the first."""
        if self._is_first:
            self.exit()
        else:
            self._offer()

    @property
    def _is_first(self) -> bool:
        """Whether the first question is asked."""
        ways = self.query_one("#ways", OptionList)
        return ways.display and bool(ways.option_count) and ways.get_option_at_index(0).id == "blank"

    def word_for(self, action: str) -> str:
        """Return what a key does here."""
        if action == "back":
            return "Leave" if self._is_first else "Back"
        return "Begin there" if action == "go_on" and not self.query_one("#ways").display else ""


def _option(name: str, title: str, told: str) -> Option:
    return Option(Text.assemble((f"{title:<22}", "bold"), told), id=name)
