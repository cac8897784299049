"""Resources kept in memory while the process runs: enough to click through all of the contract."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter

from .contract import (
    NEXT,
    OPERATIONS,
    Node,
    Operation,
    about_items,
    example_of,
    id_property,
    is_page,
    of_items,
    properties,
    reader_of,
    sample,
    state_reader,
)
from .exchange import refuse_as_wished, require_match, tag_of
from .problems import ProblemError
from .shapes import BEGUN, DONE, Item, fits, merged, new_id, replaced, shown, states, varied

Answer = TypeVar("Answer")

SEEDS = 3
"""Items that a collection has at the start."""
_TOKEN = re.compile(r"([0-9]{10})-([0-9a-f]{8})")
_SIZES = ("pageSize", "page_size")
_TOKENS = ("pageToken", "page_token")


@dataclass
class Collection:
    """Items of one kind below one path."""

    schema: Node
    """How an item is kept: as the contract shows it to who reads it alone."""
    items: dict[str, Item] = field(default_factory=dict)
    """By the last part of their path, in the order of their making."""
    places: dict[str, int] = field(default_factory=dict)
    """A number for each item that grows with its age, for paging."""
    fresh: set[str] = field(default_factory=set)
    """Items made while the server runs; nothing below them was there before."""
    count: int = 0
    """The items ever made."""

    def put(self, key: str, item: Item) -> Item:
        """Keep an item as the contract shows it."""
        self.items[key] = shown(item, self.schema)
        if key not in self.places:
            self.count += 1
            self.places[key] = self.count
        return self.items[key]

    def add(self, key: str, item: Item) -> Item:
        """Keep a new item."""
        self.fresh.add(key)
        return self.put(key, item)

    def remove(self, key: str) -> None:
        """Forget an item."""
        self.items.pop(key, None)
        self.places.pop(key, None)


@dataclass(frozen=True)
class Call:
    """One request, as its operation understands it."""

    operation: Operation
    values: Mapping[str, object]
    """Parameters by the names of the contract, those that were given."""
    sent: Item
    """The body."""

    @property
    def is_about_one(self) -> bool:
        """Whether the path ends with the id of an item."""
        return self.operation.path.endswith("}")

    @property
    def collection(self) -> str:
        """The template of the path of the collection."""
        return self.operation.path.rpartition("/")[0] if self.is_about_one else self.operation.path

    @property
    def key(self) -> str:
        """The id of the item."""
        return str(self.values[self.operation.path_names[-1]])

    @property
    def if_match(self) -> str | None:
        """The entity tags that the caller thinks current."""
        given = [str(value) for name, value in self.values.items() if name.lower() == "if-match"]
        return given[0] if given else None

    def changed(self, current: Item) -> Item:
        """Return an item after this call."""
        if self.operation.method == "PATCH":
            return merged(current, self.sent)
        media: Node = next(iter(self.operation.body.get("content", {}).values()), {})
        return replaced(current, self.sent, media.get("schema", {}))

    def answered(self, item: Item) -> Item | None:
        """Return what the operation answers of an item."""
        return shown(item, self.operation.schema) if self.operation.answer else None


@dataclass
class Memory:
    """All that the server keeps, by path."""

    collections: dict[str, Collection] = field(default_factory=dict)
    """By the path of the collection."""
    documents: dict[str, Item] = field(default_factory=dict)
    """What is the only one of its kind, by its path."""

    def answer(
        self,
        model: type[Answer],
        operation_id: str,
        values: Mapping[str, object],
        body: BaseModel | None = None,
    ) -> Answer:
        """Do what an operation does, with the resources kept here.

        Args:
            model: What comes back.
            operation_id: The operation, as the contract names it.
            values: The parameters by the names of the contract; what is None was not given.
            body: The request's body.

        Raises:
            ProblemError: There is no such resource, it has changed meanwhile, the page is of another query, or the
                caller wants to see a failure.
        """
        sent: Item = body.model_dump(mode="json", exclude_unset=True) if body is not None else {}
        given = {name: value for name, value in values.items() if value is not None}
        call = Call(OPERATIONS[operation_id], given, sent)
        refuse_as_wished(call.operation)
        self._require_parents(call)
        adapter: TypeAdapter[Answer] = TypeAdapter(model)
        return adapter.validate_json(json.dumps(self._found(call)))

    def _found(self, call: Call) -> object:
        operation, method = call.operation, call.operation.method
        if method == "POST" and operation.success == 202:
            return self._accept(call)
        if method == "POST" and operation.success == 201 and not call.is_about_one:
            return self._create(call)
        if call.is_about_one and method in {"GET", "PUT", "PATCH", "DELETE"}:
            return self._one(call)
        if method == "GET":
            return self._page(call) if is_page(operation) else self._document(call)
        if method in {"PUT", "PATCH"}:
            return self._change_document(call)
        return example_of(operation.answer) if operation.answer else None

    # One item of a collection

    def _one(self, call: Call) -> Item | None:
        collection = self._at(call.collection, call.values)
        operation, key = call.operation, call.key
        current = collection.items.get(key)
        if current is None and not _is_known(call.collection):
            # Nothing in the contract makes or shows such items, so that any of them may be there.
            current = sample(collection.schema) if collection.schema else {}
        if current is None:
            raise ProblemError(404, f"There is no {operation.fill(call.values)}.")
        if operation.method == "GET":
            return call.answered(_advanced(collection, key))
        require_match(call.if_match, current)
        if operation.method == "DELETE":
            collection.remove(key)
            return call.answered(current)
        return call.answered(collection.put(key, call.changed(current)))

    # Collections

    def _at(self, template: str, values: Mapping[str, object]) -> Collection:
        """Return the collection at a path, with examples in it when it is asked for the first time."""
        path = _filled(template, values)
        if path not in self.collections:
            self.collections[path] = Collection(_schema_of(template))
            above = [(self.collections.get(one), key) for one, key, _ in _parents(template, values)]
            if not any(one is not None and key in one.fresh for one, key in above):
                for key, item in _seeds(template, values):
                    self.collections[path].put(key, item)
        return self.collections[path]

    def _require_parents(self, call: Call) -> None:
        for path, key, template in _parents(call.collection, call.values):
            known = of_items(template) is None or key in self._at(template, call.values).items
            if not known and call.operation.documented(404):
                raise ProblemError(404, f"There is no {path}/{key}.")

    def _create(self, call: Call) -> Item | None:
        operation = call.operation
        collection = self._at(operation.path, call.values)
        known = properties(collection.schema)
        name = _key_property(operation.path)
        value = call.sent.get(name) or new_id(known.get(name, {}), collection.items)
        if str(value) in collection.items:
            raise ProblemError(409, f"There is a {operation.fill(call.values)}/{value} already.")
        start = sample(collection.schema) if known else {}
        item = collection.add(str(value), call.changed(start) | ({name: value} if name else {}))
        # The answer may call the id as the path does, although the item itself does not.
        reader = about_items(operation.path)
        return call.answered({reader.path_names[-1]: value} | item if reader else item)

    def _accept(self, call: Call) -> object:
        """Begin long work: another resource tells how far it is."""
        begun = example_of(call.operation.answer) if call.operation.answer else None
        reader = state_reader(call.operation)
        if reader is None or not isinstance(begun, dict):
            return begun
        if any(name not in call.values for name in reader.path_names[:-1]):
            return begun
        template = reader.path.rpartition("/")[0]
        collection = self._at(template, call.values)
        name = _key_property(template)
        value = new_id(properties(reader.schema).get(name, {}), collection.items)
        state, choices = states(reader.schema)
        first = next((one for one in BEGUN if one in choices), None)
        item = begun | ({name: value} if name else {}) | ({state: first} if first else {})
        return call.answered(collection.add(str(value), item))

    def _page(self, call: Call) -> Item:
        """Return a page: items in the order of their making, from the token's place on.

        A token is a place and a mark of the query. Any other text counts as a place in the order of texts, so that
        no text is refused but the token of another query.
        """
        collection = self._at(call.operation.path, call.values)
        page = properties(call.operation.schema)
        shape = page["items"].get("items", {})
        asked = {
            name: str(value)
            for name, value in call.values.items()
            if name not in (*_SIZES, *_TOKENS) and call.operation.parameter("query", name)
        }
        wanted = {name: value for name, value in asked.items() if name in properties(shape)}
        mark = tag_of(asked)[1:9]
        after = str(next((call.values[name] for name in _TOKENS if name in call.values), ""))
        token = _TOKEN.fullmatch(after)
        if token and token[2] != mark:
            raise ProblemError(400, "The page token is of another query.")
        rest = [
            key
            for key, place in collection.places.items()
            if f"{place:010}-{mark}" > after and fits(collection.items[key], wanted)
        ]
        wished = next((call.values[name] for name in _SIZES if name in call.values), 50)
        size = min(int(str(wished)), 200)
        items = [shown(collection.items[key], shape) for key in rest[:size]]
        beside = {
            name: value for name, value in example_of(call.operation.answer).items() if name not in NEXT
        }
        found: Item = beside | {"items": items}
        following = next((name for name in NEXT if name in page), None)
        if len(rest) > size and following:
            found[following] = f"{collection.places[rest[size - 1]]:010}-{mark}"
        return found

    # What is the only one of its kind

    def _document(self, call: Call) -> Item:
        path = call.operation.fill(call.values)
        if path not in self.documents:
            self.documents[path] = shown(example_of(call.operation.answer), call.operation.schema)
        return self.documents[path]

    def _change_document(self, call: Call) -> Item | None:
        reader = reader_of(call.operation.path) or call.operation
        path = reader.fill(call.values)
        current = self.documents.get(path)
        if current is None:
            current = shown(example_of(reader.answer), reader.schema) if reader.answer else {}
        require_match(call.if_match, current)
        changed = call.changed(current)
        self.documents[path] = shown(changed, reader.schema) if reader.answer else changed
        return call.answered(self.documents[path])


def _advanced(collection: Collection, key: str) -> Item:
    """Return an item; long work that was begun here is a step further each time somebody asks."""
    item = collection.items[key]
    name, choices = states(collection.schema)
    done = next((one for one in DONE if one in choices), None)
    if key not in collection.fresh or done is None or item.get(name) not in BEGUN:
        return item
    running = next((one for one in ("RUNNING", "IN_PROGRESS") if one in choices), done)
    collection.items[key] = item | {name: running if item[name] != running else done}
    return item


def _is_known(template: str) -> bool:
    """Tell whether the contract has an operation that shows or makes the items of a collection."""
    made = any((one.method, one.path) == ("POST", template) for one in OPERATIONS.values())
    return made or of_items(template) is not None or reader_of(template) is not None


def _filled(template: str, values: Mapping[str, object]) -> str:
    return re.sub(r"\{([^{}]*)\}", lambda found: str(values[found[1]]), template)


def _parents(template: str, values: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield the path of each collection that a path goes through, the key in it, and its template."""
    parts = template.split("/")
    for place, part in enumerate(parts):
        if part.startswith("{"):
            above = "/".join(parts[:place])
            yield _filled(above, values), str(values[part[1:-1]]), above


