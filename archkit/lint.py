"""A workspace that was read becomes findings: rules run, selections, severities and ignores are applied."""

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
from archkit.uncollected import uncollected

__all__ = ["LintResult", "element_of", "lint"]

_NAMED_AT_MOST = 3
"""Elements that one question names; of the others it says how many they are."""


@uncollected()
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
    ignores = Ignores.of(reading.documents.values(), today)

    def counting(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        for one in map(selection.weigh, found):
            if not selection.ignored_in(one.span.file, one.code, one.name) and not ignores.silence(one):
                yield one

    subject = Subject(reading.requirements, catalog)
    judged = [rule for rule in active if whole or not rule.whole]
    kept = list(counting(one for one in reading.diagnostics if selection.reports(one.code, one.name)))
    if catalog.own_words is not None:
        kept += counting(catalog.own_words.faults)
    for rule in judged:
        kept += _asked_at_once(rule, counting(_judge(rule, subject, reading)))
    kept += map(selection.weigh, _about_ignores(ignores, {rule.code for rule in judged}, selection))
    numbered = list(_with_fingerprints(sorted(kept, key=_by_place), reading))
    codes = {one.code for one in numbered}
    return LintResult(
        findings=tuple(d for d in numbered if d.severity is not Severity.QUESTION),
        questions=tuple(d for d in numbered if d.severity is Severity.QUESTION),
        files=len(reading.files),
        skipped=() if whole else tuple(rule.code for rule in active if rule.whole),
        whole=whole,
        rules=tuple(rule.card() for rule in rules() if rule.code in codes),
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
                d._replace(code=rule.code, name=rule.name, severity=rule.severity) for d in diagnostics
            )


def _asked_at_once(rule: Rule, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what a rule found, with the questions that it asks of several elements joined into one at the first."""
    asked = []
    for one in found:
        if rule.several and one.code == rule.code and one.severity is Severity.QUESTION:
            asked.append(one)
        else:
            yield one
    if asked:
        asked.sort(key=_by_place)
        yield _joined(rule.several, asked) if len(asked) > 1 else asked[0]


def _joined(several: str, same: Sequence[Diagnostic]) -> Diagnostic:
    ids = list(dict.fromkeys(one.element.partition(":")[2] for one in same))
    named = [f"'{identifier}'" for identifier in ids[:_NAMED_AT_MOST]]
    more = len(ids) - len(named)
    parts = [*named, f"{more} more"] if more else named
    names = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    others = tuple(Related(one.span, "here too") for one in same[1:_NAMED_AT_MOST])
    return same[0]._replace(message=several.format(names=names), related=(*same[0].related, *others))


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
        yield diagnostic._replace(fingerprint=digest)


def _words_of(text: str) -> str:
    """Return a stretch of a file in a form that stays when its lines are indented or put in another order."""
    return "\n".join(sorted(" ".join(line.split()) for line in text.splitlines()))
