"""Components and constraints become facts about how the system is cut, what exists already, and what is fixed."""

from collections.abc import Iterator

from archkit.diagnostics import Place
from archkit.facts._fact import Value, amount, no, number, unknown, word_fact, words, yes, yes_no
from archkit.facts._subject import Subject, usual_rate
from archkit.model import Component, counted


@amount()
def services(subject: Subject) -> Value:
    """How many parts do work of the domain on a server and are deployed by themselves."""
    found = subject.services
    if not subject.components:
        return unknown("no component is described")
    return number(len(found), counted(len(found), "working part"), (one.place for one in found))


@yes_no
def several_services(subject: Subject) -> Value:
    """Whether the work is cut into three or more parts that are deployed by themselves."""
    found = services(subject)
    if not isinstance(found.known, float):
        return unknown(found.text)
    return yes(found.text, found.evidence) if found.known >= 3 else no(found.text, found.evidence)


@amount()
def stores(subject: Subject) -> Value:
    """How many stores keep the data, caches not counted."""
    if not subject.components:
        return unknown("no component is described")
    return number(
        len(subject.stores), counted(len(subject.stores), "store"), (one.place for one in subject.stores)
    )


@yes_no
def services_share_a_store(subject: Subject) -> Value:
    """Whether two working parts write into the same store, as the flows show it."""
    writers: dict[str, dict[str, Place]] = {}
    for _, message in subject.messages:
        if subject.is_store(message.target) and message.writes and subject.is_work(message.source):
            writers.setdefault(message.target, {})[message.source] = message.place
    shared = [place for by in writers.values() if len(by) > 1 for place in by.values()]
    if shared:
        return yes("several parts write into one store", shared)
    return no("no two parts write into one store") if subject.flows else unknown("no flow is drawn")


@yes_no
def services_own_data(subject: Subject) -> Value:
    """Whether two or more working parts keep data of their own: stores of their own, or entities of different owners."""
    owners = {one.owner.id: one.at("owner") for one in subject.entities if one.owner}
    if len(owners) > 1:
        return yes(f"data has {len(owners)} owners", owners.values())
    users: dict[str, Place] = {}
    for _, message in subject.messages:
        if subject.is_store(message.target) and subject.is_work(message.source):
            users.setdefault(message.source, message.place)
        elif message.writes and subject.is_work(message.target):
            users.setdefault(message.target, message.place)
    if len(users) > 1:
        return yes(f"{len(users)} parts keep data", users.values())
    return (
        no("one part keeps the data")
        if owners or users
        else unknown("no entity states its owner, no step what it writes")
    )


def _old(subject: Subject) -> Iterator[tuple[Component, Place]]:
    for one in subject.requirements.components.values():
        if one.legacy:
            yield one, one.at("legacy")
        elif one.state in {"replace", "retire"}:
            yield one, one.at("state")


@yes_no
def legacy_exists(subject: Subject) -> Value:
    """Whether parts are older than the rules that new parts follow, or are to be replaced or retired."""
    old = [place for _, place in _old(subject)]
    return (
        yes("old parts are there", old)
        if old
        else no("nothing is marked as legacy, to be replaced or to retire")
    )


@yes_no
def replaces_a_running_system(subject: Subject) -> Value:
    """Whether something that runs is to be replaced or retired while its successor is planned or built."""
    going = [
        one.at("state")
        for one in subject.requirements.components.values()
        if one.state in {"replace", "retire"}
    ]
    if going:
        return yes("a running part is replaced", going)
    return no("nothing that runs is replaced")


@yes_no
def works_with_legacy(subject: Subject) -> Value:
    """Whether newer parts speak with a legacy part, or with an outside one over SOAP or files."""
    old = {one.id for one, _ in _old(subject)}
    odd = {one.id for one in subject.components if one.is_external and one.interface in {"soap", "file"}}
    talks = [
        message.place
        for _, message in subject.messages
        if (message.source in old) != (message.target in old) or message.target in odd or message.source in odd
        if not subject.is_actor(message.source) and not subject.is_actor(message.target)
        and not subject.is_carrier(message.source) and not subject.is_carrier(message.target)
    ]  # fmt: skip
    if talks:
        return yes("new parts speak with old ones", talks)
    if not old and not odd:
        return no("there is no legacy part")
    return no("no flow joins new parts with old ones") if subject.flows else unknown("no flow is drawn")


@yes_no
def runs_already(subject: Subject) -> Value:
    """Whether a first version runs: a component exists, or the stage is growth or mature."""
    there = [one.at("state") for one in subject.components if one.state in {"existing", "replace"}]
    if subject.requirements.system.stage in {"growth", "mature"}:
        there.append(subject.requirements.config_place("system", "stage"))
    if there:
        return yes("a first version runs", there)
    told = subject.requirements.system.stage or any(one.state for one in subject.components)
    return (
        no("nothing runs yet")
        if told
        else unknown("neither system.stage nor the state of a component is stated")
    )


@amount()
def third_parties(subject: Subject) -> Value:
    """How many outside systems take part."""
    outside = [one.place for one in subject.components if one.is_external]
    outside += [
        one.place for one in subject.requirements.actors.values() if one.kind == "system" and one.is_external
    ]
    return number(len(outside), f"{len(outside)} outside systems", outside)


