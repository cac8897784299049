"""What a machine can repair without changing what is meant -> new texts of the files, every comment kept."""

from archkit.fix._repairs import Repair, repairs
from archkit.fix._workspace import Fixed, fixed

__all__ = ["Fixed", "Repair", "fixed", "repairs"]
