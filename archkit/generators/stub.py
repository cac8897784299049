"""Each contract over REST gets a server that keeps it: FastAPI, runnable at once, with tests, and room for your code."""

from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.generators._contract_packages import Api, apis
from archkit.generators._python_package import server_modules
from archkit.render import raw

FOLDER = "stubs"
DEPENDENCIES = ("fastapi==0.165.0", "pydantic>=2.12,<3", "uvicorn==0.54.0")
TEST_DEPENDENCIES = ("httpx>=0.28.1,<1", "pytest>=9.1,<10")
_OWN = ("__init__.py", "access.py", "app.py", "service.py")
_KIND = "server"


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make ``stubs/COMPONENT/`` for each."""
    for api in apis(dossier):
        yield from stub(api)


def stub(api: Api) -> Iterator[Artifact]:
    """Make the server of one contract: what is the team's own is written once, the rest each time."""
    top = f"{FOLDER}/{api.folder}"
    package = f"{top}/{api.package(_KIND)}"
    for name, text in server_modules(api.document):
        yield Artifact.text(f"{package}/generated/{name}", text)
    for name in _OWN:
        yield Artifact.text(f"{package}/{name}", raw(f"stub/own/{name}"), once=True)
    yield Artifact.text(f"{package}/py.typed", "", once=True)
    tests = api.text("stub/test_contract.py.j2", _KIND)
    yield Artifact.text(f"{top}/tests/test_contract.py", tests)
    start = api.text("stub/own/conftest.py.j2", _KIND)
    yield Artifact.text(f"{top}/tests/conftest.py", start, once=True)
    project = api.text(
        "stub/pyproject.toml.j2", _KIND, dependencies=DEPENDENCIES, test_dependencies=TEST_DEPENDENCIES
    )
    yield Artifact.text(f"{top}/pyproject.toml", project, once=True)
    yield Artifact.text(f"{top}/schemathesis.toml", api.text("stub/schemathesis.toml.j2", _KIND))
    if api.keyed or api.conditional:
        yield Artifact.text(f"{top}/schemathesis_hooks.py", raw("stub/schemathesis_hooks.py"))
    yield Artifact.text(f"{top}/README.md", api.text("stub/README.md.j2", _KIND))


GENERATOR = Generator("runnable server stubs: FastAPI, in-memory behaviour, tests", make, order=56)
