"""What stands beside the field with the cursor: what is wrong with it and what to do, what it means, what fits."""

from collections.abc import Iterator

from archkit.model.forms import FormField
from archkit.session import Found
from archkit.tui.widgets.elements import SIGNS
from archkit.tui.widgets.told import Told, ToldList


class Beside(ToldList):
    """Help and findings of a field; the wheel scrolls it, the keyboard stays with the field."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__(id="beside")

    def can_stand_on(self, index: int) -> bool:
        """There is no cursor here."""
        del index
        return False

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
        rows = list(_rows(field, here, elsewhere, fault))
        if rows != self.rows:
            self.show(rows, 0)
            self.scroll_home(animate=False)


def _rows(
    field: FormField | None, here: tuple[Found, ...], elsewhere: tuple[Found, ...], fault: tuple[str, str]
) -> Iterator[Told]:
    if fault[0]:
        yield Told(fault[0], "error", "✗")
        yield Told(fault[1], indent=2)
        yield Told("")
    for one in here:
        yield from _finding(one)
    if field is not None:
        yield Told(field.label, "heading")
        yield Told(field.sentence)
        yield Told("")
        if field.choices:
            yield Told(" · ".join(field.choices), "accent")
        elif field.examples:
            yield Told(f"for example {', '.join(field.examples)}", "dim")
        if field.shape in {"words", "references"}:
            yield Told("several: with commas", "dim")
        if field.shape == "quantity":
            yield Told("~ before a number that is a guess so far", "dim")
        yield Told("")
    if elsewhere:
        yield Told("Also in this element" if field is not None or here else "In this element", "dim")
        for one in elsewhere:
            yield from _finding(one)


def _finding(one: Found) -> Iterator[Told]:
    found = one.diagnostic
    yield Told(found.message, found.severity.value, SIGNS[found.severity], found.severity.value)
    if found.help:
        yield Told(found.help, indent=2)
    yield Told(f"{found.code} {found.name}", "dim", indent=2)
    yield Told("")
