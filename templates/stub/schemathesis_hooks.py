"""Read by Schemathesis where schemathesis.toml lies. Written by archkit, and written anew each time."""

from itertools import count
from typing import Any
from uuid import uuid4

import schemathesis

_CALLS = count()


@schemathesis.hook
def before_call(_context: object, case: Any, _kwargs: object) -> None:
    """Send what no schema can say: a key that is new for each call, and most times an entity tag that fits.

    A fuzzer repeats its keys with other bodies, which a server is right to refuse; the tests of the contract try that.
    Tags that it makes up fit nothing, so that no change would ever be made. What breaks the schema stays as it is.
    """
    told = getattr(getattr(case.meta, "phase", None), "data", None)
    if "missing" in str(getattr(told, "scenario", "")).lower():
        return  # a header that is left out on purpose stays out only where nobody touches the others
    for name, value in dict(case.headers or {}).items():
        if name.lower() == "idempotency-key" and 0 < len(str(value)) <= 64:
            case.headers[name] = str(uuid4())
        if name.lower() == "if-match" and len(str(value)) <= 1000 and next(_CALLS) % 4:
            case.headers[name] = "*"
