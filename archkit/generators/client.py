"""Each contract over REST gets a typed client: a method an operation, for programs that wait and for those that do not."""

from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.generators._contract_packages import Api, apis
from archkit.generators._python_package import client_modules

FOLDER = "clients"
DEPENDENCIES = ("httpx>=0.28.1,<1", "pydantic>=2.12,<3")
TEST_DEPENDENCIES = ("pytest>=9.1,<10",)
_KIND = "client"


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make ``clients/COMPONENT/`` for each."""
    for api in apis(dossier):
        yield from client(api)


def client(api: Api) -> Iterator[Artifact]:
    """Make the client of one contract; nothing of it is to be edited."""
    top = f"{FOLDER}/{api.folder}"
    package = f"{top}/{api.package(_KIND)}"
    for name, text in client_modules(api.document, api.id):
        yield Artifact.text(f"{package}/{name}", text)
    yield Artifact.text(f"{package}/py.typed", "")
    yield Artifact.text(f"{top}/tests/test_client.py", api.text("client/test_client.py.j2", _KIND))
    project = api.text(
        "client/pyproject.toml.j2", _KIND, dependencies=DEPENDENCIES, test_dependencies=TEST_DEPENDENCIES
    )
    yield Artifact.text(f"{top}/pyproject.toml", project)
    yield Artifact.text(f"{top}/README.md", api.text("client/README.md.j2", _KIND))


GENERATOR = Generator("typed Python clients of the contracts: httpx and Pydantic", make, order=57)
