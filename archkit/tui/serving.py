"""The screen in a browser on this machine: served on loopback, to whoever has the address with its key, and to nobody else.

A page of any other site may try to reach a port of this machine. So the address carries a key that cannot be guessed,
and a connection is refused that comes from another origin or under another name than the one that is served.
"""

import shlex
import sys
from pathlib import Path
from typing import Any

from archkit.errors import UsageError

HOST = "127.0.0.1"
"""The only address that is ever served."""


def serve(root: Path, port: int) -> None:
    """Serve a workspace until Ctrl+C.

    Args:
        root: The workspace.
        port: The port on loopback.

    Raises:
        UsageError: The package that serves is not installed, or the port is taken.
    """
    server = make_server(root, port)
    print(f"archkit serves {root} at\n  {server.address}\nCtrl+C ends it.")  # noqa: T201 - it has the terminal to itself
    try:
        server.serve()
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be opened: {error.strerror}", help="choose another one with --port"
        ) from error


def make_server(root: Path, port: int) -> Any:
    """Return the server; nothing is opened yet.

    Raises:
        UsageError: The package that serves is not installed.
    """
    try:
        from archkit.tui.guarded import Guarded  # noqa: PLC0415 - an extra that only this needs
    except ImportError as error:
        raise UsageError("serving needs a package more", help="pip install 'archkit[web]'") from error
    command = shlex.join([sys.executable, "-m", "archkit", "open", str(root.resolve())])
    return Guarded(
        command,
        HOST,
        port,
        title=f"archkit: {root.resolve().name}",
        templates_path=Path(__file__).parent / "web",
    )
