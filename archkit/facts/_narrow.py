"""Requirements become the part of them that one use case or one quality attribute is about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from archkit.model import Component, Item, QualityAttribute, Ref, Requirements, UseCase

_Kind = TypeVar("_Kind", bound=Item)


def narrow(requirements: Requirements, ref: Ref) -> Requirements:
    """Return what an element is about: its use cases, whoever takes part, and the data that is touched.

    System, organisation and constraints stay: they hold for every part. A quality attribute of the whole system
    is about all use cases.

    Args:
        requirements: All that the team has said.
        ref: A use case, a quality attribute, a component or an entity; ``system`` keeps everything.
    """
    if ref.kind == "system":
        return requirements
    item = requirements.get(ref)
    use_cases = {one.id: one for one in requirements.use_cases.values() if _concerns(one, ref, item)}
    touched = {name for one in use_cases.values() for name in _participants(one)}
    touched |= (
        {one.id for one in item.applies_to if one.kind == "component"}
        if isinstance(item, QualityAttribute)
        else set()
    )
    touched |= {ref.id} if ref.kind == "component" else set()
    data = {name for one in use_cases.values() for name in _data(one)} | (
        {ref.id} if ref.kind == "entity" else set()
    )
    if isinstance(item, QualityAttribute):
        data |= {one.id for one in item.applies_to if one.kind == "entity"}
    kept = _stores_of(requirements.components, data, touched)
    about = {ref, *(one.ref for one in use_cases.values()), *(Ref("entity", name) for name in data)}
    about |= {Ref("component", name) for name in kept}
    qualities = {
        one.id: one
        for one in requirements.quality_attributes.values()
        if one.ref == ref or (not isinstance(item, QualityAttribute) and _applies(one, about))
    }
    return replace(
        requirements,
        use_cases=use_cases,
        actors=_only(requirements.actors, touched),
        components=_only(requirements.components, kept),
        entities=_only(requirements.entities, data),
        quality_attributes=qualities,
    )


def _concerns(use_case: UseCase, ref: Ref, item: Item | None) -> bool:
    if isinstance(item, QualityAttribute):
        refs = item.applies_to
        if not refs or any(one.kind == "system" for one in refs):
            return True
        return any(one == use_case.ref or one.id in _participants(use_case) | _data(use_case) for one in refs)
    return use_case.ref == ref or (
        (ref.kind in {"component", "actor"} and ref.id in _participants(use_case))
        or (ref.kind == "entity" and ref.id in _data(use_case))
    )


def _applies(quality: QualityAttribute, about: set[Ref]) -> bool:
    return not quality.applies_to or any(one.kind == "system" or one in about for one in quality.applies_to)


def _participants(use_case: UseCase) -> set[str]:
    named = {end for m in use_case.messages() for end in (m.source, m.target, m.channel) if end}
    actors = {one.id for one in (use_case.primary_actor, *use_case.supporting_actors) if one is not None}
    return named | actors


def _data(use_case: UseCase) -> set[str]:
    named = {word for m in use_case.messages() for word in (*m.data, *m.returns)}
    return named | {ref.id for m in use_case.messages() for ref in (*m.reads, *m.writes)}


def _stores_of(components: Mapping[str, Component], data: set[str], touched: set[str]) -> set[str]:
    """Return the components that take part, and those that keep the data."""
    return touched | {one.id for one in components.values() if any(ref.id in data for ref in one.stores)}


def _only(items: Mapping[str, _Kind], ids: set[str]) -> dict[str, _Kind]:
    return {key: one for key, one in items.items() if key in ids}
