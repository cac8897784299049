"""The pane of sentences: what a client wrote is pasted, read, and taken over piece by piece."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static, TextArea

from archkit.assist import Proposal, split
from archkit.catalog import Catalog
from archkit.diagnostics import visible
from archkit.model import Requirements, free_id
from archkit.session import Judgement, Session
from archkit.tui.pane import StepPane
from archkit.tui.steps._step import Step
from archkit.tui.widgets.rows import RowList
from archkit.tui.widgets.told import Told, ToldList

if TYPE_CHECKING:
    from textual.timer import Timer

_READ_AFTER = 0.15
"""Seconds without a keystroke after which the text is read."""
_BEGIN = ("", "")
_KINDS = {
    "actor": "actor", "function": "use case", "quality": "quality", "constraint": "constraint", "question": "question",
}  # fmt: skip


class Pieces(ToldList):
    """What sentences may become; the cursor passes the sentences over."""

    def can_stand_on(self, index: int) -> bool:
        """Tell whether it is a piece, or what is said where there is none."""
        return self.rows[index].key is not None or not any(one.key for one in self.rows)


class SentencesPane(StepPane):
    """A text above, what its sentences may become below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "take", "Take"),
        Binding("v", "other", "Other measure"),
        Binding("x", "leave", "Leave out"),
        Binding("A", "take_all", "Take all"),
        Binding("escape", "text", "Text", key_display="Esc"),
        Binding("e", "text", "Text", show=False),
    ]

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._proposals: list[Proposal] = []
        self._done: dict[tuple[str, str], str] = {}
        """Proposals that were taken or left out, by section and id, and which of both."""
        self._timer: Timer | None = None
        self._read = ""
        self._is_old = False
        """Whether the text was read beside a workspace that has changed since."""

    def compose(self) -> ComposeResult:
        """The text, what comes of it, and how it is read."""
        yield Static(
            "Paste what somebody wrote: a letter, a note, a list of wishes. Nothing is written before you take it.",
            classes="sentences-hint",
        )
        yield TextArea("", id="text", soft_wrap=True, show_line_numbers=False, compact=True)
        with Horizontal(classes="sentences"):
            yield Pieces(id="pieces")
            yield ToldList(id="reading")

    @property
    def pieces(self) -> Pieces:
        """What the sentences may become."""
        return self.query_one(Pieces)

    @property
    def current(self) -> Proposal | None:
        """The proposal with the cursor."""
        key = self.pieces.current.key if self.pieces.current else None
        return next((one for one in self._proposals if (one.section, one.id) == key), None)

    # --- what it is told ----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show that there is nothing yet."""
        self._show()

    def arrive(self) -> None:
        """Take the keyboard, but not for the text: who walks through the steps does not type."""
        self.pieces.focus()

    def judged(self, judgement: Judgement) -> None:
        """Read the text once the workspace is known."""
        del judgement
        if self.query_one(TextArea).text != self._read or self._is_old:
            self._read_text()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Read the text a moment after the last keystroke."""
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_READ_AFTER, self._read_text)

    def _read_text(self) -> None:
        text = self.query_one(TextArea).text
        if text != self._read:
            self._done.clear()
        self._read, self._is_old = text, not self.shell.judging.is_new
        known = self.judgement.workspace.requirements if self.judgement else Requirements()
        catalog = self.judgement.workspace.catalog if self.judgement else Catalog()
        self._proposals = list(split(text, known, catalog))
        self._show()

    def _show(self) -> None:
        self.pieces.show_told(list(self._rows()))
        self._tell()

    def _rows(self) -> Iterator[Told]:
        sentence = ""
        for one in self._proposals:
            if one.sentence != sentence:
                if sentence:
                    yield Told("")
                sentence = one.sentence
                yield Told(sentence, "dim", "“", "dim")
            done = self._done.get((one.section, one.id), "")
            sign = {"taken": "✓", "left": "–"}.get(done, "○")
            look = "dim" if done else "value"
            yield Told(
                _summary(one), look, sign, "good" if done == "taken" else "accent", indent=1,
                tail=_KINDS[one.kind] if one.stated else f"{_KINDS[one.kind]} ~", key=(one.section, one.id),
            )  # fmt: skip
        if not self._read.strip():
            yield Told("Press Enter, then paste or type.", "accent", "→", "accent", key=_BEGIN)
        elif not self._proposals:
            yield Told(
                "Nothing here reads like a demand on a system. Say who does what, or how well, in a sentence.",
                "dim",
            )

    def _tell(self) -> None:
        one = self.current
        rows = list(_reading(one)) if one else []
        self.query_one("#reading", ToldList).show_told(rows, keep=False)

    # --- keys ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to the text while it is typed."""
        del parameters
        typing = self.query(TextArea) and self.query_one(TextArea).has_focus
        return action == "text" or not (typing and action in {"take", "other", "leave", "take_all"})

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell how the piece with the cursor is read."""
        event.stop()
        if event.rows is self.pieces:
            self._tell()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take the piece; begin the text where there is none."""
        event.stop()
        if self._read.strip():
            self.action_take()
        else:
            self.action_text()

    def action_text(self) -> None:
        """Go from the text to the pieces, or back."""
        text = self.query_one(TextArea)
        (self.pieces if text.has_focus else text).focus()
        self.refresh_bindings()

    def action_take(self) -> None:
        """Write the piece, and what it refers to."""
        one = self.current
        if one is not None and self._done.get((one.section, one.id)) != "taken":
            self._take([one])

    def action_take_all(self) -> None:
        """Write every piece that was not left out."""
        self._take([one for one in self._proposals if (one.section, one.id) not in self._done])

    def _take(self, wanted: list[Proposal]) -> None:
        chosen: list[Proposal] = []
        for one in wanted:
            for each in (*self._needed(one), one):
                if each not in chosen and self._done.get((each.section, each.id)) != "taken":
                    chosen.append(each)
        for one in chosen:
            self._done[one.section, one.id] = "taken"
        self.shell.change(lambda session: _added(session, chosen))
        self._show()
        names = ", ".join(one.id for one in chosen[:4])
        self.shell.say(f"Written: {names}{' …' if len(chosen) > 4 else ''}. Ctrl+Z takes it back.")

    def _needed(self, one: Proposal) -> Iterator[Proposal]:
        """Yield the pieces that a piece refers to, and that no file has yet."""
        names = {("use_cases", ref.partition(":")[2]) for ref in one.data.get("applies_to") or ()}
        names.add(("actors", one.data.get("primary_actor", "")))
        for other in self._proposals:
            if (other.section, other.id) in names:
                yield from self._needed(other)
                yield other

    def action_leave(self) -> None:
        """Leave the piece out, or take it in again."""
        one = self.current
        if one is not None and self._done.get((one.section, one.id)) != "taken":
            if self._done.pop((one.section, one.id), "") != "left":
                self._done[one.section, one.id] = "left"
            self._show()

    def action_other(self) -> None:
        """Choose the next measure for the piece."""
        one = self.current
        choices = list(one.choices) if one else []
        if one is None or len(choices) < 2 or (one.section, one.id) in self._done:
            return
        after = choices[(choices.index(one.data["measure"]) + 1) % len(choices)]
        at = self._proposals.index(one)
        self._proposals[at] = replace(one, data={**one.data, "measure": after})
        self._show()


