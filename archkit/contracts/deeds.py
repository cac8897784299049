"""What is done, as the noun that stands for it in an address: ``Authorise the card`` becomes ``card-authorisations``."""

import re

_STATED = """
    accept acceptance, acknowledge acknowledgement, add addition, adjust adjustment, admit admission, agree agreement,
    allow permission, alter alteration, amend amendment, announce announcement, answer answer, appear appearance,
    append addition, apply application, appoint appointment, approve approval, arrange arrangement, arrive arrival,
    ask question, assess assessment, assign assignment, attach attachment, attend attendance, award award, ban ban,
    begin start, bid bid, bill invoice, block block, book booking, borrow loan, bring delivery, broadcast broadcast,
    buy purchase, call call, cancel cancellation, capture capture, change change, charge charge, chat message,
    check check, choose choice, claim claim, clear clearance, click click, close closure, combine combination,
    commit commitment, compare comparison, complain complaint, complete completion, compute computation,
    configure configuration, confirm confirmation, consent consent, consult consultation, contact contact,
    convert conversion, copy copy, count count, credit credit, debit debit, decide decision, decline refusal,
    defer deferral, define definition, delay delay, delete deletion, deliver delivery, deny denial, depart departure,
    deploy deployment, deposit deposit, design design, diagnose diagnosis, discharge discharge, discuss discussion,
    dismiss dismissal, dispatch dispatch, dispute dispute, divide division, do action, download download, draw drawing,
    drop drop, edit edit, employ employment, end end, enrol enrolment, enroll enrolment, enter entry, erase erasure,
    estimate estimate, examine examination, exchange exchange, exit exit, expand expansion, expire expiry,
    explain explanation, export export, extend extension, fail failure, file filing, find search, finish completion,
    fix fix, flag flag, forget erasure, forward forward, free release, freeze freeze, fulfil fulfilment, give gift,
    go visit, grant grant, hire hire, hold hold, import import, include inclusion, inform notification,
    install installation, invite invitation, invoice invoice, issue issue, join membership, judge judgement, keep keep,
    launch launch, learn lesson, leave departure, lend loan, like like, link link, lint check, list listing,
    load load, lock lock, look search, maintain maintenance, manage management, mark mark, match match,
    measure measurement, meet meeting, mention mention, merge merge, monitor monitoring, move move, note note,
    notify notification, observe observation, offer offer, open opening, order order, override override, park parking,
    pause pause, pay payment, permit permission, pick pick, ping ping, place placement, plan plan, play play, poll poll,
    post post, postpone postponement, prepare preparation, press press, prevent prevention, print printout,
    process run, promote promotion, propose proposal, prove proof, provide provision, publish publication,
    purchase purchase, push push, query query, quote quote, rank ranking, rate rating, receive receipt,
    recommend recommendation, record recording, recover recovery, redeem redemption, refer referral, refresh refresh,
    refund refund, refuse refusal, register registration, reject rejection, release release, remind reminder,
    remove removal, renew renewal, rent rental, repair repair, repeat repetition, replace replacement, replay replay,
    reply reply, report report, request request, reserve reservation, reset reset, resolve resolution,
    respond response, restart restart, restore restoration, resume resumption, retry retry, return return,
    reverse reversal, review review, revise revision, revoke revocation, reward reward, roll rollback, route route,
    run run, scan scan, schedule schedule, score score, search search, sell sale, send dispatch, set setting,
    settle settlement, share share, ship shipment, shop purchase, show view, sign signature, skip skip, sort sorting,
    split split, start start, stop stop, store storage, submit submission, suggest suggestion, sum sum,
    supply supply, suspend suspension, swap swap, switch switch, take take, tell notification, test test, tip tip,
    track tracking, trade trade, train training, transfer transfer, transform transformation, translate translation,
    treat treatment, trigger trigger, turn turn, undo reversal, unlock unlock, update update, upgrade upgrade,
    upload upload, use use, value valuation, verify verification, view view, visit visit, vote vote, wait wait,
    wake wake-up, warn warning, watch view, weigh weighing, withdraw withdrawal, withhold hold, write note
"""
_NOUNS = dict(pair.split() for pair in _STATED.split(","))
"""Verb to noun."""
_PHRASES = {
    "check in": "check-in", "check out": "checkout", "drop off": "drop-off", "follow up": "follow-up",
    "give back": "return", "hand over": "handover", "log in": "session", "log on": "session", "log out": "logout",
    "opt in": "opt-in", "opt out": "opt-out", "pay out": "payout", "pick up": "pick-up", "roll back": "rollback",
    "set up": "setup", "shut down": "shutdown", "sign in": "session", "sign out": "logout", "sign up": "registration",
    "sum up": "summary", "take back": "return", "top up": "top-up", "try again": "retry", "turn off": "deactivation",
    "turn on": "activation", "write off": "write-off",
}  # fmt: skip
"""Verb and particle to noun."""
_ENDINGS = (
    ("ify", "ification"), ("ate", "ation"), ("ise", "isation"), ("ize", "ization"), ("ute", "ution"),
    ("duce", "duction"), ("scribe", "scription"), ("ceive", "ception"), ("mit", "mission"), ("erve", "ervation"),
    ("ress", "ression"), ("ct", "ction"), ("ypt", "yption"), ("ish", "ishment"), ("aim", "amation"),
)  # fmt: skip
"""How verbs that came from Latin become nouns."""
_AROUND = frozenset({
    "a", "all", "an", "another", "any", "each", "every", "first", "her", "his", "its", "last", "my", "new",
    "next", "one", "other", "our", "some", "the", "their", "these", "this", "your",
})  # fmt: skip
"""Words that stand before a noun and are no part of its name."""
_TOWARDS = frozenset({"for", "up", "about", "at", "out", "through", "on", "in", "over"})
"""Words that tie a verb to what it is done to: look for a driver, sum up the quarter."""
_STOPS = frozenset({
    "about", "across", "after", "again", "against", "and", "anything", "are", "as", "at", "back", "be", "been",
    "before", "being", "between", "but", "by", "down", "each", "else", "everything", "for", "from", "had",
    "has", "have", "him", "how", "if", "in", "into", "is", "it", "later", "me", "nobody", "not", "nothing",
    "now", "of", "off", "on", "once", "one", "onto", "or", "out", "over", "per", "ready", "since", "something",
    "that", "them", "through", "to", "twice", "under", "until", "up", "us", "via", "was", "were", "what",
    "when", "where", "which", "while", "who", "whom", "whose", "with", "within", "without",
})  # fmt: skip
"""Words with which a noun and what belongs to it ends."""
_WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*|\S+")
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LONGEST = 3
"""Words of an object at most."""


