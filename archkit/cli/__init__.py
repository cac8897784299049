"""The command line: one file a command, each loaded only when it is called."""

from archkit.cli._main import main

__all__ = ["main"]
