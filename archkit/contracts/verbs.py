"""The verb of an action tells what becomes of data: it is read, made, changed or removed, or something is done to it."""

import re
from typing import Literal

Effect = Literal["read", "create", "update", "delete", "command"]

_WORDS: dict[Effect, str] = {
    "read": "ask browse collect compare count download fetch filter find follow get inspect list load look obtain open "
    "pull query read retrieve return scan search see select show suggest view watch",
    "create": "add announce append apply begin book buy create deposit enter file insert issue keep launch leave list "
    "log make offer open order pass place post publish put raise record register report request reserve save "
    "send set share sign start store submit subscribe take tell upload write",
    "update": "adjust alter amend assign change complete configure correct edit fill mark modify move note overwrite "
    "reassign rename replace reschedule reset resize set switch update",
    "delete": "clear delete discard drop erase forget purge remove unregister unsubscribe wipe",
}
"""The effects in the order in which a verb that has several is tried."""
_ALL = tuple((word, effect) for effect, line in _WORDS.items() for word in line.split())
_NOUNS = {
    "accept": "acceptance", "add": "addition", "allow": "permission", "answer": "answer",
    "approve": "approval", "arrive": "arrival", "ask": "question", "assign": "assignment", "block": "block",
    "book": "booking", "bring": "delivery", "cancel": "cancellation", "charge": "charge", "check": "check",
    "choose": "choice", "close": "closure", "compute": "computation", "confirm": "confirmation",
    "convert": "conversion", "count": "count", "credit": "credit", "debit": "debit", "decide": "decision",
    "decline": "refusal", "deliver": "delivery", "depart": "departure", "dispatch": "dispatch",
    "end": "end", "exchange": "exchange", "expire": "expiry", "export": "export", "finish": "completion",
    "free": "release", "hold": "hold", "import": "import", "invite": "invitation", "judge": "judgement",
    "lint": "check", "lock": "lock", "look": "search", "match": "match", "merge": "merge",
    "notify": "notification", "order": "order", "pause": "pause", "pay": "payment", "pick": "pick",
    "plan": "plan", "print": "printout", "process": "run", "prove": "proof", "rate": "rating",
    "refund": "refund", "refuse": "refusal", "register": "registration", "reject": "rejection",
    "release": "release", "remind": "reminder", "renew": "renewal", "repeat": "repetition",
    "reserve": "reservation", "restart": "restart", "restore": "restoration", "resume": "resumption",
    "return": "return", "review": "review", "revoke": "revocation", "roll": "rollback", "run": "run",
    "schedule": "schedule", "score": "score", "send": "dispatch", "settle": "settlement",
    "ship": "shipment", "show": "view", "sign": "signature", "sort": "sorting", "start": "start",
    "stop": "stop", "sum": "sum", "suspend": "suspension", "test": "test", "track": "tracking",
    "transfer": "transfer", "translate": "translation", "undo": "reversal", "upload": "upload",
    "verify": "verification", "vote": "vote", "wait": "wait", "wake": "wake-up", "warn": "warning",
    "withdraw": "withdrawal", "withhold": "hold",
}  # fmt: skip
"""What is done, as the noun that stands for it in an address."""
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


def noun_of(action: str) -> str:
    """Return the noun for what an action does: ``Cancel the ride`` -> ``cancellation``."""
    verb = first_word(action)
    if verb in _NOUNS:
        return _NOUNS[verb]
    if not verb or not verb.isascii():
        return "request"
    if verb.endswith("ify"):
        return f"{verb[:-1]}ication"
    if verb.endswith("ate"):
        return f"{verb[:-1]}ion"
    if verb.endswith(("ise", "ize")):
        return f"{verb[:-1]}ation"
    return f"{verb}-request"
