"""Texts of the contract become HTML in which they are texts and nothing else."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from .contract import Node

_INLINE = re.compile(
    r"\\(?P<plain>[!-/:-@\[-`{-~])|`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|&(?P<entity>#?\w+);"
)
_EMPTY = frozenset({"meta", "link", "input", "br"})


class Html(str):
    """Markup: what is a mere text is escaped before it becomes a part of it."""

    __slots__ = ()


def tag(name: str, /, *inner: str, **attributes: str) -> Html:
    """Return an element.

    Args:
        name: Of the element.
        inner: What stands in it: ``Html`` as it is, any other text escaped.
        attributes: An underscore in a name stands for a hyphen, and one behind it is left out (``class_``).
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"' for key, value in attributes.items()
    )
    opened = f"<{name}{told}>"
    return Html(opened if name in _EMPTY else f"{opened}{joined(inner)}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Return parts side by side."""
    return Html(between.join(one if isinstance(one, Html) else html.escape(one) for one in parts))


def prose(text: str) -> Html:
    """Return a description as the contract writes it: paragraphs, points, code and bold words."""
    return joined(_blocks(text))


def _blocks(text: str) -> Iterator[Html]:
    for block in re.split(r"\n{2,}", text.strip()):
        rows = block.split("\n")
        if all(row.startswith("* ") for row in rows):
            yield tag("ul", *(tag("li", *_inline(row[2:])) for row in rows))
        elif block:
            yield tag("p", *_inline(block))


def line(text: str) -> Html:
    """Return a description that is to stand within a line."""
    return joined(_inline(" ".join(text.split())))


def _inline(text: str) -> Iterator[str]:
    end = 0
    for found in _INLINE.finditer(text):
        yield text[end : found.start()]
        end = found.end()
        if found["code"] is not None:
            yield tag("code", found["code"])
        elif found["strong"] is not None:
            yield tag("strong", *_inline(found["strong"]))
        else:
            yield found["plain"] or html.unescape(found[0])
    yield text[end:]


def shown(value: object) -> str:
    """Return a value as JSON that people read."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def kind_of(schema: Node) -> Html:
    """Say what a schema holds; a named one is a link to its section."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return tag("a", name, href=f"#schema-{quote(name)}")
    if "const" in schema:
        return tag("code", json.dumps(schema["const"], ensure_ascii=False))
    if schema.get("enum"):
        return joined((tag("code", str(one)) for one in schema["enum"]), ", ")
    for key in ("oneOf", "anyOf", "allOf"):
        if schema.get(key):
            return joined((kind_of(one) for one in schema[key]), " and " if key == "allOf" else " or ")
    stated: Any = schema.get("type", "anything")
    kind = stated if isinstance(stated, str) else "anything" if len(stated) > 2 else " or ".join(stated)
    if kind == "array":
        return joined(("list of ", kind_of(schema.get("items", {}))))
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return joined(("map of ", kind_of(schema["additionalProperties"])))
    return joined((str(schema.get("format", kind)), *_bounds(schema)))


def _bounds(schema: Node) -> Iterator[str]:
    least = schema.get("minimum", schema.get("minLength"))
    most = schema.get("maximum", schema.get("maxLength"))
    if least is not None and most is not None:
        yield f", {least} to {most}"
    elif least is not None:
        yield f", at least {least}"
    elif most is not None:
        yield f", at most {most}"
    if "pattern" in schema:
        yield from (", ", tag("code", str(schema["pattern"])))
