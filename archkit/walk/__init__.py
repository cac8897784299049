"""The walk: which questions lead from a wish to an architecture, how far a team has come, and what helps most next."""

from archkit.walk.answers import Change, change, pass_on, skip
from archkit.walk.asking import Asked, State
from archkit.walk.progress import Mood, Standing, Suggestion, Walk

__all__ = [
    "Asked",
    "Change",
    "Mood",
    "Standing",
    "State",
    "Suggestion",
    "Walk",
    "change",
    "pass_on",
    "skip",
]
