"""The program ``archkit``: the version is told before anything else is loaded."""

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

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
