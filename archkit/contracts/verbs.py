"""The verb of an action tells what becomes of data: it is read, made, changed or removed, or something is done to it."""

import re
from typing import Literal

Effect = Literal["read", "create", "update", "delete", "command"]

_WORDS: dict[Effect, str] = {
    "read": "ask browse collect compare count download fetch filter find follow get inspect list load look obtain open "
    "pull query read retrieve return scan search see select show suggest view watch",
    "create": "add announce append apply begin book buy cast create draft deposit enter file insert issue keep launch leave list "
    "log make offer open order pass place post publish put raise record register report request reserve save "
    "send set share sign start store submit subscribe take tell upload write",
    "update": "adjust alter amend assign change complete configure correct edit fill mark modify move note overwrite "
    "reassign rename replace reschedule reset resize set switch update",
    "delete": "clear delete discard drop erase forget purge remove unregister unsubscribe wipe",
}
"""The effects in the order in which a verb that has several is tried."""
_ALL = tuple((word, effect) for effect, line in _WORDS.items() for word in line.split())
DEEDS = frozenset({"book", "buy", "hire", "hold", "order", "purchase", "rent", "reserve"})
"""Verbs after which the deed is what is new, not what it is done to: who books a room makes no room."""
_FIRST = re.compile(r"[^\W\d_]+")


def first_word(action: str) -> str:
    """Return the first word of an action in small letters; empty where there is none."""
    found = _FIRST.search(action)
    return found[0].lower() if found else ""


def effects_of(action: str) -> tuple[Effect, ...]:
    """Return what the verb of an action may mean, the likeliest first.

    ``Open the map`` reads and ``Open an account`` creates: what travels decides between them.
    """
    verb = first_word(action)
    return tuple(dict.fromkeys(effect for word, effect in _ALL if word == verb)) or ("command",)
