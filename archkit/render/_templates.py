"""Templates that ship with archkit, or a team's own instead, rendered so that no text becomes markup by accident."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from archkit.resources import folder

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

_NO_OTHERS: Mapping[str, str] = {}


@cache
def _loader() -> "BaseLoader":
    from jinja2 import FileSystemLoader  # noqa: PLC0415 - linting needs no templates

    return FileSystemLoader(folder("templates"))


def _environment(kind: "type[Environment]", loader: "BaseLoader") -> "Environment":
    from jinja2 import StrictUndefined  # noqa: PLC0415 - same reason

    return kind(
        loader=loader,
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _loaded() -> "Environment":
    from jinja2 import Environment  # noqa: PLC0415 - same reason

    return _environment(Environment, _loader())


def templates(replaced: Mapping[str, str] = _NO_OTHERS, *, html: bool = False) -> "Environment":
    """Return the environment of all templates; add filters and globals to the copy that you get.

    Args:
        replaced: A team's own templates by name, which stand in for those of archkit. They may come from a stranger's
            checkout, so then all run in a sandbox, in which nothing can be reached but what is shown.
        html: Whether values are escaped for HTML, except those that are marked as HTML already.
    """
    environment = _loaded()
    if replaced:
        from jinja2 import ChoiceLoader, DictLoader  # noqa: PLC0415 - same reason

        from archkit.render._sandbox import Sandbox  # noqa: PLC0415 - same reason

        environment = _environment(Sandbox, ChoiceLoader([DictLoader(replaced), _loader()]))
    environment = environment.overlay(autoescape=html)
    environment.filters = dict(environment.filters)
    environment.globals = dict(environment.globals)
    return environment


def raw(name: str) -> str:
    """Return a file of the templates as it stands: a script or a style sheet, in which nothing is filled in."""
    return raw_bytes(name).decode("utf-8")


def raw_bytes(name: str) -> bytes:
    """Return a file of the templates that is no text: a font."""
    return (folder("templates") / name).read_bytes()
