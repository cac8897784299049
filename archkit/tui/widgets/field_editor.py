"""One field being typed: an input over its row, with suggestions below; prose gets several lines."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input, TextArea

from archkit.session import Suggestion
from archkit.tui.widgets.rows import RowList

Complete = Callable[[str], tuple[int, Sequence[Suggestion]]]
"""The text so far -> from which character on a suggestion would stand, and what may be meant."""
_MOST_SHOWN = 8
_MOST_OFFERED = 50


class SuggestionList(RowList[Suggestion]):
    """What may be meant, each with a word on what it is."""

    can_focus = False

    def draw(self, index: int, width: int) -> list[Text]:
        """Return a suggestion and its note, the note at the right."""
        one = self.rows[index]
        note = (
            one.note
            if len(one.text) + len(one.note) + 4 <= width
            else one.note[: max(width - len(one.text) - 5, 0)]
        )
        gap = max(width - len(one.text) - len(note) - 2, 1)
        return [Text.assemble(f" {one.text}", " " * gap, (note, self.style("dim")))]


class _Line(Input):
    """An input of one line that leaves the arrows to the suggestions."""


class _Prose(TextArea):
    """A text of several lines."""


class FieldEditor(Container):
    """The field that is typed now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "Done", key_display="⏎", priority=True),
        Binding("tab", "accept('next')", "Next field", key_display="⇥", priority=True),
        Binding("shift+tab", "accept('previous')", "Previous", show=False, priority=True),
        Binding("escape", "cancel", "Put back", key_display="Esc", priority=True),
        Binding("ctrl+s", "accept('stay')", "Done", show=False, priority=True),
        Binding("down", "suggestion(1)", "Suggestions", show=False, priority=True),
        Binding("up", "suggestion(-1)", "Suggestions", show=False, priority=True),
    ]

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Ready(Message):
        """The keyboard is here."""

    class Ended(Message):
        """Typing is over."""

        def __init__(self, text: str, where: str) -> None:
            super().__init__()
            self.text = text
            self.where = where
            """``stay``, ``next``, ``previous``, or ``back`` where the old text shall stand again."""

    _prose = False
    """Whether the text has several lines."""

    def __init__(self, text: str, complete: Complete) -> None:
        super().__init__(classes="field-editor -prose" if self._prose else "field-editor")
        self._text = text
        self._complete = complete
        self._chosen = False
        self._from = 0

    def compose(self) -> ComposeResult:
        """Lay the input above its suggestions."""
        if self._prose:
            yield _Prose(self._text, soft_wrap=True, show_line_numbers=False, compact=True, id="typing")
        else:
            yield _Line(self._text, compact=True, select_on_focus=False, id="typing")
        yield SuggestionList(id="suggestions")

    def on_mount(self) -> None:
        """Take the keyboard."""
        typing = self.query_one("#typing")
        if isinstance(typing, TextArea):
            typing.move_cursor(typing.document.end)
        typing.focus()
        self.call_later(self.post_message, self.Ready())
        self._show_suggestions()

    @property
    def text(self) -> str:
        """What is typed so far."""
        typing = self.query_one("#typing")
        return (
            typing.text if isinstance(typing, TextArea) else typing.value if isinstance(typing, Input) else ""
        )

    @text.setter
    def text(self, text: str) -> None:
        typing = self.query_one("#typing")
        if isinstance(typing, Input):
            typing.value = text
            typing.cursor_position = len(text)
        elif isinstance(typing, TextArea):
            typing.text = text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell, and suggest anew."""
        event.stop()
        self._chosen = False
        self._show_suggestions()
        self.post_message(self.Typed(event.value))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell."""
        event.stop()
        self.post_message(self.Typed(event.text_area.text))

    # --- suggestions --------------------------------------------------------------------------------------

    def _show_suggestions(self) -> None:
        suggestions = self.query_one(SuggestionList)
        self._from, found = (0, ()) if self._prose else self._complete(self.text)
        if len(found) == 1 and found[0].text == self._word:
            found = ()
        suggestions.show(found[:_MOST_OFFERED], 0)
        suggestions.remove_class("-chosen")
        height = min(len(found), _MOST_SHOWN)
        if suggestions.styles.height is None or suggestions.styles.height.value != height:
            suggestions.styles.height = height
        if suggestions.display != bool(found):
            suggestions.display = bool(found)

    @property
    def _word(self) -> str:
        """What is typed of the word that a suggestion would replace."""
        return self.text[self._from :].strip()

    def action_suggestion(self, by: int) -> None:
        """Choose another suggestion; in prose, move the cursor."""
        suggestions = self.query_one(SuggestionList)
        if self._prose:
            typing = self.query_one(_Prose)
            (typing.action_cursor_down if by > 0 else typing.action_cursor_up)()
        elif suggestions.display:
            if self._chosen:
                suggestions.action_move(by)
            self._chosen = True
            suggestions.add_class("-chosen")

    def _take(self, suggestion: Suggestion) -> None:
        self.text = self.text[: self._from] + suggestion.text + suggestion.then

    # --- the end ------------------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Take the suggestion that was chosen, else be done; in prose, begin a line."""
        suggestions = self.query_one(SuggestionList)
        if self._prose:
            self.query_one(_Prose).insert("\n")
            return
        current = suggestions.current if self._chosen and suggestions.display else None
        if current:
            self._take(current)
        if current is None or not current.then:
            self.post_message(self.Ended(self.text, "stay"))

    def action_accept(self, where: str) -> None:
        """Complete what is begun by the suggestion for it, and go on."""
        suggestions = self.query_one(SuggestionList)
        current = suggestions.current if suggestions.display and where == "next" else None
        if current and (self._chosen or (self._word and self._word != current.text)):
            self._take(current)
            if current.then:
                return
        self.post_message(self.Ended(self.text, where))

    def action_cancel(self) -> None:
        """Put back what stood there."""
        self.post_message(self.Ended(self._text, "back"))


class ProseEditor(FieldEditor):
    """A field of several lines: Enter begins another one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "New line", key_display="⏎", priority=True),
        Binding("ctrl+s", "accept('stay')", "Done", key_display="^s", priority=True),
    ]
    _prose = True


class StepEditor(FieldEditor):
    """A line of a flow: behind a new one the next is begun."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "Next step", key_display="⏎", priority=True),
        Binding("tab", "accept('next')", "Complete", key_display="⇥", priority=True),
    ]

    def __init__(self, text: str, complete: Complete, *, is_new: bool) -> None:
        super().__init__(text, complete)
        self._is_new = is_new

    def word_for(self, action: str) -> str:
        """Return what a key does here; empty where it is what it always does."""
        if action == "enter":
            return "Next step" if self._is_new else "Done"
        return ""
