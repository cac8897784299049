"""Textual's server, for one machine: it serves its page to who has the key, and loads nothing from elsewhere."""

import logging
import secrets
from typing import Any

from aiohttp import web
from aiohttp_jinja2 import render_template
from textual_serve.server import Server, to_int

_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' ws://{host}; frame-ancestors 'none'"
)


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

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the address was told already."""

    def _check(self, request: web.Request, *, key: bool = True) -> None:
        origin = request.headers.get("Origin", self.public_url)
        named = request.host == f"{self.host}:{self.port}"
        told = request.match_info.get("key") or request.query.get("key", "")
        known = secrets.compare_digest(told.encode(), self.key.encode())
        if not named or origin != self.public_url or (key and not known):
            raise web.HTTPForbidden(text="Open the address that archkit printed.")

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        # What runs in the page writes the size of the terminal behind the address, so the key stands within it.
        app.add_routes([web.get("/ws/{key}", self.handle_websocket)])

        async def guard(request: web.Request, response: web.StreamResponse) -> None:
            del request
            response.headers["Content-Security-Policy"] = _POLICY.format(host=f"{self.host}:{self.port}")
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Content-Type-Options"] = "nosniff"

        app.on_response_prepare.append(guard)
        return app

    async def handle_index(self, request: web.Request) -> Any:
        """Serve the page to who has the key."""
        self._check(request)
        context = {
            "font_size": min(max(to_int(request.query.get("fontsize", "15"), 15), 6), 60),
            "app_websocket_url": f"ws://{self.host}:{self.port}/ws/{self.key}",
            "config": {"static": {"url": f"{self.public_url}/static/"}},
            "application": {"name": self.title},
        }
        return render_template("app_index.html", request, context)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Connect who has the key."""
        self._check(request)
        return await super().handle_websocket(request)

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """Serve no file that the screen did not offer under this name."""
        self._check(request, key=False)
        return await super().handle_download(request)
