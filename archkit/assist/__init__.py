"""Assistance while somebody writes: sentences are split, numbers proposed, scenarios completed, decisions drafted."""

from archkit.assist.demands import Demand, demands
from archkit.assist.operations import Operation, operation_of
from archkit.assist.records import Draft, draft
from archkit.assist.scenarios import PARTS, Part, as_guess, complete, measures_for
from archkit.assist.splitting import Proposal, split

__all__ = [
    "PARTS",
    "Demand",
    "Draft",
    "Operation",
    "Part",
    "Proposal",
    "as_guess",
    "complete",
    "demands",
    "draft",
    "measures_for",
    "operation_of",
    "split",
]
