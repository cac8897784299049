"""An element and its new id -> the changes that write it wherever the old one stands."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from archkit.model import SECTION_OF, SECTIONS, Config, Ref, Spot, spots
from archkit.source import Document, Edit, rename_key, set_value

_ARROW = re.compile(r"(\s*(?:->|~>)\s*)")
_NAMING = {"data", "returns", "over", "by"}
"""Fields of steps whose words may be ids."""


def renaming(documents: Mapping[str, Document], ref: Ref, new: str) -> Iterator[tuple[str, Edit]]:
    """Yield the changes, the deepest places first, so that no key above them has its new name yet."""
    for file, document in documents.items():
        if not isinstance(document.data, dict):
            continue
        found = [(spot.route, edit) for spot in _spots(document) if (edit := _edit(spot, ref, new))]
        own = (SECTION_OF[ref.kind], ref.id)
        if document.has(own):
            found.append((own, partial(rename_key, route=own, new=new)))
        for _, edit in sorted(found, key=lambda pair: len(pair[0]), reverse=True):
            yield file, edit


def _spots(document: Document) -> Iterator[Spot]:
    for key, value in document.data.items():
        if key in SECTIONS and isinstance(value, dict):
            for identifier, data in value.items():
                yield from spots(data, SECTIONS[key], (key, identifier))
    settings = {key: value for key, value in document.data.items() if key in Config.model_fields}
    yield from spots(settings, Config)


def _edit(spot: Spot, ref: Ref, new: str) -> Edit | None:
    if spot.wants == "arrow":
        if ref.kind not in {"actor", "component"}:
            return None
        source, *rest = _ARROW.split(spot.value)
        ends = [new if end.strip() == ref.id else end for end in (source, *rest)]
        text = "".join(ends)
        if text == spot.value:
            return None
        is_key = spot.route[-1] == spot.value
        return (
            partial(rename_key, route=spot.route, new=text)
            if is_key
            else partial(set_value, route=spot.route, value=text)
        )
    text = _renamed(spot, ref, new)
    return partial(set_value, route=spot.route, value=text) if text and text != spot.value else None


def _renamed(spot: Spot, ref: Ref, new: str) -> str:
    text = spot.value
    if not isinstance(text, str):
        return ""
    if text == str(ref):
        return f"{ref.kind}:{new}"
    if spot.wants is Ref and spot.judge is not None:
        try:
            meant = spot.judge(text)
        except ValueError:
            return ""
        return new if meant == ref else ""
    if (
        spot.wants is str
        and ref.kind in {"entity", "actor", "component"}
        and _NAMING.intersection(spot.route)
    ):
        owner, dot, rest = text.partition(".")
        return f"{new}{dot}{rest}" if owner == ref.id else ""
    if ref.kind == "entity" and "fields" in spot.route and spot.judge is not None and "one of" not in text:
        return re.sub(rf"(?<![\w-]){re.escape(ref.id)}(?![\w-])", new, text)
    return ""
