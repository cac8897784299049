"""The screen in a browser on this machine: served on loopback, to whoever has the address with its key, and to nobody else.

A page of any other site may try to reach a port of this machine. So the address carries a key that cannot be guessed,
and a connection is refused that comes from another origin or under another name than the one that is served.
"""

import logging
import secrets
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archkit.errors import UsageError

if TYPE_CHECKING:
    from aiohttp import web

HOST = "127.0.0.1"
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' ws://{host}; frame-ancestors 'none'"
)


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
        from aiohttp import web  # noqa: PLC0415 - an extra that only this needs
        from aiohttp_jinja2 import render_template  # noqa: PLC0415 - as above
        from textual_serve.server import Server, to_int  # noqa: PLC0415 - as above
    except ImportError as error:
        raise UsageError("serving needs a package more", help="pip install 'archkit[web]'") from error

    class Guarded(Server):
        """Serves to who has the key."""

        key = secrets.token_urlsafe(18)

        @property
        def address(self) -> str:
            """The address to open, with its key."""
            return f"{self.public_url}/?key={self.key}"

        def initialize_logging(self) -> None:
            """Say nothing of each request."""
            logging.getLogger("aiohttp.access").setLevel(logging.WARNING)

        async def on_startup(self, app: "web.Application") -> None:
            """Say nothing: the address was told already."""

        def _check(self, request: "web.Request", *, key: bool = True) -> None:
            origin = request.headers.get("Origin", self.public_url)
            named = request.host == f"{HOST}:{self.port}"
            told = request.match_info.get("key") or request.query.get("key", "")
            known = secrets.compare_digest(told.encode(), self.key.encode())
            if not named or origin != self.public_url or (key and not known):
                raise web.HTTPForbidden(text="Open the address that archkit printed.")

        async def _make_app(self) -> "web.Application":
            app = await super()._make_app()
            # What runs in the page writes the size of the terminal behind the address, so the key stands within it.
            app.add_routes([web.get("/ws/{key}", self.handle_websocket)])

            async def guard(request: "web.Request", response: "web.StreamResponse") -> None:
                del request
                response.headers["Content-Security-Policy"] = _POLICY.format(host=f"{HOST}:{self.port}")
                response.headers["Referrer-Policy"] = "no-referrer"
                response.headers["X-Content-Type-Options"] = "nosniff"

            app.on_response_prepare.append(guard)
            return app

        async def handle_index(self, request: "web.Request") -> Any:
            """Serve the page to who has the key."""
            self._check(request)
            context = {
                "font_size": min(max(to_int(request.query.get("fontsize", "15"), 15), 6), 60),
                "app_websocket_url": f"ws://{HOST}:{self.port}/ws/{self.key}",
                "config": {"static": {"url": f"{self.public_url}/static/"}},
                "application": {"name": self.title},
            }
            return render_template("app_index.html", request, context)

        async def handle_websocket(self, request: "web.Request") -> "web.WebSocketResponse":
            """Connect who has the key."""
            self._check(request)
            return await super().handle_websocket(request)

        async def handle_download(self, request: "web.Request") -> "web.StreamResponse":
            """Serve no file that the screen did not offer under this name."""
            self._check(request, key=False)
            return await super().handle_download(request)

    command = shlex.join([sys.executable, "-m", "archkit", "open", str(root.resolve())])
    return Guarded(
        command,
        HOST,
        port,
        title=f"archkit: {root.resolve().name}",
        templates_path=Path(__file__).parent / "web",
    )
