"""An editing session over a workspace: change its files one splice at a time, undo, save, merge, judge beside the screen.

Front door, without a screen:

- ``Session(root)`` holds the texts. ``session.set(place, value)``, ``session.add(section, id, data)`` and
  ``session.edit(label, changes)`` change them, every other byte kept; ``undo``, ``redo``; ``write`` saves.
- ``session.elements(section)``, ``session.find(ref)``, ``session.value(place)`` show what stands there now.
- ``Staircase(session, tell)`` judges in a thread: ``want({"findings", "evaluation", "advice"})`` -> ``Judgement``.
- ``rows_of(model, data, route)`` makes a form of any model; ``typed(row, text)`` turns a text into data.
"""

from archkit.session import flow_edits
from archkit.session._session import Change, Session
from archkit.session.declaring import Declared, proposed
from archkit.session.elements import Element
from archkit.session.flow_moves import target_of
from archkit.session.flows import FlowLine, fault_of, flow_lines, participants_of, step_of
from archkit.session.journal import Journal, Unsaved, state_folder
from archkit.session.merging import ABSENT, Conflict
from archkit.session.routes import route_at
from archkit.session.rows import Row, entry_of, rows_of, spoken, typed
from archkit.session.searching import Hit, Index, find_text
from archkit.session.staircase import Found, Judgement, Stage, Staircase
from archkit.session.suggesting import Suggestion, matching, suggestions
from archkit.session.touring import Tour
from archkit.session.values import yaml_of

__all__ = [
    "ABSENT",
    "Change",
    "Conflict",
    "Declared",
    "Element",
    "FlowLine",
    "Found",
    "Hit",
    "Index",
    "Journal",
    "Judgement",
    "Row",
    "Session",
    "Stage",
    "Staircase",
    "Suggestion",
    "Tour",
    "Unsaved",
    "entry_of",
    "fault_of",
    "find_text",
    "flow_edits",
    "flow_lines",
    "matching",
    "participants_of",
    "proposed",
    "route_at",
    "rows_of",
    "spoken",
    "state_folder",
    "step_of",
    "suggestions",
    "target_of",
    "typed",
    "yaml_of",
]
