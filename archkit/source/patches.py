"""Replacements of stretches of a text -> the text with them made."""

from typing import NamedTuple


class Patch(NamedTuple):
    """Stretches that do not overlap, each with what is to stand there instead."""

    pieces: tuple[tuple[int, int, str], ...]

    @classmethod
    def of(cls, *pieces: tuple[int, int, str]) -> "Patch":
        """Return a patch of these pieces, each a start, an end and a text."""
        return cls(tuple(sorted(pieces, key=lambda piece: piece[:2])))

    def on(self, text: str) -> str:
        """Return the text with every piece replaced and every other character kept."""
        parts, at = [], 0
        for start, end, new in self.pieces:
            parts += [text[at:start], new]
            at = end
        return "".join([*parts, text[at:]])

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a piece reaches into a stretch of the text."""
        return any(piece[0] < end and piece[1] > start for piece in self.pieces)
