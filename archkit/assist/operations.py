"""A step of a flow becomes the API operation that it calls, as the contract of its receiver has it."""

from dataclasses import dataclass

from archkit.contracts import contract_of
from archkit.diagnostics import Place
from archkit.model import STORES, Component, Message, Requirements

_APIS = frozenset({"rest", "grpc", "graphql"})


@dataclass(frozen=True, slots=True)
class Operation:
    """What a step may say below ``operation``."""

    text: str
    """``POST /ride-requests``; the name of a procedure where the receiver speaks gRPC."""
    reason: str
    """Who states it, or how it was derived."""


def operation_of(place: Place, requirements: Requirements) -> Operation | None:
    """Return the operation of the step at a place; None where it calls nothing over an API of ours."""
    message = _message(place, requirements)
    receiver = requirements.components.get(message.target) if message is not None else None
    if message is None or receiver is None or not message.waits or not _has_an_api(receiver):
        return None
    for operation in contract_of(requirements, receiver).operations:
        if any(trace.place == message.place for trace in operation.traces):
            is_web = bool(operation.method and operation.path) and receiver.interface != "grpc"
            text = f"{operation.method} {operation.path}" if is_web else operation.id
            return Operation(text, operation.reason)
    return None


def _has_an_api(component: Component) -> bool:
    return component.interface in _APIS if component.interface else component.kind not in STORES


def _message(place: Place, requirements: Requirements) -> Message | None:
    for use_case in requirements.use_cases.values():
        if use_case.place.file == place.file and use_case.place.route == place.route[:2]:
            return next((one for one in use_case.messages() if one.place == place), None)
    return None
