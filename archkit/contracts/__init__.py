"""Contracts: what each component promises to those who call it, derived from flows and entities, free of any format.

``contracts_of(requirements)`` returns a frozen ``Contract`` for each own component that is called over REST, gRPC or
GraphQL; ``contract_of(requirements, component)`` returns one for any component; ``calls_of(requirements)`` only finds the addresses. All text in them is as users wrote it:
whoever writes a format escapes for it.

A ``Contract`` has ``operations`` and ``schemas``:

* an ``Operation`` is protocol-neutral: ``id`` (``listMovieReviews``; an RPC is its PascalCase), ``verb`` (list, get,
  create, replace, update, delete, command, notify), ``request`` and ``response`` as names into ``schemas``,
  ``parameters`` of path and query (what addresses the resource; a remote procedure takes them as fields of its request),
  ``paging``, ``idempotency``, ``long_running``, ``caching``, ``etag``, ``errors`` (HTTP statuses), ``variants`` (what
  extensions of use cases say can go wrong, each of a kind in the contract's ``problems``), ``scopes``, ``anonymous``, ``timeout``, ``traces`` to steps, and ``reason``:
  who states it or how it was derived. Its HTTP side is ``method``, ``path``, ``status``, ``location``, ``resource``;
* a ``Schema`` is a named structure of ``Property``, each with a ``Type`` (``Primitive``, ``Identifier``, ``Choice``,
  ``ListOf``, ``MapOf``, ``Named``), ``required``, ``access`` (both, read-only, write-only), a ``description``, an
  ``example`` and an ``origin`` (entity field or words of a step, with its place). There are no anonymous structures.

Names of properties and parameters are neutral words, ``card-reference``: give them the case of your format with
``camel``, ``snake``, ``pascal`` or ``constant``; ``words`` makes such a name of any text. ``example_of(schemas, name)``
makes an example of a whole schema. To make schemas of your own (payloads of events): ``Representations(requirements)``
has ``record(entity)``, ``property_of(datum, mode)`` and ``add(...)``, and ``Lexicon(requirements).read(text, place)``
finds what a text of ``data`` names.

``changes(old, new)`` compares two OpenAPI documents: what breaks callers, and what is merely new.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from archkit.model import plural, singular

if TYPE_CHECKING:
    from archkit.contracts.calls import Call, calls_of
    from archkit.contracts.changes import Change, changes
    from archkit.contracts.contract import (
        Caching,
        Contract,
        Idempotency,
        LongRunning,
        Operation,
        Paging,
        Parameter,
        ProblemType,
        RateLimit,
        Resource,
        Security,
        Variant,
    )
    from archkit.contracts.data import Datum, Lexicon
    from archkit.contracts.derive import contract_of, contracts_of
    from archkit.contracts.examples import example_of
    from archkit.contracts.message_changes import message_changes
    from archkit.contracts.messages import MessageType, address_of, find_messages, major
    from archkit.contracts.messaging import Messaging, Traffic, messaging_of
    from archkit.contracts.names import camel, constant, free, pascal, snake, spoken, words
    from archkit.contracts.problems import branches_off
    from archkit.contracts.representations import Representations, unique
    from archkit.contracts.schema import (
        Choice,
        Identifier,
        Json,
        ListOf,
        MapOf,
        Named,
        Origin,
        Primitive,
        Property,
        Schema,
        Type,
    )
    from archkit.contracts.text_changes import graph_changes, proto_changes
    from archkit.contracts.trace import LeftOut, Trace, Verb

__all__ = [
    "Caching",
    "Call",
    "Change",
    "Choice",
    "Contract",
    "Datum",
    "Idempotency",
    "Identifier",
    "Json",
    "LeftOut",
    "Lexicon",
    "ListOf",
    "LongRunning",
    "MapOf",
    "MessageType",
    "Messaging",
    "Named",
    "Operation",
    "Origin",
    "Paging",
    "Parameter",
    "Primitive",
    "ProblemType",
    "Property",
    "RateLimit",
    "Representations",
    "Resource",
    "Schema",
    "Security",
    "Trace",
    "Traffic",
    "Type",
    "Variant",
    "Verb",
    "address_of",
    "branches_off",
    "calls_of",
    "camel",
    "changes",
    "constant",
    "contract_of",
    "contracts_of",
    "example_of",
    "find_messages",
    "free",
    "graph_changes",
    "major",
    "message_changes",
    "messaging_of",
    "pascal",
    "plural",
    "proto_changes",
    "singular",
    "snake",
    "spoken",
    "unique",
    "words",
]

_HOMES = {
    "calls": ("Call", "calls_of"),
    "changes": ("Change", "changes"),
    "contract": (
        "Caching",
        "Contract",
        "Idempotency",
        "LongRunning",
        "Operation",
        "Paging",
        "Parameter",
        "ProblemType",
        "RateLimit",
        "Resource",
        "Security",
        "Variant",
    ),
    "data": ("Datum", "Lexicon"),
    "derive": ("contract_of", "contracts_of"),
    "examples": ("example_of",),
    "message_changes": ("message_changes",),
    "messages": ("MessageType", "address_of", "find_messages", "major"),
    "messaging": ("Messaging", "Traffic", "messaging_of"),
    "names": ("camel", "constant", "free", "pascal", "snake", "spoken", "words"),
    "problems": ("branches_off",),
    "representations": ("Representations", "unique"),
    "schema": (
        "Choice",
        "Identifier",
        "Json",
        "ListOf",
        "MapOf",
        "Named",
        "Origin",
        "Primitive",
        "Property",
        "Schema",
        "Type",
    ),
    "text_changes": ("graph_changes", "proto_changes"),
    "trace": ("LeftOut", "Trace", "Verb"),
}
"""File of this room to the names that it gives to others."""


def __getattr__(name: str) -> Any:
    """Load a file when something of it is first asked for: who asks for addresses needs no schemas."""
    home = next((file for file, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(name)
    globals()[name] = found = getattr(import_module(f"archkit.contracts.{home}"), name)
    return found
