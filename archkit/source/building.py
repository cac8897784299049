"""The parser's events -> data, and the place of every key and value, in one pass without recursion."""

import gc
import re
from array import array
from collections.abc import Callable
from sys import intern
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from archkit.diagnostics import Diagnostic, Related
from archkit.source.document import Built, Document
from archkit.source.events import Parser, Stopped
from archkit.source.faults import (
    BAD_SYNTAX,
    COMPLEX_KEY,
    DUPLICATE_KEY,
    MAX_ALIAS_NODES,
    MAX_DEPTH,
    OVER_LIMIT,
    REFUSED_TAG,
    SEVERAL_DOCUMENTS,
    UNQUOTED_COMMA,
    Fault,
    shown,
)
from archkit.source.quoting import quoted

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_HARMLESS_TAGS = frozenset(
    ("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"),
)
_MERGE = "<<"
_COMMENTS = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")
_TO_LINE_END = re.compile(r"[^\r\n]*")
_GLUED = re.compile(r"([^\s:]+):([^\s/:][^:]*)")
_TAG = re.compile(r"\S+")
_NEARBY = 100
_MAX_FINDINGS = 200
_MERGE_KEY = object()
_REPEATED = 24
"""Texts shorter than this are mostly words of the format, numbers and ids: kept once, however often they stand there."""
_BLOCK_STYLES = frozenset("|>")
_NOT_PLAIN = frozenset("\"'[{|>*&!")


