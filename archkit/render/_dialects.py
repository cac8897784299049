"""Texts of users become texts of Mermaid and PlantUML that show exactly the same."""

import re

from archkit.render._text import clean, wrap

_LINE = 40
"""Characters of a text before it is broken: neither tool does it well itself."""
_PLANTUML_LIVE = re.compile(
    r"[~\\<>\"%$&`]|(?<=/)'|'(?=/)|([*_/\-=\[\]|.{}#!:+'@])(?=\1)|(?<=([*_/\-=\[\]|.{}#!:+'@]))\2"
)
_PLANTUML_FIRST = re.compile(r"^[*#=|;:!'@.\-/+]")


def mermaid_text(text: str, width: int = _LINE) -> str:
    """Return a text for Mermaid: its own marks as codes, and broken where it is long."""
    return "<br/>".join(_mermaid_line(line) for line in wrap(text, width)) or " "


def mermaid_line(text: str) -> str:
    """Return a text for Mermaid on one line."""
    return _mermaid_line(clean(text)) or " "


def _mermaid_line(line: str) -> str:
    if re.match(r"(?:no)?wrap:", line):
        line = line.replace(":", "\x00", 1)
    coded = re.sub(r"[;#$<>&%\\`\"]", lambda match: f"#{ord(match[0])};", line)
    return coded.replace("\x00", "#58;")


def plantuml_text(text: str, width: int = _LINE) -> str:
    """Return a text for PlantUML: everything that Creole or the preprocessor would take for theirs as a code."""
    return "\\n".join(_plantuml_line(line) for line in wrap(text, width)) or " "


def plantuml_line(text: str) -> str:
    """Return a text for PlantUML on one line."""
    return _plantuml_line(clean(text)) or " "


def _plantuml_line(line: str) -> str:
    coded = _PLANTUML_LIVE.sub(lambda match: f"<U+{ord(match[0]):04X}>", line)
    return _PLANTUML_FIRST.sub(lambda match: f"<U+{ord(match[0]):04X}>", coded)
