"""The messages of a component become an AsyncAPI document: channels, operations with their direction in words, payloads."""

from collections.abc import Iterator, Mapping

from archkit.contracts import MessageType, Messaging, Traffic, address_of, camel, example_of, spoken, words
from archkit.generators._asyncapi_schemas import schema_data
from archkit.generators._asyncapi_servers import (
    UNDECIDED,
    message_bindings,
    operation_bindings,
    protocol_of,
    security_data,
    security_key,
    server_data,
)
from archkit.generators._comments import sentence
from archkit.generators._openapi_schemas import data_of
from archkit.generators._openapi_text import markdown, plain
from archkit.generators._surroundings import Surroundings
from archkit.generators._yaml import Data
from archkit.model import DeadLetters, Requirements, UseCase

_DELIVERY = {
    "at-most-once": "at most once (a message can get lost, and nobody sends it again)",
    "at-least-once": "at least once (the same message can come again; a repeat has the same `{event}`)",
    "exactly-once": "exactly once, as the steps state it (a broker keeps that within itself only)",
}
_EVOLUTION = (
    "A message whose meaning breaks gets a new address beside the old one; optional properties may be added at any time, "
    "and receivers ignore what they do not know."
)
_KIND = {
    "event": "An event: it tells what has happened and asks for nothing.",
    "command": "A command: it tells what is to be done, and nobody waits for it.",
    "request": "A request: its sender awaits the answer.",
}


def asyncapi_data(messaging: Messaging, requirements: Requirements) -> Data:
    """Return the document of one component, as it sees its messages."""
    return _Document(messaging, requirements).data()


