"""Numbers in a sentence become quantities of the format, each with what limits it and what it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archkit.assist.language import Language, language
from archkit.model import Dimension, QuantityError, parse_quantity


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that somebody said in a sentence."""

    text: str
    """In the format's own spelling: ``100 ms``, ``~400/s``."""
    dimension: Dimension
    start: int
    """Where it begins in the sentence, the word that limits it included."""
    end: int
    limit: str
    """``<=`` or ``>=`` where the sentence says so; empty where not."""
    noun: str = ""
    """What is counted: ``concurrent users``."""
    weak: bool = False
    """Whether it is limited by no more than an ``in``."""


_DIGITS = r"\d{1,3}(?:[ ,_]\d{3})+(?!\d)|\d+"
_BEFORE = 34
"""How far back a word may stand that limits an amount."""


@dataclass(frozen=True)
class _Reader:
    """Searches for amounts in one language."""

    words: Language
    number: re.Pattern[str]
    share: re.Pattern[str]
    duration: re.Pattern[str]
    size: re.Pattern[str]
    rate: re.Pattern[str]
    period: re.Pattern[str]
    spelled: re.Pattern[str]
    money: re.Pattern[str]
    money_before: re.Pattern[str]
    counted: re.Pattern[str]

    @classmethod
    def of(cls, words: Language) -> "_Reader":
        def choice(forms: "list[str] | tuple[str, ...]") -> str:
            return "|".join(
                re.escape(one).replace(r"\ ", r"\s+") for one in sorted(forms, key=len, reverse=True)
            )

        small, scales = choice((*words.numbers, *words.words("articles"))), choice(tuple(words.scales))
        periods = choice(tuple(words.forms("periods")))
        per = rf"(?:\s*/\s*|\s+(?:{choice(words.words('per'))})\s+)"
        flags = re.IGNORECASE
        return cls(
            words,
            re.compile(
                rf"(?<![\w.:/,-])(?:(?P<digits>{_DIGITS})(?P<part>\.\d+)?|(?P<word>{small})(?=\s))"
                rf"(?:\s?(?P<scale>{scales})\b)?(?![\d:]|[-/.]\d)",
                flags,
            ),
            re.compile(rf"\s?(?:{choice(words.words('share'))})(?!\w)", flags),
            re.compile(rf"(?:\s|-)?(?P<unit>{choice(tuple(words.forms('durations')))})(?![\w/])", flags),
            re.compile(rf"\s?(?P<unit>{choice(tuple(words.forms('sizes')))})(?:{per}(?P<period>{periods}))?(?!\w)", flags),
            re.compile(rf"(?:\s+times)?(?:\s+(?P<noun>[a-z-]+(?:\s+[a-z-]+){{0,2}}?))??{per}(?P<period>{periods})(?!\w)", flags),
            re.compile(rf"{per}(?P<period>{periods})(?!\w)", flags),
            re.compile(rf"\s?(?:[a-z]+\s)?(?P<unit>{choice(tuple(words.forms('rates')))})(?!\w)", flags),
            re.compile(rf"\s?(?P<unit>{choice(tuple(words.forms('money')))})(?!\w)(?:{per}(?P<period>{periods})(?!\w))?", flags),
            re.compile(rf"(?P<unit>{choice([one for one in words.forms('money') if not one.isalpha()])})\s?$"),
            re.compile(r"\s+(?P<noun>[a-z-]+(?:\s+[a-z-]+)?)", flags),
        )  # fmt: skip


@cache
def _reader(name: str) -> _Reader:
    return _Reader.of(language(name))


def amounts(sentence: str, name: str = "en") -> Iterator[Amount]:
    """Yield the amounts of a sentence, in their order.

    Dates, times of day, versions and bare ordinals are none. A number of things is yielded with what it counts.
    """
    reader = _reader(name)
    end = 0
    for match in reader.number.finditer(sentence):
        if match.start() < end:
            continue
        found = _amount(reader, sentence, match)
        if found is not None:
            end = found.end
            yield found


def _amount(reader: _Reader, sentence: str, match: re.Match[str]) -> Amount | None:
    value = _value(reader, match)
    body = _body(reader, sentence, match, value)
    if body is None:
        return None
    text, end, noun = body
    start, limit, guess, weak = _limit(reader, sentence, match.start())
    if not limit and match["word"] and match["word"].lower() in reader.words.words("articles"):
        return None
    text = f"~{text}" if guess else text
    try:
        quantity = parse_quantity(text)
    except QuantityError:
        return None
    return Amount(text, quantity.dimension, start, end, limit, noun, weak)


