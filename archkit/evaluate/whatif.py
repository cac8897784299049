"""What-if questions in words become another set of figures: ``10x``, ``component:app.replicas=6``, ``component:cache``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from archkit.errors import UsageError
from archkit.model import SECTION_OF, Item, Part, Ref, Requirements, did_you_mean

_FACTOR = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?[x×]?")
_SETTABLE = ("component", "use_case", "entity", "actor")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How a workspace is thought different."""

    load: float = 1.0
    """Factor on every average, peak and ``at``; no target is scaled."""
    changes: tuple[str, ...] = ()
    """Fields with their new values: ``component:app.replicas=6``."""
    without: tuple[str, ...] = ()
    """Components that are thought away: ``component:cache``."""

    @property
    def asks(self) -> bool:
        """Whether anything is different at all."""
        return self.load != 1.0 or bool(self.changes or self.without)

    def __str__(self) -> str:
        parts = [f"load {self.load:g}x"] if self.load != 1 else []
        return ", ".join([*parts, *self.changes, *(f"without {one}" for one in self.without)])


def load_factor(text: str) -> float:
    """Return the factor that a text such as ``10x`` means.

    Raises:
        UsageError: It is none.
    """
    match = _FACTOR.fullmatch(text.strip())
    factor = float(match[1]) if match else 0.0
    if factor <= 0:
        raise UsageError(
            f"'{text}' is no factor for the load", help="write it as in --load 10x or --load 0.5x"
        )
    return factor


def applied(requirements: Requirements, question: WhatIf) -> tuple[Requirements, frozenset[str]]:
    """Return the requirements with the changes of a question, and the ids of what is thought away.

    Raises:
        UsageError: A change or a component is not one.
    """
    for change in question.changes:
        requirements = _set(requirements, change)
    return requirements, frozenset(_component(requirements, one) for one in question.without)


def _component(requirements: Requirements, text: str) -> str:
    identifier = text.removeprefix("component:")
    if identifier not in requirements.components:
        near = did_you_mean(identifier, requirements.components)
        raise UsageError(
            f"there is no component '{identifier}' to leave out",
            help=f"did you mean 'component:{near}'?" if near else "archkit evaluate lists the components",
        )
    return identifier


def _set(requirements: Requirements, change: str) -> Requirements:
    left, equals, value = change.partition("=")
    reference, _, path = left.strip().partition(".")
    kind, colon, identifier = reference.partition(":")
    if not (equals and colon and path) or kind not in _SETTABLE:
        raise UsageError(
            f"'{change}' changes nothing", help=_meant(requirements, identifier or kind, path, value)
        )
    item = requirements.get(Ref(kind, identifier))
    section = SECTION_OF[kind]
    if item is None:
        near = did_you_mean(identifier, requirements.section(section))
        raise UsageError(
            f"there is no {kind.replace('_', ' ')} '{identifier}'",
            help=f"did you mean '{kind}:{near}'?" if near else f"{section} of the workspace have other ids",
        )
    changed = _changed(item, path.strip().split("."), value.strip(), change)
    sections: dict[str, Any] = {section: dict(requirements.section(section)) | {identifier: changed}}
    return replace(requirements, **sections)


def _meant(requirements: Requirements, identifier: str, path: str, value: str) -> str:
    """Return how a change is written; the change itself, where only the kind of a known element is missing."""
    for kind in _SETTABLE:
        if path and value and identifier in requirements.section(SECTION_OF[kind]):
            return f"write --set {kind}:{identifier}.{path}={value}"
    return "write it as in --set component:app.replicas=6"


def _changed(part: Any, path: Sequence[str], value: str, change: str) -> Any:
    """Return a part of the model with one field read anew from a text."""
    name, *rest = path
    fields = type(part).model_fields
    found = next((key for key, info in fields.items() if name in {key, info.alias}), None)
    if found is None:
        near = did_you_mean(name, fields)
        raise UsageError(
            f"'{change}' names no field: '{name}'",
            help=f"did you mean '{near}'?" if near else f"the fields here are {', '.join(sorted(fields))}",
        )
    if rest:
        inner = getattr(part, found)
        if inner is None:
            inner = getattr(_read(type(part), found, {}, change), found)
        if not isinstance(inner, Part):
            raise UsageError(
                f"'{change}' names no field: '{name}' has none inside", help=f"archkit explain {name}"
            )
        new = _changed(inner, rest, value, change)
    else:
        new = getattr(_read(type(part), found, value, change), found)
    update = {found: new}
    if isinstance(part, Item):
        update["assumed"] = tuple(one for one in part.assumed if one.partition(".")[0] != found)
    return part.model_copy(update=update)


def _read(model: type[Part], name: str, value: Any, change: str) -> Any:
    """Read one field as the files are read."""
    try:
        return model.model_validate({model.model_fields[name].alias or name: value})
    except ValueError as error:
        told: list[dict[str, Any]] = getattr(error, "errors", list)()
        context = told[0].get("ctx", {}) if told else {}
        message = str(context.get("message") or (told[0].get("msg") if told else error))
        raise UsageError(f"'{change}': {message}", help=str(context.get("help", ""))) from None