class _Document:
    def __init__(self, messaging: Messaging, requirements: Requirements) -> None:
        self._messaging = messaging
        self._component = messaging.component
        self._requirements = requirements
        self._around = Surroundings.of(requirements)
        self._channels = _channel_keys(messaging, requirements)
        carriers = dict.fromkeys(one.message.carrier for one in messaging.traffic)
        self._carriers = {one: requirements.components.get(one) for one in carriers}

    def data(self) -> Data:
        use_cases = self._use_cases()
        tags: dict[str, Data] = {
            camel(words(one.id)): {"name": one.id, "description": sentence(markdown(one.label))}
            for one in use_cases
        }
        channels: dict[str, Data] = {}
        for one in self._messaging.traffic:
            self._add_channel(channels, one)
        operations = {one.id: self._operation(one) for one in self._messaging.traffic}
        replies = [one for one in self._messaging.traffic if one.reply]
        for one in replies:
            channels[self._reply_channel(one)] = self._reply(one)
        return {
            "asyncapi": "3.1.0",
            "info": self._info(list(tags)),
            "defaultContentType": "application/json",
            "servers": {
                self._server(key): server_data(one, self._around.domain)
                for key, one in self._carriers.items()
            },
            "channels": channels,
            "operations": operations,
            "components": self._components(tags),
        }

    def _info(self, tags: list[str]) -> Data:
        component = self._component
        name, system = markdown(component.label), markdown(self._around.system, 120)
        seen = (
            f"What {name} of {system} sends and receives, seen from {name}: send means that {name} sends it, receive that "
            f"{name} receives it."
        )
        about = (sentence(markdown(component.description, 1000)), seen, _EVOLUTION)
        return {
            "title": f"{plain(component.label, 100)}: messages",
            "version": "1.0.0",
            "description": "\n\n".join(filter(None, about)),
            "contact": self._around.contact(component.owner),
            "license": self._around.terms(),
            "tags": [{"$ref": f"#/components/tags/{one}"} for one in tags],
            "x-archkit": {"component": component.id},
        }

    def _use_cases(self) -> tuple[UseCase, ...]:
        found = {o.use_case.id: o.use_case for one in self._messaging.traffic for o in one.occurrences}
        return tuple(found[one] for one in sorted(found))

    # ---- channels

    def _add_channel(self, channels: dict[str, Data], one: Traffic) -> None:
        key = self._channels[one.message.sender, one.message.name]
        address = address_of(one.message, self._requirements)
        message = {one.payload: {"$ref": f"#/components/messages/{one.payload}"}}
        known = channels.get(key)
        if isinstance(known, dict) and isinstance(known["messages"], dict):
            known["messages"].update(message)
            return
        sender = self._named(one.message.sender)
        topic = one.message.topic
        about = f"The topic {topic}." if topic else f"Carries {_title(one.message)} from {sender}."
        server = {"$ref": f"#/servers/{self._server(one.message.carrier)}"}
        channels[key] = {
            "address": address,
            "title": plain(topic) or _heading(one.message),
            "description": about,
            "servers": [server],
            "messages": dict(message),
        }
        if one.direction == "receive" and (dead := self._dead_letters(one)) is not None:
            channels[f"{key}DeadLetters"] = {
                "address": f"{address}.{self._component.id}.dead-letters",
                "title": f"Dead letters: {plain(topic) or _heading(one.message)}",
                "description": sentence(
                    f"Where the broker sets aside what {self._named(self._component.id)} could not process; {_looked_after(dead)}"
                ),
                "servers": [server],
                "messages": dict(message),
            }

    def _reply_channel(self, one: Traffic) -> str:
        return f"{camel(words(one.reply))}Channel"

    def _reply(self, one: Traffic) -> Data:
        return {
            "title": f"Answers: {_heading(one.message)}",
            "description": "Its address is not fixed: the request names it in its header replyTo.",
            "servers": [{"$ref": f"#/servers/{self._server(one.message.carrier)}"}],
            "messages": {one.reply: {"$ref": f"#/components/messages/{one.reply}"}},
        }

    # ---- operations

    def _operation(self, one: Traffic) -> Data:
        channel = f"#/channels/{self._channels[one.message.sender, one.message.name]}"
        direction = self._direction(one)
        protocol = protocol_of(self._carriers[one.message.carrier])
        bindings = operation_bindings(
            protocol, sends=one.direction == "send", delivery=one.promise.deliveries, group=self._component.id
        )
        tags = dict.fromkeys(camel(words(o.use_case.id)) for o in one.occurrences)
        found: dict[str, Data] = {
            "action": one.direction,
            "channel": {"$ref": channel},
            "title": f"{one.direction.capitalize()}: {_heading(one.message)}",
            "summary": sentence(plain(one.occurrences[0].sent.name)),
            "description": "\n\n".join(
                [direction, "\n".join(f"- {line}" for line in self._promises(one)), self._traces(one)]
            ),
            "tags": [{"$ref": f"#/components/tags/{tag}"} for tag in tags],
            "messages": [{"$ref": f"{channel}/messages/{one.payload}"}],
        }
        if one.reply:
            reply = f"#/channels/{self._reply_channel(one)}"
            found["reply"] = {
                "address": {"location": "$message.header#/replyTo", "description": "Where the answer goes."},
                "channel": {"$ref": reply},
                "messages": [{"$ref": f"{reply}/messages/{one.reply}"}],
            }
        if bindings:
            found["bindings"] = bindings
        found["x-archkit"] = self._told(one)
        return found

    def _direction(self, one: Traffic) -> str:
        name, title = self._named(self._component.id), _title(one.message)
        through = self._carriers[one.message.carrier]
        way = f", through {markdown(through.label)}" if through and through.id != self._component.id else ""
        if one.direction == "send":
            others = [self._named(receiver) for receiver in one.message.receivers]
            to = f" to {_listed(others)}" if others else "; no flow says who receives it"
            answer = " and awaits the answer" if one.reply else ""
            return f"{name} sends {title}{to}{way}{answer}."
        answer = " and answers it" if one.reply else ""
        return f"{name} receives {title} from {self._named(one.message.sender)}{way}{answer}."

    def _promises(self, one: Traffic) -> Iterator[str]:
        event = self._around.key("event-id")
        deliveries = [_DELIVERY[delivery].format(event=event) for delivery in one.promise.deliveries]
        yield f"Delivery: {'; '.join(deliveries) or 'not stated: expect losses and repeats'}."
        who = "The receiver" if one.direction == "send" else self._named(self._component.id)
        if one.promise.duplicates:
            able = {
                True: f"{who} can take the same message twice",
                False: f"{who} must not get the same message twice",
            }
            yield f"Repeats: {'; '.join(able[value] for value in one.promise.duplicates)}."
        for key, way in one.ordering:
            where = f"in the payload at `{self._pointer(way)}`" if way else "as the key of the message"
            yield f"Order: kept among messages with the same {markdown(key)} ({where})."
        if not one.ordering:
            yield "Order: not stated; messages may overtake each other."
        dead = self._dead_letters(one)
        if one.direction == "receive" and dead is not None:
            yield f"Dead letters: what cannot be processed{_after(dead)} is set aside; {_looked_after(dead)}."
        elif one.direction == "receive" and self._carriers[one.message.carrier] is not None:
            yield "Dead letters: nothing says what becomes of a message that cannot be processed."

    def _traces(self, one: Traffic) -> str:
        titles = {o.use_case.id: o.use_case.label for o in one.occurrences}
        return "\n".join(
            f"Step “{markdown(step, 120)}” of the use case “{markdown(titles[use_case], 120)}” (`{use_case}`)."
            for use_case, step in dict.fromkeys(_steps(one))
        )

    def _told(self, one: Traffic) -> Data:
        """Return what programs may want to know of an operation, beside AsyncAPI's own words."""
        found: dict[str, Data] = {"kind": one.message.kind}
        if one.promise.deliveries:
            found["delivery"] = list(one.promise.deliveries)
        if one.promise.duplicates:
            found["handles_duplicates"] = all(one.promise.duplicates)
        if one.ordering:
            found["ordering"] = [
                {"key": plain(key), **({"location": f"$message.payload#{self._pointer(way)}"} if way else {})}
                for key, way in one.ordering
            ]
        dead = self._dead_letters(one)
        if one.direction == "receive" and dead is not None:
            stated = {
                "after": dead.after,
                "alert": dead.alert,
                "owner": plain(dead.owner),
                "repair": dead.repair,
            }
            found["dead_letters"] = {name: value for name, value in stated.items() if value not in {None, ""}}
        found["steps"] = [
            {"use_case": use_case, "step": plain(step)} for use_case, step in dict.fromkeys(_steps(one))
        ]
        return found

    def _pointer(self, way: tuple[str, ...]) -> str:
        """Return a JSON Pointer into the payload."""
        return "".join(f"/{self._around.key(name)}" for name in way)

    def _dead_letters(self, one: Traffic) -> DeadLetters | None:
        carrier = self._carriers[one.message.carrier]
        return carrier.dead_letters if carrier else None

    # ---- components

    def _components(self, tags: Mapping[str, Data]) -> Data:
        messages: dict[str, Data] = {}
        for one in self._messaging.traffic:
            messages.setdefault(one.payload, self._message(one))
            if one.reply:
                messages.setdefault(one.reply, self._answer(one))
        found: dict[str, Data] = {
            "tags": tags,
            "messages": dict(sorted(messages.items())),
            "schemas": {
                name: schema_data(one, self._around.key) for name, one in self._messaging.schemas.items()
            },
            "securitySchemes": {
                security_key(one): security_data(one, self._around.domain) for one in self._carriers.values()
            },
        }
        return found

    def _message(self, one: Traffic) -> Data:
        return self._envelope(
            one,
            one.payload,
            _heading(one.message),
            " ".join([_KIND[one.message.kind], *self._care(one)]),
            asks=bool(one.reply),
        )

    def _answer(self, one: Traffic) -> Data:
        title = f"Answer: {_heading(one.message)}"
        return self._envelope(one, one.reply, title, "What the sender of the request waits for.", asks=False)

    def _envelope(self, one: Traffic, payload: str, title: str, about: str, *, asks: bool) -> Data:
        example: dict[str, Data] = {"name": "usual", "summary": "As it usually looks."}
        found: dict[str, Data] = {
            "name": payload,
            "title": title,
            "summary": self._sent_by(one),
            "description": about,
            "contentType": "application/json",
        }
        if asks:
            found["headers"] = _REPLY_TO
            example["headers"] = {"replyTo": "answers.3f6c"}
        found["correlationId"] = {
            "location": f"$message.payload#{self._pointer(('correlation-id',))}",
            "description": "The same in all messages and calls of one flow.",
        }
        found["payload"] = {"$ref": f"#/components/schemas/{payload}"}
        key = plain(one.ordering[0][0]) if one.ordering else ""
        if bindings := message_bindings(protocol_of(self._carriers[one.message.carrier]), key):
            found["bindings"] = bindings
        example["payload"] = data_of(example_of(self._messaging.schemas, payload, self._around.key))
        found["examples"] = [example]
        return found

    def _sent_by(self, one: Traffic) -> str:
        receivers = [self._named(receiver) for receiver in one.message.receivers]
        return f"From {self._named(one.message.sender)}" + (
            f" to {_listed(receivers)}." if receivers else "."
        )

    def _care(self, one: Traffic) -> Iterator[str]:
        """Say what the data demands of those who keep it."""
        personal = [markdown(entity.label) for entity in one.entities if entity.personal_data]
        if personal:
            yield f"Carries personal data ({_listed(personal)})."
        secret = [entity for entity in one.entities if entity.classification in {"confidential", "secret"}]
        for entity in secret:
            yield f"{markdown(entity.label)} is {entity.classification}."

    def _named(self, identifier: str) -> str:
        found = self._requirements.participant(identifier)
        return markdown(found.label if found else identifier)

    def _server(self, carrier: str) -> str:
        return camel(words(carrier)) if carrier else UNDECIDED


