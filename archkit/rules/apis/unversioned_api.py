"""Strangers build on an API, and it has no version.

Their programs are released on other days than yours, some of them never again. The first change that breaks one of
them needs an old and a new version side by side, and a name by which they are told apart. Asked of components with
`api: {kind: public}` or `partner` without a `version`, whose paths have none either. Contracts between your own teams
are asked for by AK461.

How to fix: `api: {version: v1}`; whether it travels in the path, a header or the host is another question.

When to ignore: each change will be compatible for ever; decide so (`expand-contract-migration`).

*Bad*

```yaml
components:
  shop: {kind: service, api: {kind: public, auth: api-key}} # AK524
```

*Good*

```yaml
components:
  shop: {kind: service, api: {kind: public, auth: api-key, version: v1}}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK524",
    "unversioned-api",
    Severity.QUESTION,
    "Google AIP-185: API versioning; Semantic Versioning 2.0.0",
    stage="mvp",
    several="which version of these APIs do strangers build on? Not said of {names}",
    related=("api-versioning", "expand-contract-migration"),
)
_OUTSIDE = {"public", "partner"}
_VERSION = re.compile(r"(?:^|/)v\d")


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for versions of what strangers call."""
    if {"api-versioning", "expand-contract-migration"} & subject.chosen.keys():
        return
    in_paths = {one.message.target for one in subject.operations if one.is_rest and _VERSION.search(one.path)}
    for component in subject.requirements.components.values():
        api = component.api
        if api is None or api.kind not in _OUTSIDE or api.version or component.is_external:
            continue
        if component.id not in in_paths:
            yield Hit(
                component.place,
                f"which version of the {api.kind} API of '{component.id}' do callers build on?",
                help="an old and a new version will live side by side one day: write api: {version: v1}",
                key=True,
            )
