"""Help of the moment: what the step is for, and the keys that work here and now."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown

from archkit.tui.steps import Step

_EVERYWHERE = """\
Every keystroke is in the file's text at once and on the disk a moment later; comments and all other bytes stay.
`Ctrl+Z` takes anything back, `Ctrl+Y` does it again. What somebody else writes meanwhile is merged, or shown as a
conflict. A `~` before a number says that it is a guess so far.

Signs: `✗` error, `▲` warning, `•` remark, `?` question; `●` done, `◐` begun, `○` open, `→` helps most next.
"""


class Help(ModalScreen[None]):
    """Explains a step and the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,question_mark", "dismiss", "Close")]

    def __init__(self, step: Step | None, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self._text = _page(step, bindings)

    def compose(self) -> ComposeResult:
        """One page."""
        with VerticalScroll(classes="dialog -tall") as scroll:
            scroll.border_title = "Help"
            scroll.border_subtitle = "Esc closes"
            yield Markdown(self._text, open_links=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()


def _page(step: Step | None, bindings: Iterable[ActiveBinding]) -> str:
    parts = []
    if step is not None:
        parts += [f"# {step.title}", step.sentence, step.help]
    rows: dict[str, list[str]] = {}
    for active in bindings:
        binding = active.binding
        if active.enabled and binding.description and not binding.system:
            keys = rows.setdefault(binding.description, [])
            key = binding.key_display or _spoken(binding.key)
            if key not in keys:
                keys.append(key)
    table = [f"| {' or '.join(f'`{key}`' for key in keys)} | {what} |" for what, keys in rows.items()]
    parts += [
        "## Keys here",
        "\n".join(["| key | does |", "|---|---|", *table]),
        "## Everywhere",
        _EVERYWHERE,
    ]
    return "\n\n".join(part for part in parts if part)


def _spoken(key: str) -> str:
    names = {"question_mark": "?", "tilde": "~", "right_square_bracket": "]", "left_square_bracket": "[", "greater_than_sign": ">", "less_than_sign": "<"}  # fmt: skip
    return names.get(key, key.replace("ctrl+", "Ctrl+").replace("shift+", "Shift+"))
