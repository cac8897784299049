"""The server, put together: yours to change. archkit wrote this file once, as a start, and never touches it again."""

from .access import authenticate
from .generated.server import build
from .service import Service

app = build(Service(), authenticate)
"""What uvicorn serves; add middleware, a lifespan, metrics and whatever else your server needs."""
