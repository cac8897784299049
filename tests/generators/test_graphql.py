"""GraphQL schemas: queries that read, mutations that answer with errors as data, connections, subscriptions."""

from typing import Any

import pytest

from archkit.workspace import Workspace

graphql = pytest.importorskip("graphql", reason="graphql-core is not installed: pip install -e '.[dev]'")

FLOW = """\
actors:
  buyer: {kind: person}
entities:
  order: {fields: {id: uuid, total: money, parts: list of part, state: one of open | paid, before: optional order}}
  part: {fields: {name: string, of: optional order}}
components:
  shop: {kind: service, interface: graphql}
use_cases:
  buy:
    title: Buy a ticket
    steps:
      - buyer -> shop: {action: List the orders, data: [page-size, page-token], returns: [list of order]}
      - buyer -> shop: {action: Read the order, data: [order id], returns: [order], reads: [order]}
      - buyer -> shop: {action: Place an order, data: [order], returns: [order], operation: placeOrder, idempotent: true}
      - shop ~> buyer: {action: Tell, event: OrderPaid, data: [order]}
"""


@pytest.fixture
def schema(make_workspace):
    def of(text: str = FLOW) -> Any:
        (found,) = Workspace(make_workspace(text)).artifacts(("graphql",))
        assert found.path == "apis/shop/schema.graphql"
        built = graphql.build_schema(found.data.decode())
        assert graphql.validate_schema(built) == []
        return built

    return of


def fields(kind: Any) -> dict[str, str]:
    return {name: str(one.type) for name, one in kind.fields.items()}


def test_what_reads_is_a_query_and_what_changes_a_mutation(schema) -> None:
    built = schema()
    assert set(fields(built.query_type)) == {"orders", "order"}
    assert set(fields(built.mutation_type)) == {"placeOrder"}


def test_a_collection_is_a_connection_with_cursors(schema) -> None:
    built = schema()
    query = built.query_type.fields["orders"]
    assert str(query.type) == "OrderConnection!"
    assert {"first", "after"} <= set(query.args)
    assert fields(built.get_type("OrderConnection")) == {"edges": "[OrderEdge!]!", "pageInfo": "PageInfo!"}
    assert fields(built.get_type("OrderEdge")) == {"cursor": "String!", "node": "Order!"}


def test_a_mutation_has_one_input_and_tells_refusals_as_data(schema) -> None:
    built = schema()
    mutation = built.mutation_type.fields["placeOrder"]
    assert {name: str(one.type) for name, one in mutation.args.items()} == {"input": "PlaceOrderInput!"}
    assert fields(built.get_type("PlaceOrderPayload")) == {"order": "Order", "errors": "[MutationError!]!"}
    assert "CONFLICT" in built.get_type("ErrorCode").values
    assert fields(built.get_type("PlaceOrderInput"))["idempotencyKey"] == "ID!"


def test_what_the_component_tells_people_is_a_subscription(schema) -> None:
    built = schema()
    assert fields(built.subscription_type) == {"orderPaid": "OrderPaid!"}
    assert (
        "Step “Tell” of the use case “Buy a ticket” (buy)."
        in built.subscription_type.fields["orderPaid"].description
    )


def test_an_entity_that_is_called_like_a_root_type_gets_another_name(schema) -> None:
    built = schema(FLOW.replace("order", "query").replace("Order", "Query"))
    assert set(fields(built.get_type("QueryRecord"))) == {"id", "total", "parts", "state", "before"}


def test_fields_lead_back_to_the_entity_that_states_them(schema) -> None:
    assert "From entity:order.total." in schema().get_type("Order").fields["total"].description


def test_what_people_subscribe_to_is_no_message_of_a_broker(make_workspace) -> None:
    assert Workspace(make_workspace(FLOW)).artifacts(("asyncapi",)) == ()
    more = FLOW + "      - shop ~> post: {action: Hand over, event: OrderPlaced, data: [order id]}\n"
    (found,) = (
        one.data.decode()
        for one in Workspace(make_workspace(more, name="more")).artifacts(("asyncapi",))
        if "/shop/" in one.path
    )
    assert "OrderPlaced" in found
    assert "OrderPaid" not in found


def test_long_work_has_a_state_that_a_query_tells(schema) -> None:
    built = schema(
        FLOW.replace("operation: placeOrder, idempotent: true", "operation: placeOrder, duration: 2 min")
    )
    assert str(built.query_type.fields["operation"].type) == "OperationStatus"
    assert fields(built.get_type("PlaceOrderPayload"))["operationStatus"] == "OperationStatus"
    assert "Location" not in built.query_type.fields["operation"].args["operationId"].description
