"""A server that keeps its contract: ``generated/`` is archkit's, everything beside it is yours."""