class Builder:
    """Reads one text.

    ``pending`` holds the positions of the entries of all open lists and maps, the innermost last. When one
    closes, its own stretch moves to ``positions``, so that the entries of each lie side by side.
    """

    def __init__(self, path: str, text: str) -> None:
        self.places = Document(path, text, Built(None, (0, 0), array("I"), {}, []))
        """The text's lines, for the places of findings."""
        self._text = self.places.text
        self._positions = array("I")
        self._bases: dict[int, int] = {}
        self._dropped: list[tuple[int, int]] = []
        self._pending: list[int] = []
        self._stack: list[tuple[Any, bool, Any, int]] = []
        self._anchors: dict[str, Any] = {}
        self._alias_nodes = 0
        self._merges: list[tuple[dict[str, Any], Any, int, int]] = []
        self._comma_after = -1
        self.open_at = 0
        """Where the innermost list or map began that was open when reading stopped."""
        self.findings: list[Diagnostic] = []
        """What was found on the way, and did not stop the reading."""

    def build(self) -> Built:
        """Return the data and its places.

        Raises:
            Stopped: The text breaks a limit, or a rule of YAML that its parser leaves to the reader.
            yaml.YAMLError: The parser cannot read the text.
        """
        # Nothing that is built here is cyclic: a collection half-way would only cost time.
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            parser: Any = Parser(self._text)
            get = parser.get_event
            get()
            if type(get()) is StreamEndEvent:
                return Built(None, (0, 0), self._positions, self._bases, self._dropped)
            data = self._read_document(get)
            event = get()
        finally:
            if was_enabled:
                gc.enable()
        if not isinstance(event, StreamEndEvent):
            raise Stopped(
                SEVERAL_DOCUMENTS,
                event.start_mark.index,
                event.end_mark.index,
                "a second document begins here; a file holds one",
                "delete this line, or move what follows into a file of its own",
            )
        start, end = self._pending
        return Built(data, (start, end), self._positions, self._bases, self._dropped)

    def _read_document(self, get: Callable[[], Any]) -> Any:  # noqa: PLR0915 - calls here cost a third of the time
        """Read events up to the document's end; what is unusual is a method of its own."""
        pending, stack, positions, bases = self._pending, self._stack, self._positions, self._bases
        push = pending.append
        # The document itself is read as a list of one value; key is None where an entry is left out.
        container: Any = []
        in_map, key, base, last_end = False, None, 0, 0
        try:
            while True:
                event = get()
                kind = type(event)
                if kind is MappingEndEvent or kind is SequenceEndEvent:
                    # A block ends at the next token, past blank lines and comments, with no width of its own.
                    end = event.end_mark.index
                    if end == event.start_mark.index:
                        end = last_end
                    if self._merges:
                        self._merge_into(container)
                    bases[id(container)] = len(positions)
                    positions.fromlist(pending[base:])
                    del pending[base:]
                    value = container
                    container, in_map, key, base = stack.pop()
                else:
                    if in_map:
                        if kind is ScalarEvent and event.anchor is None and event.tag is None:
                            key = intern(event.value)
                            push(event.start_mark.index)
                            last_end = event.end_mark.index
                            push(last_end)
                            if key in container or key == _MERGE:
                                key = self._check_key(key, event, container, base)
                        else:
                            key, last_end = self._unusual_key(get, event, container, base)
                        event = get()
                        kind = type(event)
                    elif kind is DocumentEndEvent:
                        return container[0]
                    start = event.start_mark.index
                    end = event.end_mark.index
                    if kind is ScalarEvent:
                        value = event.value
                        if len(value) < _REPEATED:
                            value = intern(value)
                        if event.anchor is not None or event.tag is not None:
                            value = self._adorned(event)
                        elif not event.style and value in _NULLS:
                            value = None
                            if start == end:
                                start = end = self._place_of_nothing(start, last_end)
                                if in_map and self._is_no_entry(start, base):
                                    key = None
                        if event.style in _BLOCK_STYLES:
                            end = self._end_of_block(start, end)
                        push(start)
                    elif kind is AliasEvent:
                        value = self._alias(event, container)
                        push(start)
                    else:
                        push(start)
                        stack.append((container, in_map, key, base))
                        in_map = kind is MappingStartEvent
                        container = {} if in_map else []
                        base = len(pending)
                        if event.anchor is not None or event.tag is not None or len(stack) > MAX_DEPTH:
                            self._check_start(event, container)
                        continue
                last_end = end
                push(end)
                if not in_map:
                    container.append(value)
                elif key.__class__ is str:
                    container[key] = value
                else:
                    self._leave_out(key, container, value)
        except BaseException:
            self.open_at = pending[base - 1] if base else 0
            raise

    # --- keys ---------------------------------------------------------------------------------------------

    def _check_key(self, key: str, event: Any, container: dict[str, Any], base: int) -> str | object | None:
        """Return the key, or what stands for a merge, or None for a second of the same name."""
        stretch = event.start_mark.index, event.end_mark.index
        if key == _MERGE and not event.style:
            if not any(merged[0] is container for merged in self._merges):
                return _MERGE_KEY
            self._report_twice(key, stretch)
            return None
        return self._once(key, stretch, container, base)

    def _once(self, key: str, stretch: tuple[int, int], container: dict[str, Any], base: int) -> str | None:
        """Return the key, or None for a second of the same name."""
        if key not in container:
            return key
        if len(self.findings) >= _MAX_FINDINGS:
            return None
        at = base + 4 * list(container).index(key)
        first = self.places.offset_span(self._pending[at], self._pending[at + 1])
        self._report_twice(key, stretch, (Related(first, f"'{shown(key)}' stands here first"),))
        return None

    def _report_twice(self, key: str, stretch: tuple[int, int], related: tuple[Related, ...] = ()) -> None:
        message, help_ = (
            f"the key '{shown(key)}' stands twice in this map",
            "rename one, or put both under one key",
        )
        self._find(DUPLICATE_KEY, stretch, message, help_, related)

    def _unusual_key(
        self, get: Callable[[], Any], event: Any, container: dict[str, Any], base: int
    ) -> tuple[str | object | None, int]:
        """Read a key that carries an anchor or tag, is an alias, or is no text; return it and its end."""
        start, end = event.start_mark.index, event.end_mark.index
        kind = type(event)
        key: str | object | None = None
        if kind is ScalarEvent:
            key = self._adorned(event)
            if key is None:
                key = event.value
        elif kind is AliasEvent:
            key = self._alias(event, container)
        else:
            end = self._skip(get, event, end)
        self._pending.append(start)
        self._pending.append(end)
        if isinstance(key, str):
            return self._once(key, (start, end), container, base), end
        self._report_complex_key(start, end, self._pending[base - 1])
        return None, end

    def _report_complex_key(self, start: int, end: int, opened: int) -> None:
        text = self._text
        close = text.find("}", end, end + _NEARBY)
        if (
            text[opened] == "{"
            and not text[opened + 1 : start].strip()
            and not text[end : max(close, end)].strip()
        ):
            # {{ name }}: a template's text, not a map in a map.
            start, end = opened, close + 1
        source = shown(text[start:end])
        message = f"a key is text, and '{source}' {'holds a map' if '{' in source else 'is a list'} as a key"
        help_ = (
            "write one text as the key" if "\n" in text[start:end] else f"quote this text: {quoted(source)}"
        )
        self._find(COMPLEX_KEY, (start, end), message, help_)

    def _skip(self, get: Callable[[], Any], event: Any, end: int) -> int:
        """Read past a list or map; return where the last thing inside it ends."""
        depth = 0
        while True:
            kind = type(event)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
                if len(self._stack) + depth > MAX_DEPTH:
                    self._stop_too_deep(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
            # What closes a block has no width and stands where the next token begins.
            if event.end_mark.index > event.start_mark.index:
                end = event.end_mark.index
            if getattr(event, "anchor", None) is not None and kind is not AliasEvent:
                self._anchors[event.anchor] = None
            if not depth:
                return end
            event = get()

    def _leave_out(self, key: object, container: dict[str, Any], value: Any) -> None:
        """Forget an entry that is not part of the data, or keep it for the merge at the end of its map."""
        start, _, value_start, end = self._pending[-4:]
        del self._pending[-4:]
        if key is _MERGE_KEY:
            self._merges.append((container, value, value_start, end))
        else:
            self._dropped.append((start, end))

    def _merge_into(self, container: Any) -> None:
        """Add the entries of ``<<`` that the map does not have itself; the first of several sources wins."""
        while self._merges and self._merges[-1][0] is container:
            _, value, start, end = self._merges.pop()
            for source in value if isinstance(value, list) else [value]:
                if not isinstance(source, dict):
                    help_ = "write <<: *name, where &name stands at a map, or <<: [*one, *two]"
                    self._find(
                        BAD_SYNTAX, (start, end), "'<<' takes in the fields of a map, and this is none", help_
                    )
                    break
                at = self._bases[id(source)]
                for name, each in source.items():
                    if name not in container:
                        container[name] = each
                        self._pending.extend(self._positions[at : at + 4])
                    at += 4

    # --- values -------------------------------------------------------------------------------------------

    def _adorned(self, event: Any) -> str | None:
        """Return the value of a scalar with an anchor or tag."""
        value: str | None = event.value
        if event.tag is not None:
            self._check_tag(event)
        elif not event.style and value in _NULLS:
            value = None
        if event.anchor is not None:
            self._anchors[event.anchor] = value
        return value

    def _check_start(self, event: Any, container: Any) -> None:
        """Judge a list or map that begins with an anchor or tag, or too deep."""
        if len(self._stack) > MAX_DEPTH:
            self._stop_too_deep(event)
        if event.tag is not None:
            self._check_tag(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = container

    def _check_tag(self, event: Any) -> None:
        if event.tag in _HARMLESS_TAGS:
            return
        start = self._text.index("!", event.start_mark.index)
        match = _TAG.match(self._text, start)
        tag = match[0].rstrip(",]}") if match else "!"
        end = start + len(tag)
        self._find(
            REFUSED_TAG,
            (start, end),
            f"the tag '{shown(tag)}' is not read: a workspace holds text, lists and maps",
            f"delete the tag, or quote the text if it is one: {quoted(shown(tag))}",
        )

    def _alias(self, event: Any, container: Any) -> Any:
        """Return what an alias stands for, and count it."""
        name, start, end = event.anchor, event.start_mark.index, event.end_mark.index
        if name not in self._anchors:
            raise Stopped(
                BAD_SYNTAX,
                start,
                end,
                f"the alias '*{shown(name)}' has no anchor '&{shown(name)}' before it",
                f"write the anchor first, or quote the text: {quoted('*' + shown(name))}",
            )
        value = self._anchors[name]
        if value is container or any(value is frame[0] for frame in self._stack if value is not None):
            message = f"the alias '*{shown(name)}' stands inside what it stands for, so it has no end"
            raise Stopped(OVER_LIMIT, start, end, message, "write out the part that is meant")
        waiting = [(value, 1)]
        while waiting:
            node, depth = waiting.pop()
            self._alias_nodes += 1
            if self._alias_nodes > MAX_ALIAS_NODES:
                message = f"the aliases of this file stand for more than {MAX_ALIAS_NODES:,} values"
                raise Stopped(OVER_LIMIT, start, end, message, "write out what is meant, in several files")
            if isinstance(node, dict | list):
                if len(self._stack) + depth > MAX_DEPTH:
                    self._stop_too_deep(event)
                children = node.values() if isinstance(node, dict) else node
                waiting.extend((child, depth + 1) for child in children)
        return value

    def _stop_too_deep(self, event: Any) -> None:
        start = event.start_mark.index
        message = f"lists and maps nest more than {MAX_DEPTH} deep here"
        raise Stopped(OVER_LIMIT, start, start + 1, message, "move the inner part to a place of its own")

    # --- places -------------------------------------------------------------------------------------------

    def _place_of_nothing(self, start: int, last_end: int) -> int:
        """Return where a value that is not written belongs: behind its colon or dash, else behind its key."""
        if self._text[start - 1 : start] in {":", "-"}:
            return start
        between = _COMMENTS.sub(lambda match: " " * len(match[0]), self._text[last_end:start])
        return last_end + between.find(":") + 1

    def _end_of_block(self, start: int, end: int) -> int:
        """Return the end of a block scalar's last line; the parser's end lies behind the blank lines after it."""
        end = start + len(self._text[start:end].rstrip())
        match = _TO_LINE_END.match(self._text, end)
        return match.end() if match else end

    def _is_no_entry(self, start: int, base: int) -> bool:
        """Report a key in braces that has no colon where that is a slip and not meant as an empty entry."""
        pending, text = self._pending, self._text
        key_start, key_end = pending[-2:]
        if start != key_end or text[pending[base - 1]] != "{":
            return False
        key = text[key_start:key_end]
        glued = _GLUED.fullmatch(key)
        if glued:
            message = f"'{shown(key)}' has no space after the colon, so it is no key and value"
            self._find(BAD_SYNTAX, (key_start, key_end), message, f"write: {glued[1]}: {glued[2]}")
            return True
        if len(pending) - base < 6:
            return False
        name_start, name_end, value_start, value_end = pending[-6:-2]
        if text[value_start:value_end] in _NULLS or text[value_start] in _NOT_PLAIN:
            return False
        # After a value in plain text: a comma cut it in two, or in more, which is still one finding.
        if self._comma_after == value_start:
            if key_end - value_start > _NEARBY * 10:
                return True
            self.findings.pop()
        self._comma_after = value_start
        name, whole = text[name_start:name_end], " ".join(text[value_start:key_end].split())
        message = f"the comma ends the text, so '{shown(key)}' is a key without a value"
        self._find(UNQUOTED_COMMA, (key_start, key_end), message, f"quote this text: {name}: {quoted(whole)}")
        return True

    def _find(
        self,
        fault: Fault,
        stretch: tuple[int, int],
        message: str,
        help_: str,
        related: tuple[Related, ...] = (),
    ) -> None:
        # A file can be wrong in a million places; nobody reads on after some.
        if len(self.findings) < _MAX_FINDINGS:
            self.findings.append(fault.at(self.places.offset_span(*stretch), message, help_, related))
