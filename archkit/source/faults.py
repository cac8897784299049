"""What can be wrong with a file as YAML, as data: a code, a name, a page; and a finding made from it."""

from typing import NamedTuple

from archkit.diagnostics import Diagnostic, Related, Severity, Span, visible

MAX_BYTES = 10_000_000
"""A file may be this long, in bytes."""
MAX_DEPTH = 100
"""Lists and maps may stand in each other this deep."""
MAX_ALIAS_NODES = 10_000
"""The aliases of a file may stand for this many values together, counted with everything inside them."""


class Fault(NamedTuple):
    """One way in which a file fails to be YAML that archkit reads."""

    code: str
    """``AK`` and three digits, never reused."""
    name: str
    """The fault in kebab-case."""
    summary: str
    """One line, for lists of rules."""
    severity: Severity
    """How bad it is."""
    page: str
    """What ``archkit explain`` shows: Markdown, without a heading."""

    def at(
        self,
        span: Span,
        message: str,
        help_: str = "",
        related: tuple[Related, ...] = (),
        element: str = "",
    ) -> Diagnostic:
        """Return the finding that this fault is at ``span``, about an element where it is known."""
        message, help_ = _one_line(message), _one_line(help_)
        return Diagnostic(self.code, self.name, self.severity, message, span, help_, element, related)


BAD_ENCODING = Fault(
    "AK001",
    "bad-encoding",
    "bytes that are not UTF-8, or characters that YAML forbids",
    Severity.ERROR,
    """\
Files are read as UTF-8, with or without a byte order mark. UTF-16 and UTF-32 load when they begin with
their mark. Any other byte, and any control character except tab and line break, is reported where it
stands, and the file is left out until it is mended.

How to fix: save the file as UTF-8 in your editor, or run `iconv -f WINDOWS-1252 -t UTF-8 old.yaml > new.yaml`. A control
character that is meant stands in double quotes as an escape: `"\\x07"`.

When to ignore: never; what cannot be read is not judged.
""",
)
BAD_SYNTAX = Fault(
    "AK002",
    "bad-syntax",
    "text that YAML cannot read",
    Severity.ERROR,
    """\
YAML gave up here: an indentation that fits no line above, a tab in front of a line, a quote or bracket
that is never closed, a colon without a space after it, or text that begins with a character that means
something to YAML. The finding says which, and shows the text quoted where quotes are the repair.

How to fix: put text that YAML reads as something else into quotes, and let what belongs together begin in one column.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
actors:
  rider:
    notes: Note: the ride is paid first # AK002
```

*Bad*

```yaml
use_cases:
  see-ride:
    steps:
      - rider -> app: {operation: GET /rides/{id}} # AK002
```

*Good*

```yaml
actors:
  rider:
    notes: "Note: the ride is paid first"
use_cases:
  see-ride:
    steps:
      - rider -> app: {operation: "GET /rides/{id}"}
```

The file is left out until it is mended; the others are judged.
""",
)
DUPLICATE_KEY = Fault(
    "AK003",
    "duplicate-key",
    "the same key twice in one map",
    Severity.ERROR,
    """\
YAML itself would keep the last of two equal keys without a word, and what stands under the first would be
lost. archkit shows both places and goes on with the first.

How to fix: rename one of them, or put what belongs together under one key.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
actors:
  rider: {name: Rider}
  driver: {name: Driver}
  rider: {kind: person} # AK003
```

*Good*

```yaml
actors:
  rider: {name: Rider, kind: person}
  driver: {name: Driver}
```
""",
)
COMPLEX_KEY = Fault(
    "AK004",
    "complex-key",
    "a list or a map where a key belongs",
    Severity.ERROR,
    """\
A key is text. `[a, b]: c` and `{{ name }}: c` are legal YAML, in which a list or a map is the key; here it
is nearly always a text whose quotes are missing. The entry is left out until then.

How to fix: put the text into quotes.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
actors:
  rider:
    name: {{ name }} # AK004
```

*Good*

```yaml
actors:
  rider:
    name: "{{ name }}"
```
""",
)
REFUSED_TAG = Fault(
    "AK005",
    "refused-tag",
    "a YAML tag such as !!python/object or !include",
    Severity.ERROR,
    """\
A tag asks the reader to turn a value into something else, or to run code. archkit reads text, lists and
maps, and executes nothing of a workspace. Only `!!str`, `!!seq` and `!!map` may stand, as they change
nothing here. A text that begins with an exclamation mark needs quotes.

How to fix: take the tag away, or put a text that begins with an exclamation mark into quotes.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
actors:
  rider:
    name: !upper Rider # AK005
```

*Good*

```yaml
actors:
  rider:
    name: Rider
    notes: "!important"
```
""",
)
OVER_LIMIT = Fault(
    "AK006",
    "over-limit",
    "a file beyond a published limit: size, depth or aliases",
    Severity.ERROR,
    f"""\
A file may have {MAX_BYTES:,} bytes, lists and maps may nest {MAX_DEPTH} deep, and all aliases of a file may stand for
{MAX_ALIAS_NODES:,} values together. An alias that contains itself has no end. The limits keep a file that a stranger wrote
from taking the machine's memory or time; beyond one, the file is left out.

Requirements may be split over any number of files, in any way.

How to fix: cut the file in two at any section; `include` finds both.

When to ignore: never; what cannot be read is not judged.
""",
)
SEVERAL_DOCUMENTS = Fault(
    "AK007",
    "several-documents",
    "more than one YAML document in a file",
    Severity.ERROR,
    """\
A line `---` inside a file begins a second document, and a reader could only guess which one is meant. Put
each document into a file of its own, or delete the line. A single `---` at the top is fine.

How to fix: put each document into a file of its own, or delete the line.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
actors:
  rider: {name: Rider}
--- # AK007
actors:
  driver: {name: Driver}
```

*Good*

```yaml
actors:
  rider: {name: Rider}
  driver: {name: Driver}
```
""",
)
UNQUOTED_COMMA = Fault(
    "AK008",
    "unquoted-comma",
    "text in braces that a comma cuts in two",
    Severity.ERROR,
    """\
Between braces a comma ends the value. In `{action: Charge, then notify}` the action is `Charge`, and `then
notify` becomes a key of its own, without a value.

How to fix: put the text into quotes; the help shows it.

When to ignore: never; what cannot be read is not judged.

*Bad*

```yaml
use_cases:
  see-ride:
    steps:
      - rider -> app: {action: Charge, then notify} # AK008
```

*Good*

```yaml
use_cases:
  see-ride:
    steps:
      - rider -> app: {action: "Charge, then notify"}
```

The stray key is left out, so that nothing else is reported because of it.
""",
)

FAULTS: dict[str, Fault] = {
    fault.code: fault
    for fault in (
        BAD_ENCODING,
        BAD_SYNTAX,
        DUPLICATE_KEY,
        COMPLEX_KEY,
        REFUSED_TAG,
        OVER_LIMIT,
        SEVERAL_DOCUMENTS,
        UNQUOTED_COMMA,
    )
}
"""Every fault of YAML by its code, in the order of the codes."""

_SHOWN_AT_MOST = 60
_LINE_AT_MOST = 300


def _one_line(text: str) -> str:
    return visible(text if len(text) <= _LINE_AT_MOST else text[: _LINE_AT_MOST - 1] + "…")


def shown(text: str) -> str:
    """Return a user's text as a message may quote it: one line, clipped."""
    line = " ".join(text.split())
    if len(line) > _SHOWN_AT_MOST:
        line = line[: _SHOWN_AT_MOST - 1].rstrip() + "…"
    return line
