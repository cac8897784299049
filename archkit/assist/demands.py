"""A sentence becomes the demands on quality in it, each with a measure: the one that it states, or one to choose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archkit.assist.amounts import Amount, amounts
from archkit.assist.language import Cue, Language, language
from archkit.model import METRICS, Dimension, MeasureError, parse_measure


@dataclass(frozen=True, slots=True)
class Demand:
    """What a sentence demands of the quality of something."""

    attribute: str
    """Which quality, as a word of the vocabulary; empty where no quality is behind the word."""
    measure: str
    """The measure that is stated, or the first one to choose from; empty where only a question helps."""
    words: str
    """The words of the sentence that demand it."""
    spans: tuple[tuple[int, int], ...]
    """Where they stand; what is left without them is the function."""
    stated: bool
    """Whether the number is the sentence's own; a proposed one carries a tilde."""
    because: str
    """Why it is read so, in half a sentence."""
    of_the_whole: bool = False
    """Whether no function is left when it is taken away."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Measures to choose from, each with what it feels like or why."""
    ask: str = ""
    """What to ask instead, or besides."""


def demands(sentence: str, *, name: str = "en") -> tuple[Demand, ...]:
    """Return the demands on quality of one sentence, in its order.

    Args:
        sentence: One sentence.
        name: The language.
    """
    words = language(name)
    found = [*_stated(sentence, words, name), *_sayings(sentence, words)]
    taken = [span for one in found for span in one.spans]
    found += _vague(sentence, words, taken)
    return tuple(sorted(found, key=lambda one: one.spans[0]))


