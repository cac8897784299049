"""A sentence in the passive hides who acts.

"Old rides must be deleted" does not say by whom: by the rider, a clerk, or the system at night? Each is another
design. It is found where a verb of duty stands before a passive ("must be deleted") without a "by", in goals,
preconditions, statements and constraints; and in a trigger in the passive where the use case has no primary actor.

How to fix: begin the sentence with whoever acts. In an outcome the passive is fine: there it tells a state.

When to ignore: a rule that binds everybody. Legal constraints are left alone: their words are given.

*Bad*

```yaml
quality_attributes:
  rides-erased:
    statement: Old rides must be deleted. # AK112
    measure: max elapsed_time <= 30 d
```

*Good*

```yaml
quality_attributes:
  rides-erased:
    statement: The ride service deletes old rides.
    measure: max elapsed_time <= 30 d
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import UseCase
from archkit.rules import Hit, Rule, Subject, texts_of

RULE = Rule(
    "AK112",
    "hidden-actor",
    Severity.WARNING,
    "ISO/IEC/IEEE 29148: requirements name the agent; active voice",
    related=("sequence-diagram", "architectural-drivers"),
)
_DUTY = re.compile(
    r"\b(?:must|shall|should|has to|have to|needs to|need to)\s+(?:not\s+)?(?:(?:always|never|only)\s+)?"
    r"be\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+)\b(?P<rest>[^.;]*)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:is|are|was|were|has been|have been|gets)\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+)\b(?P<rest>[^.;]*)",
    re.IGNORECASE,
)
_NO_VERB = frozenset(
    {"need", "speed", "feed", "seed", "indeed", "red", "used", "based", "supposed", "allowed", "limited"}
)
"""Words on -ed that are no passive, or one that hides nobody."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find sentences of which nobody is the subject."""
    irregular = subject.catalog.words("participle")
    for element in (*subject.use_cases, *subject.qualities, *subject.own_constraints):
        nobody = isinstance(element, UseCase) and element.primary_actor is None
        for text in texts_of(element):
            if text.field in {"title", "outcome"}:
                continue
            match = _DUTY.search(text.words)
            if match is None and nobody and text.field == "trigger":
                match = _PLAIN.search(text.words)
            if match is None or re.search(r"\bby\b", match["rest"]):
                continue
            verb = match["verb"].lower()
            if (verb.endswith("ed") and verb not in _NO_VERB) or verb in irregular.advice:
                words = match[0][: match.end("verb") - match.start()]
                yield Hit(
                    text.place,
                    f"'{words}' does not say who does it",
                    help="begin the sentence with who acts: an actor, a component, or the system",
                    words=words,
                )
