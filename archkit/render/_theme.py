"""The colours of all pictures, as a style sheet that follows light and dark."""

from collections.abc import Mapping

COLOURS: Mapping[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#12171e"),
    "ink": ("#1b2733", "#e6ebf1"),
    "muted": ("#4f5d6b", "#a9b5c2"),
    "line": ("#aab5c1", "#4c5866"),
    "edge": ("#44525f", "#b3bfcb"),
    "event": ("#7b3f98", "#d0a3e4"),
    "person-fill": ("#fdf0d9", "#3b2e17"),
    "person-line": ("#94640c", "#dcae5b"),
    "client-fill": ("#e2f3f5", "#15333a"),
    "client-line": ("#22737f", "#74c4cf"),
    "service-fill": ("#e3ecf8", "#1d3149"),
    "service-line": ("#35629a", "#84addd"),
    "database-fill": ("#e1f3e9", "#163528"),
    "database-line": ("#27724e", "#71c79d"),
    "broker-fill": ("#f4e9f8", "#33203e"),
    "broker-line": ("#7b3f98", "#d0a3e4"),
    "system-fill": ("#eceff2", "#2a313a"),
    "system-line": ("#5c6875", "#9eabb8"),
    "quiet-fill": ("#ffffff", "#12171e"),
    "quiet-line": ("#8a96a3", "#75818e"),
    "note-fill": ("#fff7d1", "#39340f"),
    "note-line": ("#a48a1b", "#c2ac48"),
    "frame-fill": ("#f1f4f7", "#222932"),
    "frame-line": ("#7d8a97", "#6d7986"),
    "group-fill": ("#f6f8fa", "#181e26"),
    "good": ("#27724e", "#71c79d"),
    "warm": ("#a35a00", "#f0a94e"),
    "bad": ("#b3261e", "#ff8f85"),
}
"""Name to the colour on light and on dark paper."""

LIGHT, DARK = 0, 1
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_DARK_MODE = "@media (prefers-color-scheme: dark)"

Rules = Mapping[str, Mapping[str, str]]
"""Selector to its properties; a value that names a colour stands for it."""


def colour(name: str, mode: int = LIGHT) -> str:
    """Return a colour by its name."""
    return COLOURS[name][mode]


def style(rules: Rules, root: str) -> str:
    """Return a style sheet: the rules in light colours, and what differs in dark ones behind a media query.

    All rules are for what stands below the root's class, so that pictures of several kinds can stand in one page.
    Colours are written out, because drawing programs do not know the variables of CSS.
    """
    light = "".join(_rule(root, selector, properties, LIGHT) for selector, properties in rules.items())
    dark = "".join(
        _rule(root, selector, coloured, DARK)
        for selector, properties in rules.items()
        if (coloured := {key: value for key, value in properties.items() if value in COLOURS})
    )
    return f"{light}{_DARK_MODE}{{{dark}}}"


def _rule(root: str, selector: str, properties: Mapping[str, str], mode: int) -> str:
    body = ";".join(
        f"{key}:{COLOURS[value][mode] if value in COLOURS else value}" for key, value in properties.items()
    )
    selectors = ",".join(f".{root} {one}".rstrip() for one in selector.split(","))
    return f"{selectors}{{{body}}}"
