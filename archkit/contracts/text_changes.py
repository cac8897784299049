"""Two versions of a generated file of Protocol Buffers, or of a GraphQL schema, become what changed for callers.

Both are read as archkit writes them, a definition a line below its block's first line; what it did not write is passed over.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archkit.contracts.changes import Change, in_order

_BLOCK = re.compile(
    r"^(message|enum|service|type|input) (\w+)[^{\n]*\{(\}|(?:\n.*?)?^\})", re.MULTILINE | re.DOTALL
)
_FIELD = re.compile(r"^  ((?:optional |repeated )?[\w.]+|map<string, [\w.]+>) (\w+) = (\d+);$", re.MULTILINE)
_VALUE = re.compile(r"^  ([A-Z]\w*) = (\d+);$", re.MULTILINE)
_RPC = re.compile(r"^  rpc (\w+)\((.*?)\) returns \((.*?)\)", re.MULTILINE)
_COMMENT = re.compile(r'""".*?"""', re.DOTALL)
_MEMBER = re.compile(r"^  (\w+)(?:\((.*?)^  \))?: (\S+)(?: = .*)?$", re.MULTILINE | re.DOTALL)
_ARGUMENT = re.compile(r"^    (\w+): (\S+)( = .*)?$", re.MULTILINE)
_ENUM_VALUE = re.compile(r"^  ([A-Z]\w*)$", re.MULTILINE)


def proto_changes(old: str, new: str) -> tuple[Change, ...]:
    """Return what changed from one file of Protocol Buffers to the next, what breaks callers first.

    A field is its number: one that has another number, or whose number has another type, is read wrongly without an
    error (https://protobuf.dev/programming-guides/proto3/#updating).
    """
    return in_order(_proto(_blocks(old), _blocks(new)))


def graph_changes(old: str, new: str) -> tuple[Change, ...]:
    """Return what changed from one GraphQL schema to the next, what breaks callers first.

    What a client may have asked for must be there and no less certain; what it need not have given must stay so.
    """
    bare = _COMMENT.sub("", old), _COMMENT.sub("", new)
    return in_order(_graph(_blocks(bare[0]), _blocks(bare[1])))


def _blocks(text: str) -> dict[tuple[str, str], str]:
    return {(match[1], match[2]): match[3] for match in _BLOCK.finditer(text)}


def _pairs(
    old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, name and both bodies of what is in the old version; an empty body where it is gone."""
    for (kind, name), body in old.items():
        yield kind, name, body, new.get((kind, name), "")


# ---- Protocol Buffers


def _proto(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> Iterator[Change]:
    for kind, name, before, after in _pairs(old, new):
        if kind == "service":
            yield from _procedures(name, before, after)
        elif kind == "message":
            olds = {match[2]: (int(match[3]), match[1]) for match in _FIELD.finditer(before)}
            news = {match[2]: (int(match[3]), match[1]) for match in _FIELD.finditer(after)}
            yield from _numbered(name, olds, news)
        elif kind == "enum":
            olds = {match[1]: (int(match[2]), "") for match in _VALUE.finditer(before)}
            news = {match[1]: (int(match[2]), "") for match in _VALUE.finditer(after)}
            yield from _numbered(name, olds, news)


def _procedures(name: str, before: str, after: str) -> Iterator[Change]:
    olds = {match[1]: (match[2], match[3]) for match in _RPC.finditer(before)}
    news = {match[1]: (match[2], match[3]) for match in _RPC.finditer(after)}
    for rpc, shape in olds.items():
        if rpc not in news:
            yield Change(f"{name}.{rpc}", "removed-operation", f"{rpc} is gone")
        elif news[rpc] != shape:
            yield Change(
                f"{name}.{rpc}", "changed-type", f"{rpc} is a stream where it was none, or the other way"
            )
    for rpc in news.keys() - olds.keys():
        yield Change(f"{name}.{rpc}", "added-operation", f"{rpc} is new")


def _numbered(
    name: str, olds: Mapping[str, tuple[int, str]], news: Mapping[str, tuple[int, str]]
) -> Iterator[Change]:
    taken = {number: (field, kind) for field, (number, kind) in news.items()}
    for field, (number, kind) in olds.items():
        where = f"{name}.{field}"
        if field not in news:
            if number in taken and taken[number][1] == kind:
                other = taken[number][0]
                yield Change(
                    where, "renamed-property", f"{field} is called {other} now; its bytes are the same"
                )
            else:
                yield Change(where, "removed-property", f"{field} is gone")
        elif news[field][0] != number:
            yield Change(where, "changed-number", f"its number is {news[field][0]} instead of {number}")
        elif news[field][1] != kind:
            yield Change(where, "changed-type", f"it is {news[field][1]} instead of {kind}")
    for field, (number, _) in news.items():
        if field not in olds and number not in {one for one, _ in olds.values()}:
            yield Change(f"{name}.{field}", "added-property", f"{field} is new")


# ---- GraphQL


@dataclass(frozen=True, slots=True)
class _Member:
    kind: str
    arguments: Mapping[str, tuple[str, bool]]
    """Name to type, and whether a default stands behind it."""


def _graph(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> Iterator[Change]:
    for kind, name, before, after in _pairs(old, new):
        if kind == "enum":
            gone = set(_ENUM_VALUE.findall(before)) - set(_ENUM_VALUE.findall(after))
            for value in gone:
                yield Change(f"{name}.{value}", "removed-property", f"{value} is gone")
            continue
        olds, news = _members(before), _members(after)
        for field, member in olds.items():
            where = f"{name}.{field}"
            if field not in news:
                yield Change(where, "removed-property", f"{field} is gone")
            else:
                yield from _member(where, member, news[field], given=kind == "input")
        for field in news.keys() - olds.keys():
            must = kind == "input" and news[field].kind.endswith("!")
            yield Change(
                f"{name}.{field}",
                "required-property" if must else "added-property",
                f"{field} is new{' and required' if must else ''}",
            )


def _members(body: str) -> dict[str, _Member]:
    return {
        match[1]: _Member(
            match[3], {one[1]: (one[2], bool(one[3])) for one in _ARGUMENT.finditer(match[2] or "")}
        )
        for match in _MEMBER.finditer(body)
    }


def _member(where: str, old: _Member, new: _Member, *, given: bool) -> Iterator[Change]:
    if old.kind != new.kind:
        surer = old.kind == new.kind.rstrip("!")
        easier = new.kind == old.kind.rstrip("!")
        if not (easier if given else surer):
            yield Change(where, "changed-type", f"it is {new.kind} instead of {old.kind}")
    for name, (kind, _) in old.arguments.items():
        if name not in new.arguments:
            yield Change(where, "removed-parameter", f"the argument {name} is gone")
        elif new.arguments[name][0] not in {kind, kind.rstrip("!")}:
            yield Change(
                where, "changed-type", f"the argument {name} is {new.arguments[name][0]} instead of {kind}"
            )
    for name, (kind, default) in new.arguments.items():
        if name not in old.arguments:
            must = kind.endswith("!") and not default
            yield Change(
                where,
                "required-parameter" if must else "added-parameter",
                f"the argument {name} is new{' and required' if must else ''}",
            )