@amount()
def replicas(subject: Subject) -> Value:
    """The largest number of replicas that a working part has."""
    counts = [(one.replicas, one) for one in subject.services if one.replicas is not None]
    if not counts:
        return unknown("no component states its replicas")
    most, one = max(counts, key=lambda pair: pair[0])
    return number(most, f"{one.label} has {most} replicas", [one.at("replicas")])


@amount()
def regions_of_the_system(subject: Subject) -> Value:
    """In how many regions the system runs or is allowed to run."""
    regions = {
        key: one.at("regions") for one in subject.components if not one.is_external for key in one.regions
    }
    place = subject.requirements.config_place("organisation", "regions")
    regions |= dict.fromkeys(subject.requirements.organisation.regions, place)
    if not regions:
        return unknown("neither the organisation nor a component states regions")
    return number(len(regions), f"runs in {', '.join(regions)}", regions.values())


@word_fact("none", "memory", "external")
def session_state(subject: Subject) -> Value:
    """Where working parts keep the state of a session."""
    said: dict[str, list[Place]] = {}
    for one in subject.components:
        if one.session_state:
            said.setdefault(one.session_state, []).append(one.at("session_state"))
        elif one.stateless is False and subject.is_work(one.id):
            said.setdefault("memory", []).append(one.at("stateless"))
    return words(said, "") if said else unknown("no component states its session_state")


@word_fact("rolling", "blue-green", "canary", "recreate")
def release_strategies(subject: Subject) -> Value:
    """How new versions come into use, as the components state it."""
    said: dict[str, list[Place]] = {}
    for one in subject.components:
        if one.deployment and one.deployment.strategy:
            said.setdefault(one.deployment.strategy, []).append(one.at("deployment", "strategy"))
    return words(said, "") if said else unknown("no component states its deployment")


@word_fact("automatic", "manual", "none")
def rollback(subject: Subject) -> Value:
    """How an old version comes back, as the components state it."""
    said: dict[str, list[Place]] = {}
    for one in subject.components:
        if one.deployment and one.deployment.rollback:
            said.setdefault(one.deployment.rollback, []).append(one.at("deployment", "rollback"))
    return words(said, "") if said else unknown("no component states its rollback")


@word_fact("none", "manual", "auto")
def scaling(subject: Subject) -> Value:
    """How replicas are added, as the components state it."""
    said: dict[str, list[Place]] = {}
    for one in subject.components:
        if one.scaling:
            said.setdefault(one.scaling, []).append(one.at("scaling"))
    return words(said, "") if said else unknown("no component states its scaling")


@word_fact()
def interfaces(subject: Subject) -> Value:
    """How others speak to the parts of the system."""
    said: dict[str, list[Place]] = {}
    for one in subject.components:
        if one.interface and not one.is_external:
            said.setdefault(one.interface, []).append(one.at("interface"))
    return words(said, "") if said else unknown("no component states its interface")


@word_fact()
def technologies(subject: Subject) -> Value:
    """With what the working parts are built, in small letters."""
    said: dict[str, list[Place]] = {}
    for one in subject.services:
        for name in one.technology.split(","):
            if name.strip():
                said.setdefault(name.strip().lower(), []).append(one.at("technology"))
    return words(said, "") if said else unknown("no component states its technology")


@word_fact()
def fixed_choices(subject: Subject) -> Value:
    """What constraints fix, as catalog ids; negotiable ones too."""
    said: dict[str, list[Place]] = {}
    for one in subject.requirements.constraints.values():
        for choice in one.choice:
            said.setdefault(choice.strip().lower(), []).append(one.at("choice"))
    return words(said, "nothing is fixed")


@yes_no
def law_applies(subject: Subject) -> Value:
    """Whether a legal constraint is stated."""
    laws = [one.place for one in subject.requirements.constraints.values() if one.kind == "legal"]
    return yes("a law has to be kept", laws) if laws else no("no legal constraint is stated")


@yes_no
def cloud_ruled_out(subject: Subject) -> Value:
    """Whether a constraint fixes that it runs on premises."""
    fixed = fixed_choices(subject).said
    places = [
        place for word in ("on-premises", "on-premise", "own-data-centre") for place in fixed.get(word, ())
    ]
    return (
        yes("it has to run on premises", places) if places else no("no constraint keeps it out of the cloud")
    )


@yes_no
def functions_used(subject: Subject) -> Value:
    """Whether work is planned as functions that run on demand (kind: function)."""
    found = [one.at("kind") for one in subject.components if one.kind == "function"]
    return yes("functions run on demand", found) if found else no("no component is a function")


@yes_no
def rates_differ_between_parts(subject: Subject) -> Value:
    """Whether the busiest flow starts at least twenty times as often as another one that runs in other parts."""
    loads = [
        (rate, one, {part for m in flow for part in (m.source, m.target) if subject.is_work(part)})
        for one, flow in subject.flows
        if (rate := usual_rate(one))
    ]
    if len(loads) < 2:
        return unknown("fewer than two flows state their load")
    loads.sort(key=lambda entry: -entry[0])
    rate, busiest, parts = loads[0]
    for other, use_case, others in reversed(loads):
        if rate / other >= 20 and others - parts:
            return yes(
                f"{busiest.label!r} starts far more often than {use_case.label!r}, in other parts",
                [busiest.at("load"), use_case.at("load")],
            )
    return no("no part carries far more than another", (one.at("load") for _, one, _ in loads))
