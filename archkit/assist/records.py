"""A recommendation becomes a draft of a decision record: context, decision, what was weighed, and what it costs.

The parts are those of Nygard's architecture decision records and of MADR: context, drivers, considered options,
outcome, consequences.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archkit.assist.sentences import capital, full_stop
from archkit.diagnostics import Place
from archkit.model import SECTION_OF, SECTIONS, Ref, Requirements, free_id, mark_of
from archkit.recommend import Outcome, Recommendation

_DRIVERS = ("use_cases", "quality_attributes", "constraints", "entities", "components", "actors")
"""Sections that a decision may be driven by, the usual ones first."""
_MOST = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision record that nobody has signed yet."""

    id: str
    data: Mapping[str, Any]
    """Its fields, as a file would have them."""


def draft(
    recommendation: Recommendation,
    requirements: Requirements,
    *,
    status: str = "accepted",
    taken: Collection[str] = (),
) -> Draft:
    """Return the record of choosing, or of turning down, what a recommendation is about.

    Args:
        recommendation: What advice says.
        requirements: What it rests on.
        status: accepted, proposed or rejected.
        taken: Ids of decisions beyond those of the requirements.
    """
    pattern = recommendation.pattern
    drivers = tuple(_drivers(recommendation, requirements))
    fields: dict[str, Any] = {
        "title": f"{'Do without' if status == 'rejected' else 'Use'} {_inside_a_sentence(pattern.name)}",
        "status": status,
        "patterns": [pattern.id],
        "addresses": [str(ref) for ref in drivers],
        "weighed": {str(ref): mark_of(item) for ref in drivers if (item := requirements.get(ref)) is not None},
        "considered": {one.pattern: _line(one.why) for one in recommendation.alternatives},
        "accepts": list(dict.fromkeys(effect.quality for effect in recommendation.hurts)),
        "context": "\n".join(_context(recommendation)),
        "decision": full_stop(pattern.summary),
        "consequences": "\n".join(_consequences(recommendation)),
    }  # fmt: skip
    data = {key: value for key, value in fields.items() if value}
    return Draft(free_id(pattern.id, {*requirements.decisions, *taken}), data)


def _inside_a_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: a common noun loses its capital, an abbreviation does not."""
    return name[:1].lower() + name[1:] if name[1:] == name[1:].lower() else name


def _drivers(recommendation: Recommendation, requirements: Requirements) -> Iterator[Ref]:
    """Yield the elements that speak for it: the qualities that it helps, then those behind its reasons."""
    found = [effect.demand.ref for effect in recommendation.helps]
    found += [ref for place in recommendation.evidence if (ref := _element(place)) is not None]
    order = {section: number for number, section in enumerate(_DRIVERS)}
    known = [ref for ref in dict.fromkeys(found) if requirements.get(ref) is not None]
    ranked = sorted(known, key=lambda ref: order.get(_section(ref), len(order)))
    yield from [ref for ref in ranked if _section(ref) in order][:_MOST]


def _section(ref: Ref) -> str:
    return SECTION_OF.get(ref.kind, "")


def _element(place: Place) -> Ref | None:
    if len(place.route) < 2 or place.route[0] not in SECTIONS:
        return None
    return Ref(SECTIONS[str(place.route[0])].KIND, str(place.route[1]))


def _context(recommendation: Recommendation) -> Iterator[str]:
    """Yield what holds here, each reason once with all that was found for it, then what nobody knows."""
    found: dict[str, list[str]] = {}
    for reason in recommendation.reasons:
        if reason.outcome is Outcome.HOLDS and reason.gate != "against":
            found.setdefault(full_stop(reason.because), []).append(reason.value.text)
    for because, values in found.items():
        yield f"- {because} Here: {'; '.join(dict.fromkeys(values))}."
    unknown = (one.value.text for one in recommendation.reasons if one.outcome is Outcome.UNKNOWN)
    yield from (f"- Not known yet: {text}." for text in dict.fromkeys(unknown))


def _consequences(recommendation: Recommendation) -> Iterator[str]:
    for effect in recommendation.helps:
        yield f"- Good for `{effect.demand.id}`: {_line(effect.why)}"
    for effect in recommendation.hurts:
        yield f"- Bad for `{effect.demand.id}`: {_line(effect.why)}"
    shown = {effect.quality for effect in (*recommendation.helps, *recommendation.hurts)}
    for quality, why in recommendation.pattern.hurts.items():
        if quality not in shown:
            yield f"- Costs {quality.replace('-', ' ')}: {_line(why)}"
    for relation in recommendation.requires:
        yield f"- Needs `{relation.pattern}`: {_line(relation.why)}"


def _line(text: str) -> str:
    return capital(" ".join(text.split()))
