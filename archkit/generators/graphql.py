"""Each component that speaks GraphQL becomes a schema in GraphQL's schema definition language."""

from collections.abc import Iterator

from archkit.contracts import contracts_of, messaging_of
from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.generators._graphql import graphql_text


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make a schema for each component."""
    requirements = dossier.requirements
    system = requirements.system.name or requirements.system.id or "the system"
    told = {one.component.id: one for one in messaging_of(requirements)}
    for contract in contracts_of(requirements):
        if contract.component.interface == "graphql" and contract.asked:
            text = graphql_text(contract, told.get(contract.id), system)
            yield Artifact.text(f"apis/{safe_name(contract.id)}/schema.graphql", text)


GENERATOR = Generator("a GraphQL schema of each component that speaks GraphQL", make, order=73)
