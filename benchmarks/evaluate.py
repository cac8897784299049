"""Measure ``archkit evaluate`` on a generated workspace: 500 use cases and 200 components unless told otherwise.

Usage: python benchmarks/evaluate.py [USE_CASES] [COMPONENTS]
"""

import random
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from archkit.evaluate import Look, as_json, as_text, evaluate
from archkit.read import read_workspace


def generate(folder: Path, use_cases: int, components: int) -> None:
    """Write a workspace of layered services: each flow calls four to eight of them, some at the same time."""
    dice = random.Random(7)  # noqa: S311 - the same workspace every time
    names = [f"service-{index}" for index in range(components)]
    lines = [
        "archkit: 1",
        "actors:",
        "  user: {kind: person, clients: [mobile], regions: [eu-central]}",
        "components:",
    ]
    for index, name in enumerate(names):
        p50 = dice.randint(1, 20)
        stored = f", kind: database, stores: [record-{index}]" if index % 5 == 0 else ", kind: service"
        lines.append(
            f"  {name}: {{replicas: 6, redundancy: active-active, availability: 99.9 %, common_cause: 1 %, "
            f"latency: {{p50: {p50} ms, p99: {p50 * dice.randint(3, 8)} ms}}, capacity: 900/s, "
            f"error_rate: 0.05 %, regions: [eu-central], cost: 100 EUR/month, "
            f"resilience: {{timeout: 2 s, retries: 1}}{stored}}}"
        )
    lines.append("entities:")
    lines += [f"  record-{index}: {{size: 1 KB, growth: 1M/day}}" for index in range(0, components, 5)]
    lines.append("use_cases:")
    for index in range(use_cases):
        called = dice.sample(names, dice.randint(4, 8))
        lines += [
            f"  flow-{index}:",
            "    primary_actor: user",
            f"    priority: {'must' if index % 3 else 'should'}",
            f"    load: {{average: {dice.randint(1, 9)}/s, peak: {dice.randint(10, 60)}/s}}",
            f"    measures: [p95 response_time <= {dice.randint(200, 900)} ms, availability >= 99.5 %]",
            "    steps:",
            f"      - user -> {called[0]}: Ask",
            *(f"      - {one} -> {other}: Call" for one, other in pairwise(called[:-1])),
            f"      - alt: found\n        share: 80 %\n        steps: [{called[0]} -> {called[-1]}: Read]",
        ]
    (folder / "archkit.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(use_cases: int = 500, components: int = 200) -> None:
    """Print how long each part takes, in seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, use_cases, components)
        times: list[tuple[str, float]] = []

        def timed(what: str, started: float) -> float:
            now = time.perf_counter()
            times.append((what, now - started))
            return time.perf_counter()

        start = time.perf_counter()
        reading = read_workspace(folder)
        start = timed("read", start)
        found = evaluate(reading.requirements)
        start = timed(f"judge {len(found.results)} measures", start)
        first = found.degrades_at
        start = timed("degradation point", start)
        pulls = found.trade_offs
        start = timed(f"trade-offs, {len(pulls.points)} points", start)
        text = as_text(found, reading.span, Look())
        start = timed(f"text, {len(text.splitlines())} lines", start)
        data = as_json(found, reading.span)
        timed(f"JSON, {len(data) / 1e6:.1f} MB", start)
    for what, seconds in times:
        print(f"{seconds:8.2f} s  {what}")
    print(f"{sum(seconds for _, seconds in times):8.2f} s  together")
    print(
        {
            verdict.value: sum(one.verdict is verdict for one in found.results)
            for verdict in {one.verdict for one in found.results}
        }
    )
    print(first)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
