"""A pasted text becomes its sentences, without bullets, numbers of requirements and quotation marks."""

from collections.abc import Iterator

from archkit.assist.language import Language

_LONGEST = 600
"""A sentence beyond this is no sentence that somebody wrote as a requirement."""


def sentences(text: str, words: Language) -> Iterator[str]:
    """Yield the sentences of a text, in order; what has no letters is none."""
    for piece in _pieces(text, words):
        plain = " ".join(words.pattern("label").sub("", piece.strip()).split()).strip("\"“”'` ")
        if any(char.isalpha() for char in plain) and len(plain) <= _LONGEST:
            yield plain


def _pieces(text: str, words: Language) -> Iterator[str]:
    start = 0
    for match in words.pattern("sentence_end").finditer(text):
        head = text[start : match.start()]
        if words.pattern("abbreviation").search(head) and "\n" not in match[0]:
            continue
        yield head
        start = match.end()
    yield text[start:]


def tidy(text: str, words: Language) -> str:
    """Return a sentence from which parts were taken away, without the words that are left hanging."""
    plain = " ".join(text.split())
    while True:
        shorter = words.pattern("loose_start").sub("", plain)
        shorter = words.pattern("loose_end").sub("", shorter.rstrip(" .!"))
        shorter = shorter.replace(" ,", ",").replace(",,", ",")
        if shorter == plain:
            return plain
        plain = shorter


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """Return a text as a sentence."""
    plain = capital(text.strip())
    return plain if plain.endswith((".", "?", "!")) else f"{plain}."
