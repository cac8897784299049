"""Steps towards a component become calls with an address: the one that they state, or one derived by the four steps of REST.

The four steps: find the entities, give them addresses, say how they are represented, assign the methods. A derived address
says in its reason which of them decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archkit.contracts.addresses import METHODS, Address, collection, item, read_address, read_procedure
from archkit.contracts.data import PAGING, Datum, Lexicon
from archkit.contracts.deeds import asked_for, deed_of, doing, is_the_only_one, object_of
from archkit.contracts.ground import Ground
from archkit.contracts.names import camel, spoken, words
from archkit.contracts.trace import LeftOut, Trace, Verb
from archkit.contracts.verbs import DEEDS, Effect, effects_of, first_word
from archkit.model import STORES, Component, Entity, Message, Requirements, UseCase, is_plural, singular

DEEPEST = 2
"""How many entities stand above another in an address at most; deeper paths tell more about records than callers need."""


CALLED = frozenset({"rest", "grpc", "graphql"})
"""Interfaces that are a contract of operations."""


@dataclass(frozen=True, slots=True)
class Call:
    """One step, and what it asks for."""

    message: Message
    trace: Trace
    address: Address
    verb: Verb
    name: str
    """The name of a remote procedure in lowerCamelCase where the step states one, or where the protocol has no methods."""
    stated: bool
    reason: str
    entity: Entity | None
    """The entity behind the resource."""
    data: tuple[Datum, ...]
    returns: tuple[Datum, ...]


def calls_of(requirements: Requirements) -> Iterator[tuple[Component, tuple[Call, ...]]]:
    """Yield each component that has a contract, with the calls that it is made of: their addresses without their data."""
    ground = Ground(requirements)
    for one in requirements.components.values():
        if is_ours(ground, one):
            calls, _ = calls_to(ground, one)
            if calls:
                yield one, calls


def is_ours(ground: Ground, component: Component) -> bool:
    """Tell whether a component's contract is for this system to write."""
    if component.interface not in CALLED or component.is_external:
        return False
    return component.kind not in STORES or any(one.operation for _, one in ground.towards(component.id))


def calls_to(ground: Ground, component: Component) -> tuple[tuple[Call, ...], tuple[LeftOut, ...]]:
    """Return the calls that flows make to a component, and the steps that are none, each with the reason."""
    calls: list[Call] = []
    left_out: list[LeftOut] = []
    requirements, lexicon = ground.requirements, ground.lexicon
    for use_case, message in ground.towards(component.id):
        if use_case.priority == "wont" or message.source == component.id:
            continue
        trace = _trace(requirements, use_case, message)
        if reason := _no_call(requirements, use_case, message):
            left_out.append(LeftOut(trace, reason))
        else:
            calls.append(_call(component, lexicon, message, trace))
    return tuple(calls), tuple(left_out)


def _no_call(requirements: Requirements, use_case: UseCase, message: Message) -> str:
    """Return why a step is no call; empty where it is one."""
    if message.operation.strip():
        return ""
    actor = requirements.actors.get(message.source)
    if actor is not None and actor.kind == "timer":
        return "a timer starts it from inside, nobody calls"
    if use_case.kind != "business":
        return "it is the work of those who build and run the component, not of those who call it"
    if message.waits:
        return ""
    if actor is None or message.event or message.channel:
        return "it is a message for which nobody waits, and belongs to the events of the component"
    return ""


def _trace(requirements: Requirements, use_case: UseCase, message: Message) -> Trace:
    caller = requirements.participant(message.source)
    name = caller.label if caller else message.source
    return Trace(use_case.ref, use_case.label, message.name, message.source, name, message.place)


def _call(component: Component, lexicon: Lexicon, message: Message, trace: Trace) -> Call:
    stated = read_address(message.operation)
    if stated is not None:
        return _stated(lexicon, message, trace, stated)
    derived = _derived(lexicon, message, trace)
    procedure = read_procedure(message.operation) if message.operation.strip() else ""
    if procedure:
        one_comes_back = derived.returns and not any(one.many for one in derived.returns)
        paged = any(one.name in PAGING for one in derived.data)
        return replace(
            derived,
            name=procedure,
            verb="get" if derived.verb == "list" and one_comes_back and not paged else derived.verb,
            stated=True,
            reason="The step states the name of the procedure.",
        )
    if component.interface in {"grpc", "graphql"} and derived.verb in {"command", "notify"}:
        subject = words(derived.entity.id) if derived.entity else object_of(message.action)
        verb = doing(message.action)
        if verb and verb.isascii():
            return replace(derived, name=camel(words("-".join(one for one in (verb, subject) if one))))
    return derived


