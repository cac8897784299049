"""Templates that ship with archkit, rendered so that text of users cannot become markup by accident."""

from functools import cache
from typing import TYPE_CHECKING

from archkit.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _loaded() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - linting needs no templates

    return Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=False,  # noqa: S701 - the targets are Markdown, YAML and others; each template escapes by filter
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def templates() -> "Environment":
    """Return the environment of all templates; add filters and globals to the copy that you get."""
    environment = _loaded().overlay()
    environment.filters = dict(environment.filters)
    environment.globals = dict(environment.globals)
    return environment


def raw(name: str) -> str:
    """Return a file of the templates as it stands: a script or a style sheet, in which nothing is filled in."""
    loader = _loaded().loader
    assert loader is not None  # noqa: S101 - set above
    return loader.get_source(_loaded(), name)[0]
