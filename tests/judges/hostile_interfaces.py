"""A workspace whose names and texts are keywords, quotes and ends of comments in every format of an interface."""

import json

TEXTS = (
    'three """ quotes, one " and one \' and `ticks`',
    "ends */ a // comment /* and begins another",
    "two\nlines\r\nand\ta\u2028separator",
    "ends with a backslash \\",
    '""""',
    "buf:lint:ignore COMMENT_FIELD",
    "{{ jinja }} {% raw %} ${shell} #{ruby} %s",
    "- a: b # c",
    "👩\u200d👩\u200d👧 日本語 שלום",
    "turned \u202e around, bell \x07",
    "<script>alert(1)</script> <b>&amp;",
    "word " * 80,
    "x" * 400,
)
FIELDS = {
    "id": "uuid",
    "class": "string",
    "__typename": "text",
    "a1": "integer",
    "a-1": "integer",
    "a_1": "number",
    "Ünïcödé": "date",
    "日本": "datetime",
    'it\'s "quoted" */': "duration",
    "reserved": "optional boolean",
    "optional": "optional string",
    "data": "json",
    "event id": "blob",
    "1st": "url",
    "message": "email",
    "true": "phone",
    "page_token": "string",
    "money": "money",
    "place": "optional geo-point",
    "state": "one of unspecified | true | null | None | in-progress | in_progress | 1st | größe",
    "self": "node",
    "children": "list of node",
    "grid": "list of list of number",
    "index": "map of list of string",
    "prices": "map of money",
    "states": "map of one of a | b",
    "other": "ref nowhere",
    "x" * 90: "string",
}


def _steps(source: str, target: str) -> list[dict]:
    steps: list[dict] = [
        {f"{source} -> {target}": {"action": text, "data": [text, "node", "string"], "returns": [text]}}
        for text in TEXTS
    ]
    sent = {"data": ["node", "query", "page_token", "request id"], "returns": ["list of node", "string"]}
    operations = ("Query", "query", "Get", "import", "class", "DROP TABLE; --", "message", "x" * 200, "日本")
    steps += [
        {f"{source} -> {target}": {"action": f"Do {operation}", "operation": operation, **sent}}
        for operation in operations
    ]
    for verb in (
        "List the nodes",
        "Get the node",
        "Create the node",
        "Change the node",
        "Delete the node",
        "Cancel it",
    ):
        returns = ["list of node"] if verb.startswith("List") else ["node"]
        steps.append(
            {f"{source} -> {target}": {"action": verb, "data": ["node id", "node"], "returns": returns}}
        )
    stream = {
        f"{source} ~> {target}": {"action": "Report a */ node", "operation": "Report", "data": ["node"]}
    }
    return [*steps, {"loop": "all day", "steps": [stream]}]


def _messages() -> list[dict]:
    events = ("OrderPlaced", "order placed", "order-placed", "OrderPlacedV2", "🎉", '"; */ """', "../../etc/passwd",
              "class", "Error", "Node", "NodeData", "x" * 300)  # fmt: skip
    channels = ("bus", "component:bus", "../x", "a?b#c/{d}/", "orders", "orders", "日本", "topic with blanks")
    steps: list[dict] = []
    for number, event in enumerate(events):
        text = TEXTS[number % len(TEXTS)]
        sent = {
            "action": text,
            "event": event,
            "channel": channels[number % len(channels)],
            "data": ["note", text],
        }
        promise = {"ordering": {"key": text}, "delivery": "exactly-once", "handles_duplicates": "false"}
        steps.append({"await ~> yield": {**sent, **promise}})
        steps.append({"yield ~> await": {"event": event, "data": ["event id", "list of string"]}})
    steps.append({"await -> yield": {"action": 'Ask """ for */ it', "data": ["node"], "returns": ["note"]}})
    steps.append({"await ~> bus": {"action": "Put it there", "event": "Lonely"}})
    steps.append({"bus ~> 3d-class": {"action": "Hand it on"}})
    steps.append({"sensor ~> gate": {"action": TEXTS[4], "data": [TEXTS[5]]}})
    steps.append({"schema ~> person": {"action": "Tell", "event": 'Told """', "data": ["node", "mutation"]}})
    return steps


def hostile() -> str:
    """Return the requirements as one text."""
    entity = {"name": TEXTS[0], "description": TEXTS[1], "fields": FIELDS, "personal_data": "true"}
    names = ("node", "query", "mutation", "string", "message", "page-info", "money", "list-nodes-request", "none-service", "node-state", "node-connection", "error-code")  # fmt: skip
    component = {"kind": "service", "description": TEXTS[2], "owner": TEXTS[3]}
    broker = {"kind": "broker", "technology": "Kafka", "interface": "events", "description": TEXTS[8]}
    return json.dumps(
        {
            "actors": {"person": {"kind": "person", "name": TEXTS[7]}, "sensor": {"kind": "device"}},
            "entities": {
                one: {**entity, "schema": "varies"}
                if one == "query"
                else {"fields": {}}
                if one == "none"
                else entity
                for one in names
            },
            "components": {
                "import": {**component, "interface": "grpc", "name": TEXTS[0], "api": {"version": TEXTS[4]}},
                "3d-class": {**component, "interface": "grpc", "api": {"version": "v2.1"}},
                "schema": {**component, "interface": "graphql", "name": TEXTS[1]},
                "await": {**component, "interface": "events"},
                "yield": {**component, "interface": "events"},
                "gate": {**component, "interface": "mqtt"},
                "bus": {**broker, "dead_letters": {"after": 3, "owner": TEXTS[1]}},
            },
            "use_cases": {
                "grpc": {"title": TEXTS[1], "steps": _steps("person", "import")},
                "other-grpc": {"title": TEXTS[4], "steps": _steps("schema", "3d-class")},
                "graphql": {"title": TEXTS[0], "steps": _steps("person", "schema")},
                "messages": {"title": TEXTS[11], "steps": _messages()},
            },
        },
        ensure_ascii=False,
    )
