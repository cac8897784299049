"""Two versions of an OpenAPI document become what changed for callers, and which of it breaks them.

What a caller sends may become wider and never narrower; what comes back may become narrower and never wider (the rule of
substitution, Liskov and Wing 1994, as oasdiff and Zalando's rules 106 to 108 apply it). Text is no promise: descriptions,
examples and ``x-`` fields may change at will, but for ``x-archkit-problems``: programs tell failures by their types.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

Kind = Literal[
    "removed-path", "removed-operation", "renamed-operation", "removed-parameter", "required-parameter",
    "required-body", "removed-body", "removed-media-type", "removed-status", "removed-header", "removed-property",
    "required-property", "optional-property", "changed-type", "narrowed-enum", "widened-enum", "tighter-limit",
    "looser-limit", "demanded-proof", "demanded-scope", "added-path", "added-operation", "added-parameter",
    "added-property", "added-status", "lifted-proof", "removed-message", "added-message", "changed-number",
    "renamed-property", "changed-problem", "removed-problem", "added-problem",
]  # fmt: skip
_COMPATIBLE = frozenset(
    {"added-path", "added-operation", "added-parameter", "added-property", "added-status", "lifted-proof",
     "added-message", "removed-problem", "added-problem"}
)  # fmt: skip
_METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
_UPPER, _LOWER = ("maximum", "maxLength", "maxItems"), ("minimum", "minLength", "minItems")
Side = Literal["sent", "answered"]
_PARAMETER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference that a caller can notice."""

    where: str
    """The operation, or the schema and its part: ``GET /movies``, ``Movie.name``."""
    kind: Kind
    """What kind of difference it is."""
    message: str
    """What it is, in a sentence without a full stop."""

    @property
    def breaks(self) -> bool:
        """Whether a caller that worked before may fail now."""
        return self.kind not in _COMPATIBLE


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what changed from one document to the other, what breaks callers first.

    Args:
        old: What callers rely on. Scalars may be texts, as archkit's own reader leaves them.
        new: What is to take its place.
    """
    return in_order(Comparison(old, new).all())


def in_order(found: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes once each, what breaks callers first."""
    return tuple(sorted(set(found), key=lambda one: (not one.breaks, one)))


