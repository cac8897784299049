"""YAML texts as people write them, together with the data that they mean."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

PLAIN = [
    "ride",
    "p95 response_time <= 200 ms",
    "~400/s",
    "a#b",
    "http://x.example/y?z=1",
    "Zürich 😀",
    "it's",
    'say "hi"',
    "99.9 %",
    "no",
    "42",
    "2026-01-01",
    "-x",
    "a - b",
    "rider -> app",
    "x:y",
    "(a) b!",
]
TRICKY = [
    "",
    "null",
    "~",
    "a: b",
    "x # y",
    "- x",
    "[a",
    "{b}",
    "'",
    '"',
    "\\",
    " x ",
    "a,b",
    "é\t😀",
    "#",
    "&a",
    "*a",
    "!t",
    "%",
    "@",
]
WORDS = st.sampled_from(["one", "two", "#three", "four:", "- five", "six 😀", "'seven'"])
KEYS = ["a", "b", "c", "ride-together", "rider -> app", "Zürich", "long key with words", "x.y", "d", "e", "f"]
COMMENTS = st.sampled_from(["# note", "#", "# archkit: ignore[AK201] why", "# a: b", "# 'x", "#- [", "# 😀"])


@pytest.fixture(scope="session")
def documents() -> st.SearchStrategy[tuple[str, Any]]:
    """Texts with the data they mean: block, flow, quotes, comments, blank lines, in many layouts."""
    return yaml_documents()


@st.composite
def yaml_documents(draw: Draw) -> tuple[str, Any]:
    writer = Writer(draw)
    lines, data = writer.entries(0, 0)
    lines = [*writer.lines_between(0), *lines, *writer.lines_between(0)]
    if draw(st.integers(0, 5)) == 0:
        lines.insert(0, "---")
    line_break = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = line_break.join(lines)
    if draw(st.integers(0, 4)):
        return text + line_break, data
    last = [token for token in yaml.scan(text) if isinstance(token, yaml.ScalarToken)][-1]
    if last.style in {"|", ">"} and last.end_mark.index == len(text) and lines[-1]:
        # A block that the file's end cuts off has no last line break.
        data = without_last_break(data)
    return text, data


def without_last_break(data: Any) -> Any:
    if isinstance(data, dict):
        *_, last = data
        return {**data, last: without_last_break(data[last])}
    if isinstance(data, list):
        return [*data[:-1], without_last_break(data[-1])]
    return data.removesuffix("\n")


class Writer:
    """Draws lines and the data that they mean."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.step = draw(st.sampled_from([2, 2, 4, 3]))
        self.list_step = draw(st.sampled_from([0, 2, self.step]))

    def chance(self, one_in: int) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == one_in)

    def entries(self, column: int, depth: int) -> tuple[list[str], Any]:
        """Draw a map or list, line by line."""
        count = self.draw(st.integers(1, 4))
        is_map = depth == 0 or self.chance(2)
        data: Any = {} if is_map else []
        lines: list[str] = []
        spaced = self.chance(4)
        for number in range(count):
            if number and spaced:
                lines.append("")
            if number or column == 0:
                lines += self.lines_between(column)
            if is_map:
                key = self.draw(st.sampled_from([each for each in KEYS if each not in data]))
                name = self.draw(st.sampled_from([key, key, f'"{key}"', f"'{key}'"]))
                inner, data[key] = self.behind(f"{name}:", column, depth, is_item=False)
            else:
                inner, item = self.behind("-", column, depth, is_item=True)
                data.append(item)
            lines += inner
        return lines, data

    def behind(self, lead: str, column: int, depth: int, *, is_item: bool) -> tuple[list[str], Any]:
        """Draw a value and what stands before it."""
        pad = " " * column
        kind = (
            self.draw(st.sampled_from(["scalar", "scalar", "flow", "block", "text"]))
            if depth < 3
            else "scalar"
        )
        if kind == "block":
            if is_item and self.chance(2):
                lines, data = self.entries(column + 2, depth + 1)
                return [f"{pad}- {lines[0].lstrip(' ')}", *lines[1:]], data
            is_map_below = self.draw(st.booleans())
            below = column + (2 if is_item else self.step if is_map_below else max(self.list_step, 0))
            lines, data = self.entries(below, depth + 1)
            if isinstance(data, dict) and below <= column:
                lines = [" " * self.step + line if line else "" for line in lines]
                below = column + self.step
            return [pad + lead + self.comment(), *self.lines_between(below), *lines], data
        if kind == "flow":
            text, data = self.flow(depth + 1)
            if self.chance(4) and isinstance(data, list) and data:
                return self.long_list(pad + lead, column, data)
            return [f"{pad}{lead} {text}{self.comment()}"], data
        if kind == "text":
            return self.block_scalar(pad + lead, column)
        text, data = self.scalar()
        return [(f"{pad}{lead} {text}" if text else pad + lead) + self.comment()], data

    def long_list(self, lead: str, column: int, data: list[Any]) -> tuple[list[str], Any]:
        """Draw a list in brackets with an item a line."""
        texts = ["x" + str(number) for number in range(len(data))]
        inner = " " * (column + self.step)
        lines = [f"{lead} ["]
        for number, text in enumerate(texts):
            lines += [inner + self.draw(COMMENTS)] if self.chance(5) else []
            comma = "," if number + 1 < len(texts) or self.chance(2) else ""
            lines.append(f"{inner}{text}{comma}{self.comment()}")
        return [*lines, " " * (column + 1) + "]"], texts

    def block_scalar(self, lead: str, column: int) -> tuple[list[str], str]:
        """Draw a literal or folded text."""
        words = self.draw(st.lists(WORDS, min_size=1, max_size=3))
        style, chomping = self.draw(st.sampled_from("|>")), self.draw(st.sampled_from(["", "-"]))
        pad = " " * (column + max(self.step, 2))
        text = ("\n" if style == "|" else " ").join(words)
        blank = [""] if self.chance(4) else []
        lines = [f"{lead} {style}{chomping}{self.comment()}", *(pad + word for word in words), *blank]
        return lines, text + ("" if chomping else "\n")

    def flow(self, depth: int) -> tuple[str, Any]:
        """Draw a map or list in brackets on one line."""
        inner = [
            self.flow(depth + 1) if depth < 3 and self.chance(4) else self.scalar()
            for _ in range(self.draw(st.integers(0, 3)))
        ]
        gap = self.draw(st.sampled_from(["", "", " "]))
        if self.draw(st.booleans()):
            inner = [each for each in inner if each[0]]
            return f"[{gap}{', '.join(text for text, _ in inner)}{gap}]", [data for _, data in inner]
        pairs = list(zip(KEYS, inner, strict=False))
        body = ", ".join(f"{key}: {text}" for key, (text, _) in pairs)
        return f"{{{gap}{body}{gap}}}", {key: data for key, (_, data) in pairs}

    def scalar(self) -> tuple[str, str | None]:
        """Draw a text on one line, plain or quoted, or nothing."""
        style = self.draw(st.sampled_from(["plain", "plain", "single", "double", "null"]))
        if style == "null":
            return self.draw(st.sampled_from(["null", "~", ""])), None
        if style == "plain":
            text = self.draw(st.sampled_from(PLAIN))
            return text, text
        text = self.draw(
            st.sampled_from(PLAIN + TRICKY)
            | st.text(st.characters(exclude_categories=["C", "Z"]), max_size=6)
        )
        if style == "single":
            return "'" + text.replace("'", "''") + "'", text
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        return f'"{escaped}"', text

    def comment(self) -> str:
        """Draw a comment at the end of a line, or none."""
        return (
            self.draw(st.sampled_from([" ", "  ", "      "])) + self.draw(COMMENTS) if self.chance(5) else ""
        )

    def lines_between(self, column: int) -> list[str]:
        """Draw comment lines and blank lines."""
        if not self.chance(4):
            return []
        line = st.just("") | COMMENTS.map(lambda comment: " " * column + comment)
        return self.draw(st.lists(line, min_size=1, max_size=3))
