"""A workspace that was read becomes findings: rules run, selections, severities and ignores are applied."""

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from archkit.catalog import Catalog
from archkit.diagnostics import Diagnostic, Place, Related, Severity
from archkit.findings import LintResult
from archkit.ignores import Ignores
from archkit.model import SECTIONS
from archkit.read import Reading
from archkit.rules import Hit, Rule, Subject, find_rule, rules
from archkit.selection import Selection

__all__ = ["LintResult", "element_of", "lint"]

_NAMED_AT_MOST = 3
"""Elements that one question names; of the others it says how many they are."""


def lint(reading: Reading, catalog: Catalog, selection: Selection, today: date | None = None) -> LintResult:
    """Judge a workspace.

    Args:
        reading: The workspace as it was read; its own diagnostics become findings too.
        catalog: Vocabularies and patterns that rules ask about.
        selection: Which rules run, and how much each weighs.
        today: The day on which exceptions are judged; without it none expires.
    """
    stage = reading.requirements.system.stage
    active = [rule for rule in rules() if selection.runs(rule) and rule.is_worth_asking(stage)]
    whole = reading.requirements.whole
    found = [d for d in reading.diagnostics if selection.reports(d.code, d.name)]
    subject = Subject(reading.requirements, catalog)
    for rule in active:
        if whole or not rule.whole:
            found += _judge(rule, subject, reading)
    ignores = Ignores.of(reading.documents.values(), today)
    kept = [
        diagnostic
        for diagnostic in map(selection.weigh, found)
        if not selection.ignored_in(diagnostic.span.file, diagnostic.code, diagnostic.name)
        and not ignores.silence(diagnostic)
    ]
    judged = {rule.code for rule in active if whole or not rule.whole}
    kept += map(selection.weigh, _about_ignores(ignores, judged, selection))
    asked = _asked_at_once(sorted(kept, key=_by_place), active)
    numbered = list(_with_fingerprints(asked, reading))
    return LintResult(
        findings=tuple(d for d in numbered if d.severity is not Severity.QUESTION),
        questions=tuple(d for d in numbered if d.severity is Severity.QUESTION),
        files=len(reading.files),
        skipped=() if whole else tuple(rule.code for rule in active if rule.whole),
        whole=whole,
        rules=tuple(rule.card() for rule in rules() if rule.code in {one.code for one in numbered}),
    )


def _judge(rule: Rule, subject: Subject, reading: Reading) -> list[Diagnostic]:
    """Run one rule; a rule that crashes becomes a finding of its own, and the run goes on."""
    try:
        return [_locate(rule, hit, reading) for hit in rule.check(subject)]
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the user the other findings
        crashed = find_rule("AK009")
        assert crashed is not None  # noqa: S101 - its file ships with archkit
        last = traceback.extract_tb(error.__traceback__)[-1]
        hit = Hit(
            reading.requirements.config_place(),
            f"the rule {rule.code} {rule.name} crashed: {type(error).__name__} in {last.name}, line {last.lineno}",
            help=f"a bug in archkit: report it, and go on with --ignore {rule.code}",
        )
        return [_locate(crashed, hit, reading)]


def _locate(rule: Rule, hit: Hit, reading: Reading) -> Diagnostic:
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=hit.message,
        span=reading.span(hit.place, key=hit.key, words=hit.words),
        help=hit.help,
        element=element_of(hit.place),
        related=tuple(Related(reading.span(place), remark) for place, remark in hit.related),
    )


def element_of(place: Place) -> str:
    """Return the reference of the element that a place lies in; ``system`` outside all of them."""
    route = place.route
    if len(route) > 1 and route[0] in SECTIONS:
        return f"{SECTIONS[str(route[0])].KIND}:{route[1]}"
    return "system"


def _about_ignores(ignores: Ignores, judged: set[str], selection: Selection) -> Iterator[Diagnostic]:
    for name, diagnostics in (
        ("unused-ignore", ignores.unused(judged)),
        ("expired-ignore", ignores.expired()),
        ("ignore-without-reason", ignores.without_reason()),
        ("unknown-code", [*ignores.unknown(), *selection.unknown()]),
    ):
        rule = find_rule(name)
        if rule and selection.runs(rule):
            yield from (
                replace(d, code=rule.code, name=rule.name, severity=rule.severity) for d in diagnostics
            )


def _asked_at_once(found: Sequence[Diagnostic], active: Iterable[Rule]) -> list[Diagnostic]:
    """Join the questions that a rule asks of several elements into one, which stands at the first of them."""
    together = {rule.code: rule.several for rule in active if rule.several}
    asked: dict[str, list[Diagnostic]] = {}
    for one in found:
        if one.code in together and one.severity is Severity.QUESTION:
            asked.setdefault(one.code, []).append(one)
    joined = {code: _joined(together[code], same) for code, same in asked.items() if len(same) > 1}
    first = {code: asked[code][0] for code in joined}
    return [
        joined[one.code] if one is first.get(one.code) else one
        for one in found
        if one.severity is not Severity.QUESTION or one.code not in joined or one is first[one.code]
    ]


def _joined(several: str, same: Sequence[Diagnostic]) -> Diagnostic:
    ids = list(dict.fromkeys(one.element.partition(":")[2] for one in same))
    named = [f"'{identifier}'" for identifier in ids[:_NAMED_AT_MOST]]
    more = len(ids) - len(named)
    parts = [*named, f"{more} more"] if more else named
    names = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    others = tuple(Related(one.span, "here too") for one in same[1:_NAMED_AT_MOST])
    return replace(same[0], message=several.format(names=names), related=(*same[0].related, *others))


def _by_place(diagnostic: Diagnostic) -> tuple[object, ...]:
    return (diagnostic.span, diagnostic.code, diagnostic.message)


def _with_fingerprints(found: Sequence[Diagnostic], reading: Reading) -> Iterable[Diagnostic]:
    """Give each finding a mark that survives moved lines, renamed files and reordered items.

    It is made from the code, the element, and the words that the finding points at; equal ones are numbered.
    """
    seen: Counter[str] = Counter()
    for diagnostic in found:
        document = reading.documents.get(diagnostic.span.file)
        words = _words_of(document.text_in(diagnostic.span)) if document else diagnostic.message
        key = f"{diagnostic.code}\0{diagnostic.element}\0{words}"
        seen[key] += 1
        numbered = f"{key}\0{seen[key]}".encode(errors="backslashreplace")
        digest = blake2b(numbered, digest_size=8).hexdigest()
        yield replace(diagnostic, fingerprint=digest)


def _words_of(text: str) -> str:
    """Return a stretch of a file in a form that stays when its lines are indented or put in another order."""
    return "\n".join(sorted(" ".join(line.split()) for line in text.splitlines()))
