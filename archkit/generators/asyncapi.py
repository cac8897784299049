"""Each component that sends or receives messages becomes an AsyncAPI document."""

from collections.abc import Iterator

from archkit.contracts import messaging_of
from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.generators._asyncapi import asyncapi_data
from archkit.generators._yaml import yaml


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make a document for each component, seen from that component."""
    for one in messaging_of(dossier.requirements):
        messaging = one.published()
        if not messaging.traffic:
            continue
        document = asyncapi_data(messaging, dossier.requirements)
        path = f"apis/{safe_name(one.component.id)}/asyncapi.yaml"
        yield Artifact.text(path, yaml(document, "Written by archkit; the requirements are the source."))


GENERATOR = Generator(
    "an AsyncAPI document of each component that sends or receives messages", make, order=71
)
