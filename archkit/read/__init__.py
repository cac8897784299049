"""Files become Requirements; what is wrong with their syntax and shape becomes Diagnostics."""

from archkit.read.assemble import Reading, read_workspace
from archkit.read.faults import FAULTS
from archkit.read.files import CONFIG_NAME, find_workspace, leaves_folder, pattern_regex

__all__ = [
    "CONFIG_NAME",
    "FAULTS",
    "Reading",
    "find_workspace",
    "leaves_folder",
    "pattern_regex",
    "read_workspace",
]
