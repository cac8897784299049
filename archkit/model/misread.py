"""A text of the user that cannot be read becomes one kind of exception: what is wrong, and what to write."""

_LONGEST_QUOTE = 60


class MisreadError(ValueError):
    """A text is not what its field takes; the field's owner turns this into a finding.

    Attributes:
        message: One printable line that quotes the text.
        help: One printable line that says what to write instead.
        words: The part of the text that is wrong, as written, for the caret; empty where it is all of it.
    """

    def __init__(self, message: str, *, help: str = "", words: str = "") -> None:  # noqa: A002 - the word that the user sees
        self.message = _printable(message)
        self.help = _printable(help)
        self.words = words
        super().__init__(self.message)


def quoted(text: str) -> str:
    """Return the text in quotes on one line: cut when long, with unprintable characters written as escapes."""
    cut = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 3] + "..."
    return f"'{_printable(cut)}'"


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
