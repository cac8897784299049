"""A workspace in which every text is too long, has no place to break, or runs from right to left."""

import json
from pathlib import Path

WORD = "W" * 300
GERMAN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
SENTENCE = ("A name that goes on and on because somebody pasted a whole paragraph into it " * 4)[:300]
ARABIC = "مرحبا بالعالم هذا اسم طويل جدا من اليمين إلى اليسار \u202e turned"
EMOJI = "👩‍👩‍👧‍👦🚀🔥 rocket"
PART = "c" * 60


def write(root: Path) -> None:
    """Write the workspace."""
    w, g, s, a, e = (json.dumps(one, ensure_ascii=False) for one in (WORD, GERMAN, SENTENCE, ARABIC, EMOJI))
    root.mkdir(parents=True, exist_ok=True)
    (root / "archkit.yaml").write_text(
        f"archkit: 1\nsystem: {{name: {s}, summary: {w}, stage: growth, scope: {{in: [{w}], out: [{a}]}}}}\n"
        'include: ["all.yaml"]\n',
        encoding="utf-8",
    )
    (root / "all.yaml").write_text(
        f"""
actors:
  one: {{name: {s}, kind: person, description: {w}}}
  two: {{name: {a}, kind: system, description: {a}}}
components:
  {PART}: {{name: {g}, kind: service, technology: {g}, owner: {g}, interface: rest, capacity: 100/s, replicas: 2, availability: 99.9 %}}
  store: {{name: {w}, kind: database, stores: [thing], capacity: 100/s, availability: 99.9 %}}
entities:
  thing: {{name: {e}, fields: {{id: uuid, {"f" * 80}: string}}, invariants: [{w}]}}
use_cases:
  quixotic:
    title: {s}
    primary_actor: one
    goal: {a}
    load: {{average: 1/s, peak: 20/s}}
    steps:
      - one -> {PART}: {{action: {w}, data: [thing], returns: [thing], operation: "POST /{"p" * 120}/{{id}}"}}
      - {PART} -> store: {{action: {g}, writes: [thing]}}
      - {PART} ~> two: {{action: {e}, event: {"Event" * 20}, data: [thing]}}
    extensions:
      - when: {s}
        steps: [one -> {PART}: {a}]
quality_attributes:
  fast:
    name: {w}
    attribute: performance
    applies_to: [use_case:quixotic]
    statement: {w}
    measure: p95 response_time <= 20 ms at 20/s
    rationale: {w}
    scenario: {{source: {w}, stimulus: {a}, environment: {g}, response: {e}}}
  open: {{name: {g}, attribute: availability, applies_to: [use_case:quixotic], measure: availability >= 99.99 % over 30 d}}
constraints:
  law: {{name: {g}, kind: legal, statement: {w}, challenged: {a}, isolation: {w}}}
decisions:
  choice:
    title: {s}
    status: accepted
    date: 2026-01-01
    addresses: [quality_attribute:fast]
    patterns: [saga]
    considered: {{{"x" * 90}: {w}}}
    decision: {w}
    context: {a}
questions:
  why: {{ask: {w}, owner: {g}, about: [actor:one]}}
glossary:
  word: {{name: {w}, meaning: {a}}}
service_levels:
  level: {{name: {g}, objective_of: open, target: 99.99 %, window: 30 d, owner: {w}, sli: {{kind: availability}}}}
""",
        encoding="utf-8",
    )
