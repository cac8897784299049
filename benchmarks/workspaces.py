"""A number of elements -> a workspace of that size, as a team would write it: the same bytes every time.

    python benchmarks/workspaces.py 10000 /tmp/large

Ten elements make a capability: who uses it, what it keeps, what it is built of, how it runs and how well. They stand in
two files of about fifty lines. Each refers to the one before, so the workspace is one net and not many islands. A few
capabilities carry a fault that teams make, so that findings are paid for, too.
"""

import sys
from pathlib import Path

EVERY_FAULT = 50
"""One capability of so many has a fault."""
PER_CAPABILITY = 10
"""Elements of one capability."""

DOMAINS = (
    "order",
    "payment",
    "invoice",
    "parcel",
    "refund",
    "voucher",
    "review",
    "basket",
    "return",
    "quote",
)

STRUCTURE = """\
# Capability {n}: {word}s. Reviewed with the team in sprint {sprint}.
actors:
  {word}-clerk-{n}:
    name: "{title} clerk {n}"
    description: Checks {word}s that the rules of group {n} hold back
    population: {population}
    active: 10 %

entities:
  {word}-{n}:
    name: {title} {n}
    description: One {word} from its first line to its end
    size: 2 KB
    growth: {growth}/day
    retention: 2 y
    classification: internal
    owner: {word}-service-{n}
    access: [key, range]
    fields:
      id: uuid
      state: one of open | checked | done # the only words that reports use
      note: optional text
  {word}-event-{n}:
    description: What happened to a {word}, for audits
    kind: event
    mutability: append-only
    size: 300 B
    growth: {growth}/day
    retention: 90 d

components:
  {word}-service-{n}:
    kind: service
    technology: Java
    description: Keeps {word}s and decides what happens next
    interface: rest
    stores: [{word}-{n}]
    replicas: 3
    health_check: {{path: /healthz, every: 5 s}}
    deployment: {{strategy: rolling, rollback: automatic}}
    observability: [logs, metrics, traces]
    resilience:
      timeout: 1 s # below what the callers grant
      retries: 1
      backoff: exponential
    capacity: 200/s
    latency: {{p50: {p50} ms, p99: {p99} ms}}
    availability: 99.95 %
  {word}-archive-{n}:
    kind: object-store
    technology: S3
    description: |
      Keeps events of {word}s as long as auditors want them.
      Nobody changes what was written.
    stores: [{word}-event-{n}]
    availability: 99.99 %
"""

BEHAVIOUR = """\
use_cases:
  handle-{word}-{n}:
    name: Handle a {word} in group {n}
    primary_actor: {word}-clerk-{n}
    priority: must
    trigger: A {word} waits in the list
    outcome: The {word} is done, and the audit can tell why
    load: {{average: 2/s, peak: 12/s}}
    steps:
      - {word}-clerk-{n} -> {word}-service-{n}: {{action: Open the {word}, data: ["{word}-{n}"]}}
      - {word}-service-{n} -> {before}: {{action: Ask for what came before, timeout: 300 ms, retries: 1}}
      - alt: the {word} fits the rules
        steps:
          - {word}-service-{n} ~> {word}-archive-{n}: {{action: Keep the event, writes: [{word}-event-{n}]}}
        else:
          - {word}-service-{n} -> {word}-clerk-{n}: Ask for a decision
    extensions:
      - at: Ask for what came before
        when: What came before does not answer
        steps:
          - {word}-service-{n} -> {word}-service-{n}: {{action: Mark the {word} as unchecked}}

quality_attributes:
  {word}-fast-{n}:
    attribute: performance
    statement: {statement}
    applies_to: [use_case:handle-{word}-{n}]
    {measure}
    importance: {importance}
  {word}-there-{n}:
    attribute: availability
    statement: A clerk can work through the day
    applies_to: [use_case:handle-{word}-{n}]
    measure: availability >= 99.5 % over 30 d

constraints:
  {word}-in-region-{n}:
    kind: legal
    statement: Data of {word}s stays in the European Union
    source: The contract of {year} with the customers of group {n}

decisions:
  keep-events-of-{word}s-{n}:
    title: Keep events of {word}s apart from their state
    status: accepted
    date: {year}-03-12
    context: Auditors ask for the way of a {word}, clerks for its state only
    decision: Events go to an archive that nobody changes
    consequences: Two writes for each step
    addresses: [quality_attribute:{word}-there-{n}]
"""

CONFIG = """\
archkit: 1
system:
  id: benchmark
  name: A company of many capabilities
  summary: Handles orders and all that follows from them
  stage: mature
"""


def write(folder: Path, elements: int) -> int:
    """Write a workspace.

    Args:
        folder: Where it goes; must not hold one yet.
        elements: How many elements it is to have, rounded up to whole capabilities.

    Returns:
        How many lines it has.
    """
    requirements = folder / "requirements"
    requirements.mkdir(parents=True)
    (folder / "archkit.yaml").write_text(CONFIG, encoding="utf-8")
    lines = CONFIG.count("\n")
    before = ""
    for n in range(-(-elements // PER_CAPABILITY)):
        word = DOMAINS[n % len(DOMAINS)]
        here = f"{word}-service-{n}"
        faulty = n % EVERY_FAULT == EVERY_FAULT - 1
        values = {
            "n": n,
            "word": word,
            "title": word.capitalize(),
            "before": before or here,
            "sprint": n % 40 + 1,
            "population": 20 + n % 300,
            "p50": 8 + n % 37,
            "p99": 60 + n % 83,
            "growth": 1_000 + n % 9_000,
            "year": 2024 + n % 3,
            "importance": ("high", "medium", "low")[n % 3],
            "statement": "The list is shown quickly"
            if faulty
            else "The list is shown while the customer waits",
            "measure": "notes: to be measured" if faulty else "measure: p95 response_time <= 800 ms at 12/s",
        }
        area = requirements / f"area-{n // 25:03}"
        area.mkdir(exist_ok=True)
        for name, template in (("structure", STRUCTURE), ("behaviour", BEHAVIOUR)):
            text = template.format(**values)
            (area / f"{word}-{n}-{name}.yaml").write_text(text, encoding="utf-8")
            lines += text.count("\n")
        before = here
    return lines


if __name__ == "__main__":
    print(write(Path(sys.argv[2]), int(sys.argv[1])), "lines")
