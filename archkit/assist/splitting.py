"""Sentences of a client become proposals: functions, qualities with their measures, constraints and open questions.

Functionality, quality and constraint are told apart as the SEI does (Bass, Clements, Kazman: Software Architecture in
Practice): what it does, how well, and what is decided already.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archkit.assist.constraints import fixed_by
from archkit.assist.demands import Demand, clause_span, demands
from archkit.assist.functions import Function, function_of, named
from archkit.assist.language import Language, language
from archkit.assist.sentences import capital, full_stop, sentences, tidy
from archkit.catalog import Catalog
from archkit.model import Requirements, free_id

LONGEST_TEXT = 20_000
"""Characters that are read of a pasted text."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An element that a sentence may become; nothing is written before somebody takes it."""

    section: str
    """Where it would stand."""
    id: str
    data: Mapping[str, Any]
    """Its fields, as a file would have them."""
    sentence: str
    """The sentence that it comes from."""
    words: str
    """The words of it that gave the sign."""
    because: str
    """Why it is read so, in half a sentence."""
    stated: bool = True
    """Whether all of it stands in the sentence; else a number is proposed, and carries a tilde."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Measures to choose from, each with what it feels like."""

    @property
    def kind(self) -> str:
        """What it is in a word: actor, function, quality, constraint, question."""
        return {
            "use_cases": "function",
            "quality_attributes": "quality",
            "constraints": "constraint",
            "questions": "question",
            "actors": "actor",
        }[self.section]


def split(
    text: str, requirements: Requirements, catalog: Catalog, *, about: str = "", name: str = "en"
) -> tuple[Proposal, ...]:
    """Return what the sentences of a text may become, in their order.

    A sentence that says nothing about a system gives nothing.

    Args:
        text: What a client wrote.
        requirements: What is known already: ids that are taken, actors by name.
        catalog: Word lists.
        about: A reference to what the sentences are about, where they do not say.
        name: The language.
    """
    splitter = _Splitter(language(name), requirements, catalog, about, name)
    return tuple(
        proposal
        for sentence in sentences(text[:LONGEST_TEXT], splitter.words)
        for proposal in splitter.proposals(sentence)
    )


