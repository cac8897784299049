"""Requirements become artifacts; one file a kind of artifact, each pure: Dossier in, Artifacts out."""

from archkit.generators._artifact import Artifact, Dossier, Generator, is_reserved, safe_name
from archkit.generators._discover import folders, generate, kinds, named

__all__ = [
    "Artifact",
    "Dossier",
    "Generator",
    "folders",
    "generate",
    "is_reserved",
    "kinds",
    "named",
    "safe_name",
]
