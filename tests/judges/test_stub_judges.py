"""Judges that are not ours try the generated servers and clients: their own tests, Schemathesis, a strict type checker.

They live in an environment of their own: ``python -m venv FOLDER/venv``, ``FOLDER/venv/bin/pip install -r
tests/judges/requirements.txt``, then ``ARCHKIT_JUDGES=FOLDER``. All servers listen on loopback only.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

from archkit.generators import Artifact, generate
from archkit.generators._contract_packages import Api
from archkit.generators.client import client
from archkit.generators.stub import stub
from archkit.workspace import Workspace

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "generators"))
from hostile_api import hostile_document
from hostile_workspace import write_hostile

EXAMPLES = sorted((HERE.parents[1] / "examples").iterdir())
BIN = Path(os.environ.get("ARCHKIT_JUDGES", "/nowhere")) / "venv/bin"
pytestmark = pytest.mark.skipif(
    not (BIN / "schemathesis").exists(),
    reason="Schemathesis and FastAPI are not here: see the head of this file for how to get them",
)
EVERYWHERE = "0.0.0.0"  # noqa: S104 - the server has to refuse it
DEADLINE = 60.0
"""Seconds for a server to start on a machine that has much else to do."""


def write(artifacts: Iterator[Artifact] | tuple[Artifact, ...], folder: Path) -> Path:
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return folder


def run(
    *command: str | Path, folder: Path, paths: tuple[Path, ...] = (), seconds: float = 300
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False, env=environment
    )


@pytest.fixture(scope="module")
def movies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = Workspace(next(one for one in EXAMPLES if one.name == "movie-streaming")).dossier
    return write(generate(dossier, ["stub", "client"]), tmp_path_factory.mktemp("movies"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str | Path], folder: Path, paths: tuple[Path, ...] = ()) -> Iterator[str]:
    port = free_port()
    environment = {**os.environ, "STUB_UNLIMITED": "1", "PYTHONPATH": os.pathsep.join(map(str, paths))}
    with (folder / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*command, "--port", str(port)], cwd=folder, stdout=log, stderr=log, env=environment
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/openapi.json", server, folder / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - loopback
                response.read()
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def test_the_readmes_one_command_starts_the_server_and_its_tests_pass(movies: Path, tmp_path: Path) -> None:
    readme = (movies / "stubs/movie-api/README.md").read_text(encoding="utf-8")
    command = next(line.strip() for line in readme.splitlines() if line.startswith("    python3 -m venv"))
    *preparing, start = command.split(" && ")
    folder = write(generate(Workspace(EXAMPLES[0].parent / "movie-streaming").dossier, ["stub"]), tmp_path)
    folder = folder / "stubs/movie-api"
    for one in preparing:
        done = subprocess.run(one, shell=True, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S602
        assert done.returncode == 0, done.stderr
    with serving([folder / start], folder) as address:
        show = next(line.strip() for line in readme.splitlines() if line.startswith("    curl"))
        header, path = re.findall(r"-H '([^']+)' http://127.0.0.1:8000(\S+)", show)[0]
        name, _, value = header.partition(": ")
        request = urllib.request.Request(address + path, headers={name: value})  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - loopback
            assert b'"items":[{"id"' in response.read()
    done = run(folder / ".venv/bin/pytest", folder=folder)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("example", "component", "operations"),
    [("movie-streaming", "movie-api", 9), ("smart-city-traffic", "signal-control", 1)],
)
def test_schemathesis_finds_nothing_with_all_its_checks(
    example: str, component: str, operations: int, tmp_path: Path
) -> None:
    folder = write(generate(Workspace(EXAMPLES[0].parent / example).dossier, ["stub"]), tmp_path)
    folder = folder / "stubs" / component
    command: list[str | Path] = [BIN / "python", "-m", f"{component.replace('-', '_')}_server.generated"]
    with serving(command, folder, (folder,)) as address:
        done = run(
            BIN / "schemathesis", "run", f"{address}/openapi.json", "--checks", "all", "--max-examples", "25",
            "--workers", "1", "--generation-deterministic", folder=folder,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert re.search(rf"Tested: +{operations}\b", done.stdout), done.stdout
    cases = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert cases is not None, done.stdout
    assert cases[1] == cases[2]
    assert int(cases[1]) > 30 * operations
    assert "Traceback" not in (folder / "server.log").read_text(encoding="utf-8")


def test_schemathesis_finds_what_is_wrong(movies: Path, tmp_path: Path) -> None:
    """A judge that finds nothing anywhere is none: a service that breaks its promise is caught."""
    folder = write(generate(Workspace(EXAMPLES[0].parent / "movie-streaming").dossier, ["stub"]), tmp_path)
    folder = folder / "stubs/movie-api"
    service = folder / "movie_api_server/service.py"
    service.write_text(
        "from .generated import models\nfrom .generated.memory import InMemory\n\n\nclass Service(InMemory):\n"
        "    async def get_movie(self, movie_id: object) -> models.Movie:\n        raise RuntimeError('no database')\n",
        encoding="utf-8",
    )
    command: list[str | Path] = [BIN / "python", "-m", "movie_api_server.generated"]
    with serving(command, folder, (folder,)) as address:
        done = run(
            BIN / "schemathesis", "run", f"{address}/openapi.json", "--checks", "all", "--phases", "examples",
            folder=folder,
        )  # fmt: skip
    assert done.returncode != 0
    assert "Server error" in done.stdout


def test_nobody_else_can_reach_a_server_that_lets_the_token_of_its_readme_in(movies: Path) -> None:
    folder = movies / "stubs/movie-api"
    done = run(
        BIN / "python", "-m", "movie_api_server.generated", "--host", EVERYWHERE, "--port", str(free_port()),
        folder=folder, paths=(folder,),
    )  # fmt: skip
    assert done.returncode == 2
    assert "STUB_TOKEN" in done.stderr


def test_the_servers_of_all_examples_and_of_a_hostile_workspace_pass_their_tests(tmp_path: Path) -> None:
    folders = []
    for place, example in enumerate((*EXAMPLES, write_hostile(tmp_path))):
        top = write(generate(Workspace(example).dossier, ["stub"]), tmp_path / str(place))
        folders += sorted((top / "stubs").glob("*")) if (top / "stubs").exists() else []
    assert len(folders) > 15
    (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    done = run(
        BIN / "python", "-m", "pytest", "-q", "-p", "no:schemathesis", "-p", "no:cacheprovider",
        "--import-mode=importlib", "-c", tmp_path / "pytest.ini", *folders, folder=tmp_path, paths=tuple(folders),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:]


def test_the_clients_of_all_examples_and_of_a_hostile_workspace_pass_their_tests(tmp_path: Path) -> None:
    folders = []
    for place, example in enumerate((*EXAMPLES, write_hostile(tmp_path))):
        top = write(generate(Workspace(example).dossier, ["client"]), tmp_path / str(place))
        folders += sorted((top / "clients").glob("*")) if (top / "clients").exists() else []
    assert len(folders) > 15
    (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    done = run(
        BIN / "python", "-m", "pytest", "-q", "-p", "no:schemathesis", "-p", "no:cacheprovider",
        "--import-mode=importlib", "-c", tmp_path / "pytest.ini", *folders, folder=tmp_path, paths=tuple(folders),
        seconds=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:]


def test_a_clients_tests_find_a_client_that_has_lost_its_contract(movies: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(movies / "clients/movie-api", tmp_path / "client")
    code = folder / "movie_api_client/client.py"
    text = code.read_text(encoding="utf-8")
    broken = text.replace('"/users/{userId}"', '"/people/{userId}"', 1).replace(
        "next_page_token", "previous", 1
    )
    assert broken != text
    code.write_text(broken, encoding="utf-8")
    done = run(BIN / "python", "-m", "pytest", "-q", "-p", "no:schemathesis", folder=folder, paths=(folder,))
    assert done.returncode == 1
    for truth in ("sends_what_the_contract_asks_for", "goes_to_the_last_page"):
        assert re.search(f"FAILED .*{truth}", done.stdout), done.stdout


def test_a_server_made_of_hostile_names_and_texts_starts_and_answers(tmp_path: Path) -> None:
    api = Api("class", hostile_document())
    write(stub(api), tmp_path)
    write(client(api), tmp_path)
    folder = tmp_path / "stubs/class"
    with serving(
        [BIN / "python", "-W", "error", "-m", "class_server.generated"], folder, (folder,)
    ) as address:
        request = urllib.request.Request(f"{address}/v1/things0/x", method="DELETE")  # noqa: S310 - loopback
        with pytest.raises(URLError, match="405"):
            urllib.request.urlopen(request, timeout=30)  # noqa: S310 - loopback
        with urllib.request.urlopen(f"{address}/docs", timeout=30) as response:  # noqa: S310 - loopback
            page = response.read().decode()
        assert re.findall(r"<script[^>]*>", page) == ['<script src="/docs/try.js" defer="">']
        assert not re.search(r"<(?:img|iframe|b|i)[ >]|href=\"javascript", page)
    done = run(
        BIN / "python",
        "-W",
        "error",
        "-c",
        "import class_client",
        folder=tmp_path,
        paths=(tmp_path / "clients/class",),
    )
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.skipif(
    not (BIN.parents[1] / "node_modules/playwright-core").exists() or not shutil.which("chromium"),
    reason="Chromium with playwright-core and axe-core is not here: .ci/run installs them",
)
def test_the_page_of_a_server_works_offline_in_light_and_dark_with_and_without_script(movies: Path) -> None:
    folder = movies / "stubs/movie-api"
    command: list[str | Path] = [BIN / "python", "-m", "movie_api_server.generated"]
    with serving(command, folder, (folder,)) as address:
        done = run("node", HERE / "docs_page.mjs", f"{address}/docs", "listMovies", folder=movies)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [found[one] for one in ("errors", "requests", "axe", "wide")] == [[], [], [], []]
    assert found["answer"].startswith("200 OK")
    assert '"nextPageToken"' not in found["answer"]
    assert len(found["forms"]) == 8
    assert all((count == 0) == where.endswith("no script") for where, count in found["forms"].items())


def test_the_client_and_the_server_understand_each_other(movies: Path) -> None:
    paths = (movies / "stubs/movie-api", movies / "clients/movie-api")
    done = run(BIN / "python", "-W", "error", HERE / "client_on_stub.py", folder=movies, paths=paths)
    assert done.returncode == 0, done.stderr
    assert "understand each other" in done.stdout


def test_a_teams_own_service_and_access_fit_in(movies: Path) -> None:
    paths = (movies / "stubs/movie-api",)
    done = run(BIN / "python", "-W", "error", HERE / "own_code.py", folder=movies, paths=paths)
    assert done.returncode == 0, done.stderr
    assert "it fits" in done.stdout


def test_a_strict_type_checker_finds_nothing_in_servers_and_clients(movies: Path, tmp_path: Path) -> None:
    hostile = write(
        generate(Workspace(write_hostile(tmp_path)).dossier, ["stub", "client"]), tmp_path / "out"
    )
    folders = [*movies.glob("*/*"), *hostile.glob("*/*")]
    packages = [part for one in folders for path in one.glob("*_*/") for part in ("-p", path.name)]
    done = run(
        BIN / "python", "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", *packages,
        folder=tmp_path, paths=tuple(folders),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