def words_in(action: str) -> list[str]:
    """Return the words of an action in small letters, without the s of a possessive."""
    return [re.sub(r"['’]s?$", "", one.lower()) for one in _WORD.findall(action[:400])]


def doing(action: str) -> str:
    """Return the verb of an action, with the particle that makes another one of it: ``log-in``, ``take-back``."""
    verb, *rest = words_in(action) or [""]
    for particle in (*rest[:1], *rest[-1:]):
        if f"{verb} {particle}" in _PHRASES:
            return f"{verb}-{particle}"
    if verb not in _NOUNS and rest and (begun := _verb_of(rest[0])):
        return begun  # Ride started: start
    return verb


def deed_of(action: str) -> str:
    """Return the noun for what an action does: ``Cancel the ride`` -> ``cancellation``."""
    verb, *rest = words_in(action) or [""]
    done = doing(action)
    if done != verb:
        return _PHRASES.get(done.replace("-", " ")) or _NOUNS[done]
    if rest[:1] == ["to"] and len(rest) > 1 and verb in {"ask", "request", "want", "offer"}:
        return f"{deed_of(rest[1])}-{'offer' if verb == 'offer' else 'request'}"
    return _noun(verb)


def _verb_of(participle: str) -> str:
    stem = participle.removesuffix("ed")
    known = (one for one in (stem, f"{stem}e", stem[:-1]) if one in _NOUNS)
    return next(known, "") if stem != participle else ""


def _noun(verb: str) -> str:
    if verb in _NOUNS:
        return _NOUNS[verb]
    if not _NAME.fullmatch(verb):
        return "request"
    if re.fullmatch(r"re[bcdfghjklmnpqrstvwxyz]\w{2,}", verb) and verb[2:] in _NOUNS:
        return f"re{_NOUNS[verb[2:]]}"  # rebook: rebooking
    for end, noun in _ENDINGS:
        if verb.endswith(end) and len(verb) > len(end) + 1:
            return verb.removesuffix(end) + noun
    return _gerund(verb)


def _gerund(verb: str) -> str:
    """Return the form of a verb that is a noun in any case: ``lending``."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb):
        return f"{verb}{verb[-1]}ing"
    return f"{verb}ing"


def object_of(action: str) -> str:
    """Return what an action is done to, words joined by hyphens: ``Check the driver's credentials`` -> ``driver-credentials``.

    Empty where the action names nothing, or in a way that says no more than a sentence does.
    """
    rest = words_in(action)[1:]
    if rest and rest[0] in _TOWARDS:
        rest.pop(0)
    found: list[str] = []
    for one in rest:
        if one in _AROUND and not found:
            continue
        if one in _STOPS or not _NAME.fullmatch(one) or one in _AROUND:
            break
        found.append(one)
    return "-".join(found) if len(found) <= _LONGEST else ""


def is_the_only_one(action: str) -> bool:
    """Tell whether an action speaks of something that is known already: ``the order``, ``my profile``."""
    return any(
        one in {"the", "this", "my", "our", "its", "their", "his", "her"} for one in words_in(action)[1:4]
    )


def asked_for(action: str) -> str:
    """Return what a question asks for: ``What does it cost`` -> ``cost``, ``Is it open`` -> ``status``; empty of no question."""
    verb, *rest = words_in(action) or [""]
    if verb in {"is", "are", "was", "were", "has", "have", "does", "did"} and rest:
        return "status"
    if (
        verb
        in {"what", "who", "when", "where", "which", "how", "why", "can", "could", "may", "should", "will"}
        and rest
    ):
        last = rest[-1]
        return (
            last
            if _NAME.fullmatch(last) and last not in _STOPS | _AROUND | {"it", "them", "do"}
            else "answer"
        )
    return ""
