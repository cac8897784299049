"""What changed in events, remote procedures and graphs is told by its kind, and whether it breaks somebody."""

from collections.abc import Callable

import pytest
import yaml

from archkit.contracts import Change, graph_changes, message_changes, proto_changes
from archkit.workspace import Workspace

EVENTS = """\
components: {a: {kind: service, interface: events}, b: {kind: service, interface: events}}
entities: {order: {fields: {id: uuid, total: money, note: optional text}}}
use_cases:
  do: {steps: [a ~> b: {event: Done, data: [order]}, b -> a: {action: Ask, data: [order], returns: [order]}]}
"""
CALLS = """\
actors: {buyer: {kind: person}}
components: {shop: {kind: service, interface: WORD}, till: {kind: service}}
entities: {order: {fields: {id: uuid, total: integer, state: one of open | paid}}}
use_cases:
  do:
    steps:
      - till -> shop: {action: Read the order, data: [order id], returns: [order], operation: readOrder}
      - till -> shop: {action: Place an order, data: [word], returns: [order], operation: placeOrder}
"""

Found = Callable[..., set[tuple[str, str, bool]]]


@pytest.fixture
def told(make_workspace) -> Found:
    """Return a function that makes a kind of artifact of a text and of a changed one, and compares them."""

    def compare(
        kind: str, text: str, *swaps: tuple[str, str], component: str = "shop"
    ) -> set[tuple[str, str, bool]]:
        after = text
        for old, new in swaps:
            assert old in after
            after = after.replace(old, new)
        old, new = (
            _made(make_workspace(one, name=f"ws{n}"), kind, component) for n, one in enumerate((text, after))
        )
        changed: tuple[Change, ...]
        if kind == "asyncapi":
            changed = message_changes(yaml.safe_load(old), yaml.safe_load(new))
        else:
            changed = (proto_changes if kind == "protobuf" else graph_changes)(old, new)
        return {(one.where, one.kind, one.breaks) for one in changed}

    return compare


def _made(root, kind: str, component: str) -> str:
    found = (one for one in Workspace(root).artifacts((kind,)) if not one.path.endswith("buf.yaml"))
    return next(one.data.decode() for one in found if one.path.startswith(f"apis/{component}/"))


def test_nothing_changes_when_only_words_do(told) -> None:
    assert told("asyncapi", EVENTS, ("action: Ask", "action: ASK"), component="a") == set()
    swap = ("entities: {order: {", "entities: {order: {description: 'The sale {', ")
    for kind, word in (("protobuf", "grpc"), ("graphql", "graphql")):
        assert told(kind, CALLS.replace("WORD", word), swap) == set()


def test_a_message_that_is_sent_no_more_breaks_who_receives_it(told) -> None:
    found = told("asyncapi", EVENTS, ("event: Done", "event: Finished"), component="a")
    assert ("send system.a.done.v1", "removed-message", True) in found
    assert ("send system.a.finished.v1", "added-message", False) in found


def test_a_payload_that_says_less_breaks_and_one_that_says_more_does_not(told) -> None:
    assert ("Order.note", "removed-property", True) in told(
        "asyncapi", EVENTS, (", note: optional text", ""), component="a"
    )
    assert told("asyncapi", EVENTS, ("id: uuid,", "id: uuid, extra: optional text,"), component="a") == {
        ("Order.extra", "added-property", False)
    }


def test_a_receiver_that_demands_more_breaks_who_sends(told) -> None:
    swap = ("note: optional text", "note: text")
    assert ("Order.note", "required-property", True) in told("asyncapi", EVENTS, swap, component="b")


def test_a_number_that_moves_breaks_without_any_error_and_is_told(told) -> None:
    text = CALLS.replace("WORD", "grpc")
    moved = ("interface: grpc}", "interface: grpc, api: {numbers: {Order.total: 5, OrderState.PAID: 3}}}")
    assert told("protobuf", text, moved) == {
        ("Order.total", "changed-number", True),
        ("OrderState.ORDER_STATE_PAID", "changed-number", True),
    }


def test_procedures_fields_and_types_that_go_or_change_break_callers(told) -> None:
    text = CALLS.replace("WORD", "grpc")
    found = told(
        "protobuf", text, ("operation: readOrder", "operation: showOrder"), ("total: integer", "total: text")
    )
    assert {
        ("ShopService.ReadOrder", "removed-operation", True),
        ("ShopService.ShowOrder", "added-operation", False),
        ("Order.total", "changed-type", True),
    } <= found


def test_a_renamed_field_that_keeps_its_number_is_told_as_renamed(told) -> None:
    text = CALLS.replace("interface: WORD}", "interface: grpc, api: {numbers: {Order.total: 5}}}")
    found = told("protobuf", text, ("total: integer", "sum: integer"), ("Order.total: 5", "Order.sum: 5"))
    assert found == {("Order.total", "renamed-property", True)}


def test_a_graph_that_promises_less_or_demands_more_breaks_clients(told) -> None:
    text = CALLS.replace("WORD", "graphql")
    found = told(
        "graphql",
        text,
        ("total: integer", "total: optional integer"),
        ("data: [word]", "data: [word, colour]"),
    )
    assert found == {
        ("Order.total", "changed-type", True),
        ("PlaceOrderInput.colour", "required-property", True),
    }
    assert told("graphql", text, ("id: uuid,", "id: uuid, more: text,")) == {
        ("Order.more", "added-property", False)
    }


def test_the_command_tells_what_breaks_in_every_kind_of_contract(make_workspace, archkit) -> None:
    root = make_workspace(CALLS.replace("WORD", "grpc"))
    archkit("generate", root, "--only", "protobuf")
    path = root / "requirements/all.yaml"
    path.write_text(path.read_text().replace("total: integer", "sum: integer"))
    answer = archkit("generate", root, "--only", "protobuf", "--check")
    assert answer.status == 1
    assert (
        "apis/shop/proto/system/shop/v1/shop.proto: Order.total: total is gone (removed-property)"
        in answer.out
    )