# --- what has a number ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    """The amounts of a sentence by the part that they play in a measure."""

    limits: list[Amount]
    statistic: str = ""
    load: str = ""
    window: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where percentile, load and window stand."""


def _stated(sentence: str, words: Language, name: str) -> Iterator[Demand]:
    parts = _sorted_out(sentence, list(amounts(sentence, name)), words)
    for amount in parts.limits:
        cue = _cue(sentence, amount, words)
        if cue is None:
            continue
        limit = _limit_of(cue, amount, sentence, words)
        window = cue.window
        if cue.window or cue.dimension is Dimension.SHARE:
            window = parts.window or _window_behind(sentence, amount, words) or cue.window
        statistic, doubt = _statistic(cue, parts, sentence, words)
        written = _measure(f"{statistic} {cue.metric} {limit}".lstrip(), amount.text, parts.load, window)
        if written is None:
            continue
        start, end = amount.start, amount.end
        behind = words.pattern("per_window").match(sentence, end)
        end = behind.end() if behind and not parts.window else end
        choices = {written: "as the sentence says"}
        if doubt:
            for other, feels in (("p99", "for all but one in a hundred"), ("max", "without any exception")):
                more = _measure(f"{other} {cue.metric} {limit}", amount.text, parts.load, window)
                choices |= {more: feels} if more else {}
        said = " ".join(sentence[start:end].split())
        because = f"'{said}' limits {cue.metric.replace('_', ' ')}"
        because += f"; nobody said for which share, so {statistic} is proposed" if doubt else ""
        yield Demand(
            attribute=cue.attribute,
            measure=written,
            words=said,
            spans=((start, end), *parts.spans),
            stated=True,
            because=because,
            of_the_whole=cue.of_the_whole,
            choices=choices,
        )


def _sorted_out(sentence: str, found: Sequence[Amount], words: Language) -> _Parts:
    """Tell limits from percentiles, loads and windows: a sentence says at most one of each of these."""
    parts = _Parts([])
    spelled = words.pattern("percentile").search(sentence)
    if spelled:
        parts.statistic = f"p{spelled[1] or spelled[2]}"
        parts.spans.append(_with_preposition(sentence, spelled.start(), spelled.end(), words))
    rest = []
    for amount in found:
        tail = sentence[amount.end :]
        phrase = words["percentile"].match(tail.lstrip())
        others = any(one.dimension is not amount.dimension for one in found)
        if amount.dimension is Dimension.SHARE and phrase and others and not parts.statistic:
            number = amount.text.removeprefix("~").removesuffix(" %").strip()
            parts.statistic = f"p{number}"
            end = amount.end + len(tail) - len(tail.lstrip()) + phrase.end()
            parts.spans.append(_with_preposition(sentence, amount.start, end, words))
        else:
            rest.append(amount)
    for amount in rest:
        head = sentence[: amount.start]
        if amount.dimension is Dimension.DURATION and words.pattern("every").search(head):
            continue
        limits = [one for one in rest if one is not amount]
        window = words.pattern("window").search(head)
        load = words.pattern("load").search(head)
        if amount.dimension is Dimension.DURATION and window and limits:
            parts.window = amount.text
            parts.spans.append((window.start(), amount.end))
        elif amount.dimension in {Dimension.RATE, Dimension.COUNT} and load and limits and not parts.load:
            users = (
                "concurrent" in amount.noun
                or "simultaneous" in amount.noun
                or amount.noun.startswith("users")
            )
            if amount.dimension is Dimension.RATE or users:
                parts.load = amount.text + (
                    " concurrent_users" if amount.dimension is Dimension.COUNT else ""
                )
                end = amount.end + (len(amount.noun) + 1 if amount.dimension is Dimension.COUNT else 0)
                parts.spans.append((load.start(), end))
        else:
            parts.limits.append(amount)
    return parts


def _with_preposition(sentence: str, start: int, end: int, words: Language) -> tuple[int, int]:
    before = words.pattern("preposition").search(sentence[:start])
    return (before.start() if before else start, end)


def _cue(sentence: str, amount: Amount, words: Language) -> Cue | None:
    """Return what an amount is about: by the words near it, else by those of the whole sentence."""
    fitting = [cue for cue in words.cues if cue.dimension is amount.dimension or _is_money(cue, amount)]
    clause = clause_around(sentence, amount.start, amount.end, words)
    for text in (clause, sentence):
        for cue in fitting:
            found = cue.words.search(text)
            if found and (amount.limit or not amount.weak or text is clause):
                return cue
    return None


def _is_money(cue: Cue, amount: Amount) -> bool:
    return cue.dimension is Dimension.MONEY and amount.dimension is Dimension.MONEY_RATE


def clause_around(sentence: str, start: int, end: int, words: Language) -> str:
    """Return the part of a sentence between commas and the like in which a stretch of it lies."""
    low, high = clause_span(sentence, start, end, words)
    return sentence[low:high]


def clause_span(sentence: str, start: int, end: int, words: Language) -> tuple[int, int]:
    """Return where that part begins and ends."""
    marks = list(words.pattern("clause").finditer(sentence))
    low = max((mark.end() for mark in marks if mark.end() <= start), default=0)
    high = min((mark.start() for mark in marks if mark.start() >= end), default=len(sentence))
    return low, high


def _limit_of(cue: Cue, amount: Amount, sentence: str, words: Language) -> str:
    """Return the comparison: what the sentence says, unless "up to" names what the design has to reach."""
    known = METRICS[cue.metric]
    before = sentence[amount.start : amount.end].lower()
    if known.higher_is_better and amount.limit == "<=" and words.pattern("capacity").match(before):
        return ">="
    negated = words.pattern("negated").search(sentence[: amount.start])
    if negated and amount.limit == ">=":
        return "<="
    return amount.limit or cue.limit


def _statistic(cue: Cue, parts: _Parts, sentence: str, words: Language) -> tuple[str, bool]:
    """Return the percentile, and whether nobody said it."""
    if not cue.statistic:
        return "", False
    if parts.statistic:
        return parts.statistic, False
    if words["mean"].search(sentence):
        return "mean", False
    if words["max"].search(sentence):
        return "max", False
    return cue.statistic, cue.statistic != "max"


def _window_behind(sentence: str, amount: Amount, words: Language) -> str:
    found = words.pattern("per_window").match(sentence, amount.end)
    return words.days[found[1].lower()] if found else ""


def _measure(left: str, value: str, load: str, window: str) -> str | None:
    """Return a measure in one line, where it is one; ``left`` is all before the value."""
    line = " ".join(
        part for part in (left, value, load and f"at {load}", window and f"over {window}") if part
    )
    try:
        parse_measure(line)
    except MeasureError:
        return None
    return line


# --- what has none -------------------------------------------------------------------------------------------


def _sayings(sentence: str, words: Language) -> Iterator[Demand]:
    for pattern, attribute, measure in words.sayings:
        found = pattern.search(sentence)
        if found:
            yield Demand(
                attribute=attribute,
                measure=measure,
                words=found[0],
                spans=(found.span(),),
                stated=True,
                because=f"'{found[0]}' leaves no room",
                of_the_whole=True,
                choices={measure: "as said"},
            )


def _vague(sentence: str, words: Language, taken: Sequence[tuple[int, int]]) -> Iterator[Demand]:
    """Yield a demand for each vague word that no number near it makes precise."""
    seen: set[str] = set()
    for found in words.vague.finditer(sentence):
        meaning = words.meaning(found[0])
        if meaning is None or meaning.attribute in seen:
            continue
        if any(_same_clause(sentence, found.start(), start, words) for start, _ in taken):
            continue
        seen.add(meaning.attribute)
        first = next(iter(meaning.measures), "")
        because = f"'{found[0]}' can be read in many ways"
        yield Demand(
            attribute=meaning.attribute,
            measure=first,
            words=found[0],
            spans=(_with_intensifier(sentence, *found.span(), words),),
            stated=False,
            because=because,
            of_the_whole=meaning.of_the_whole,
            choices=meaning.measures,
            ask=meaning.ask,
        )


def _same_clause(sentence: str, one: int, other: int, words: Language) -> bool:
    low, high = sorted((one, other))
    return not words.pattern("apart").search(sentence[low:high])


def _with_intensifier(sentence: str, start: int, end: int, words: Language) -> tuple[int, int]:
    before = words.pattern("intensifier").search(sentence[:start])
    return (before.start() if before else start, end)
