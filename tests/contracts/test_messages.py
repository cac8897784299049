"""Flows become messages: who sends them, who takes them, what carries them, and what may be relied on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archkit.contracts.messages import MessageType, address_of, find_messages
from archkit.contracts.messaging import Messaging, messaging_of
from archkit.model import Requirements
from archkit.workspace import Workspace

CONFIG = "archkit: 1\nsystem: {id: shop}\n"
PARTS = """\
actors:
  buyer: {kind: person}
  sensor: {kind: device}
entities:
  order: {fields: {id: uuid, seat: ref seat, total: money}, personal_data: true, classification: confidential}
  seat: {fields: {id: uuid, row: string}}
components:
  till: {kind: service, interface: rest}
  stock: {kind: service, interface: events}
  post: {kind: service, interface: events}
  bus: {kind: broker, dead_letters: {after: 5, owner: team-till}}
  gate: {kind: gateway, interface: mqtt}
  store: {kind: database}
  mailer: {external: true, interface: rest}
use_cases:
  buy:
    steps:
"""

Read = Callable[..., Requirements]


@pytest.fixture
def read(make_workspace) -> Read:
    def of(*steps: str, more: str = "") -> Requirements:
        text = PARTS + "".join(f"      - {step}\n" for step in steps) + more
        return Workspace(make_workspace(text, config=CONFIG)).dossier.requirements

    return of


def only(requirements: Requirements) -> MessageType:
    (found,) = find_messages(requirements)
    return found


def of(requirements: Requirements, component: str) -> Messaging:
    return next(one for one in messaging_of(requirements) if one.component.id == component)


def test_an_event_has_the_address_of_who_owns_its_meaning(read) -> None:
    requirements = read("till ~> stock: {action: Hand over, event: OrderPlaced, data: [order]}")
    assert address_of(only(requirements), requirements) == "shop.till.order-placed.v1"


def test_a_name_is_the_same_however_it_is_spelt(read) -> None:
    found = only(
        read(
            "till ~> stock: {event: OrderPlaced, data: [order]}",
            "till ~> post: {event: order placed, data: [seat]}",
            "till ~> post: {event: order-placed}",
        )
    )
    assert found.receivers == ("stock", "post")
    assert [one.text for one in found.data] == ["order", "seat"]


def test_a_version_in_the_name_becomes_the_version_of_the_address(read) -> None:
    requirements = read("till ~> stock: {event: OrderPlaced}", "till ~> stock: {event: OrderPlacedV2}")
    assert [address_of(one, requirements) for one in find_messages(requirements)] == [
        "shop.till.order-placed.v1",
        "shop.till.order-placed.v2",
    ]


def test_a_step_without_an_event_is_a_command_in_the_words_of_the_team(read) -> None:
    found = only(read("till ~> stock: Reserve the seat"))
    assert (found.name, found.kind, found.title) == ("reserve-seat", "command", "Reserve the seat")


def test_what_passes_a_drawn_broker_comes_from_who_gave_it_the_broker(read) -> None:
    found = only(
        read("till ~> bus: {action: Put, event: OrderPlaced, data: [order]}", "bus ~> stock: {action: Take}")
    )
    assert (found.sender, found.receivers, found.carrier) == ("till", ("stock",), "bus")


def test_a_broker_hands_on_the_message_of_the_same_event(read) -> None:
    found = find_messages(
        read(
            "till ~> bus: {action: Put, event: OrderPlaced}",
            "post ~> bus: {action: Put, event: ParcelSent}",
            "bus ~> stock: {action: Take, event: OrderPlaced}",
        )
    )
    assert {one.title: one.receivers for one in found} == {"OrderPlaced": ("stock",), "ParcelSent": ()}


def test_a_channel_names_a_broker_or_a_topic(read) -> None:
    requirements = read(
        "till ~> stock: {event: OrderPlaced, channel: bus}",
        "till ~> stock: {event: OrderLost, channel: orders/lost}",
        "till ~> stock: {event: OrderFound, channel: 'orders? #1'}",
    )
    assert [(one.carrier, address_of(one, requirements)) for one in find_messages(requirements)] == [
        ("bus", "shop.till.order-placed.v1"),
        ("bus", "orders/lost"),
        ("bus", "orders-1"),
    ]


def test_what_a_device_sends_is_carried_by_the_gateway_that_speaks_with_it(read) -> None:
    assert only(read("sensor ~> gate: {action: Report, data: [seat]}")).carrier == "gate"


def test_a_waited_call_of_a_part_that_speaks_by_messages_is_a_request_with_an_answer(read) -> None:
    requirements = read("till -> stock: {action: Ask for the seat, data: [seat id], returns: [seat]}")
    assert only(requirements).kind == "request"
    (traffic,) = of(requirements, "stock").traffic
    assert (traffic.direction, traffic.payload, traffic.reply) == ("receive", "AskForSeat", "AskForSeatReply")


def test_calls_pages_for_people_work_inside_and_mails_of_others_are_no_messages(read) -> None:
    assert (
        find_messages(
            read(
                "buyer -> till: {action: Buy, operation: POST /orders}",
                "till ~> buyer: Show the receipt",
                "till ~> till: Clean up",
                "till -> store: {action: Save, writes: [order]}",
                "till ~> mailer: Send the mail",
                "sensor ~> till: {action: Report, operation: POST /reports}",
            )
        )
        == ()
    )


def test_nobody_sends_what_will_not_be_built(read) -> None:
    wont = "  later:\n    priority: wont\n    steps: [till ~> stock: {event: OrderLost}]\n"
    assert find_messages(read("buyer -> till: Buy", more=wont)) == ()


def test_a_payload_holds_what_every_use_case_sends_and_perhaps_what_one_of_them_sends(read) -> None:
    more = "  return:\n    steps: [till ~> stock: {event: OrderPlaced, data: [order, reason]}]\n"
    schemas = of(read("till ~> stock: {event: OrderPlaced, data: [order]}", more=more), "till").schemas
    assert {one.name: one.required for one in schemas["OrderPlacedData"].properties} == {
        "order": True,
        "reason": False,
    }
    assert {one.name for one in schemas["OrderPlaced"].properties} == {
        "event-id",
        "occurred-at",
        "correlation-id",
        "data",
    }


def test_the_key_that_keeps_messages_in_order_is_found_in_the_payload(read) -> None:
    told = "event: OrderPlaced, data: [order], ordering: {key: %s}"
    for key, way in (
        ("order", ("data", "order", "id")),
        ("seat", ("data", "order", "seat-id")),
        ("colour", ()),
    ):
        (traffic,) = of(read(f"till ~> stock: {{{told % key}}}"), "till").traffic
        assert traffic.ordering == ((key, way),)


def test_brokers_stores_and_outside_systems_have_no_messages_of_their_own() -> None:
    for folder in (Path(__file__).parents[2] / "examples").iterdir():
        for one in messaging_of(Workspace(folder).dossier.requirements):
            assert one.component.kind not in {"broker", "database", "cache"}
            assert not one.component.is_external


def test_what_unrelated_flows_say_changes_no_message(read) -> None:
    step = "till ~> stock: {event: OrderPlaced, data: [order], ordering: {key: seat}}"
    more = "  other:\n    steps: [post ~> stock: {event: ParcelSent, data: [seat]}]\n"
    alone, beside = of(read(step), "till"), of(read(step, more=more), "till")
    assert [one.id for one in alone.traffic] == [one.id for one in beside.traffic]
    assert alone.schemas["OrderPlaced"] == beside.schemas["OrderPlaced"]
