"""The program ``archkit``: the version is told before anything else is loaded."""

import os
import sys


def run() -> None:
    """Run the command line and end the process with its exit status."""
    try:
        _run()
    except KeyboardInterrupt:  # before the command has begun; from then on it says so itself
        sys.stderr.write("archkit: stopped\n")
        sys.exit(2)


def _run() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        from archkit import __version__  # noqa: PLC0415 - nothing is loaded that is not needed

        sys.stdout.write(f"archkit {__version__}\n")
        return
    if sys.argv[1:] in (["--help"], ["-h"]):
        from archkit.cli._commands import help_text  # noqa: PLC0415 - same reason

        sys.stdout.write(help_text())
        return
    from archkit.cli._main import main  # noqa: PLC0415 - same reason

    status = main(sys.argv[1:])
    if sys.argv[1:2] == ["lint"]:
        _end(status)
    sys.exit(status)


def _end(status: int) -> None:
    """End the process without taking apart what it has read, as mypy does: an eighth of a run where nothing changed."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read it is gone
        pass
    os._exit(status)


if __name__ == "__main__":
    run()
