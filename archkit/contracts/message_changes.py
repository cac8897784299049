"""Two versions of an AsyncAPI document become what changed for those who receive and those who send its messages."""

from collections.abc import Iterator, Mapping
from typing import Any

from archkit.contracts.changes import Change, Comparison, Side, as_map, in_order


def message_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what changed from one document to the other, what breaks somebody first.

    What the component sends may say more and never less; what it receives may demand less and never more. A message at
    another address is another message.

    Args:
        old: What others rely on. Scalars may be texts, as archkit's own reader leaves them.
        new: What is to take its place.
    """
    return in_order(_Messages(old, new).all())


class _Messages(Comparison):
    def all(self) -> Iterator[Change]:
        old, new = _told(self._old), _told(self._new)
        for key, message in old.items():
            where = f"{key[0]} {key[1]}"
            if key not in new:
                yield Change(
                    where, "removed-message", f"{message['name']} is no longer {_done(key[0])} there"
                )
                continue
            side: Side = "answered" if key[0] == "send" else "sent"
            yield from self._schema(where, as_map(message["payload"]), as_map(new[key]["payload"]), side)
            if ("reply" in message) and ("reply" in new[key]):
                other: Side = "sent" if side == "answered" else "answered"
                yield from self._schema(f"{where}, reply", message["reply"], new[key]["reply"], other)
        for key, message in new.items():
            if key not in old:
                yield Change(
                    f"{key[0]} {key[1]}", "added-message", f"{message['name']} is {_done(key[0])} there now"
                )


def _done(action: str) -> str:
    return "sent" if action == "send" else "received"


def _told(document: Mapping[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the messages of a document by action, address and name, each with its payload and that of its reply."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    channels, known = (
        as_map(document.get("channels")),
        as_map(as_map(document.get("components")).get("messages")),
    )
    for operation in as_map(document.get("operations")).values():
        one = as_map(operation)
        channel = as_map(channels.get(_last(one.get("channel"))))
        for reference in one.get("messages") or ():
            name = _last(reference)
            message = as_map(known.get(name))
            told: dict[str, Any] = {"name": str(message.get("name", name)), "payload": message.get("payload")}
            for reply in as_map(one.get("reply")).get("messages") or ():
                told["reply"] = as_map(as_map(known.get(_last(reply))).get("payload"))
            found[str(one.get("action")), str(channel.get("address")), told["name"]] = told
    return found


def _last(reference: Any) -> str:
    """Return the last step of a reference."""
    return str(as_map(reference).get("$ref", "")).rpartition("/")[2]
