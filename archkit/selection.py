"""Options of the command line and of archkit.yaml become: which rules run, and how much each weighs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from re import Pattern

from archkit.diagnostics import Diagnostic, Severity, Span
from archkit.errors import UsageError
from archkit.model import Config, did_you_mean
from archkit.read import Reading, pattern_regex
from archkit.rules import Rule, find_rule, rules

ALL = "ALL"


@dataclass(frozen=True)
class Selection:
    """Which rules run here and how much they weigh."""

    select: tuple[str, ...] = ()
    """Codes, prefixes of codes, or names; nothing means what is recommended."""
    ignore: tuple[str, ...] = ()
    """Codes, prefixes of codes, or names to leave out."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Code or name to the weight that it has here."""
    per_file: tuple[tuple[Pattern[str], tuple[str, ...]], ...] = ()
    """Pattern of files to what does not count there."""
    ruleset: str = ""
    """The newest set of recommended rules that counts; nothing means the newest there is."""
    mistakes: tuple[tuple[str, Span], ...] = ()
    """Words of archkit.yaml that name no rule."""

    @classmethod
    def of(cls, reading: Reading, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> "Selection":
        """Combine the options of the command line with those of archkit.yaml.

        Args:
            reading: The workspace, whose ``lint`` section counts.
            select: Rules from the command line; they replace those of the file.
            ignore: Rules from the command line; they add to those of the file.

        Raises:
            UsageError: A word of the command line names no rule.
        """
        refuse_unknown((*select, *ignore))
        options = reading.requirements.config.lint
        return cls(
            select=select or options.select,
            ignore=(*options.ignore, *ignore),
            severity={word: Severity(weight) for word, weight in options.severity.items()},
            per_file=tuple((pattern_regex(glob), codes) for glob, codes in options.per_file_ignores.items()),
            ruleset=options.ruleset or "",
            mistakes=tuple(_mistakes(reading)),
        )

    def runs(self, rule: Rule) -> bool:
        """Tell whether a rule runs."""
        if _names(self.ignore, rule.code, rule.name):
            return False
        if self.select:
            return _names(self.select, rule.code, rule.name)
        return rule.recommended and (not self.ruleset or _release(rule.ruleset) <= _release(self.ruleset))

    def reports(self, code: str, name: str) -> bool:
        """Tell whether a finding of the reader counts: what cannot be read is told unless it is ignored by name."""
        return not _names(self.ignore, code, name)

    def ignored_in(self, file: str, code: str, name: str) -> bool:
        """Tell whether a finding does not count in this file."""
        return any(regex.match(file) and _names(words, code, name) for regex, words in self.per_file)

    def weigh(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return the finding with the severity that it has here; questions stay questions."""
        weight = self.severity.get(diagnostic.code) or self.severity.get(diagnostic.name)
        return diagnostic._replace(severity=weight) if weight else diagnostic

    def unknown(self) -> Iterator[Diagnostic]:
        """Yield a finding for each word of archkit.yaml that names no rule."""
        for word, span in self.mistakes:
            near = did_you_mean(word, self._names_of_rules)
            yield Diagnostic(
                "", "", Severity.WARNING, f"no rule is called '{word}'", span,
                help=f"did you mean '{near}'?" if near else "archkit lint --list-rules shows every code and name",
            )  # fmt: skip

    @cached_property
    def _names_of_rules(self) -> list[str]:
        return [name for rule in rules() for name in (rule.code, rule.name)]


def refuse_unknown(words: Iterable[str]) -> None:
    """End the command line where one of its words names no rule.

    Raises:
        UsageError: One does not.
    """
    for word in words:
        if not is_known(word):
            near = did_you_mean(word, [rule.name for rule in rules()])
            hint = (
                f"did you mean '{near}'?" if near else "archkit lint --list-rules shows every code and name"
            )
            raise UsageError(f"no rule is called '{word}'", help=hint)


def is_known(word: str) -> bool:
    """Tell whether a word names a rule, a prefix of codes, or all of them."""
    if word == ALL or find_rule(word):
        return True
    return word.startswith("AK") and any(rule.code.startswith(word) for rule in rules())


def _release(ruleset: str) -> tuple[int, ...]:
    return tuple(map(int, ruleset.split(".")))


def _names(words: tuple[str, ...], code: str, name: str) -> bool:
    return any(word in {ALL, name} or (word.startswith("AK") and code.startswith(word)) for word in words)


def _mistakes(reading: Reading) -> Iterator[tuple[str, Span]]:
    config: Config = reading.requirements.config
    place = reading.requirements.config_place("lint")
    for key in ("select", "ignore"):
        words: tuple[str, ...] = getattr(config.lint, key)
        yield from (
            (word, reading.span(place.at(key, index)))
            for index, word in enumerate(words)
            if not is_known(word)
        )
    yield from (
        (word, reading.span(place.at("severity", word), key=True))
        for word in config.lint.severity
        if not is_known(word)
    )
    for glob, words in config.lint.per_file_ignores.items():
        yield from (
            (word, reading.span(place.at("per_file_ignores", glob, index)))
            for index, word in enumerate(words)
            if not is_known(word)
        )
