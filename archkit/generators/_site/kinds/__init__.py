"""Every kind of element: what its page shows beside its facts, and the columns of its section's table."""

from archkit.generators._site.kinds.actors import ACTORS
from archkit.generators._site.kinds.components import COMPONENTS
from archkit.generators._site.kinds.constraints import CONSTRAINTS
from archkit.generators._site.kinds.decisions import DECISIONS
from archkit.generators._site.kinds.entities import ENTITIES
from archkit.generators._site.kinds.quality import QUALITY
from archkit.generators._site.kinds.service_levels import SERVICE_LEVELS
from archkit.generators._site.kinds.use_cases import USE_CASES

KINDS = {
    one.section: one
    for one in (ACTORS, USE_CASES, QUALITY, CONSTRAINTS, COMPONENTS, ENTITIES, DECISIONS, SERVICE_LEVELS)
}
"""Section to how it is shown."""

__all__ = ["KINDS"]
