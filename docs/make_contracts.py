"""The examples become docs/contracts.md: what a team writes beside the contract that comes of it.

Run it with ``python docs/make_contracts.py``; with ``--check`` it writes nothing and fails when the page is stale.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Any

import yaml as reader

from archkit.generators import generate
from archkit.workspace import Workspace

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"
OPENING = """\
---
hide: [navigation, toc]
---

# From a flow to a contract

Each call in a flow is an operation of somebody's API, and the data on it is a payload. So the contract is there already,
spread over steps and entities. `archkit generate --only openapi` puts it together, one OpenAPI 3.1 document for each
component with `interface: rest`, and says in each operation which step asked for it. What you see here is made from the
examples, and a test keeps it up to date; of the documents on the right, what repeats is left out.

The way there are the four steps of REST: **find the entities**, **give them addresses**, **say how they are represented**,
**assign the methods**. What a step states in `operation:` stays as it is. What it does not state is derived, and the
reason stands in the description.
"""
CLOSING = """
## What decides what

| in the contract | comes from |
|---|---|
| method and path | `operation:` of the step; else the verb of the action, and the entity that it sends, returns, reads or writes |
| `operationId` | method and path alone, so nothing unrelated changes it |
| a path below another | `part_of` of the entity |
| schemas | fields of entities; `hidden` fields and those named after secrets are in none |
| required properties | every field that is not `optional` |
| query parameters | what a reading step sends, without ids that the path has |
| paging | every list |
| 202 and a state to ask for | `duration` of the step, or of one behind it, above a second; a response time above a second at p99 or more |
| `Idempotency-Key` | every POST; required with `idempotent: true`, `retries`, or a request id in `data` |
| `ETag`, `If-Match` | records that are not `immutable` |
| `Cache-Control` | `staleness` and `cache` of the step, else `staleness` and `mutability` of the entity; `classification` and `personal_data` say who may keep it |
| failures | what the operation is, and the `extensions` of its use cases: "has an account already" is a 409 |
| `type` of a failure | `problem: {type, status, title}` of the extension, else its `id` or its condition; `status: none` where no call fails of it |
| who may call | `api: {kind, auth}`; who registers or logs in needs no credentials |
| quota | `api: {rate_limit}` |
| server | `api: {url}`, or `generate: {apis: {domain}}` |
| case of names | `generate: {apis: {naming: snake_case}}` |

## When it changes

Say this is the workspace, and its contract has been generated and committed:

```yaml title="archkit.yaml"
archkit: 1
system: {id: shop, name: Shop}
```

```yaml title="requirements/shop.yaml"
components: {shop: {interface: rest}}
entities:
  product: {fields: {id: uuid, name: string, price: money}}
use_cases:
  look:
    steps:
      - buyer -> shop: {action: List products, returns: [list of product], operation: GET /products}
```

```console
$ archkit generate --only openapi
...
```

Then somebody gives the product a kind instead of a price, and the list a filter:

```yaml title="requirements/shop.yaml"
components: {shop: {interface: rest}}
entities:
  product: {fields: {id: uuid, name: string, kind: one of book | film}}
use_cases:
  look:
    steps:
      - buyer -> shop: {action: List products, data: [kind], returns: [list of product], operation: GET /products}
```

```console
$ archkit generate --only openapi --check # exit 1
...
breaks   apis/shop/openapi.yaml: Product.price: price is gone from what is answered (removed-property)
adds     apis/shop/openapi.yaml: GET /products: the query parameter kind is new (added-parameter)
adds     apis/shop/openapi.yaml: Product.kind: kind is new (added-property)
1 change of contracts would break callers.
```