def _read(lexicon: Lexicon, message: Message, entity: Entity | None, above: Entity | None = None) -> tuple[
    tuple[Datum, ...], tuple[Datum, ...]
]:  # fmt: skip
    returned = [lexicon.read(one, message.field("returns")) for one in message.returns]
    context = [
        one for one in (entity, *(d.entity for d in returned if d.is_record), above) if one is not None
    ]
    context = list({one.id: one for one in context}.values())
    data = tuple(
        lexicon.read(one, message.field("data", index), context) for index, one in enumerate(message.data)
    )
    back = tuple(
        lexicon.read(one, message.field("returns", index), context)
        for index, one in enumerate(message.returns)
    )
    return data, back


def _stated(lexicon: Lexicon, message: Message, trace: Trace, address: Address) -> Call:
    nouns = address.nouns
    entity = lexicon.entity(nouns[-1]) if nouns else None
    above = next((one for noun in reversed(nouns[:-1]) if (one := lexicon.entity(noun))), None)
    data, returns = _read(lexicon, message, entity, above)
    records = [one.entity for one in returns if one.is_record and one.entity]
    verb = _verb_of(message, address, entity, data, returns)
    if entity is None and verb in {"list", "get", "create", "replace", "update"} and records:
        entity = records[0]
    return Call(
        message, trace, address, verb, "", stated=True, entity=entity, data=data, returns=returns,
        reason=f"The step states {' '.join(message.operation.split())}.",
    )  # fmt: skip


def _verb_of(
    message: Message,
    address: Address,
    entity: Entity | None,
    data: tuple[Datum, ...],
    returns: tuple[Datum, ...],
) -> Verb:
    if address.method in {"GET", "HEAD", "OPTIONS"}:
        paged = any(one.name in PAGING for one in data)
        several = (
            any(one.many for one in returns)
            if returns
            else is_plural(address.nouns[-1] if address.nouns else "")
        )
        return "list" if not address.is_item and address.method == "GET" and (several or paged) else "get"
    if address.method in {"PUT", "PATCH", "DELETE"}:
        return {"PUT": "replace", "PATCH": "update", "DELETE": "delete"}[address.method]  # type: ignore[return-value]
    if not message.waits:
        return "notify"
    records = [one.entity for one in returns if one.is_record]
    if entity is None:
        return "create" if len(address.nouns) == 1 and not address.is_item else "command"
    return "create" if not address.is_item and (not records or entity in records) else "command"


def _derived(lexicon: Lexicon, message: Message, trace: Trace) -> Call:
    """Find the entity that a step is about, what becomes of it, and with that the address and the method."""
    entity, many = _subject(lexicon, message)
    data, returns = _read(lexicon, message, entity)
    verb = first_word(message.action)
    said = f"the action begins with '{verb}'" if verb else "it is called"
    if entity is None:
        address, does, why = _without_entity(message, returns)
        reason = f"Derived: {said}, no entity stands behind it, so {why}."
    else:
        about = _About(
            message,
            entity,
            _collection_of(lexicon, entity),
            whole=any(datum.is_record and datum.entity is entity for datum in data),
            by_id=any(datum.is_id and datum.entity is entity for datum in data),
            by_name=lexicon.entity(singular(object_of(message.action))) is entity,
        )
        address, does = about.address(many=many)
        reason = f"Derived: {said} and it is about {spoken(words(entity.id))}, so it is {address.method} {address.path}."
    return Call(
        message,
        trace,
        address,
        does,
        "",
        stated=False,
        reason=reason,
        entity=entity,
        data=data,
        returns=returns,
    )


def _collection_of(lexicon: Lexicon, entity: Entity) -> Address:
    """Return the address of all records of an entity: below the one without which it does not exist, as ``part_of`` says."""
    segments: tuple[str, ...] = (collection(words(entity.id)),)
    above, seen = entity, {entity.id}
    while above.part_of is not None and len(seen) <= DEEPEST:
        parent = lexicon.entity(words(above.part_of.id))
        if parent is None or parent.id in seen:
            break
        segments = (*item(collection(words(parent.id))), *segments)
        above = parent
        seen.add(parent.id)
    return Address("GET", segments)


