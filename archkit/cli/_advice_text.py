"""Advice becomes text for a terminal: verdict by verdict, each reason with the line that it comes from."""

import textwrap
from collections.abc import Iterator, Mapping

from archkit.diagnostics import visible
from archkit.read import Reading
from archkit.recommend import ORDER, Advice, Effect, Outcome, Reason, Recommendation, Verdict

_HEADINGS = {
    Verdict.ADOPT: "Adopt: the problem is there, and the choice is clear",
    Verdict.CONSIDER: "Consider: the problem is there, and the choice is yours",
    Verdict.UNDECIDED: "Undecided: an answer is missing",
    Verdict.AGAINST: "Advised against",
}
LEGEND = (
    "+ holds here, - does not hold here, ? is not stated, ! argues against; (in parentheses) the fact that was asked, "
    "which archkit explain tells more about"
)
"""What the signs before reasons mean."""
PLACES = 3
"""Lines that are named for one fact; JSON names all."""
_SIGNS = {Outcome.HOLDS: "+", Outcome.FAILS: "-", Outcome.UNKNOWN: "?"}


def write_advice(
    advice: Advice, shown: tuple[Recommendation, ...], reading: Reading, width: int, *, brief: bool = False
) -> str:
    """Return the text.

    Args:
        advice: All advice, for what is left out.
        shown: What is told in full, in its order.
        reading: The files, for lines.
        width: Characters of a line.
        brief: Whether the names by verdict are enough.
    """
    lines = list(_lines(advice, shown, reading, width, brief=brief))
    return visible_lines("\n".join(lines))


def visible_lines(text: str) -> str:
    """Return a text of several lines in which nothing hides."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _lines(
    advice: Advice, shown: tuple[Recommendation, ...], reading: Reading, width: int, *, brief: bool
) -> Iterator[str]:
    grouped = {verdict: [one for one in shown if one.verdict is verdict] for verdict in Verdict}
    if all(verdict is Verdict.AGAINST for verdict, found in grouped.items() if found):
        yield "Nothing comes up: the requirements do not say enough yet."
        yield "help: draw the flow of a use case, state its load, and say how many people build it."
        yield ""
    yield from _overview(grouped, width)
    told = {one.pattern.id for one in shown}
    rest = [one.pattern.id for one in advice.recommendations if one.pattern.id not in told]
    if rest:
        recommended = sum(one.verdict.is_recommended for one in advice.recommendations)
        yield from _wrapped(
            f"{len(rest)} more rank lower (--top {recommended}): {', '.join(rest)}", "", width
        )
        yield ""
    if brief or not shown:
        return
    yield from _wrapped(LEGEND, "", width)
    yield ""
    for verdict, found in grouped.items():
        if found:
            yield f"{_HEADINGS[verdict]} ({len(found)})"
            yield ""
            for one in found:
                yield from _block(one, reading, width)
    yield from _wrapped(ORDER, "", width)


def _overview(grouped: Mapping[Verdict, list[Recommendation]], width: int) -> Iterator[str]:
    """Yield all that is told below, by name only."""
    for verdict, found in grouped.items():
        if found:
            word = f"{verdict.value.replace('-', ' '):<16}"
            yield from _wrapped(
                f"{word}{', '.join(one.pattern.id for one in found)}", "", width, hang=len(word)
            )
    if any(grouped.values()):
        yield ""


def _block(one: Recommendation, reading: Reading, width: int) -> Iterator[str]:
    pattern = one.pattern
    yield f"  {pattern.id}  ({pattern.category})"
    yield from _wrapped(pattern.summary, "    ", width)
    for (sign, because), reasons in _by_cause(_telling(one)).items():
        yield from _wrapped(f"{sign} {because}", "    ", width)
        for text in _found(reasons, reading):
            yield from _wrapped(text, "      ", width)
    for word, effects in (("helps", one.helps), ("hurts", one.hurts)):
        for effect in effects:
            yield from _wrapped(f"{word} {_demand(effect)}: {effect.why}", "    ", width)
    if one.verdict.is_recommended:
        if one.requires:
            yield from _wrapped(
                f"needs first: {', '.join(relation.pattern for relation in one.requires)}", "    ", width
            )
        for relation in one.alternatives:
            yield from _wrapped(f"weighed against {relation.pattern}: {relation.why}", "    ", width)
        for relation in one.conflicts:
            yield from _wrapped(f"conflicts with {relation.pattern}: {relation.why}", "    ", width)
    for decision in one.decisions:
        yield from _wrapped(f"{decision.status} already in {decision.ref}", "    ", width)
    if one.question:
        yield from _wrapped(f"ask: {one.question}", "    ", width)
    yield ""


def _telling(one: Recommendation) -> list[Reason]:
    """Return the reasons that decided: of an advice against, what speaks against; else what holds, fails and is open."""
    if one.verdict is Verdict.AGAINST:
        against = one.weighed.having(Outcome.HOLDS, "against")
        return list(against or one.weighed.having(Outcome.FAILS, "consider", "adopt"))
    gates = ("consider", "adopt")
    found = [*one.weighed.having(Outcome.HOLDS, *gates), *one.weighed.having(Outcome.FAILS, *gates)]
    return [*found, *one.weighed.having(Outcome.UNKNOWN, *gates)]


def _by_cause(reasons: list[Reason]) -> dict[tuple[str, str], list[Reason]]:
    """Return the reasons under the sentence that they share, each fact once."""
    causes: dict[tuple[str, str], list[Reason]] = {}
    for reason in reasons:
        sign = "!" if reason.gate == "against" else _SIGNS[reason.outcome]
        told = causes.setdefault((sign, reason.because), [])
        if all(other.fact != reason.fact for other in told):
            told.append(reason)
    return causes


def _found(reasons: list[Reason], reading: Reading) -> Iterator[str]:
    """Yield what was found, each once, with the facts that say so and where it stands."""
    facts: dict[tuple[str, str], list[str]] = {}
    for reason in reasons:
        spans = [reading.span(place) for place in reason.value.evidence]
        places = list(dict.fromkeys(f"{span.file}:{span.line}" for span in spans))
        guess = ", a guess" if reason.value.guess else ""
        more = ", ..." if len(places) > PLACES else ""
        where = f" [{', '.join(places[:PLACES])}{more}]" if places else ""
        facts.setdefault((f"{reason.value.text}{guess}", where), []).append(reason.fact)
    for (text, where), names in facts.items():
        yield f"{text} ({', '.join(names)}){where}"


def _demand(effect: Effect) -> str:
    return f"{effect.quality} ({effect.demand.id}, {effect.importance})"


def _wrapped(text: str, indent: str, width: int, *, hang: int = 2) -> list[str]:
    hanging = f"{indent}{' ' * hang}"
    return textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
