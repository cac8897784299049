"""Sentences about a contract become the lines of a comment; a text of a user in them stays on its line."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from archkit.contracts import Identifier, Operation, Origin, Parameter
from archkit.diagnostics import visible


def one_line(text: str) -> str:
    """Return a text of a user on one line, in which nothing is hidden."""
    return visible(" ".join(text.split()))


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, a full stop last."""
    plain = one_line(text)
    return (
        plain[:1].upper() + plain[1:] + ("" if plain.endswith((".", "!", "?", "…")) else ".") if plain else ""
    )


def comment_lines(paragraphs: Iterable[str | Sequence[str]], width: int = 96) -> Iterator[str]:
    """Yield the lines of paragraphs, with an empty one between them; long words are not cut.

    Args:
        paragraphs: Each a text, or several that begin a line of their own; empty ones are left out.
        width: Letters of a line.
    """
    first = True
    for paragraph in paragraphs:
        texts = [paragraph] if isinstance(paragraph, str) else paragraph
        lines = [line for text in texts if text for line in _wrapped(text, width)]
        if lines and not first:
            yield ""
        first = first and not lines
        yield from lines


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(one_line(text), width, break_long_words=False, break_on_hyphens=False)


def traced(origin: Origin | None) -> str:
    """Return where a property comes from, as a sentence; empty where the conventions add it."""
    if origin is None:
        return ""
    if origin.entity is None:
        return f"From the step's word '{one_line(origin.field)}'."
    is_field = origin.place.route[-2:-1] == ("fields",)
    return f"From {origin.entity}.{one_line(origin.field)}." if is_field else f"From {origin.entity}."


def traces_of(operation: Operation) -> Iterator[str]:
    """Yield a sentence for each step that an operation serves."""
    for one in operation.traces:
        step, title = one_line(one.step), one_line(one.title)
        who = one_line(one.caller_name)
        yield f"Step “{step}” of the use case “{title}” ({one.use_case.id}), called by {who}."


def about_parameter(one: Parameter, operation: Operation) -> str:
    """Say what a parameter is; of one in a path, its type says what it identifies."""
    if not operation.traces:
        return "The id of the long work, as its state has it."
    return "" if one.where == "path" and isinstance(one.type, Identifier) else one.description