def _value(reader: _Reader, match: re.Match[str]) -> str:
    scale = reader.words.scales.get((match["scale"] or "").lower(), 1.0)
    if match["word"]:
        return _plain(reader.words.numbers.get(match["word"].lower(), 1.0) * scale)
    digits = re.sub(r"[ ,_]", "", match["digits"]) + (match["part"] or "")
    return digits if scale == 1.0 else _plain(float(digits) * scale)


def _plain(value: float) -> str:
    return f"{value:.12g}" if value < 1e15 else f"{value:.0f}"


def _spaced(digits: str) -> str:
    """Return a long number with its thousands apart, as people read it."""
    whole, point, part = digits.partition(".")
    return (f"{int(whole):,}".replace(",", " ") if len(whole) > 4 else whole) + point + part


def _scaled(digits: str) -> str:
    """Return millions as such, for what may be written so: counts and rates."""
    value = float(digits)
    return f"{value / 1e6:.6g}M" if value >= 1e6 and value < 1e12 else _spaced(digits)


def _body(reader: _Reader, sentence: str, match: re.Match[str], value: str) -> tuple[str, int, str] | None:
    """Return the quantity, where it ends, and what it counts."""
    words, end = reader.words, match.end()
    before = reader.money_before.search(sentence, 0, match.start())
    if before:
        period = reader.period.match(sentence, end)
        return _money(
            words, value, before["unit"], period["period"] if period else "", period.end() if period else end
        )
    if match["word"] and float(value) < 1:  # half a second: the article is no "per"
        part = reader.period.match(sentence, end)
        unit = words.forms("durations").get(part["period"].lower()) if part else None
        return (f"{value} {unit}", part.end(), "") if part and unit else None
    if match["word"] and match["word"].lower() in words.words("articles"):
        found = reader.duration.match(sentence, end)
        return (f"1 {words.forms('durations')[found['unit'].lower()]}", found.end(), "") if found else None
    found = reader.share.match(sentence, end)
    if found:
        return f"{_spaced(value)} %", found.end(), ""
    found = reader.size.match(sentence, end)
    if found:
        unit = words.forms("sizes")[found["unit"].lower()]
        per = f"/{words.forms('periods')[found['period'].lower()]}" if found["period"] else ""
        return f"{_spaced(value)} {unit}{per}", found.end(), ""
    found = reader.money.match(sentence, end)
    if found:
        return _money(words, value, found["unit"], found["period"] or "", found.end())
    found = reader.duration.match(sentence, end)
    if found:
        return (
            f"{_spaced(value)} {words.forms('durations')[' '.join(found['unit'].lower().split())]}",
            found.end(),
            "",
        )
    found = reader.spelled.match(sentence, end)
    if found:
        return f"{_scaled(value)}/{words.forms('rates')[found['unit'].lower()]}", found.end(), ""
    found = reader.rate.match(sentence, end)
    if found:
        return (
            f"{_scaled(value)}/{words.forms('periods')[found['period'].lower()]}",
            found.end(),
            found["noun"] or "",
        )
    found = reader.counted.match(sentence, end)
    if found and not match["word"]:
        return _scaled(value), end, found["noun"].lower()
    return None


def _money(words: Language, value: str, unit: str, period: str, end: int) -> tuple[str, int, str]:
    currency = words.forms("money")[unit.lower()]
    per = f"/{words.forms('periods')[period.lower()]}" if period else ""
    return f"{_spaced(value)} {currency}{per}", end, ""


def _limit(reader: _Reader, sentence: str, start: int) -> tuple[int, str, bool, bool]:
    """Return where the words begin that limit an amount, which limit it is, and whether the number is a guess."""
    head = sentence[max(0, start - _BEFORE) : start]
    offset = start - len(head)
    guess = False
    for found in reader.words["around"].finditer(head):
        if not head[found.end() :].strip():
            guess, head = True, head[: found.start()]
    for currency in reader.money_before.finditer(head.rstrip()):
        head = head[: currency.start()]
    for name, sign in (("at_most", "<="), ("at_least", ">=")):
        for found in reader.words[name].finditer(head):
            if reader.words.pattern("filler").fullmatch(head[found.end() :]):
                return offset + _chained(reader, head, found.start()), sign, guess, False
    weak = reader.words.pattern("weak").search(head)
    if weak:
        return offset + weak.start(), "", guess, True
    return offset + len(head.rstrip()) + (1 if head.rstrip() != head else 0), "", guess, False


def _chained(reader: _Reader, head: str, start: int) -> int:
    """Return where a limit begins that is said in two ways at once: within at most."""
    for found in reader.words["at_most"].finditer(head, 0, start):
        if reader.words.pattern("filler").fullmatch(head[found.end() : start]):
            return found.start()
    return start
