"""What a team can say, typed; one file a section of the format."""

from archkit.model.actors import Actor, Coordinates, Latency
from archkit.model.components import STORES, Component, DeadLetters, Resilience
from archkit.model.config import ApiOptions, Colours, Config, Organisation, SiteOptions, System
from archkit.model.constraints import Constraint
from archkit.model.decisions import Decision
from archkit.model.entities import Entity
from archkit.model.field_types import (
    ChoiceType,
    EmbeddedType,
    FieldType,
    ListType,
    MapType,
    OptionalType,
    RefType,
    ScalarType,
    entities_in,
)
from archkit.model.fields import NO_PROBLEM, PROTOBUF_NUMBERS
from archkit.model.flows import (
    Alt,
    Branch,
    Critical,
    Loop,
    Message,
    Note,
    Opt,
    Par,
    Step,
    Window,
    is_arrow,
    messages,
    walk,
)
from archkit.model.item import Item, Part, name_from, share_defaults
from archkit.model.links import PARTICIPANT, Link, links
from archkit.model.marks import mark_of
from archkit.model.measures import (
    METRICS,
    Measure,
    MeasureError,
    canonical_measure,
    parse_measure,
    suggest_metric,
)
from archkit.model.nouns import counted, is_plural, plural, singular
from archkit.model.quality_attributes import QualityAttribute, Scenario
from archkit.model.quantities import (
    Dimension,
    Quantity,
    QuantityError,
    canonical,
    format_value,
    parse_quantity,
)
from archkit.model.questions import Assumption, Question, Term
from archkit.model.references import KINDS, Ref, did_you_mean, free_id, id_fault, is_id, parse_ref, suggest_id
from archkit.model.requirements import SECTION_OF, SECTIONS, Requirements
from archkit.model.service_levels import Indicator, ServiceLevel
from archkit.model.spots import Spot, spots
from archkit.model.use_cases import Extension, Load, Problem, UseCase

__all__ = [
    "KINDS",
    "METRICS",
    "NO_PROBLEM",
    "PARTICIPANT",
    "PROTOBUF_NUMBERS",
    "SECTIONS",
    "SECTION_OF",
    "STORES",
    "Actor",
    "Alt",
    "ApiOptions",
    "Assumption",
    "Branch",
    "ChoiceType",
    "Colours",
    "Component",
    "Config",
    "Constraint",
    "Coordinates",
    "Critical",
    "DeadLetters",
    "Decision",
    "Dimension",
    "EmbeddedType",
    "Entity",
    "Extension",
    "FieldType",
    "Indicator",
    "Item",
    "Latency",
    "Link",
    "ListType",
    "Load",
    "Loop",
    "MapType",
    "Measure",
    "MeasureError",
    "Message",
    "Note",
    "Opt",
    "OptionalType",
    "Organisation",
    "Par",
    "Part",
    "Problem",
    "QualityAttribute",
    "Quantity",
    "QuantityError",
    "Question",
    "Ref",
    "RefType",
    "Requirements",
    "Resilience",
    "ScalarType",
    "Scenario",
    "ServiceLevel",
    "SiteOptions",
    "Spot",
    "Step",
    "System",
    "Term",
    "UseCase",
    "Window",
    "canonical",
    "canonical_measure",
    "counted",
    "did_you_mean",
    "entities_in",
    "format_value",
    "free_id",
    "id_fault",
    "is_arrow",
    "is_id",
    "is_plural",
    "links",
    "mark_of",
    "messages",
    "name_from",
    "parse_measure",
    "parse_quantity",
    "parse_ref",
    "plural",
    "singular",
    "spots",
    "suggest_id",
    "suggest_metric",
    "walk",
]

share_defaults()
