"""Text of users becomes Markdown that shows it and runs nothing of it."""

import html
import re
from urllib.parse import urlsplit

_LIVE = re.compile(r"[\\`*_{}\[\]|~^=$]")
_LIVE_FIRST = re.compile(r"^(?:\d+(?=[.)])|[^\w\s&])")
_SAFE_SCHEMES = {"", "http", "https", "mailto"}
_LINK = re.compile(r"\]\(\s*([^)\s]*)")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]]*\]:\s*)(\S+)", re.MULTILINE)
_HEADING = re.compile(r"^( {0,3})(#{1,6})(?=\s)", re.MULTILINE)


def plain(text: str) -> str:
    """Return a short text as Markdown that shows exactly these words on one line."""
    escaped = _LIVE.sub(_as_entity, html.escape(" ".join(text.split()), quote=False))
    return _LIVE_FIRST.sub(lambda match: "".join(f"&#{ord(one)};" for one in match[0]), escaped)


def prose(text: str) -> str:
    """Return a long field, in which Markdown is allowed, without raw HTML, attribute lists and unsafe links."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace("{", "&#123;")
    safe = _LINK.sub(lambda match: f"]({_target(match[1])}", safe)
    safe = _DEFINITION.sub(lambda match: match[1] + _target(match[2]), safe)
    return _HEADING.sub(r"\1##\2", safe).strip()


def cell(text: str) -> str:
    """Return a short text for a cell of a table."""
    return plain(text) or "–"


def title(text: str) -> str:
    """Return a name for the settings of the site builder, which puts it into pages as HTML."""
    return html.escape(" ".join(text.split()), quote=False)


def attribute(text: str) -> str:
    """Return a text for the settings of the site builder, which puts it between quotes of an attribute."""
    return html.escape(" ".join(text.split()), quote=True)


def code(text: str) -> str:
    """Return a text that may stand between backquotes: what would end them or begin markup is left out."""
    return re.sub(r"[`<>&|\s]+", " ", text).strip() or " "


def _as_entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _target(target: str) -> str:
    """Return a link's target, or ``#`` where it could run something or leave the site in a strange way."""
    try:
        scheme = urlsplit(html.unescape(target)).scheme.lower()
    except ValueError:
        return "#"
    return target if scheme in _SAFE_SCHEMES and "\\" not in target else "#"
