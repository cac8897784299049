"""The pane of questions: what is open, what helps most first; answered, handed on, assumed or dropped where it stands."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from archkit.diagnostics import Place
from archkit.errors import UsageError
from archkit.model import Requirements
from archkit.read import CONFIG_NAME
from archkit.session import Judgement, Session
from archkit.tui.screens.ask import Ask
from archkit.tui.section_pane import SectionPane
from archkit.tui.steps._step import Step
from archkit.tui.widgets.elements import SIGNS
from archkit.tui.widgets.rows import RowList
from archkit.tui.widgets.told import Told, ToldList
from archkit.walk import Asked, Change, Suggestion, Walk, change, pass_on, skip

_MOST, _BELOW = 300, 12
"""Questions that are listed at once, and elements below one: nobody reads on, and the next ones come up in their turn."""


class QuestionsPane(SectionPane):
    """What is open, and the entries that tell of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "drop", "Drop"),
        Binding("o", "hand_on", "Ask somebody"),
        Binding("s", "assume", "Assume"),
        Binding("g", "there", "Go there"),
        Binding("f", "entries", "Entries"),
    ]

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.add_class("-asking")

    def compose(self) -> ComposeResult:
        """What is open beside its reasons; the entries of the files instead, when they are wished for."""
        with Horizontal(classes="asking"):
            yield ToldList(id="open")
            yield ToldList(id="why")
        yield from super().compose()

    @property
    def open(self) -> ToldList:
        """What is open."""
        return self.query_one("#open", ToldList)

    @property
    def why(self) -> ToldList:
        """What is told of the one with the cursor."""
        return self.query_one("#why", ToldList)

    @property
    def asking(self) -> bool:
        """Whether open questions are shown rather than entries."""
        return self.has_class("-asking")

    @property
    def chosen(self) -> Suggestion | Asked | None:
        """What the cursor stands on."""
        key = self.open.current.key if self.open.current else None
        return key[1] if key else None

    # --- what it is told ----------------------------------------------------------------------------------

    def arrive(self) -> None:
        """Take the keyboard."""
        super().arrive()
        self._show(self.judgement)
        if self.asking:
            self.open.focus()

    def judged(self, judgement: Judgement) -> None:
        """Show what is open now."""
        super().judged(judgement)
        self._show(judgement)

    def reveal(self, place: Place) -> None:
        """Show an entry in its form."""
        self.remove_class("-asking")
        super().reveal(place)

    def _show(self, judgement: Judgement | None) -> None:
        walk = judgement.walk if judgement else None
        if walk is not None:
            rows = list(_rows(walk))
            self._keep(rows)
            self._tell()

    def _keep(self, rows: list[Told]) -> None:
        """Show rows; the cursor stays on its question, or goes to the one that took its place."""
        old = self.open.current
        name = old.key[0] if old and old.key else None
        at = next((number for number, row in enumerate(rows) if row.key and row.key[0] == name), None)
        self.open.show(rows, at)

    def _tell(self) -> None:
        one = self.chosen
        self.why.show_told(
            list(_reasons(one)) if one else [Told("Nothing is open.", "good", "✓", "good")], keep=False
        )

    # --- keys ---------------------------------------------------------------------------------------------

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the question that the cursor came to."""
        if event.rows is self.open:
            event.stop()
            self._tell()
        elif event.rows is not self.why:
            super().on_row_list_moved(event)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Answer the question."""
        if event.rows is self.open:
            event.stop()
            self.action_answer()
        elif event.rows is not self.why:
            super().on_row_list_chosen(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer for questions what can be done with questions, and for entries what can be done with entries."""
        if action in {"hand_on", "assume", "there"}:
            return self.asking
        if action in {"rename", "copy", "shift", "form"}:
            return not self.asking
        return super().check_action(action, parameters)

    def _asked(self) -> Asked | None:
        one = self.chosen
        if isinstance(one, Asked):
            return one
        return one.asked[0] if one is not None and one.asked else None

    def action_answer(self) -> None:
        """Answer the question; what lint asks is answered in its field."""
        asked = self._asked()
        if asked is None:
            self.action_there()
        else:
            self._write(asked, Ask("Answer", _hint(asked)), change)

    def action_hand_on(self) -> None:
        """Hand the question on to somebody who knows."""
        asked = self._asked()
        if asked is not None:
            self._write(asked, Ask("Who can answer it?", f"{asked.text}\n\nfor example: product"), _handed_on)

    def action_assume(self) -> None:
        """Take something for granted until somebody confirms it."""
        asked = self._asked()
        if asked is not None:
            self._write(asked, Ask("What is taken for granted?", _hint(asked)), change, assumed=True)

    def action_drop(self) -> None:
        """Drop the question, with a reason for those who ask later; an entry is deleted."""
        if not self.asking:
            self.action_delete()
            return
        asked = self._asked()
        if asked is None:
            self.shell.say(
                "Lint asks this: answer it in its field, or silence it there: # archkit: ignore[CODE] why"
            )
        else:
            self._write(
                asked,
                Ask("Why is it dropped?", f"{asked.text}\n\nfor example: not before the first release"),
                _dropped,
            )

    def _write(
        self,
        asked: Asked,
        screen: Ask,
        make: Callable[[Asked, str, Requirements], Change],
        *,
        assumed: bool = False,
    ) -> None:
        """Ask for a line, and write what it becomes; what does not suit is told, and can be mended."""

        def take(answer: str | None) -> None:
            if answer:
                self.shell.when_judged(lambda workspace: write(answer, workspace.requirements))

        def write(answer: str, known: Requirements) -> None:
            try:
                made = make(asked, answer, known)
            except UsageError as error:
                self.app.push_screen(
                    Ask("Mend it", f"{asked.text}\n\n{error.message}. {error.help}", answer), take
                )
                return
            self.shell.change(lambda session: _applied(session, made, assumed=assumed))

        self.app.push_screen(screen, take)

    def action_there(self) -> None:
        """Show what the question is about."""
        one = self.chosen
        if isinstance(one, Suggestion) and one.finding is not None and self.judgement is not None:
            found = next((each for each in self.judgement.found if each.diagnostic is one.finding), None)
            if found is not None:
                self.shell.go(Place(found.file, found.route))
            return
        asked = self._asked()
        if asked is not None and asked.place is not None:
            self.shell.go(asked.place.at(*asked.question.field))
        elif asked is not None:
            self.shell.run_worker(self.shell.open_step(asked.step), exclusive=True, group="go")

    def action_entries(self) -> None:
        """Show the entries of the files, or what is open."""
        self.toggle_class("-asking")
        self.refresh_bindings()
        (self.open if self.asking else self.elements).focus()


def _hint(asked: Asked) -> str:
    example = asked.question.example
    return f"{asked.text}\n\nfor example: {example}" if example else asked.text


def _handed_on(asked: Asked, owner: str, known: Requirements) -> Change:
    return pass_on(asked, known, owner)


def _dropped(asked: Asked, reason: str, known: Requirements) -> Change:
    return skip(asked, known, reason)


def _applied(session: Session, made: Change, *, assumed: bool) -> None:
    """Write what an answer becomes, as one step of the history; what is taken for granted is marked as such."""
    if made.is_new:
        holder = Place(session.home(made.section, made.id), (made.section, made.id))
        data = made.data | (
            {"assumed": list(made.data)[:1]} if assumed and made.section != "questions" else {}
        )
        values: list[tuple[Place, Any]] = [(holder, data)]
    else:
        element = next((one for one in session.elements(made.section) if one.id == made.id), None)
        if made.section and element is None:
            return
        holder = element.place if element is not None else Place(CONFIG_NAME, ())
        values = [(holder.at(*route), value) for route, value in made.fields.items()]
        if assumed and made.section != "questions":
            values.append(_marked(session, holder, next(iter(made.fields))))
    if assumed and made.section == "questions":
        about = {"about": made.data["about"]} if "about" in made.data else {}
        statement = {"statement": str(made.data.get("answer", "")), "confirmed": "false", **about}
        values.append((Place(session.home("assumptions", made.id), ("assumptions", made.id)), statement))
    session.set_all(f"the answer about {made.id or 'the system'}", values)


def _marked(session: Session, holder: Place, route: tuple[str, ...]) -> tuple[Place, Any]:
    """Return the list of fields that are guesses, with one more; in ``archkit.yaml`` each part has its own."""
    place = (holder if holder.route else holder.at(route[0])).at("assumed")
    name = route[0] if holder.route else route[1]
    old = [one for one in session.value(place) or [] if isinstance(one, str)]
    return place, list(dict.fromkeys([*old, name]))


def _rows(walk: Walk) -> Iterator[Told]:
    """Yield what is open: a question about several elements is told once, with the elements below it."""
    count = 0
    for suggestion in walk.suggestions:
        if count >= _MOST:
            return
        count += 1
        name = suggestion.step.name
        if suggestion.finding is not None:
            finding = suggestion.finding
            look = finding.severity.value
            yield Told(
                suggestion.what,
                "value",
                SIGNS[finding.severity],
                look,
                tail=name,
                key=(finding.fingerprint, suggestion),
            )
            continue
        first, *others = suggestion.asked
        look = "dim" if first.question.weight.value == "fine" else "value"
        yield Told(
            first.text, look, "○", "accent", tail=name, key=((first.question.id, first.reference), suggestion)
        )
        for one in others[:_BELOW]:
            key = ((one.question.id, one.reference), one)
            yield Told(one.about.label if one.about else "", "dim", "·", "dim", indent=2, key=key)
        if len(others) > _BELOW:
            yield Told(f"and of {len(others) - _BELOW} more", "dim", indent=2)


def _reasons(one: Suggestion | Asked) -> Iterator[Told]:
    asked = one if isinstance(one, Asked) else one.asked[0] if one.asked else None
    if asked is None and isinstance(one, Suggestion):
        yield Told(one.what, "heading")
        yield Told("")
        yield Told(one.why)
        if one.finding is not None:
            yield Told(f"{one.finding.code} {one.finding.name}", "dim")
            yield Told(f"{one.finding.span.file}:{one.finding.span.line}", "accent")
    if asked is not None:
        question = asked.question
        yield Told(asked.text, "heading")
        yield Told("")
        yield Told(question.why)
        if question.example:
            yield Told("")
            yield Told(f"for example: {question.example}", "dim")
        becomes = ".".join(question.field) or (
            f"one of {question.adds.replace('_', ' ')}" if question.adds else f"questions.{asked.entry}"
        )
        yield Told("")
        yield Told(
            f"becomes {becomes}" + (f" of {asked.reference}" if asked.about else ""), "dim", "→", "accent"
        )
    if isinstance(one, Suggestion):
        yield Told("")
        yield Told(one.step.name, "heading")
        yield Told(one.step.lesson)
        yield Told("")
        yield Told(f"Done when: {one.step.done_when}", "dim")