class Comparison:
    """One comparison: it knows both documents, and which pairs of schemas it has seen."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._old, self._new = old, new
        self._seen: set[tuple[str, str, Side]] = set()

    def all(self) -> Iterator[Change]:
        """Yield every change, some of them more than once."""
        old, new = _paths(self._old), _paths(self._new)
        for shape, (path, item) in old.items():
            if shape not in new:
                yield Change(path, "removed-path", f"{path} is gone")
                continue
            yield from self._item(path, item, new[shape][1])
        for shape, (path, _) in new.items():
            if shape not in old:
                yield Change(path, "added-path", f"{path} is new")
        yield from self._problems()

    def _problems(self) -> Iterator[Change]:
        """Compare the kinds of problems that programs tell apart; one that never happens any more breaks nobody."""
        old, new = _problems(self._old), _problems(self._new)
        for name, (status, operations) in old.items():
            if name in new:
                if new[name][0] != status:
                    yield Change(
                        name, "changed-problem", f"{name} comes with {new[name][0]}, no more with {status}"
                    )
                continue
            instead = next(
                (one for one in new if one not in old and new[one][0] == status and new[one][1] & operations),
                "",
            )
            if instead:
                yield Change(name, "changed-problem", f"{name} is called {instead} now")
            else:
                yield Change(name, "removed-problem", f"{name} does not happen any more")
        for name in new:
            if name not in old:
                yield Change(name, "added-problem", f"{name} is a new kind of failure")

    def _item(self, path: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        for method in _METHODS:
            where = f"{method.upper()} {path}"
            before, after = as_map(old.get(method)), as_map(new.get(method))
            if before and not after:
                name = before.get("operationId", "")
                yield Change(where, "removed-operation", f"{where} ({name}) is gone")
            elif after and not before:
                yield Change(where, "added-operation", f"{where} is new")
            elif before and after:
                yield from self._operation(where, {**before, "_": old}, {**after, "_": new})

    def _operation(self, where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        if old.get("operationId") != new.get("operationId"):
            names = f"{old.get('operationId')} is called {new.get('operationId')} now"
            yield Change(where, "renamed-operation", f"{names}, and generated clients with it")
        yield from self._parameters(where, old, new)
        yield from self._request(where, old, new)
        yield from self._responses(where, old, new)
        yield from self._proof(where, old, new)

    def _parameters(self, where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        before, after = self._named(self._old, old), self._named(self._new, new)
        for (place, name), parameter in before.items():
            if place == "path":
                continue  # its name never travels
            other = after.get((place, name))
            if other is None:
                yield Change(where, "removed-parameter", f"the {place} parameter {name} is gone")
                continue
            if _is(other.get("required")) and not _is(parameter.get("required")):
                yield Change(where, "required-parameter", f"the {place} parameter {name} is required now")
            yield from self._schema(
                f"{where}, {name}", as_map(parameter.get("schema")), as_map(other.get("schema")), "sent"
            )
        for (place, name), parameter in after.items():
            if place != "path" and (place, name) not in before:
                needed = _is(parameter.get("required"))
                kind: Kind = "required-parameter" if needed else "added-parameter"
                yield Change(
                    where, kind, f"the {place} parameter {name} is new{' and required' if needed else ''}"
                )
        yield from self._path_parameters(where, before, after)

    def _path_parameters(
        self, where: str, before: Mapping[tuple[str, str], Any], after: Mapping[tuple[str, str], Any]
    ) -> Iterator[Change]:
        """Compare the parameters of the path by their order, whatever they are called."""
        olds = [one for (place, _), one in before.items() if place == "path"]
        news = [one for (place, _), one in after.items() if place == "path"]
        for old, new in zip(olds, news, strict=False):
            place = f"{where}, {new.get('name')}"
            yield from self._schema(place, as_map(old.get("schema")), as_map(new.get("schema")), "sent")

    def _named(self, document: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
        listed = [*_list(as_map(operation.get("_")).get("parameters")), *_list(operation.get("parameters"))]
        found = [self._resolved(document, one)[1] for one in listed]
        return {
            (
                str(one.get("in")),
                str(one.get("name")).lower() if one.get("in") == "header" else str(one.get("name")),
            ): one
            for one in found
        }

    def _request(self, where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        before, after = as_map(old.get("requestBody")), as_map(new.get("requestBody"))
        if before and not after:
            yield Change(where, "removed-body", "it takes no body any more")
        if _is(after.get("required")) and not _is(before.get("required")):
            yield Change(where, "required-body", "it needs a body now")
        if before and after:
            yield from self._content(where, before, after, "sent")

    def _responses(self, where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        before, after = as_map(old.get("responses")), as_map(new.get("responses"))
        for status, response in before.items():
            if status not in after:
                if str(status).startswith(("2", "3")):
                    yield Change(where, "removed-status", f"it no longer answers {status}")
                continue
            _, one = self._resolved(self._old, response)
            _, other = self._resolved(self._new, after[status])
            for header in as_map(one.get("headers")):
                if header not in as_map(other.get("headers")):
                    yield Change(where, "removed-header", f"the answer {status} no longer has {header}")
            yield from self._content(f"{where}, {status}", one, other, "answered")
        for status in after:
            if status not in before:
                yield Change(where, "added-status", f"it may answer {status}")

    def _content(
        self, where: str, old: Mapping[str, Any], new: Mapping[str, Any], side: Side
    ) -> Iterator[Change]:
        before, after = as_map(old.get("content")), as_map(new.get("content"))
        for media, value in before.items():
            if media not in after:
                yield Change(where, "removed-media-type", f"{media} is gone")
            else:
                yield from self._schema(
                    where,
                    as_map(as_map(value).get("schema")),
                    as_map(as_map(after[media]).get("schema")),
                    side,
                )

    def _schema(
        self, where: str, old: Mapping[str, Any], new: Mapping[str, Any], side: Side
    ) -> Iterator[Change]:
        (name, before), (other, after) = self._resolved(self._old, old), self._resolved(self._new, new)
        if name or other:
            if (name, other, side) in self._seen:
                return
            self._seen.add((name, other, side))
            where = name or where
        if _types(before) != _types(after):
            yield from _type_change(where, before, after, side)
            return
        yield from _enum_change(where, before, after, side)
        yield from _limits(where, before, after, side)
        yield from self._properties(where, before, after, side)
        for key in ("items", "additionalProperties"):
            if isinstance(before.get(key), Mapping) and isinstance(after.get(key), Mapping):
                yield from self._schema(f"{where}[]", before[key], after[key], side)

    def _properties(
        self, where: str, old: Mapping[str, Any], new: Mapping[str, Any], side: Side
    ) -> Iterator[Change]:
        before, after = as_map(old.get("properties")), as_map(new.get("properties"))
        needed, needs = _list(old.get("required")), _list(new.get("required"))
        for name, value in before.items():
            place = f"{where}.{name}"
            if name not in after:
                yield Change(place, "removed-property", f"{name} is gone from what is {side}")
                continue
            if side == "sent" and name in needs and name not in needed:
                yield Change(place, "required-property", f"{name} is required now")
            if side == "answered" and name in needed and name not in needs:
                yield Change(place, "optional-property", f"{name} may be missing from an answer now")
            yield from self._schema(place, value, after[name], side)
        for name in after:
            if name not in before:
                must = side == "sent" and name in needs
                kind: Kind = "required-property" if must else "added-property"
                yield Change(f"{where}.{name}", kind, f"{name} is new{' and required' if must else ''}")

    def _proof(self, where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        before = _list(old.get("security", self._old.get("security")))
        after = _list(new.get("security", self._new.get("security")))
        if before and not after:
            yield Change(where, "lifted-proof", "it needs no credentials any more")
        known = {scheme for one in before for scheme in as_map(one)}
        for one in after:
            for scheme, scopes in as_map(one).items():
                if scheme not in known:
                    yield Change(where, "demanded-proof", f"it demands {scheme} now")
                    continue
                had = [scope for each in before for scope in _list(as_map(each).get(scheme))]
                for scope in _list(scopes):
                    if scope not in had:
                        yield Change(where, "demanded-scope", f"it demands the scope {scope} now")

    def _resolved(self, document: Mapping[str, Any], node: Any) -> tuple[str, Mapping[str, Any]]:
        """Follow references inside a document; return the name of the last one and what it leads to."""
        name, found = "", as_map(node)
        for _ in range(8):
            reference = found.get("$ref")
            if not isinstance(reference, str) or not reference.startswith("#/"):
                break
            target: Any = document
            for step in reference[2:].split("/"):
                target = as_map(target).get(step.replace("~1", "/").replace("~0", "~"))
            name, found = reference.rpartition("/")[2], as_map(target)
        return name, found


def _paths(document: Mapping[str, Any]) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Return the paths of a document by their shape, in which parameters have no name."""
    return {
        _PARAMETER.sub("{}", path): (path, as_map(item))
        for path, item in as_map(document.get("paths")).items()
    }


