"""The server, put together: FastAPI with the contract in its middle."""

import os

from fastapi import FastAPI

from . import contract, pages, problems
from .exchange import Limiter, Policy
from .operations import Operations
from .routes import router
from .security import Authenticate

UNLIMITED = "STUB_UNLIMITED"
"""The environment variable that, set to 1, lets everybody call as often as they like: for load tests and fuzzing."""


def build(service: Operations, authenticate: Authenticate) -> FastAPI:
    """Return the application.

    Args:
        service: What the operations do.
        authenticate: Who may call.
    """
    info = contract.CONTRACT["info"]
    app = FastAPI(
        title=info["title"], version=info["version"], docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.policy = Policy(authenticate, Limiter(enabled=os.environ.get(UNLIMITED) != "1"))
    app.state.service = service
    served = contract.served()
    app.openapi = lambda: served  # type: ignore[method-assign]
    problems.install(app)
    app.include_router(router, prefix=contract.BASE)
    pages.install(app)
    return app
