"""Facts and patterns become advice that can be argued with: verdicts, each with what held, what failed and what is unknown."""

from archkit.recommend._advice import ORDER, Advice, Effect, Recommendation, Relation, vocabulary
from archkit.recommend._judge import Judgement, Outcome, Reason, judge
from archkit.recommend._verdict import Verdict, Weighed, weigh

__all__ = [
    "ORDER",
    "Advice",
    "Effect",
    "Judgement",
    "Outcome",
    "Reason",
    "Recommendation",
    "Relation",
    "Verdict",
    "Weighed",
    "judge",
    "vocabulary",
    "weigh",
]
