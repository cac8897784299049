"""Start the server on this machine: the command that the README states."""

import argparse
import importlib
import ipaddress

import uvicorn

from .security import TOKEN, knows_everybody

PACKAGE = (__package__ or "").rpartition(".")[0]


def main() -> None:
    """Serve until somebody stops it."""
    parser = argparse.ArgumentParser(
        prog=PACKAGE.replace("_", "-"), description="Serve the contract from memory."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at (default: %(default)s)")
    parser.add_argument("--reload", action="store_true", help="start anew when a file changes")
    options = parser.parse_args()
    authenticate = importlib.import_module(f"{PACKAGE}.access").authenticate
    if not _is_this_machine(options.host) and knows_everybody(authenticate):
        parser.error(
            f"{options.host} can be reached by others, and the development token is known to everybody: "
            f"set {TOKEN}, or write access.py"
        )
    uvicorn.run(f"{PACKAGE}.app:app", host=options.host, port=options.port, reload=options.reload)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


if __name__ == "__main__":
    main()
