"""Actors become facts about who uses the system, with what, from where, and how far they are trusted."""

import math
from itertools import combinations
from typing import TYPE_CHECKING

from archkit.facts._fact import Value, amount, no, number, show, unknown, word_fact, words, yes, yes_no
from archkit.facts._subject import Subject
from archkit.model import Actor, Coordinates, Dimension

if TYPE_CHECKING:
    from archkit.diagnostics import Place

FAR = 3_000.0
"""Kilometres from which on a round trip alone takes a user's notice once a page needs several of them."""
_EARTH_RADIUS = 6_371.0


def _users(subject: Subject) -> list[Actor]:
    return [one for one in subject.requirements.actors.values() if one.kind in {"person", "device"}]


@amount(Dimension.COUNT)
def population(subject: Subject) -> Value:
    """How many people and devices use the system."""
    crowds = [(one.population.high, one.at("population")) for one in _users(subject) if one.population]
    if not crowds:
        return unknown("no actor states its population")
    total = sum(count for count, _ in crowds)
    return number(total, f"{show(total, Dimension.COUNT)} users", (place for _, place in crowds))


@word_fact("browser", "mobile", "desktop", "server", "device")
def client_kinds(subject: Subject) -> Value:
    """With what actors reach the system."""
    said: dict[str, list[Place]] = {}
    for one in subject.requirements.actors.values():
        for client in one.clients:
            said.setdefault(client, []).append(one.at("clients"))
        if one.kind == "device" and not one.clients:
            said.setdefault("device", []).append(one.at("kind"))
    return words(said, "") if said else unknown("no actor states its clients")


@amount()
def kinds_of_screens(subject: Subject) -> Value:
    """With how many kinds of clients people reach the system: browser, mobile, desktop, device."""
    found = client_kinds(subject)
    if not isinstance(found.known, frozenset):
        return unknown(found.text)
    kinds = sorted(found.known - {"server"})
    return number(len(kinds), ", ".join(kinds) or "no screens", found.evidence)


@amount()
def user_regions(subject: Subject) -> Value:
    """In how many regions users are."""
    regions = {key: one.at("regions") for one in _users(subject) for key in one.regions}
    if not regions:
        return unknown("no actor states its regions")
    return number(len(regions), f"users in {', '.join(regions)}", regions.values())


@yes_no
def users_far_away(subject: Subject) -> Value:
    """Whether users are more than 3 000 km away from each other or from where the system runs."""
    users = {key: (point, one.at("regions")) for one in _users(subject) for key, point in one.regions.items()}
    servers = {
        key: (point, one.at("regions")) for one in subject.components for key, point in one.regions.items()
    }
    allowed = {
        key: (None, subject.requirements.config_place("organisation", "regions"))
        for key in subject.requirements.organisation.regions
    }
    if not users:
        return unknown("no actor states its regions")
    every = {**allowed, **servers, **users}
    for first, second in combinations(every, 2):
        if (first in users or second in users) and _distance(
            subject, first, every[first][0], second, every[second][0]
        ) > FAR:
            places = (every[first][1], every[second][1])
            return yes(f"{first} and {second} are far apart", places)
    return no("everybody is near", (place for _, place in users.values()))


def _distance(
    subject: Subject, first: str, one: Coordinates | None, second: str, other: Coordinates | None
) -> float:
    """Return the great circle between two regions in kilometres; 0 where one of them is not known."""
    here = (one.latitude, one.longitude) if one else subject.vocabulary.whereabouts(first)
    there = (other.latitude, other.longitude) if other else subject.vocabulary.whereabouts(second)
    if here is None or there is None:
        return 0.0
    a, b = math.radians(here[0]), math.radians(there[0])
    turn = math.radians(there[1] - here[1])
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return _EARTH_RADIUS * math.acos(max(-1.0, min(1.0, cosine)))


@yes_no
def open_to_the_public(subject: Subject) -> Value:
    """Whether people or systems that nobody vouches for reach the system: trust public, or a public API."""
    places = [one.at("trust") for one in subject.requirements.actors.values() if one.trust == "public"]
    places += [one.at("api", "kind") for one in subject.components if one.api and one.api.kind == "public"]
    if places:
        return yes("anybody can reach it", places)
    told = [one for one in subject.requirements.actors.values() if one.trust]
    if told and len(told) == len(subject.requirements.actors):
        return no("only known people and systems reach it", (one.at("trust") for one in told))
    return unknown("not every actor states its trust")


@yes_no
def systems_call_in(subject: Subject) -> Value:
    """Whether outside systems call the system through an interface: an actor of kind system starts a flow, a client is a server, or an API is for others."""
    calling = {flow[0].source for _, flow in subject.flows}
    places = [
        one.at("kind")
        for one in subject.requirements.actors.values()
        if one.kind == "system" and one.id in calling
    ]
    places += [one.at("clients") for one in subject.requirements.actors.values() if "server" in one.clients]
    places += [
        one.at("api", "kind") for one in subject.components
        if one.api and one.api.kind == "partner" and not one.is_external
    ]  # fmt: skip
    return yes("outside systems call in", places) if places else no("no outside system calls in")


@yes_no
def poor_connections(subject: Subject) -> Value:
    """Whether the line of some users is poor or comes and goes."""
    poor = [
        one.at("connectivity")
        for one in subject.requirements.actors.values()
        if one.connectivity in {"poor", "intermittent"}
    ]
    if poor:
        return yes("some lines are poor", poor)
    return no("no actor has a poor line")


@amount(Dimension.COUNT)
def devices(subject: Subject) -> Value:
    """How many devices send data by themselves."""
    fleets = [
        (one.population.high if one.population else 1.0, one.at("population" if one.population else "kind"))
        for one in subject.requirements.actors.values()
        if one.kind == "device"
    ]
    total = sum(count for count, _ in fleets)
    return number(total, f"{show(total, Dimension.COUNT)} devices", (place for _, place in fleets))


@yes_no
def roles_differ(subject: Subject) -> Value:
    """Whether people in three roles or more use the system, or in two that are trusted differently."""
    people = [one for one in subject.requirements.actors.values() if one.kind == "person"]
    trusts = {one.trust for one in people if one.trust}
    if len(people) >= 3 or len(trusts) >= 2:
        return yes(f"{len(people)} roles", (one.place for one in people))
    return no("people need not be told apart", (one.place for one in people))


@yes_no
def staff_use_it(subject: Subject) -> Value:
    """Whether people of the organisation itself use the system (trust: internal)."""
    staff = [
        one.at("trust")
        for one in subject.requirements.actors.values()
        if one.kind == "person" and one.trust == "internal"
    ]
    return yes("staff use it", staff) if staff else no("no internal person uses it")
