"""Texts of a contract: safe as Markdown, each of them unlike every other, as strict linters want it."""

import re

_LIVE = re.compile(r"[\\`*\[\]|~]|(?<![^\W_])_|_(?![^\W_])")
_EVAL = re.compile(r"(?i)\beval\s*\(")
_SCHEME = re.compile(r"(?i)\b(javascript|vbscript|data)\s*:")
_LIVE_FIRST = re.compile(r"^(?:[#>+-]|\d+[.)](?=\s))")
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]+"
)
_ANGLES = {ord("<"): "\u2039", ord(">"): "\u203a"}
LONGEST = 300
"""Characters of a user's text that is quoted inside a sentence."""


def one_line(text: str) -> str:
    """Return a text on one line, without what a terminal or a browser would act on."""
    return " ".join(_CONTROL.sub(" ", text).split())


def plain(text: str, most: int = LONGEST) -> str:
    """Return a text of a user for a field that holds no Markdown: a title, a summary."""
    bare = one_line(text).translate(_ANGLES)
    return _SCHEME.sub(r"\1 :", _EVAL.sub("eval (", shortened(bare, most)))


def markdown(text: str, most: int = LONGEST) -> str:
    """Return a text of a user as Markdown that shows exactly these words."""
    bare = shortened(one_line(text), most)
    escaped = _LIVE.sub(lambda match: "\\" + match[0], bare)
    escaped = _EVAL.sub("eval&#40;", escaped.replace("&", "&amp;").replace("<", "&lt;"))
    escaped = _SCHEME.sub(r"\1&#58;", escaped)
    return _LIVE_FIRST.sub(lambda match: "\\" + match[0], escaped) if escaped[:1] in "#>+-" else escaped


def shortened(text: str, most: int) -> str:
    """Return a text that is cut at a word where it is too long, and says so."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


class Texts:
    """Hands out texts of one document; a text that another place has already says where it stands."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def own(self, text: str, where: str) -> str:
        """Return a text that no other place of the document has.

        Args:
            text: A sentence.
            where: A name that only this place has.
        """
        found = text
        if _key(found) in self._taken:
            stop = "." if text.endswith(".") else ""
            found = f"{text.removesuffix('.')} ({where}){stop}"
        count = 1
        while _key(found) in self._taken:
            count += 1
            found = f"{text} ({where}, {count})"
        self._taken.add(_key(found))
        return found


def _key(text: str) -> str:
    return " ".join(text.lower().split())
