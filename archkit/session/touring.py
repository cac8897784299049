"""The answers of the tour become a first use case, one step of the history each; what stands there already is the answer."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from archkit.diagnostics import Place
from archkit.errors import UsageError
from archkit.model import (
    QualityAttribute,
    QuantityError,
    Ref,
    Requirements,
    name_from,
    parse_quantity,
    suggest_id,
)
from archkit.read import CONFIG_NAME
from archkit.session import flow_edits
from archkit.session._session import Change, Session
from archkit.session.declaring import components_for
from archkit.session.elements import Element
from archkit.session.flows import fault_of, flow_lines, participants_of, step_of
from archkit.source import Document

if TYPE_CHECKING:
    from archkit.catalog import Catalog, TourPlan

_UNNAMED = "My system"
"""What a blank workspace is called."""
_LINE = re.compile(r"\s*(.+?)\s*(->|~>)\s*([^:]+?)\s*(?::\s*(.*?))?\s*$", re.DOTALL)
_NEEDS = {
    "use_case": ("actor",), "flow": ("actor", "use_case"), "load": ("use_case",), "demand": ("use_case",),
    "measure": ("demand",),
}  # fmt: skip
"""Prompts to those whose answers they hang on."""
_USUAL = "performance"
"""The quality that a demand is about in which no word tells."""


class Tour:
    """The tour through one workspace: its first actor, its first use case and the first demand on it."""

    def __init__(self, session: Session, catalog: "Catalog") -> None:
        self._session = session
        self._catalog = catalog
        self.plan: TourPlan = catalog.tour

    @staticmethod
    def suits(session: Session) -> bool:
        """Tell whether a workspace is so small that the tour knows which use case is meant."""
        return all(
            len(session.elements(section)) < 2 for section in ("actors", "use_cases", "quality_attributes")
        )

    # --- what was answered --------------------------------------------------------------------------------

    @property
    def actor(self) -> Element | None:
        """Who wants something."""
        return self._first("actors")

    @property
    def use_case(self) -> Element | None:
        """What is wanted."""
        return self._first("use_cases")

    @property
    def quality(self) -> Element | None:
        """How well it must work."""
        return self._first("quality_attributes")

    def _first(self, section: str) -> Element | None:
        return next(iter(self._session.elements(section)), None)

    def told(self, prompt: str) -> str:
        """Return the answer to a prompt as it stands in the workspace; empty where none does."""
        if prompt == "system":
            name = self._session.value(Place(CONFIG_NAME, ("system", "name")))
            return name if isinstance(name, str) and name != _UNNAMED else ""
        if prompt == "flow":
            return "\n".join(self.lines)
        element, *route = {
            "actor": (self.actor, ""),
            "use_case": (self.use_case, ""),
            "load": (self.use_case, "load", "peak"),
            "demand": (self.quality, "statement"),
            "measure": (self.quality, "measure"),
        }.get(prompt, (None, ""))
        if element is None or not isinstance(element, Element):
            return ""
        if route == [""]:
            return element.label
        value = element.field(*(str(step) for step in route))
        return value if isinstance(value, str) else ""

    @property
    def begins_at(self) -> int:
        """The first prompt that has no answer yet; the last one where all have."""
        if self.actor is None and self.use_case is None:
            return 0  # the name may be the folder's own
        prompts = self.plan.prompts
        return next((n for n, one in enumerate(prompts) if not self.told(one.id)), len(prompts) - 1)

    @property
    def lines(self) -> list[str]:
        """The steps of the flow as they are typed."""
        use_case = self.use_case
        steps = use_case.field("steps") if use_case else None
        return [line.text for line in flow_lines(steps, ()) if line.is_step and line.depth == 0]

    def filled(self, text: str) -> str:
        """Return a text of the tour with the answers in it."""
        actor, use_case = self.actor, self.use_case
        text = text.replace("{actor}", actor.label if actor else "user")
        return text.replace("{use_case}", use_case.label if use_case else "the first use case")

    def measures(self, requirements: Requirements) -> Mapping[str, str]:
        """Return the measures to choose from, each with what it feels like."""
        element = self.quality
        data = element.data if element is not None and isinstance(element.data, dict) else {}
        fields = {key: data.get(key) for key in ("statement", "attribute", "applies_to")}
        try:
            quality = QualityAttribute.model_validate(fields)
        except ValueError:
            quality = QualityAttribute(attribute=_USUAL)
        from archkit.assist import measures_for  # noqa: PLC0415 - a session alone needs no assistant

        return measures_for(quality, requirements, self._catalog)

    # --- answering ----------------------------------------------------------------------------------------

    def fault(self, prompt: str, text: str) -> str:
        """Return why a text is no answer, and what would be one; empty where it is one."""
        if prompt == "flow":
            return "; ".join(part for part in fault_of(self.step_text(text)) if part)
        if prompt == "load":
            try:
                parse_quantity(text)
            except QuantityError as error:
                return f"{error.message}; {error.help}"
            return "" if "/" in text else "How often in which time? Write 20/s, 300/min or 5000/h."
        if prompt in {"actor", "use_case", "system"} and not suggest_id(text):
            return "It needs a letter from a to z in it, for the id is made of them."
        return ""

    def missing(self, prompt: str) -> str:
        """Return the earlier prompt that has to be answered first; empty where none has."""
        needed = _NEEDS.get(prompt, ())
        return next((one for one in needed if not self.told(one)), "")

    def answer(self, prompt: str, text: str) -> None:
        """Write the answer to a prompt.

        Raises:
            UsageError: It needs an answer to an earlier prompt, or the id is taken.
            WriteRefusedError: See ``Session.edit``.
        """
        writers: Mapping[str, Callable[[str], None]] = {
            "system": self._name_system,
            "actor": partial(self._name, "actors", "name"),
            "use_case": partial(self._name, "use_cases", "title"),
            "flow": self._add_step,
            "load": self._load,
            "demand": self._demand,
            "measure": self._measure,
        }
        writers[prompt](text)

    def _name_system(self, text: str) -> None:
        system = Place(CONFIG_NAME, ("system",))
        self._session.set_all(
            "the name of the system", [(system.at("id"), suggest_id(text)), (system.at("name"), text)]
        )

    def _name(self, section: str, field: str, text: str) -> None:
        """Name the first element of a section; begin it where there is none."""
        identifier, element = suggest_id(text), self._first(section)
        data: dict[str, object] = {} if name_from(identifier) == text and field == "name" else {field: text}
        if element is None:
            if section == "actors":
                data["kind"] = "person"
            elif self.actor is not None:
                data["primary_actor"] = self.actor.id
            self._session.add(section, identifier, data)
            return
        if element.id != identifier:
            self._session.rename(element.ref, identifier)
            element = self._session.find(Ref(element.kind, identifier)) or element
        if element.label != text or element.field(field):
            self._session.set(element.place.at(field), text)

    def step_text(self, text: str) -> str:
        """Return a typed line with ids for the names in it: ``Loan store`` becomes ``loan-store``."""
        found = _LINE.match(text)
        if found is None:
            return text
        source, arrow, target, action = found.groups()
        known = {
            one.label.lower(): one.id
            for section in ("actors", "components")
            for one in self._session.elements(section)
        }
        ends = [known.get(end.lower()) or suggest_id(end) or end for end in (source, target)]
        return f"{ends[0]} {arrow} {ends[1]}" + (f": {action}" if action else "")

    def _add_step(self, text: str) -> None:
        use_case, step = self._needed_use_case(), step_of(self.step_text(text))
        if step is None:
            message, help_ = fault_of(text)
            raise UsageError(message, help=help_)
        place, count = use_case.place.at("steps"), len(use_case.field("steps") or ())
        changes: list[Change] = [
            (place.file, lambda doc: flow_edits.inserted(doc, place.route, count, step)),
            *components_for(self._session, participants_of([step]), self._guessed),
        ]
        self._session.edit("the new step", changes)

    def _guessed(self, name: str) -> dict[str, object]:
        part = self.plan.part(name)
        return {"kind": part.kind, **part.guess}

    def take_back_step(self) -> str:
        """Take the last step away, with the components that only it needed, and return it as it was typed."""
        use_case = self._needed_use_case()
        steps = use_case.field("steps") or []
        lines = self.lines
        if not lines:
            return ""
        index = len(steps) - 1
        place = use_case.place.at("steps").at(index) if index else use_case.place.at("steps")
        gone = set(participants_of(steps[index:])) - self._others(use_case, steps[:index])
        unused = [
            one
            for one in self._session.elements("components")
            if one.id in gone and one.data == self._guessed(one.id)
        ]
        values: list[tuple[Place, object]] = [(place, None), *((one.place, None) for one in unused)]
        self._session.set_all("the step taken back", values)
        return lines[-1]

    def _others(self, use_case: Element, steps: list[object]) -> set[str]:
        """Return who takes part in the other steps, here and in other use cases."""
        found = set(participants_of(steps))
        for one in self._session.elements("use_cases"):
            if one.id != use_case.id:
                found |= set(participants_of(one.field("steps")))
        return found

    def _load(self, text: str) -> None:
        self._session.set(self._needed_use_case().place.at("load").at("peak"), text)

    def _demand(self, text: str) -> None:
        from archkit.assist import demands  # noqa: PLC0415 - as above

        use_case, old = self._needed_use_case(), self.quality
        found = next((one for one in demands(text) if one.attribute), None)
        attribute = found.attribute if found else _USUAL
        if old is None:
            identifier = suggest_id(found.words if found else attribute)[:40].strip("-") or attribute
            data = {"attribute": attribute, "statement": text, "applies_to": [str(use_case.ref)]}
            self._session.add("quality_attributes", identifier, data)
        elif old.field("statement") != text:
            values = [("statement", text), ("attribute", attribute)]
            places: list[tuple[Place, object]] = [(old.place.at(key), value) for key, value in values]
            if old.field("measure") is not None:
                places.append((old.place.at("measure"), None))
            self._session.set_all("the demand", places)

    def _measure(self, text: str) -> None:
        if self.quality is None:
            raise UsageError("there is nothing to measure yet", help="say first how well it must work")
        self._session.set(self.quality.place.at("measure"), text)

    def _needed_use_case(self) -> Element:
        if self.use_case is None:
            raise UsageError("there is no use case yet", help="say first what somebody wants to get done")
        return self.use_case

    # --- where it stands ----------------------------------------------------------------------------------

    def place(self, prompt: str) -> Place:
        """Return where the answer to a prompt stands or would stand."""
        section = {"actor": "actors", "demand": "quality_attributes", "measure": "quality_attributes"}
        if prompt == "system":
            return Place(CONFIG_NAME, ("system",))
        element = self._first(section.get(prompt, "use_cases"))
        return element.place if element else Place(self._session.home(section.get(prompt, "use_cases"), ""))

    def document(self, prompt: str) -> Document | None:
        """Return the file in which the answer to a prompt stands."""
        return self._session.documents.get(self.place(prompt).file)
