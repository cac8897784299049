"""Files become Requirements; what is wrong with their syntax and shape becomes Diagnostics."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from archkit.read.files import (
    CONFIG_NAME,
    Mark,
    find_files,
    find_workspace,
    leaves_folder,
    locate,
    mark_of,
    pattern_regex,
    read_bytes,
)

if TYPE_CHECKING:
    from archkit.read.assemble import Reading, read_workspace
    from archkit.read.attachments import Attached, read_attached
    from archkit.read.faults import FAULTS

__all__ = [
    "CONFIG_NAME",
    "FAULTS",
    "Attached",
    "Mark",
    "Reading",
    "find_files",
    "find_workspace",
    "leaves_folder",
    "locate",
    "mark_of",
    "pattern_regex",
    "read_attached",
    "read_bytes",
    "read_workspace",
]
_HOMES = {
    "FAULTS": "faults",
    "Attached": "attachments",
    "Reading": "assemble",
    "read_attached": "attachments",
    "read_workspace": "assemble",
}


def __getattr__(name: str) -> Any:
    """Load the model when it is first asked for: finding files, all that a warm cache needs, does without it."""
    if name not in _HOMES:
        raise AttributeError(name)
    globals()[name] = found = getattr(import_module(f"archkit.read.{_HOMES[name]}"), name)
    return found