def _schema_of(template: str) -> Node:
    """Return the schema in which the items of a collection are kept."""
    reader = about_items(template)
    if reader is not None:
        return reader.schema
    for one in OPERATIONS.values():
        if one.path == template and one.method == "GET" and is_page(one):
            return dict(properties(one.schema)["items"].get("items", {}))
    made = (one.schema for one in OPERATIONS.values() if (one.method, one.path) == ("POST", template))
    return next(made, {})


def _key_property(template: str) -> str:
    reader = about_items(template)
    return id_property(_schema_of(template), reader.path_names[-1] if reader else "id")


def _seeds(template: str, values: Mapping[str, object]) -> Iterator[tuple[str, Item]]:
    """Yield what a collection holds at the start: the contract's example, and more like it."""
    schema = _schema_of(template)
    known = properties(schema)
    if not known:
        return
    reader = about_items(template)
    first = sample(schema)
    name = _key_property(template)
    key = first.get(name)
    if reader is not None:
        stated = reader.parameter("path", reader.path_names[-1])
        key = example_of(stated) if stated else key
    if key is None:
        yield "1", first
        return
    above = {
        one: value if isinstance(value, int) else str(value)
        for one, value in values.items()
        if one in known and one != name
    }
    for place in range(SEEDS):
        value = key if place == 0 else varied(key, place, known.get(name, {}))
        yield str(value), first | above | _told_apart(first, known, place) | ({name: value} if name else {})


def _told_apart(first: Item, known: Mapping[str, Node], place: int) -> Item:
    """Return names for a further example, so that people can tell the examples apart."""
    found: Item = {}
    for one in ("name", "title"):
        schema, value = known.get(one, {}), f"{first.get(one)} {place + 1}"
        is_free = schema.get("type") == "string" and schema.keys().isdisjoint(
            {"pattern", "format", "enum", "const"}
        )
        if place and one in first and is_free and len(value) <= schema.get("maxLength", len(value)):
            found[one] = value
    return found