The comparison is with the document that was generated last. A request may become wider and an answer surer; anything else
breaks somebody. A kind of problem may come and go; called otherwise, or with another status, it breaks who tells it by its
type. Words, examples and the names of path parameters may change at will.
"""


@dataclass(frozen=True)
class Pair:
    """One thing that a team writes, and what comes of it."""

    title: str
    says: str
    example: str
    file: str
    begins: str
    """What the first line begins with, or the line of the action below it."""
    component: str
    path: str
    """The path of the operation; or the name of a schema."""
    method: str = ""


PAIRS = (
    Pair(
        "A list below its parent",
        "The path says what belongs to what, and what is sent beside it is paging. The answer is a named page; its headers "
        "and the failures that every operation shares are references.",
        "movie-streaming", "use-cases.yaml", "action: List the reviews",
        "movie-api", "/movies/{movieId}/reviews", "get",
    ),
    Pair(
        "An entity becomes a representation",
        "References become ids, moments end with *At*, and each property says which field it is. The hash of the password "
        "is in no representation.",
        "movie-streaming", "data.yaml", "user:", "movie-api", "User",
    ),
    Pair(
        "Somebody who has no account yet",
        "The step sends a password and makes a user: it needs no credentials, and answers where the new user is. What the "
        "extension says can go wrong is a status, and a kind of problem that programs tell by its type.",
        "movie-streaming", "use-cases.yaml", "register:", "movie-api", "/users", "post",
    ),
    Pair(
        "A step that names no operation",
        "*Place* makes what is sent, so the order gets an address below the collection of orders. The reason stands in the "
        "description, and in `x-archkit` for programs.",
        "online-store", "use-cases.yaml", "- storefront -> checkout: {action: Place the order",
        "checkout", "/orders", "post",
    ),
    Pair(
        "Work that takes long",
        "The use case allows a response time of 3 s at p99. So the call is accepted, and its Location leads to a state.",
        "hitchhiking", "use-cases/register-driver.yaml", "measures:",
        "app", "/driver-accounts", "post",
    ),
)  # fmt: skip


def page() -> str:
    """Return the page."""
    return OPENING + "".join(_section(pair) for pair in PAIRS) + CLOSING


def _section(pair: Pair) -> str:
    workspace = Workspace(EXAMPLES / pair.example)
    written = _excerpt(EXAMPLES / pair.example / "requirements" / pair.file, pair.begins)
    document = next(
        reader.safe_load(one.data)
        for one in generate(workspace.dossier, ["openapi"])
        if one.path == f"apis/{pair.component}/openapi.yaml"
    )
    made = _schema(document, pair.path) if not pair.method else _operation(document, pair.path, pair.method)
    shown = reader.safe_dump(made, sort_keys=False, allow_unicode=True, width=66)
    return (
        f"\n## {pair.title}\n\n{pair.says}\n\n"
        f'<div class="grid" markdown>\n\n'
        f'```yaml title="examples/{pair.example}/requirements/{pair.file}"\n{written}```\n\n'
        f'```yaml title="apis/{pair.component}/openapi.yaml"\n{shown}```\n\n</div>\n'
    )


def _excerpt(path: Path, begins: str) -> str:
    """Return what begins with some words in a file, up to the next line that is not indented deeper."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    first = next(index for index, line in enumerate(lines) if line.strip().startswith(begins))
    while lines[first].strip().startswith("action:"):
        first -= 1
    lines = lines[first:]
    indent = len(lines[0]) - len(lines[0].lstrip())
    found = [lines[0]]
    for line in lines[1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        found.append(line)
    return "\n".join(line[indent:] for line in found).rstrip() + "\n"


def _operation(document: Mapping[str, Any], path: str, method: str) -> Mapping[str, Any]:
    operation = dict(document["paths"][path][method])
    success = next(iter(operation["responses"]))
    kept = {key: value for key, value in operation["responses"][success].items() if key != "links"}
    kept = {key: list(value) if key == "headers" else _bare(value) for key, value in kept.items()}
    own = {
        status: one
        for status, one in operation["responses"].items()
        if status != success and "$ref" not in one
    }
    shared = [status for status in operation["responses"] if status not in own and status != success]
    operation["description"] = "\n".join(fill(line, 62) for line in operation["description"].splitlines())
    told = {
        status: {
            "description": one["description"],
            "types": [
                example["value"]["type"]
                for media in one["content"].values()
                for example in media["examples"].values()
            ],
        }
        for status, one in own.items()
    }
    operation["responses"] = {success: kept, **told, ", ".join(shared): "..."}
    if "requestBody" in operation:
        operation["requestBody"] = _bare(operation["requestBody"])
    return {path: {method: operation}}


def _bare(value: Any) -> Any:
    """Return a body without its example, which stands on the page of the API."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key != "example"}
    return value


def _schema(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return {
        name: {
            key: value for key, value in document["components"]["schemas"][name].items() if key != "examples"
        }
    }


def main(words: list[str]) -> int:
    """Write the page, or tell that it is stale."""
    path, text = DOCS / "contracts.md", page()
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in words:
        print("stale: docs/contracts.md; run python docs/make_contracts.py")
        return 1
    path.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _as_block(dumper: reader.SafeDumper, text: str) -> reader.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


reader.SafeDumper.add_representer(str, _as_block)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
