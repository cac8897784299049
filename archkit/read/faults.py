"""What reading can find wrong beyond the syntax of YAML, as data: a code, a name, a page."""

from archkit.diagnostics import Severity
from archkit.source import Fault

DUPLICATE_ID = Fault(
    "AK010",
    "duplicate-id",
    "the same id twice in one section, in one file or in two",
    Severity.ERROR,
    """\
Sections of all files are merged, so an id may be used once in the whole workspace. Two elements of one id
are two people's work that met in a merge: archkit shows both places, keeps the first, and judges the rest.

*Bad*: `rider` in `actors.yaml`, and `rider` again in `people.yaml`. *Good*: `rider` and `fleet-rider`.

How to fix: rename one of them; ids are words, so a second word usually tells them apart.

When to ignore: never; what cannot be read is not judged.
""",
)
UNKNOWN_FIELD = Fault(
    "AK011",
    "unknown-field",
    "a field that the format does not know",
    Severity.ERROR,
    """\
A field that is spelled wrong would be lost without a word, and what it says with it. The finding names the
nearest known field, or all that may stand there. `archkit schema` gives editors the same list while you type.

How to fix: take the field that is suggested; what has no field of its own goes into `notes`, which every element has.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
use_cases:
  find-a-ride:
    primary_acter: rider # AK011
```

*Good*

```yaml
use_cases:
  find-a-ride:
    primary_actor: rider
```
""",
)
WRONG_SHAPE = Fault(
    "AK012",
    "wrong-shape",
    "a list, a map or text where another of them belongs",
    Severity.ERROR,
    """\
Every field has one shape: text, a list or a map. The finding says which one belongs here. Steps are a list, whose
order is their order in time: numbers before them would make a map.

How to fix: write the shape that the finding names; `archkit lint --fix` puts a single text into a list.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
use_cases:
  find-a-ride:
    supporting_actors: driver # AK012
```

*Good*

```yaml
use_cases:
  find-a-ride:
    supporting_actors: [driver]
```
""",
)
WRONG_VALUE = Fault(
    "AK013",
    "wrong-value",
    "a value that the field does not allow",
    Severity.ERROR,
    """\
Some fields know only certain words, whole numbers, dates, or true and false. The finding lists what may
stand. YAML 1.2 has two truth values: `yes`, `no`, `on` and `off` are words.

How to fix: take one of the words that the finding lists.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
use_cases:
  find-a-ride:
    priority: high # AK013
```

*Good*

```yaml
use_cases:
  find-a-ride:
    priority: must
```
""",
)
BAD_QUANTITY = Fault(
    "AK014",
    "bad-quantity",
    "a number whose unit is missing, unknown or of the wrong kind",
    Severity.ERROR,
    """\
archkit computes with quantities, so each needs a unit: `300 ms`, `99.9 %`, `400/s`, `2 KB`, `900 EUR/month`.
Digits are ASCII, a point is the decimal mark, a blank or `_` may group thousands. There is no sign and no
exponent. A bare number only counts things. `~400/s` is a guess, `1 KB..500 MB` a range.

How to fix: write the number with its unit; `archkit lint --fix` does where only one can be meant.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
components:
  app:
    failover: 300 # AK014
```

*Good*

```yaml
components:
  app:
    failover: 300 ms
```
""",
)
BAD_MEASURE = Fault(
    "AK015",
    "bad-measure",
    "a measure that cannot be read",
    Severity.ERROR,
    """\
A measure is `[pNN|mean|max] METRIC (<=|>=|<|>|=) VALUE [at LOAD] [over WINDOW]`. Written so, archkit can
compute whether the design reaches it.

How to fix: write the metric as one word and a sign of comparison; the finding shows the nearest form.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
quality_attributes:
  search-fast:
    measure: response time under 200ms # AK015
```

*Good*

```yaml
quality_attributes:
  search-fast:
    measure: p95 response_time <= 200 ms at 400/s
```
""",
)
BAD_ID = Fault(
    "AK016",
    "bad-id",
    "an id that cannot be one",
    Severity.ERROR,
    """\
An id is made of small letters, digits and hyphens, begins with a letter or a digit, has at least one letter
and at most 64 characters. It names files and links, so it stays plain; `name` may be any text. What YAML
reads as something else than text (`true`, `2026-01-01`, `~`) cannot be an id.

How to fix: take the id that is suggested, and keep the words as `name`; `archkit lint --fix` renames it everywhere.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
use_cases:
  Ride Together: # AK016
    goal: Get a lift.
```

*Good*

```yaml
use_cases:
  ride-together:
    goal: Get a lift.
```
""",
)
BAD_STEP = Fault(
    "AK017",
    "bad-step",
    "a step of a flow that cannot be read",
    Severity.ERROR,
    """\
A step has one key: `FROM -> TO` when the caller waits, `FROM ~> TO` when nobody does. Its value is the
action, or a map with `action` and more. The other steps are `alt`, `opt`, `loop`, `par`, `critical`, `note`.

How to fix: indent the fields of a step below its arrow, or write them in braces.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
use_cases:
  find-a-ride:
    steps:
      - rider -> app: Look for a driver
        data: [origin] # AK017
```

*Good*

```yaml
use_cases:
  find-a-ride:
    steps:
      - rider -> app: {action: Look for a driver, data: [origin]}
```
""",
)
BAD_REFERENCE = Fault(
    "AK018",
    "bad-reference",
    "a reference that cannot be read",
    Severity.ERROR,
    """\
A reference is an id of the kind that the field names, or `kind:id` where several kinds may stand:
`use_case:ride-together`, `component:matching`, `system`.

How to fix: write the kind, a colon and the id.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
questions:
  booked-or-not:
    about: [usecase ride-together] # AK018
```

*Good*

```yaml
questions:
  booked-or-not:
    about: [use_case:ride-together]
```
""",
)
UNKNOWN_SECTION = Fault(
    "AK019",
    "unknown-section",
    "a key at the top of a file that the format does not know",
    Severity.ERROR,
    """\
At the top of a file stand sections: `actors`, `entities`, `use_cases`, `quality_attributes`, `constraints`,
`components`, `decisions`, `service_levels`, `questions`, `assumptions`, `glossary`. What stands below
another word is not read.

How to fix: take the section that is suggested.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
usecases: # AK019
  find-a-ride: {goal: Get a lift.}
```

*Good*

```yaml
use_cases:
  find-a-ride: {goal: Get a lift.}
```
""",
)
MISPLACED_SETTING = Fault(
    "AK020",
    "misplaced-setting",
    "a setting of the workspace outside archkit.yaml",
    Severity.ERROR,
    """\
`system`, `organisation`, `include`, `catalogs`, `lint`, `generate` and `site` count in `archkit.yaml` only, so that
there is one place to look.

How to fix: move the key to `archkit.yaml`.

When to ignore: never; what cannot be read is not judged.
""",
)
OUTSIDE_WORKSPACE = Fault(
    "AK021",
    "outside-workspace",
    "a path that leads out of the workspace",
    Severity.ERROR,
    """\
A workspace may come from a stranger's pull request. So `include` names files below its folder, a link is
read only when its target is inside, and `generate.output` is a folder below it that holds no input. What
leads outside is reported and neither read nor written.

How to fix: keep what belongs to the workspace below its folder; extra catalogs may lie outside.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
include: ["../other/*.yaml"] # AK021
```

*Good*

```yaml
include: ["requirements/**/*.yaml"]
```
""",
)
UNREADABLE_FILE = Fault(
    "AK022",
    "unreadable-file",
    "a file that cannot be opened",
    Severity.ERROR,
    """\
The file matches `include`, but it cannot be opened, has vanished, or is a pipe, a socket or a device, which
are never opened. The other files are judged; rules that need the whole say that they could not.

How to fix: make it readable, or take it out of `include`.

When to ignore: never; what cannot be read is not judged.
""",
)
NOTHING_INCLUDED = Fault(
    "AK023",
    "nothing-included",
    "a workspace without any requirement file",
    Severity.WARNING,
    """\
`include` matches no file, so there is nothing to judge. The default is `requirements/**/*.yaml`.

How to fix: put a file there, or let `include` name where they are.

When to ignore: a workspace of one file may hold everything in `archkit.yaml`; then nothing is found.
""",
)
UNSUPPORTED_VERSION = Fault(
    "AK024",
    "unsupported-version",
    "a version of the format that this archkit does not read",
    Severity.ERROR,
    """\
`archkit: 1` at the top of `archkit.yaml` says which version of the format the files follow, so that an old
archkit does not misread a new file.

How to fix: update archkit, or write the version that the files really follow.

When to ignore: never; what cannot be read is not judged.
""",
)
LONG_TEXT = Fault(
    "AK028",
    "long-text",
    "a text of more than 10,000 characters",
    Severity.WARNING,
    """\
A text this long is a document of its own: nobody reads it on a screen or a page, and a diff of it says
little.

How to fix: put the document beside the requirements and link to it.

When to ignore: a contract whose words have to stand here.
""",
)

FAULTS = (
    DUPLICATE_ID,
    UNKNOWN_FIELD,
    WRONG_SHAPE,
    WRONG_VALUE,
    BAD_QUANTITY,
    BAD_MEASURE,
    BAD_ID,
    BAD_STEP,
    BAD_REFERENCE,
    UNKNOWN_SECTION,
    MISPLACED_SETTING,
    OUTSIDE_WORKSPACE,
    UNREADABLE_FILE,
    NOTHING_INCLUDED,
    UNSUPPORTED_VERSION,
    LONG_TEXT,
)
"""All of them, by code."""

BY_NAME = {fault.name: fault for fault in FAULTS}
"""Name to fault: a field of the model names one when it refuses a value."""
