"""Worked examples and what their sources chose become a table: how much of it advice finds, and how much it says.

Run it with ``make accuracy``. Recall: of the patterns that a source chose, those at adopt or consider. Violations: of those
that it warns against, those at adopt or consider.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from archkit.catalog import Catalog
from archkit.cli.recommend import TOP
from archkit.read import read_workspace
from archkit.recommend import Advice
from archkit.source import parse

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Result:
    """What advice said of one workspace, beside what its source says."""

    name: str
    chose: frozenset[str]
    warns: frozenset[str]
    recommended: tuple[str, ...]
    shown: tuple[str, ...]
    """Those that the command shows at first: twelve at most."""

    @property
    def found(self) -> frozenset[str]:
        return self.chose.intersection(self.recommended)

    @property
    def found_at_first(self) -> frozenset[str]:
        return self.chose.intersection(self.shown)

    @property
    def missed(self) -> frozenset[str]:
        return self.chose - self.found

    @property
    def violations(self) -> frozenset[str]:
        return self.warns.intersection(self.recommended)


def measure(folder: Path = HERE) -> list[Result]:
    """Judge every workspace below a folder that holds an ``expected.yaml``."""
    document, _ = parse("expected.yaml", (folder / "expected.yaml").read_text(encoding="utf-8"))
    catalog = Catalog()
    results = []
    for name, expected in document.data.items():
        reading = read_workspace(folder / name)
        assert not reading.diagnostics, (name, reading.diagnostics[0].message)
        advice = Advice(reading.requirements, catalog)
        recommended = tuple(one.pattern.id for one in advice.recommendations if one.verdict.is_recommended)
        shown = tuple(one.pattern.id for one in advice.top(TOP) if one.verdict.is_recommended)
        results.append(
            Result(
                name,
                frozenset(expected["chose"] or ()),
                frozenset(expected["warns"] or ()),
                recommended,
                shown,
            )
        )
    return results


def recall(results: list[Result]) -> float:
    """Return the share of all chosen patterns that were recommended."""
    chosen = sum(len(one.chose) for one in results)
    return sum(len(one.found) for one in results) / chosen if chosen else 1.0


def table(results: list[Result]) -> str:
    """Return the results by workspace, by pattern and in all."""
    lines = [f"{'workspace':32} chose found  said  missed, and !violations"]
    for one in results:
        remarks = [*sorted(one.missed), *(f"!{each}" for each in sorted(one.violations))]
        lines.append(
            f"{one.name:32} {len(one.chose):5} {len(one.found):5} {len(one.recommended):5}  {', '.join(remarks)}"
        )
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in results:
        for each in one.chose:
            counts[each][0] += 1
            counts[each][1] += each in one.found
        for each in one.recommended:
            counts[each][2] += 1
    lines.append(f"\n{'pattern':32} chose found  said")
    lines += [f"{key:32} {c:5} {f:5} {s:5}" for key, (c, f, s) in sorted(counts.items())]
    chosen, found = sum(len(one.chose) for one in results), sum(len(one.found) for one in results)
    said = [len(one.recommended) for one in results]
    lines.append(
        f"\nin all: recall {found}/{chosen} = {recall(results):.1%}, "
        f"{sum(len(one.violations) for one in results)} violations, "
        f"recommended per workspace: {sum(said) / len(said):.1f} on average, {max(said)} at most;\n"
        f"of the {TOP} that are shown at first: recall {sum(len(one.found_at_first) for one in results) / max(chosen, 1):.1%}"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)) + "\n")
