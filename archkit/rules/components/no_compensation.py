"""A saga has steps that nothing takes back.

A saga replaces the rollback that no database can give: when a step fails for good, those before it are undone, last
one first. A step without an undo leaves a seat held or a card charged. Asked of use cases that a decision runs as a
saga: a service or an outside system that changes something, before the last one does, appears in no extension and its
steps state no `compensation`.

How to fix: write the extension in which it fails, with the steps that undo, or `compensation: Free the seat` on the
step.

When to ignore: the steps after it cannot fail, they can only come late; then they are retried until they succeed.

*Bad*

```yaml
components: {seats: {kind: service}, bills: {kind: service}, a: {kind: database}, b: {kind: database}}
entities: {seat: {}, bill: {}}
use_cases:
  buy:
    steps:
      - seats -> a: {action: Hold the seat, writes: [seat]} # AK446
      - bills -> b: {action: Book the bill, writes: [bill]}
decisions:
  step-by-step: {patterns: [saga], addresses: [use_case:buy]}
```

*Good*

```yaml
components: {seats: {kind: service}, bills: {kind: service}, a: {kind: database}, b: {kind: database}}
entities: {seat: {}, bill: {}}
use_cases:
  buy:
    steps:
      - seats -> a: {action: Hold the seat, writes: [seat], compensation: Free the seat}
      - bills -> b: {action: Book the bill, writes: [bill]}
decisions:
  step-by-step: {patterns: [saga], addresses: [use_case:buy]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import messages
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._sagas import changes, sagas

RULE = Rule(
    "AK446",
    "no-compensation",
    Severity.QUESTION,
    "H. Garcia-Molina, K. Salem, Sagas (1987): each step has a compensating transaction",
    stage="mvp",
    several="what takes these back when a later step fails for good? No undo is written in {names}",
    related=("compensating-transaction", "saga"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the undo of each part of a saga but the last."""
    for decision, use_case in sagas(subject):
        done = list(changes(subject, use_case.steps))
        undone = {
            end
            for extension in use_case.extensions
            for message in messages(extension.steps)
            for end in (message.source, message.target)
        }
        undone |= {who for who, message in done if message.compensation}
        last = done[-1][0] if done else ""
        open_step = next(((who, one) for who, one in done if who not in undone and who != last), None)
        if open_step:
            who, message = open_step
            yield Hit(
                message.place,
                f"what takes back '{message.name}' of '{who}' when a later step of '{use_case.id}' fails for good?",
                help="a saga without undo leaves half of the work: write compensation, or an extension that undoes it",
                key=True,
                related=((decision.at("patterns"), "the saga is decided here"),),
            )
