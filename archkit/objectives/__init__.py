"""Requirements become objectives: what is counted, how much of it must be good, over which time, and when to wake whom."""

from archkit.objectives.burn import DAY, FEWEST, HOUR, Burn, Row, Tier, burn_table
from archkit.objectives.derive import find_objectives, implied_target, objective_of
from archkit.objectives.indicator import Gap, Sli, spoken_seconds
from archkit.objectives.objective import Objective, Traffic
from archkit.objectives.promql import WINDOW, Matcher, PromqlError, quote, read_matchers, selector, windowed
from archkit.objectives.reach import Reach, reach_of
from archkit.objectives.spoken import number, percent, prometheus_duration, spoken_duration

__all__ = [
    "DAY",
    "FEWEST",
    "HOUR",
    "WINDOW",
    "Burn",
    "Gap",
    "Matcher",
    "Objective",
    "PromqlError",
    "Reach",
    "Row",
    "Sli",
    "Tier",
    "Traffic",
    "burn_table",
    "find_objectives",
    "implied_target",
    "number",
    "objective_of",
    "percent",
    "prometheus_duration",
    "quote",
    "reach_of",
    "read_matchers",
    "selector",
    "spoken_duration",
    "spoken_seconds",
    "windowed",
]
