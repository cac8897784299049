"""Help of the moment: what the step is for, and the keys that work here and now."""

from collections.abc import Iterable
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown, Static

from archkit.tui.steps import Step
from archkit.tui.widgets.key_bar import KeyBar

_EVERYWHERE = """\
Every keystroke is in the file's text at once and on the disk a moment later; comments and all other bytes stay.
`Ctrl+Z` takes anything back, `Ctrl+Y` does it again. What somebody else writes meanwhile is merged, or shown as a
conflict. A `~` before a number says that it is a guess so far.

Signs: `✗` error, `▲` warning, `•` remark, `?` question; `●` done, `◐` begun, `○` open, `→` helps most next.
"""
_TWO_COLUMNS = 76
"""Cells from which on keys stand in two columns."""


class Help(ModalScreen[None]):
    """Explains a step and the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,question_mark", "dismiss", "Close", key_display="Esc"),
    ]

    def __init__(self, step: Step | None, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self._step = step
        self._keys = list(_keys(bindings))

    def compose(self) -> ComposeResult:
        """One page."""
        step = self._step
        with VerticalScroll(classes="dialog -tall -page") as scroll:
            scroll.border_title = f"Help: {step.title}" if step else "Help"
            if step is not None:
                yield Markdown(
                    "\n\n".join(part for part in (step.sentence, step.help) if part), open_links=False
                )
            yield Static("Keys here", classes="page-heading")
            yield Static("", id="keys")
            yield Static("Everywhere", classes="page-heading")
            yield Markdown(_EVERYWHERE, open_links=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Lay the keys out in as many columns as there is room for."""
        columns = 2 if self.size.width >= _TWO_COLUMNS else 1
        table = Table.grid(padding=(0, 2), pad_edge=False)
        half = -(-len(self._keys) // columns)
        for row in range(half):
            cells: list[Text] = []
            for keys, what in self._keys[row::half]:
                cells += [Text(keys, "bold", justify="right"), Text(what)]
            table.add_row(*cells)
        self.query_one("#keys", Static).update(table)


def _keys(bindings: Iterable[ActiveBinding]) -> Iterable[tuple[str, str]]:
    """Yield the keys of each thing that can be done, and what it is; those of the step first, as they are found."""
    rows: dict[str, list[str]] = {}
    for active in bindings:
        binding = active.binding
        if active.enabled and binding.description and not binding.system and binding.action not in _NOISE:
            word_for = getattr(active.node, "word_for", None)
            what = (word_for(binding.action) if word_for else "") or binding.description
            what = _WORDS.get(what, what)
            keys = rows.setdefault(what, [])
            key = _spoken(binding.key)
            if key not in keys:
                keys.append(key)
    for what, keys in rows.items():
        yield " ".join(keys), what


_NOISE = {"screen.copy_text"}
_WORDS = {"Focus Next": "Next area", "Focus Previous": "Area before", "Quit": "Leave"}
"""What Textual calls things, and what they are called here."""
_NAMES = {
    "question_mark": "?", "tilde": "~", "right_square_bracket": "]", "left_square_bracket": "[",
    "greater_than_sign": ">", "less_than_sign": "<", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp",
    "pagedown": "PgDn", "enter": "Enter", "escape": "Esc", "tab": "Tab", "delete": "Del", "backspace": "Backspace", "home": "Home",
    "end": "End", "space": "Space",
}  # fmt: skip


def _spoken(key: str) -> str:
    *held, last = key.split("+")
    named = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt"}
    last = _NAMES.get(last, last if len(last) == 1 else last.upper() if last[1:].isdigit() else last)
    return "+".join([*(named.get(one, one) for one in held), last])
