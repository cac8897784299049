"""A statement and the workspace around it become the six parts of a scenario, and a measure: each with where it is from.

The parts are those of the SEI's quality attribute scenarios, and what a workspace does not tell is taken from its
general scenarios (Bass, Clements, Kazman: Software Architecture in Practice).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from archkit.assist.demands import demands
from archkit.assist.language import language
from archkit.catalog import Catalog, QualityTerm
from archkit.model import Item, QualityAttribute, Requirements, UseCase

PARTS = ("source", "stimulus", "environment", "artifact", "response")
"""The parts of a scenario that are written as such; the sixth, the response measure, is the measure."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a scenario may say."""

    text: str
    origin: str
    """Where it is from, in half a sentence."""
    general: bool
    """Whether it holds for any system, so that somebody has to look at it."""


def complete(
    quality: QualityAttribute, requirements: Requirements, catalog: Catalog, *, name: str = "en"
) -> Mapping[str, Part]:
    """Return what the empty parts of a scenario may say; parts that are written stay out.

    Args:
        quality: The quality attribute, with what is written of it so far.
        requirements: The workspace.
        catalog: The vocabulary of qualities.
        name: The language of what is general.
    """
    target = _target(quality, requirements)
    artifact = target.label if target is not None else requirements.system.label
    found = _general(quality, catalog, artifact, name)
    found |= _told(quality, target, requirements)
    written = quality.scenario
    return {
        part: found[part]
        for part in PARTS
        if part in found and not (written is not None and getattr(written, part))
    }


def _target(quality: QualityAttribute, requirements: Requirements) -> Item | None:
    for ref in quality.applies_to:
        found = requirements.get(ref)
        if found is not None:
            return found
    return None


def _general(quality: QualityAttribute, catalog: Catalog, artifact: str, name: str) -> dict[str, Part]:
    term = catalog.quality_attribute(quality.attribute) if quality.attribute else None
    tried: set[str] = set()
    while term is not None and term.id not in tried:
        tried.add(term.id)
        general = language(name).general_scenario(term.id)
        if general:
            return {
                part: Part(text.replace("{artifact}", artifact), f"the general scenario of {term.name.lower()}", general=True)
                for part, text in general.items()
            }  # fmt: skip
        term = catalog.quality_attribute(term.part_of) if term.part_of else None
    return {}


def _told(quality: QualityAttribute, target: Item | None, requirements: Requirements) -> dict[str, Part]:
    """Return what the workspace itself tells."""
    found: dict[str, Part] = {}
    refs = [str(ref) for ref in quality.applies_to] or ["system"]
    if isinstance(target, UseCase):
        found |= _of_use_case(target, requirements)
    else:
        found["artifact"] = Part(
            refs[0] if target else requirements.system.label, "applies_to", general=False
        )
    load = next((measure.load for measure in quality.measure if measure.load is not None), None)
    if load is not None:
        found["environment"] = Part(f"at {load.text}", "the load of the measure", general=False)
    return found


def _of_use_case(use_case: UseCase, requirements: Requirements) -> dict[str, Part]:
    found: dict[str, Part] = {}
    actor = requirements.actors.get(use_case.primary_actor.id) if use_case.primary_actor else None
    if actor is not None:
        found["source"] = Part(actor.label, f"primary actor of {use_case.id}", general=False)
    if use_case.trigger:
        found["stimulus"] = Part(use_case.trigger.rstrip("."), f"trigger of {use_case.id}", general=False)
    elif use_case.title:
        found["stimulus"] = Part(f"begins '{use_case.title}'", f"title of {use_case.id}", general=False)
    if use_case.load is not None and use_case.load.peak is not None:
        found["environment"] = Part(
            f"at the peak, {use_case.load.peak.text}", f"load of {use_case.id}", general=False
        )
    first = next(
        (message for message in use_case.messages() if message.target in requirements.components), None
    )
    if first is not None:
        found["artifact"] = Part(
            f"component:{first.target}", f"the first part that {use_case.id} reaches", general=False
        )
    if use_case.outcome:
        found["response"] = Part(use_case.outcome.rstrip("."), f"outcome of {use_case.id}", general=False)
    return found


def measures_for(
    quality: QualityAttribute, requirements: Requirements, catalog: Catalog, *, name: str = "en"
) -> Mapping[str, str]:
    """Return measures that a quality attribute may have, the likeliest first, each with where it is from or what it feels like.

    A number of the statement comes first; a vague word brings its choices; the vocabulary brings its example, as a
    guess. What a use case tells of its peak becomes the load.
    """
    found: dict[str, str] = {}
    for demand in demands(quality.statement, name=name) if quality.statement else ():
        told = dict(demand.choices) or {demand.measure: demand.because}
        found |= {measure: why for measure, why in told.items() if measure and measure not in found}
    term = catalog.quality_attribute(quality.attribute) if quality.attribute else None
    if term is not None and term.example:
        found.setdefault(as_guess(term), f"a usual one of {term.name.lower()}")
    peak = _peak(quality, requirements)
    return {_under(measure, peak): why for measure, why in found.items()}


def as_guess(term: QualityTerm) -> str:
    """Return the example of a quality as a guess, without the load of somebody else's system."""
    measure, _, _ = term.example.partition(" at ")
    window = term.example.partition(" over ")[2] if " over " not in measure else ""
    for sign in ("<=", ">=", "=", "<", ">"):
        left, found, right = measure.partition(f" {sign} ")
        if found:
            guess = right if right.startswith("~") or right.split()[0] == "0" else f"~{right}"
            return f"{left} {sign} {guess}" + (f" over {window}" if window else "")
    return measure


def _peak(quality: QualityAttribute, requirements: Requirements) -> str:
    for ref in quality.applies_to:
        use_case = requirements.use_cases.get(ref.id) if ref.kind == "use_case" else None
        if use_case is not None and use_case.load is not None and use_case.load.peak is not None:
            return use_case.load.peak.text
    return ""


def _under(measure: str, peak: str) -> str:
    """Return a measure of response time under the peak of its use case."""
    if not peak or " at " in measure or "response_time" not in measure:
        return measure
    before, over, window = measure.partition(" over ")
    return f"{before} at {peak}{over}{window}"