def _types(schema: Mapping[str, Any]) -> tuple[frozenset[str], str]:
    written = schema.get("type")
    kinds = (
        frozenset(str(one) for one in _list(written))
        if isinstance(written, Sequence) and not isinstance(written, str)
        else frozenset({str(written)})
    )
    return kinds, str(schema.get("format", ""))


def _type_change(where: str, old: Mapping[str, Any], new: Mapping[str, Any], side: Side) -> Iterator[Change]:
    def said(schema: Mapping[str, Any]) -> str:
        kinds, form = _types(schema)
        return " or ".join(sorted(kinds)) + (f" ({form})" if form else "")

    yield Change(where, "changed-type", f"it is {said(new)} instead of {said(old)} in what is {side}")


def _enum_change(where: str, old: Mapping[str, Any], new: Mapping[str, Any], side: Side) -> Iterator[Change]:
    before, after = old.get("enum"), new.get("enum")
    gone = [str(one) for one in _list(before) if one not in _list(after)] if after is not None else []
    more = [str(one) for one in _list(after) if one not in _list(before)] if before is not None else []
    if side == "sent" and (gone or (before is None and after is not None)):
        yield Change(
            where,
            "narrowed-enum",
            f"it takes {', '.join(gone)} no more" if gone else "it takes a few values only now",
        )
    if side == "answered" and (more or (after is None and before is not None)):
        yield Change(
            where, "widened-enum", f"it may be {', '.join(more)} now" if more else "it may be any value now"
        )


def _limits(where: str, old: Mapping[str, Any], new: Mapping[str, Any], side: Side) -> Iterator[Change]:
    for keys, upper in ((_UPPER, True), (_LOWER, False)):
        for key in keys:
            before, after = _number(old.get(key)), _number(new.get(key))
            if before == after:
                continue
            tighter = after is not None and (before is None or (after < before) is upper)
            if tighter == (side == "sent"):
                kind: Kind = "tighter-limit" if tighter else "looser-limit"
                yield Change(
                    where, kind, f"{key} is {_said(after)} instead of {_said(before)} in what is {side}"
                )
    if side == "sent" and new.get("pattern") not in {None, old.get("pattern")}:
        yield Change(where, "tighter-limit", f"it has to look like {new.get('pattern')} now")


def _said(value: Decimal | None) -> str:
    return "open" if value is None else format(value, "f")


def _number(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


def _is(value: Any) -> bool:
    return value is True or value == "true"


def as_map(value: Any) -> Mapping[str, Any]:
    """Return a value that is a map, and an empty one where it is none."""
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> Sequence[Any]:
    return (
        value
        if isinstance(value, list | tuple)
        else []
        if value is None or isinstance(value, Mapping | str)
        else [value]
    )


def _problems(document: Mapping[str, Any]) -> dict[str, tuple[str, frozenset[str]]]:
    """Return the types of a document's problems, each with its status and the operations that tell of it."""
    stated = [as_map(one) for one in _list(document.get("x-archkit-problems"))]
    return {
        str(one.get("type")): (str(one.get("status")), frozenset(map(str, _list(one.get("operations")))))
        for one in stated
    }
