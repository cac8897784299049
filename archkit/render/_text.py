"""A text becomes lines that are not longer than a picture has room for."""

import textwrap


def wrap(text: str, width: int) -> str:
    """Return the text with line breaks so that no line has more than ``width`` characters; long words are cut."""
    return "\n".join(textwrap.wrap(" ".join(text.split()), width) or [""])
