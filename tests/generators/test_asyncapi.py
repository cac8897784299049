"""AsyncAPI documents: the direction in words, what may be relied on, where dead letters go, what brokers need said."""

import pytest
import yaml

from archkit.workspace import Workspace

FLOW = """\
entities:
  order: {fields: {id: uuid, seat: string, card-token: string, pin: string}, hidden: [card-token], personal_data: true}
components:
  till: {kind: service, name: The till, interface: rest, owner: team-till}
  stock: {kind: service, name: Stock keeper, interface: events}
  bus: {kind: broker, name: Main bus, technology: TECHNOLOGY, dead_letters: {after: 5, owner: team-till, alert: true}}
use_cases:
  buy:
    title: Buy a ticket
    steps:
      - till ~> stock:
          action: Hand the order over
          data: [order]
          event: OrderPlaced
          channel: bus
          delivery: at-least-once
          handles_duplicates: true
          ordering: {key: seat}
"""


@pytest.fixture
def made(make_workspace):
    def of(text: str, technology: str = "Kafka") -> dict[str, dict]:
        root = make_workspace(
            text.replace("TECHNOLOGY", technology), config="archkit: 1\nsystem: {id: shop}\n"
        )
        return {
            one.path.split("/")[1]: yaml.safe_load(one.data)
            for one in Workspace(root).artifacts(("asyncapi",))
        }

    return of


def test_each_side_has_a_document_that_says_its_own_direction_in_words(made) -> None:
    documents = made(FLOW)
    sends = documents["till"]["operations"]["sendOrderPlaced"]
    takes = documents["stock"]["operations"]["receiveOrderPlaced"]
    assert (sends["action"], takes["action"]) == ("send", "receive")
    assert sends["description"].startswith("The till sends OrderPlaced to Stock keeper, through Main bus.")
    assert takes["description"].startswith(
        "Stock keeper receives OrderPlaced from The till, through Main bus."
    )


def test_both_sides_agree_on_address_message_and_payload(made) -> None:
    sender, receiver = made(FLOW).values()
    assert sender["channels"]["orderPlaced"] == receiver["channels"]["orderPlaced"]
    assert sender["channels"]["orderPlaced"]["address"] == "shop.till.order-placed.v1"
    assert sender["components"]["messages"] == receiver["components"]["messages"]
    assert sender["components"]["schemas"] == receiver["components"]["schemas"]


def test_delivery_order_repeats_and_dead_letters_stand_in_words_and_as_data(made) -> None:
    receiver = made(FLOW)["stock"]
    operation = receiver["operations"]["receiveOrderPlaced"]
    for words in ("at least once", "same message twice", "same seat", "after 5 attempts"):
        assert words in operation["description"]
    assert operation["x-archkit"] == {
        "kind": "event",
        "delivery": ["at-least-once"],
        "handles_duplicates": True,
        "ordering": [{"key": "seat", "location": "$message.payload#/data/order/seat"}],
        "dead_letters": {"after": 5, "alert": True, "owner": "team-till"},
        "steps": [{"use_case": "buy", "step": "Hand the order over"}],
    }
    dead = receiver["channels"]["orderPlacedDeadLetters"]
    assert dead["address"] == "shop.till.order-placed.v1.stock.dead-letters"


def test_what_is_not_stated_is_said_to_be_open(made) -> None:
    text = "components: {a: {kind: service}, b: {kind: service}}\nuse_cases: {do: {steps: [a ~> b: {event: Done}]}}\n"
    document = made(text)["b"]
    description = document["operations"]["receiveDone"]["description"]
    assert "Delivery: not stated" in description
    assert "Order: not stated" in description
    assert document["servers"]["undecided"]["protocol"] == "undecided"


def test_a_message_leads_back_to_the_step_that_sends_it(made) -> None:
    operation = made(FLOW)["till"]["operations"]["sendOrderPlaced"]
    assert "Step “Hand the order over” of the use case “Buy a ticket” (`buy`)." in operation["description"]
    assert operation["x-archkit"]["steps"] == [{"use_case": "buy", "step": "Hand the order over"}]


def test_hidden_fields_and_secrets_never_travel_and_personal_data_is_named(made) -> None:
    document = made(FLOW)["till"]
    assert set(document["components"]["schemas"]["Order"]["properties"]) == {"id", "seat"}
    assert "personal data" in document["components"]["messages"]["OrderPlaced"]["description"]


@pytest.mark.parametrize(
    ("technology", "protocol", "bound"),
    [
        ("Apache Kafka", "kafka", ({}, {"groupId": {"type": "string", "enum": ["stock"]}}, {"key"})),
        ("RabbitMQ", "amqp", ({"deliveryMode": 2}, {"ack": True}, set())),
        ("Mosquitto", "mqtt", ({"qos": 1, "retain": False}, {"qos": 1, "retain": False}, set())),
        ("NATS JetStream", "nats", ({}, {}, set())),
        ("something new", "undecided", ({}, {}, set())),
    ],
)
def test_the_technology_of_the_broker_becomes_protocol_and_bindings(
    made, technology, protocol, bound
) -> None:
    documents = made(FLOW, technology)
    assert documents["till"]["servers"]["bus"]["protocol"] == protocol

    def bindings(part: dict) -> dict:
        found = part.get("bindings", {}).get(protocol, {})
        return {name: value for name, value in found.items() if name != "bindingVersion"}

    sent = bindings(documents["till"]["operations"]["sendOrderPlaced"])
    taken = bindings(documents["stock"]["operations"]["receiveOrderPlaced"])
    message = bindings(documents["till"]["components"]["messages"]["OrderPlaced"])
    assert (sent, taken, set(message)) == bound


def test_a_request_has_an_answer_whose_address_the_request_names(made) -> None:
    text = FLOW + "      - till -> stock: {action: Ask for the seat, data: [order id], returns: [order]}\n"
    operation = made(text)["till"]["operations"]["sendAskForSeat"]
    assert operation["reply"]["address"]["location"] == "$message.header#/replyTo"
    assert operation["reply"]["channel"] == {"$ref": "#/channels/askForSeatReplyChannel"}


def test_messages_of_one_topic_share_its_channel(made) -> None:
    text = """\
components: {a: {kind: service}, b: {kind: service}, bus: {kind: broker}}
use_cases:
  do:
    steps:
      - a ~> b: {event: Begun, channel: work}
      - a ~> b: {event: Ended, channel: work}
"""
    (channel,) = made(text)["a"]["channels"].values()
    assert channel["address"] == "work"
    assert set(channel["messages"]) == {"Begun", "Ended"}


def test_names_are_in_the_case_that_the_workspace_chooses(make_workspace) -> None:
    config = "archkit: 1\nsystem: {id: shop}\ngenerate: {apis: {naming: snake_case, domain: shop.test}}\n"
    root = make_workspace(FLOW.replace("TECHNOLOGY", "Kafka"), config=config)
    first = next(iter(Workspace(root).artifacts(("asyncapi",))))
    document = yaml.safe_load(first.data)
    message = document["components"]["messages"]["OrderPlaced"]
    assert message["correlationId"]["location"] == "$message.payload#/correlation_id"
    assert set(message["examples"][0]["payload"]) == {"event_id", "occurred_at", "correlation_id", "data"}
    assert document["servers"]["bus"]["host"] == "bus.shop.test"
