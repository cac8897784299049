"""Flows become who takes part in them, and the messages that somebody waits for."""

from collections.abc import Iterator

from archkit.model import Actor, Component, Message, Requirements, UseCase, messages

_CARRIERS = frozenset({"broker", "gateway", "load-balancer", "cdn"})
_IN_HANDS = frozenset({"client", "mobile-app"})
"""Kinds that run in the hands of an actor."""
_SERVES = frozenset({"service", "function", "web-app", "application", "job", None})


class Parts:
    """Who is who in the flows: services, carriers, clients, outsiders."""

    def __init__(self, requirements: Requirements) -> None:
        """Name the requirements."""
        self._actors = requirements.actors
        self._components = requirements.components
        self._own = {key: one for key, one in self._components.items() if not one.is_external}
        self._services = {
            key: one for key, one in self._own.items() if one.kind in _SERVES and not one.is_store
        }

    def own(self, identifier: str) -> Component | None:
        """Return a component that the team can change."""
        return self._own.get(identifier)

    def service(self, identifier: str) -> Component | None:
        """Return a component of the team that does work of the domain on a server."""
        return self._services.get(identifier)

    def carrier(self, identifier: str) -> Component | None:
        """Return a component of the team that only passes calls and messages on."""
        component = self.own(identifier)
        return component if component is not None and component.kind in _CARRIERS else None

    def store(self, identifier: str) -> Component | None:
        """Return a component of the team that keeps data for good."""
        component = self.own(identifier)
        keeps = component is not None and component.is_store and component.kind != "cache"
        return component if keeps else None

    def actor(self, identifier: str) -> Actor | None:
        """Return who stands outside; an id that a component has too means the component."""
        return None if identifier in self._components else self._actors.get(identifier)

    def is_third_party(self, identifier: str) -> bool:
        """Whether somebody else runs it: an outside system, as a component or as an actor."""
        component = self._components.get(identifier)
        if component is not None:
            return component.is_external
        actor = self._actors.get(identifier)
        return actor is not None and actor.kind == "system" and actor.is_external

    def is_outside(self, identifier: str) -> bool:
        """Whether it reaches the system from outside: an actor that nobody vouches for, or a client in its hands."""
        actor = self.actor(identifier)
        if actor is not None:
            return actor.kind != "timer" and actor.is_external and actor.trust != "internal"
        component = self._components.get(identifier)
        return component is not None and component.kind in _IN_HANDS


def awaited(use_case: UseCase, parts: Parts) -> Iterator[Message]:
    """Yield the messages for which whoever started the flow waits, those to an actor left out."""
    waiting: set[str] = set()
    for message in messages(use_case.steps):
        source, target = message.source, message.target
        if not message.waits:
            waiting.discard(target)
        elif source in waiting or parts.actor(source):
            if parts.actor(target) is None:
                waiting.add(target)
            yield message