@dataclass(frozen=True)
class _About:
    """A step that is about an entity."""

    message: Message
    entity: Entity
    top: Address
    """The address of all its records."""
    whole: bool
    """Whether a whole record is sent."""
    by_id: bool
    """Whether the id of one is sent."""
    by_name: bool
    """Whether the action says the entity's name: ``Open the customer``."""

    def address(self, *, many: bool) -> tuple[Address, Verb]:
        """Return the address and the effect of the step.

        Args:
            many: Whether many records come back.
        """
        message, sent = self.message, self.whole or self.by_id
        one = self.top.child(item(self.top.segments[-1])[1])
        one_said = self.by_name and not is_plural(object_of(message.action))
        deed = deed_of(message.action)
        made = deed == words(self.entity.id)  # to pay is to make a payment, to lend is to make a loan
        effect = _effect(message, many=many, sent=self.whole)
        if effect == "create" and not made and self._is_a_deed():
            effect = "command"
        match effect:
            case "read":
                return (self.top, "list") if many or not (sent or one_said) else (one, "get")
            case "create":
                return self.top.using("POST"), "create" if message.waits else "notify"
            case "update":
                return one.using("PATCH"), "update"
            case "delete":
                return one.using("DELETE"), "delete"
        if made:
            return Address("POST", (collection(deed),)), "create" if message.waits else "command"
        if sent or (one_said and is_the_only_one(message.action)):
            return one.using("POST").child(collection(deed)), "command"
        subject = words(self.entity.id) if self.by_name else ""
        return Address("POST", (collection(_compound(subject, deed)),)), "command"

    def _is_a_deed(self) -> bool:
        """Tell whether what is done is what is new, not the record that it is done to: who books a room makes no room."""
        verb = first_word(self.message.action)
        if verb in DEEDS:
            return self.by_name or verb == "reserve"
        there = self.by_name and is_the_only_one(self.message.action) and not self.whole
        return verb in _MOVES and there and not self.message.writes and not self.message.returns


_MOVES = frozenset(
    {"announce", "begin", "issue", "launch", "leave", "publish", "send", "share", "sign", "start", "take"}
)
"""Verbs that make what they speak of, or do something to what is there: send an invoice, send the invoice."""


def _compound(subject: str, deed: str) -> str:
    """Return what is done to something as one name: ``card``, ``authorisation`` -> ``card-authorisation``."""
    plain = singular(subject)
    return deed if not plain or plain == deed else plain if plain.endswith(f"-{deed}") else f"{plain}-{deed}"


def _subject(lexicon: Lexicon, message: Message) -> tuple[Entity | None, bool]:
    """Return the entity that a step is about, and whether many of it come back."""
    returned = [lexicon.read(one, message.place) for one in message.returns]
    sent = [lexicon.read(one, message.place) for one in message.data]
    for one in returned:
        if one.is_record and one.many:
            return one.entity, True
    for ref in message.writes:
        if entity := lexicon.entity(words(ref.id)):
            return entity, False
    for one in (*returned, *sent):
        if one.is_record or one.is_id:
            return one.entity, one.many and one in returned
    for ref in message.reads:
        if entity := lexicon.entity(words(ref.id)):
            return entity, False
    said = object_of(message.action)
    if said and not returned and (entity := lexicon.entity(said)):
        return entity, is_plural(said) and effects_of(message.action)[0] == "read"
    if not returned and (entity := lexicon.entity(deed_of(message.action))):
        return entity, False
    return None, any(one.many for one in returned)


def _effect(message: Message, *, many: bool, sent: bool) -> Effect:
    """Return what becomes of the entity: of what its verb may mean, the first that what travels allows."""
    if asked_for(message.action) and not message.writes:
        return "read"
    for effect in effects_of(message.action):
        if effect == "read" and (message.writes or (sent and not many)):
            continue
        if effect == "create" and many and not message.writes:
            continue
        return effect
    return "create" if sent else "command"


def _without_entity(message: Message, returns: tuple[Datum, ...]) -> tuple[Address, Verb, str]:
    """Return the address of a step behind which no entity stands: named after its answer, after what it is done to, or the deed."""
    named = next((one for one in returns if not one.is_record), None)
    action, question = message.action, asked_for(message.action)
    said = question or object_of(action)
    reads = bool(question) or effects_of(action)[0] == "read"
    if reads and named is not None:
        return *_reading(named.name, many=named.many), "what comes back gives the address its name"
    if reads and said and message.waits:
        return *_reading(said, many=is_plural(said)), "what is asked for gives the address its name"
    does: Verb = "command" if message.waits else "notify"
    makes = effects_of(action)[0] == "create" and first_word(action) not in _DEED_FIRST
    makes = makes and doing(action) == first_word(action)
    if said and makes:
        return Address("POST", (collection(said),)), does, "what is made gives the address its name"
    if said:
        why = "what is done gives the address its name"
        return Address("POST", (collection(_compound(said, deed_of(action))),)), does, why
    if named is not None:
        plain = named.name.removesuffix("-ids").removesuffix("-id")
        return Address("POST", (collection(plain),)), does, "what comes back gives the address its name"
    return Address("POST", (collection(deed_of(action)),)), does, "what is done gives the address its name"


def _reading(noun: str, *, many: bool) -> tuple[Address, Verb]:
    if many:
        return Address("GET", (collection(noun),)), "list"
    return Address("GET", (f"{noun}-value" if noun.upper() in METHODS else noun,)), "get"


_DEED_FIRST = DEEDS | {"apply", "deposit", "register", "request", "sign", "subscribe"}
"""Verbs that make something, which is called after them and not after what they are said of."""
