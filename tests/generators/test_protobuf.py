"""Protocol Buffers: numbers that stay, streams only where something streams, what a caller has to know in comments."""

import re

import pytest

from archkit.generators._proto_numbers import FIELDS, numbers
from archkit.workspace import Workspace

FLOW = """\
components:
  shop: {kind: service, interface: grpcAPI}
  till: {kind: service, resilience: {timeout: 2 s}}
entities:
  order: {fields: {id: uuid, total: money, note: optional text, state: one of open | paid}}
use_cases:
  buy:
    title: Buy a ticket
    steps:
      - till -> shop: {action: Read the order, data: [order id], returns: [order], reads: [order]}
      - till -> shop: {action: Place the order, data: [order], returns: [order], operation: PlaceOrder, idempotent: true}
      - loop: all day
        steps:
          - till ~> shop: {action: Report a sale, data: [order], operation: ReportSale}
"""


@pytest.fixture
def proto(make_workspace):
    def of(api: str = "", text: str = FLOW) -> str:
        content = text.replace("grpcAPI", f"grpc, api: {{{api}}}")
        root = make_workspace(content, config="archkit: 1\nsystem: {id: corner-shop}\n")
        (found,) = (one for one in Workspace(root).artifacts(("protobuf",)) if one.path.endswith(".proto"))
        assert found.path == "apis/shop/proto/corner_shop/shop/v1/shop.proto"
        return found.data.decode()

    return of


def given(text: str, message: str) -> dict[str, int]:
    body = re.search(rf"^(?:message|enum) {message} {{(.*?)^}}", text, re.MULTILINE | re.DOTALL)
    assert body
    return {name: int(number) for name, number in re.findall(r"(\w+) = (\d+);", body[1])}


def test_fields_and_values_keep_their_numbers_when_others_come_go_and_move(proto) -> None:
    before = proto()
    changed = FLOW.replace(
        "{id: uuid, total: money, note: optional text, state: one of open | paid}",
        "{weight: number, state: one of lost | paid | open, total: money, id: uuid}",
    )
    after = proto(text=changed)
    for message in ("Order", "OrderState", "PlaceOrderRequest", "PlaceOrderResponse"):
        old, new = given(before, message), given(after, message)
        kept = old.keys() & new.keys()
        assert len(kept) >= 1
        assert {name: old[name] for name in kept} == {name: new[name] for name in kept}


def test_stated_numbers_hold_and_those_of_what_is_gone_stay_reserved(proto) -> None:
    text = proto(
        "numbers: {Order.id: 1, Order.total: 2, Order.weight: 3, OrderState.OPEN: 7, OrderState.LOST: 8}"
    )
    order = given(text, "Order")
    assert (order["id"], order["total"]) == (1, 2)
    assert order["note"] in FIELDS
    assert '  reserved 3;\n  reserved "weight";\n' in text
    assert given(text, "OrderState")["ORDER_STATE_OPEN"] == 7
    assert '  reserved 8;\n  reserved "ORDER_STATE_LOST";\n' in text


def test_numbers_are_never_doubled_and_never_those_that_protobuf_keeps() -> None:
    names = [f"field_{index}" for index in range(3000)]
    found = numbers("Large", names, {"Large.field_7": 3}, {"field_9": 4})
    assert len(set(found.values())) == len(names)
    assert not set(found.values()) & set(range(19_000, 20_000))
    assert (found["field_7"], found["field_9"]) == (3, 4)


@pytest.mark.parametrize(
    "bad", ["Order.id: 0", "Order.id: 19500", "id: 3", "Order.id: 1, Order.total: 1", "Order.id: x"]
)
def test_a_number_that_cannot_be_is_a_finding_and_not_a_traceback(make_workspace, archkit, bad) -> None:
    root = make_workspace(FLOW.replace("grpcAPI", f"grpc, api: {{numbers: {{{bad}}}}}"))
    answer = archkit("lint", root, "--no-color")
    assert answer.status == 1
    assert re.search(r"all\.yaml:\d+:\d+: error", answer.out)


def test_only_what_repeats_and_is_not_waited_for_is_a_stream(proto) -> None:
    text = proto()
    assert "rpc ReportSale(stream ReportSaleRequest) returns (ReportSaleResponse)" in text
    assert text.count("(stream ") == 1
    assert "(stream " not in proto(text=FLOW.replace("till ~> shop", "till -> shop"))


def test_a_caller_reads_deadline_repeats_and_origin_in_the_comments(proto) -> None:
    text = proto()
    assert "Deadline: callers wait 2 s at most." in text
    assert "With the same request_id it is\n  // answered as the first time." in text
    assert "Step “Place the order” of the use case “Buy a ticket” (buy), called by Till." in text
    assert "// From entity:order.total." in text
    assert "option idempotency_level = NO_SIDE_EFFECTS;" in text
    assert "string request_id = 4;" in text


def test_texts_of_users_end_no_comment_of_any_language(proto) -> None:
    wild = 'Read \\"\\"\\" the */ order \\\\'
    text = proto(text=FLOW.replace("action: Read the order", f'action: "{wild}"'))
    assert '"""' not in text
    assert "*/" not in text
    assert "\\" not in text
