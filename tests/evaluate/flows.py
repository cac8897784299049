"""Small workspaces as text: a flow, what it calls, and what is demanded of it."""

import textwrap


def workspace(
    steps: str,
    measure: str,
    components: str = "",
    *,
    load: str = "{average: 1/s, peak: 1/s}",
    of: str = "use_case:run",
    actor: str = "",
    more: str = "",
    quality: str = "",
) -> str:
    """Return a workspace with one use case, ``run``, and one quality attribute, ``goal``."""
    load_line = f"    load: {load}\n" if load else ""
    return (
        "actors:\n  user: {" + (actor or "kind: person") + "}\n  clock: {kind: timer}\n"
        f"use_cases:\n  run:\n    primary_actor: user\n    priority: must\n{load_line}    steps:\n"
        + textwrap.indent(textwrap.dedent(steps).strip(), " " * 6)
        + f"\nquality_attributes:\n  goal:\n    applies_to: [{of}]\n    measure: {measure}\n"
        + (f"    {quality}\n" if quality else "")
        + "components:\n"
        + textwrap.indent(textwrap.dedent(components).strip(), "  ")
        + "\n"
        + textwrap.dedent(more)
    )


CONSTANT = "latency: {p50: 100 ms, p99: 100 ms}, capacity: 100G/s"
"""A component that answers each call in 100 ms and is never busy."""
NEAR = 0.0005
"""A round trip within a region, in seconds."""
