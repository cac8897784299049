"""Names, attributes and texts become XML that says exactly the same."""

import re
from html import escape

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file may hold, not even as a code."""


def xml_text(text: str) -> str:
    """Return a text as it may stand in an element or an attribute."""
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """Return an element.

    Args:
        name: Of the element.
        content: What stands inside, XML already.
        **attributes: Values; ``_`` in a name stands for ``-``, one at its end is left out. Empty ones are left out.
    """
    words = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{xml_text(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{words}>{content}</{name}>" if content else f"<{name}{words}/>"


def number(value: float) -> str:
    """Return a length with one decimal, without a needless nought."""
    text = f"{value:.1f}"
    return text.removesuffix(".0").replace("-0", "0") if text in {"-0.0", "0.0"} else text.removesuffix(".0")
