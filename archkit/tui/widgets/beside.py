"""What stands beside the field with the cursor: what is wrong with it and what to do, what it means, what fits."""

from collections.abc import Iterator
from dataclasses import dataclass

from archkit.model.forms import FormField
from archkit.session import Found
from archkit.tui.widgets.elements import SIGNS
from archkit.tui.widgets.told import Told, ToldList


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the walk asks at a field."""

    ask: str = ""
    """The question; empty where it asks nothing."""
    why: str = ""
    """What hangs on the answer."""
    example: str = ""


NO_LESSON = Lesson()


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
        lesson: Lesson = NO_LESSON,
    ) -> None:
        """Explain a field.

        Args:
            field: The field; None where the cursor is on none.
            here: What was found in it.
            elsewhere: What was found in the rest of the element.
            fault: What is wrong with what is typed now, and what to write.
            lesson: What the walk asks there, and why.
        """
        rows = list(_rows(field, here, elsewhere, fault, lesson))
        if rows != self.rows:
            self.show(rows, 0)
            self.scroll_home(animate=False)


def _rows(
    field: FormField | None,
    here: tuple[Found, ...],
    elsewhere: tuple[Found, ...],
    fault: tuple[str, str],
    lesson: Lesson,
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
        if lesson.ask:
            yield Told(lesson.ask, "accent", "○", "accent")
            yield Told(lesson.why, indent=2)
            if lesson.example:
                yield Told(f"for example: {lesson.example}", "dim", indent=2)
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
    elif lesson.ask:
        yield Told(lesson.ask, "heading")
        yield Told(lesson.why)
        yield Told(lesson.example, "dim")
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
