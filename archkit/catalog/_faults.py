"""What can be wrong with a catalog, as data: a code, a name, a page."""

from archkit.diagnostics import Severity
from archkit.source import Fault

LONGEST_SUMMARY = 160
"""Characters of a summary: it has to stand in a line of a list."""

INCOMPLETE_ENTRY = Fault(
    "AK050",
    "incomplete-entry",
    "a catalog entry that leaves out what every entry says",
    Severity.ERROR,
    """\
A catalog is read in a meeting by somebody who has to choose. An entry that says what it helps and not what it
hurts, or when to use it and not when to avoid it, is an advertisement. Every pattern says: `name`, `category`,
`tier`, `status`, `summary`, `problem`, `forces`, `solution`, `how_it_works`, `helps` (an antipattern need not),
`hurts`, `use_when`, `avoid_when`, `pitfalls`, `verify` and `ask`. Every product says `name`, `kind`, `implements`
(which may be empty), `summary`, `strengths` and `limits`.

The entry is used as far as it goes.

How to fix: write what is missing; `archkit catalog show saga` is an entry to learn from.

When to ignore: a draft that nobody reads yet; the entry is used as far as it goes.
""",
)
UNKNOWN_ENTRY = Fault(
    "AK051",
    "unknown-entry",
    "a relation to an entry that the catalog does not have",
    Severity.ERROR,
    """\
`requires`, `conflicts`, `alternatives`, `related` and `implements` name entries by their ids, which are the names
of their files. One that is spelled wrong leads nowhere, and advice would miss a need or a conflict. The relation
is left out until the id is right.

*Bad*: `related: [sagas]` *Good*: `related: [saga]`

An entry does not name itself, and only `related` may name a product: the others are about patterns.

How to fix: take the id that is suggested; `archkit catalog list` shows every id.

When to ignore: never; the relation is left out until the id is right.
""",
)
ONE_SIDED_RELATION = Fault(
    "AK052",
    "one-sided-relation",
    "a conflict that only one of the two entries tells",
    Severity.WARNING,
    """\
If `a` does not go with `b`, then `b` does not go with `a`, and whoever opens the page of `b` has to learn it there.
Write the reason from the other side too, or take the conflict back if it is none. `alternatives` may be one-sided,
because the page of the other entry shows them from its side; they are told with `--verbose` only.

Among a team's own entries only: nobody has to edit a built-in entry because an own one conflicts with it.

How to fix: write the reason from the other side too, or take the conflict back if it is none.

When to ignore: an entry that somebody else keeps.
""",
)
CONTRADICTION = Fault(
    "AK053",
    "contradiction",
    "a catalog entry that says two things which cannot both be so",
    Severity.ERROR,
    """\
An entry that helps and hurts the same quality attribute says nothing about it: decide which of the two is meant,
and put the condition into its sentence. An entry cannot require what it conflicts with. And what `requires` names
has to be there first, so that two entries cannot require each other, nor a longer chain close in a ring.

How to fix: decide which of the two is meant, and put the condition into its sentence.

When to ignore: never; advice would weigh both.
""",
)
MISNAMED_FILE = Fault(
    "AK054",
    "misnamed-file",
    "a catalog file whose name is not the id of its entry",
    Severity.ERROR,
    """\
An entry is found by the name of its file: `patterns/saga.yaml` holds `id: saga`. An id is lower-case words with
hyphens, and the file ends in `.yaml`. Of two names the file's counts.

How to fix: rename the file, or the id.

When to ignore: never; of two names the file's counts.
""",
)
AMBIGUOUS_NAME = Fault(
    "AK055",
    "ambiguous-name",
    "a name that leads to two entries of the catalog",
    Severity.WARNING,
    """\
Ids, names and `also_known_as` are the words by which people look an entry up. A word that two entries claim leads
to one of them by chance. Give it to the entry that is meant by most people, and let the other one name it under
`related`. Small and capital letters, blanks and hyphens make no difference.

How to fix: give the word to the entry that is meant by most people, and let the other one name it under `related`.

When to ignore: never; people look it up and land on either.
""",
)
BAD_CLAUSE = Fault(
    "AK056",
    "bad-clause",
    "a clause of `when` that cannot be judged",
    Severity.ERROR,
    """\
`when` has four kinds of clause: a fact (simply true, or with `is`, `at_least`, `at_most`), `all_of`, `any_of` and
`none_of`. Each clause directly below `consider`, `adopt` or `against` says `because`, which is the sentence that
the advice shows. A fact has to be one that archkit derives (`archkit explain facts` lists them), a word one that
the fact can say, a value of its dimension.

Until it is mended the entry takes no part in the advice.

How to fix: take a fact from `archkit explain facts`, and a value that it can have.

When to ignore: never; until it is mended the entry takes no part in the advice.
""",
)
SHADOWED_ENTRY = Fault(
    "AK057",
    "shadowed-entry",
    "an entry of a team's catalog with the id of a built-in one, or one that replaces nothing",
    Severity.ERROR,
    """\
A team may know better than the built-in catalog and say so: `replaces: true` puts its entry in the place of the
one with the same id. Without that line the same id is taken for an accident, and the built-in entry stays. The
line in an entry whose id is new is an accident as well: mostly the id is spelled wrong.

How to fix: write `replaces: true`, or take another id.

When to ignore: never; one of the two would be hidden by chance.
""",
)
LONG_SUMMARY = Fault(
    "AK058",
    "long-summary",
    f"a summary of more than {LONGEST_SUMMARY} characters",
    Severity.WARNING,
    f"""\
A summary is one sentence of at most {LONGEST_SUMMARY} characters that says what the entry is and what for. It stands alone in
lists and in advice; what it leaves out stands in `problem` and `solution`.

How to fix: say what it is and what for in one sentence, and move the rest to `problem` and `solution`.

When to ignore: a name that is long by itself.
""",
)
BROKEN_EXAMPLE = Fault(
    "AK059",
    "broken-example",
    "an example of a catalog entry whose verdict is another than it promises",
    Severity.ERROR,
    """\
An entry may carry `examples`: small requirements, each with the verdict that they have to give. They are judged by
the entry's own `when`. Where the verdict is another, either the clauses or the example are wrong.

How to fix: read the reasons that `archkit recommend` gives for the example, and mend the clause or the example.

When to ignore: never; the advice would be as wrong.

*Good*

```text
examples:
  - text: One team and modest load keep it simple.
    expect: advise-against
    workspace: |
      organisation: {engineers: 5, teams: 1}
```

`expect` is adopt, consider, undecided, advise-against, or none where the pattern does not come up.
""",
)

FAULTS = (
    INCOMPLETE_ENTRY,
    UNKNOWN_ENTRY,
    ONE_SIDED_RELATION,
    CONTRADICTION,
    MISNAMED_FILE,
    AMBIGUOUS_NAME,
    BAD_CLAUSE,
    SHADOWED_ENTRY,
    LONG_SUMMARY,
    BROKEN_EXAMPLE,
)
"""Every fault of a catalog, in the order of the codes; reading a file adds those of archkit.source and archkit.read."""
