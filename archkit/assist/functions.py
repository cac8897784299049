"""What is left of a sentence without its numbers becomes a use case: who wants what, what starts it, what holds after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archkit.assist.language import Language, any_of
from archkit.assist.sentences import capital, full_stop, tidy
from archkit.model import Requirements

_LONGEST_TITLE = 72


@dataclass(frozen=True, slots=True)
class Function:
    """What a sentence tells that somebody does with the system."""

    title: str
    actor: str
    """The id of an actor of the workspace, or a role that has none yet; empty where nobody is named."""
    trigger: str = ""
    outcome: str = ""
    goal: str = ""
    reason: str = ""
    because: str = ""


def function_of(sentence: str, words: Language, known: Requirements) -> Function | None:
    """Return the function in a sentence from which demands on quality were taken away; None where there is none."""
    story = words.pattern("story").match(sentence.rstrip("."))
    if story:
        goal = tidy(story["goal"], words)
        return Function(
            title=_title(goal, words),
            actor=_actor(story["role"], words, known) or _role(story["role"]),
            goal=full_stop(goal),
            reason=full_stop(story["reason"]) if story["reason"] else "",
            because="a user story",
        )
    trigger, main = _trigger(sentence, words)
    main = tidy(main, words)
    if not words["verbs"].search(main):
        return None
    phrase = _verb_phrase(main, words)
    subject = main[: main.index(phrase)] if phrase else ""
    actor = _actor(trigger, words, known) or _actor(subject, words, known)
    about_system = words["system"].search(main) is not None
    acts = bool(phrase) and words["system"].search(subject) is not None
    if not actor and not acts and not (about_system and (trigger or words["duty"].search(main))):
        return None
    title = _title(phrase or _turned(main, words) or main, words)
    if len(title.split()) < 2:
        return None
    return Function(
        title=title,
        actor=actor,
        trigger=full_stop(tidy(_without_trigger_word(trigger, words), words)) if trigger else "",
        outcome=full_stop(main) if trigger else "",
        because=f"'{trigger or actor or main.split()[0]}' says who or what starts it"
        if actor or trigger
        else "says what happens",
    )


def _trigger(sentence: str, words: Language) -> tuple[str, str]:
    """Return what starts it and what happens then; a trigger stands before a comma, or behind the main clause."""
    first = words["trigger"].match(sentence)
    if first and "," in sentence:
        head, _, tail = sentence.partition(",")
        if words["verbs"].search(tail):
            return head.strip(), tail.strip()
    if first:
        subject = words["system"].search(sentence, first.end())
        if subject:
            head = sentence[: subject.start()]
            article = re.search(r"\b(?:the|an?)\s+$", head, re.IGNORECASE)
            cut = article.start() if article else subject.start()
            return sentence[:cut].strip(), sentence[cut:].strip()
    for found in words["trigger"].finditer(sentence):
        if found.start() > 10 and found[0].lower() not in {"on", "after", "at midnight"}:
            return sentence[found.start() :].strip(), sentence[: found.start()].strip()
    return "", sentence


def _without_trigger_word(trigger: str, words: Language) -> str:
    found = words["trigger"].match(trigger)
    rest = trigger[found.end() :].strip() if found else trigger
    return rest if rest and words["verbs"].search(rest) else trigger


def _actor(text: str, words: Language, known: Requirements) -> str:
    """Return the first actor of the workspace that a text names, else the first role."""
    names = {one.label.lower(): one.id for one in known.actors.values()}
    names |= {one.id.replace("-", " "): one.id for one in known.actors.values()}
    names |= {f"{name}s": identifier for name, identifier in names.items()}
    found = any_of(names).search(text) if names else None
    role = words["roles"].search(text)
    if found and (not role or found.start() <= role.start()):
        return names[" ".join(found[0].lower().split())]
    return _singular(role[0].lower(), words) if role else ""


def _role(text: str) -> str:
    return " ".join(text.lower().split())


def _singular(word: str, words: Language) -> str:
    if word.endswith("s") and word not in words.words("not_plural") and word[:-1] in words.words("roles"):
        return word[:-1]
    return word


def _verb_phrase(text: str, words: Language) -> str:
    """Return a sentence from its verb on; nothing where the verb is passive, for then the doer is not the subject."""
    duty = words["duty"].search(text)
    start = duty.end() if duty else 0
    if duty is None:
        subjects = [found.end() for name in ("roles", "system") if (found := words[name].search(text))]
        start = min(subjects, default=0)
    for verb in words["verbs"].finditer(text, start):
        head = text[: verb.start()]
        if words.pattern("noun_before").search(head):
            continue
        return "" if words.pattern("passive").search(head) else text[verb.start() :]
    return ""


def _turned(text: str, words: Language) -> str:
    """Return a passive sentence as what is done: ``a list is displayed`` as ``display a list``."""
    found = words.pattern("passive_clause").match(text)
    verb = words.base_of(found["verb"]) if found else ""
    return f"{verb} {found['subject'].lower()}{found['rest']}" if found and verb else ""


def _title(text: str, words: Language) -> str:
    first, blank, rest = text.strip().rstrip(".").partition(" ")
    title = capital(f"{_base_form(first, words)}{blank}{rest}")
    if len(title) > _LONGEST_TITLE:
        title = title[: _LONGEST_TITLE + 1].rpartition(" ")[0]
    return tidy(title, words)


def _base_form(verb: str, words: Language) -> str:
    """Return ``shows`` as ``show``, where both are known."""
    every = words.words("verbs")
    small = verb.lower()
    for cut in ("es", "s"):
        if small.endswith(cut) and small in every and small.removesuffix(cut) in every:
            return small.removesuffix(cut)
    return verb


def named(text: str, known: Requirements) -> Iterator[str]:
    """Yield the references of use cases, components and entities whose whole name stands in a text."""
    for section in ("use_cases", "components", "entities"):
        for item in known.section(section).values():
            if any_of([item.label, item.id.replace("-", " ")]).search(text):
                yield str(item.ref)