def _added(session: Session, proposals: list[Proposal]) -> None:
    """Add elements to the files, as one step of the history; an id that was taken meanwhile gets a number."""
    taken: dict[str, set[str]] = {}
    elements = []
    for one in proposals:
        ids = taken.setdefault(one.section, {element.id for element in session.elements(one.section)})
        if one.section == "actors" and one.id in ids:
            continue  # declared meanwhile: what refers to it means that one
        name = free_id(one.id, ids, 64)
        ids.add(name)
        elements.append((one.section, name, dict(one.data)))
    names = ", ".join(name for _, name, _ in elements[:3])
    session.add_all(f"what was taken of the sentences: {names}", elements)


def _summary(one: Proposal) -> str:
    data = one.data
    if one.kind == "quality":
        return str(data.get("measure") or data["statement"])
    return str(data.get("title") or data.get("name") or data.get("ask") or data.get("statement"))


def _reading(one: Proposal) -> Iterator[Told]:
    yield Told(f"{one.section.replace('_', ' ')}: {one.id}", "heading")
    yield Told(visible(one.because), "dim")
    yield Told("")
    for key, value in one.data.items():
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield Told(f"{key}: {shown}", "value")
    if not one.stated:
        yield Told("")
        yield Told(
            "The number is a proposal: it carries ~ until somebody decides.", "warning", "~", "warning"
        )
    if len(one.choices) > 1:
        yield Told("")
        yield Told("v chooses among", "heading")
        for measure, feels in one.choices.items():
            here = measure == one.data.get("measure")
            yield Told(
                f"{measure}: {feels}",
                "accent" if here else "dim",
                "●" if here else "○",
                "accent" if here else "dim",
            )