class _Splitter:
    def __init__(
        self, words: Language, requirements: Requirements, catalog: Catalog, about: str, name: str
    ) -> None:
        self.words = words
        self._known = requirements
        self._catalog = catalog
        self._about = about
        self._name = name
        self._taken: dict[str, set[str]] = {}

    def proposals(self, sentence: str) -> Iterator[Proposal]:
        """Yield what one sentence may become."""
        if self._is_talk(sentence):
            return
        if self.words["unsure"].search(sentence) or sentence.endswith("?"):
            yield from self._question(sentence, "somebody has to answer it")
            return
        found = demands(sentence, name=self._name)
        found = tuple(one for one in found if self._is_about_a_system(sentence, one))
        fixed = fixed_by(sentence, self.words, self._catalog)
        if fixed is not None:
            origin = {"origin": "external"} if fixed.external and fixed.kind != "legal" else {}
            choice = {"choice": list(fixed.choice)} if fixed.choice else {}
            data = {"kind": fixed.kind, "statement": full_stop(sentence), **origin, **choice}
            yield Proposal(
                "constraints",
                self._free("constraints", fixed.name),
                data,
                sentence,
                fixed.name,
                fixed.because,
            )
            found = tuple(one for one in found if one.stated)
        technologies = [] if fixed else list(self._catalog.words("technology").find(sentence))
        if technologies and self._is_about_a_technology(sentence, technologies[0][0]):
            ask = self.words.ask_technology.replace("{name}", technologies[0][0])
            yield from self._question(ask, f"'{technologies[0][0]}' is {technologies[0][1]}", sentence)
        function = None if fixed else function_of(self._rest(sentence, found), self.words, self._known)
        target = self._about
        if function is not None:
            yield from self._function(function, sentence)
            target = f"use_case:{self._last}"
        yield from self._qualities(found, sentence, target)

    def _is_talk(self, sentence: str) -> bool:
        """Tell whether a sentence is the talk around a requirement rather than one."""
        if self.words.pattern("story").match(sentence):
            return False
        if self.words["people"].search(sentence) is None:
            return False
        if self.words["must_use"].search(sentence) and any(self._catalog.words("technology").find(sentence)):
            return False
        if sentence.endswith("?"):
            return True
        duty = self.words["duty"].search(sentence)
        return duty is None or not any(self.words[name].search(sentence) for name in ("system", "roles"))

    def _is_about_a_system(self, sentence: str, demand: Demand) -> bool:
        if demand.stated:
            return True
        known = any(named(sentence, self._known))
        return known or any(
            self.words[name].search(sentence) for name in ("duty", "system", "roles", "verbs")
        )

    def _is_about_a_technology(self, sentence: str, technology: str) -> bool:
        """Tell whether a technology is something to build with, rather than a partner of the system."""
        return technology not in {one.label for one in self._known.actors.values()} and any(
            self.words[name].search(sentence) for name in ("duty", "system", "roles", "verbs")
        )

    def _rest(self, sentence: str, found: Sequence[Demand]) -> str:
        """Return a sentence without what it demands of qualities."""
        spans = []
        for one in found:
            if one.of_the_whole:
                start, end = one.spans[0]
                spans.append(clause_span(sentence, start, end, self.words))
            else:
                spans += one.spans
        rest, place = "", 0
        for start, end in sorted(spans):
            rest += sentence[place : max(place, start)]
            place = max(place, end)
        return tidy(rest + sentence[place:], self.words)

    def _function(self, function: Function, sentence: str) -> Iterator[Proposal]:
        actor = function.actor
        if actor and actor not in self._known.actors and actor not in self._taken.get("actors", set()):
            data = {"name": capital(actor), "kind": "person"}
            proposal = Proposal(
                "actors",
                self._free("actors", actor),
                data,
                sentence,
                actor,
                f"'{actor}' takes part, and is no actor yet",
            )
            yield proposal
            actor = proposal.id
        fields = {
            "title": function.title,
            "primary_actor": actor.replace(" ", "-"),
            "goal": function.goal,
            "trigger": function.trigger,
            "outcome": function.outcome,
            "notes": function.reason,
        }
        data = {key: value for key, value in fields.items() if value}
        yield Proposal(
            "use_cases",
            self._free("use_cases", function.title),
            data,
            sentence,
            function.title,
            function.because,
        )

    def _qualities(self, found: Sequence[Demand], sentence: str, target: str) -> Iterator[Proposal]:
        for one in found:
            if not one.attribute and not one.measure:
                yield from self._question(one.ask, f"{one.because}: '{one.words}'", sentence)
                continue
            statement = sentence
            if len(found) > 1 or (target and target != self._about):
                low, high = clause_span(sentence, *one.spans[0], self.words)
                clause = tidy(sentence[low:high], self.words)
                statement = clause if len(clause.split()) > 3 and len(found) > 1 else sentence
            refs = [] if one.of_the_whole and target != self._about else [target] if target else []
            refs = refs or list(named(sentence, self._known))[:1] or (["system"] if one.of_the_whole else [])
            data: dict[str, Any] = {"attribute": one.attribute, "statement": full_stop(statement)}
            if refs:
                data["applies_to"] = refs
            if one.measure:
                data["measure"] = one.measure
            base = refs[0].partition(":")[2] if refs else ""
            label = f"{free_id(base, (), 24)} {one.attribute}" if base else one.attribute
            yield Proposal("quality_attributes", self._free("quality_attributes", label), data, sentence, one.words, one.because, stated=one.stated, choices=one.choices
            )  # fmt: skip
            if one.ask:
                yield from self._question(one.ask, f"{one.because}: '{one.words}'", sentence)

    def _question(self, ask: str, because: str, sentence: str = "") -> Iterator[Proposal]:
        asked = sentence or ask
        signs = [self.words[name] for name in ("roles", "system", "verbs", "duty")]
        if not sentence and not any(one.search(asked) for one in (*signs, self.words.vague)):
            return
        data: dict[str, Any] = {"ask": full_stop(ask), "status": "open"}
        if self._about:
            data["about"] = [self._about]
        yield Proposal("questions", self._free("questions", ask), data, asked, ask, because)

    def _free(self, section: str, label: str) -> str:
        """Return an id that nothing of a section has yet, nor another proposal."""
        taken = self._taken.setdefault(section, set(self._known.section(section)))
        self._last = free_id(label, taken) or free_id(section.replace("_", "-"), taken)
        taken.add(self._last)
        return self._last