_REPLY_TO: Data = {
    "type": "object",
    "description": "What a request says besides what it asks.",
    "required": ["replyTo"],
    "properties": {
        "replyTo": {
            "type": "string",
            "description": "The address at which the sender awaits the answer.",
            "examples": ["answers.3f6c"],
        }
    },
}


def _channel_keys(messaging: Messaging, requirements: Requirements) -> dict[tuple[str, str], str]:
    """Return the key of each message's channel: its name, or that of the topic that several share."""
    by_address: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    for one in messaging.traffic:
        address = address_of(one.message, requirements)
        if address not in by_address:
            wanted = camel(words(one.message.topic or one.message.name))
            taken = by_address.values()
            name = wanted if wanted not in taken else camel(words(f"{one.message.sender} {wanted}"))
            while name in taken:
                name += "Again"
            by_address[address] = name
        found[one.message.sender, one.message.name] = by_address[address]
    return found


def _title(message: MessageType) -> str:
    """Return the name of a message for a sentence: of an event as the team writes it, else what is to be done."""
    title = markdown(message.title)
    return title if message.kind == "event" else f"'{title}'"


def _heading(message: MessageType) -> str:
    """Return the name of a message as a title: ``Order placed``."""
    return spoken(message.name).capitalize()


def _steps(one: Traffic) -> Iterator[tuple[str, str]]:
    for occurrence in one.occurrences:
        for step in occurrence.steps:
            yield occurrence.use_case.id, step.name


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _after(dead: DeadLetters) -> str:
    return f" after {dead.after} attempts" if dead.after is not None else ""


def _looked_after(dead: DeadLetters) -> str:
    owner = markdown(dead.owner) or "nobody yet"
    told = {True: " and is alerted", False: " and is not alerted", None: ""}[dead.alert]
    repair = f"; repair is {dead.repair}" if dead.repair else ""
    return f"{owner} looks into it{told}{repair}"
