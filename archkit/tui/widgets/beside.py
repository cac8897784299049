"""What stands beside the field with the cursor: what is wrong with it and what to do, what it means, what fits."""

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from archkit.diagnostics import Severity, visible
from archkit.model.forms import FormField
from archkit.session import Found
from archkit.tui.widgets.elements import SIGNS

_LOOKS = {Severity.ERROR: "text-error", Severity.WARNING: "text-warning", Severity.INFO: "text-accent", Severity.QUESTION: "text-accent"}  # fmt: skip


class Beside(VerticalScroll, can_focus=False):
    """Help and findings of a field."""

    def __init__(self) -> None:
        super().__init__(id="beside")
        self._body = Static("", id="beside-text")

    def compose(self) -> ComposeResult:
        """One text, written anew for each field."""
        yield self._body

    def tell(
        self,
        field: FormField | None,
        here: tuple[Found, ...],
        elsewhere: tuple[Found, ...],
        fault: tuple[str, str] = ("", ""),
    ) -> None:
        """Explain a field.

        Args:
            field: The field; None where the cursor is on none.
            here: What was found in it.
            elsewhere: What was found in the rest of the element.
            fault: What is wrong with what is typed now, and what to write.
        """
        text = Text()
        if fault[0]:
            text.append(f"✗ {visible(fault[0])}\n", self._look("text-error"))
            text.append(f"  {visible(fault[1])}\n\n", self._look("text-muted"))
        for one in here:
            self._finding(text, one)
        if field is not None:
            text.append(f"{field.label}\n", self._look("text-primary") + Style(bold=True))
            text.append(f"{field.sentence}\n")
            if field.choices:
                text.append(f"\n{' · '.join(field.choices)}\n", self._look("text-accent"))
            elif field.examples:
                text.append(f"\nfor example {', '.join(field.examples)}\n", self._look("text-muted"))
            if field.shape in {"words", "references"}:
                text.append("several: with commas\n", self._look("text-muted"))
            if field.shape == "quantity":
                text.append("~ before a number that is a guess so far\n", self._look("text-muted"))
            text.append("\n")
        if elsewhere:
            text.append("Also in this element\n", self._look("text-muted"))
            for one in elsewhere:
                self._finding(text, one)
        self._body.update(text)
        self.scroll_home(animate=False)

    def _finding(self, text: Text, one: Found) -> None:
        found = one.diagnostic
        look = self._look(_LOOKS[found.severity])
        text.append(f"{SIGNS[found.severity]} {visible(found.message)}\n", look)
        if found.help:
            text.append(f"  {visible(found.help)}\n")
        text.append(f"  {found.code} {found.name}\n\n", self._look("text-muted"))

    def _look(self, name: str) -> Style:
        value = self.app.theme_variables.get(name, "")
        return Style(color=value) if value.startswith(("#", "ansi")) else Style()
