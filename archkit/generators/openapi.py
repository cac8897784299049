"""Each component that is called over REST gets its contract as OpenAPI 3.1, traced to the steps that call it."""

from collections.abc import Iterator

from archkit.contracts import contracts_of
from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.generators._openapi_document import document
from archkit.generators._surroundings import Surroundings
from archkit.generators._yaml import yaml

FOLDER = "apis"


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make ``apis/COMPONENT/openapi.yaml`` for each."""
    around = Surroundings.of(dossier.requirements)
    for contract in contracts_of(dossier.requirements):
        if contract.component.interface == "rest":
            head = "Written by archkit; the flows and entities of the requirements are the source."
            text = yaml(document(contract, around), head)
            yield Artifact.text(f"{FOLDER}/{safe_name(contract.id)}/openapi.yaml", text)


GENERATOR = Generator("OpenAPI 3.1 contracts of components that are called over REST", make, order=55)
