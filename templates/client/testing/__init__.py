"""The API as its contract shows it, without a server: for tests of whatever calls it."""

from .transport import ContractTransport

__all__ = ["ContractTransport"]
