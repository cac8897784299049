"""A use case asks for a quality in a vague word, and nothing says what it means.

"The rider finds a driver quickly" sounds like a requirement and is a wish. Asked back, it becomes a number or
goes away. It is found in the texts of use cases by a list of words, unless a quality attribute, a measure, an
answered question or the glossary says what is meant.

How to fix: ask whoever wrote it. Write the answer as a quality attribute that applies to the use case, or as an
entry below `questions` until it is known.

When to ignore: a word that is a name of the domain, such as a smooth surface; better, explain it in the glossary.

*Bad*

```yaml
use_cases:
  find-a-ride:
    goal: Find a driver quickly. # AK108
```

*Good*

```yaml
use_cases:
  find-a-ride:
    goal: Find a driver quickly.
    measures: [p95 response_time <= 200 ms at 400/s]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, texts_of, vague_words

RULE = Rule(
    "AK108",
    "vague-request",
    Severity.WARNING,
    "ISO/IEC/IEEE 29148: a requirement is unambiguous; vague adverbs and adjectives are avoided",
    related=("architectural-drivers",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find vague words in use cases that nothing makes precise."""
    known = subject.requirements
    precise = {ref for target in subject.targets for ref in target.of}
    precise |= {ref for question in known.questions.values() for ref in question.about}
    words = {term.replace("-", " ") for term in known.glossary}
    for use_case in subject.use_cases:
        if use_case.ref in precise:
            continue
        for text in texts_of(use_case):
            for word, advice in vague_words(subject.catalog, text.words, "vague"):
                if word.lower() in words:
                    continue
                yield Hit(
                    text.place,
                    f"'{word}' can be read in many ways, and no quality attribute of '{use_case.id}' says how it is meant",
                    help=f"{advice}, in a quality attribute with applies_to: [{use_case.ref}]",
                    words=word,
                )
