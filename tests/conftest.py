"""What tests share: a workspace made from texts, and a command line called in this process."""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from archkit.cli._main import main

EXAMPLES = Path(__file__).parent.parent / "examples"

settings.register_profile("archkit", deadline=None)
settings.load_profile("archkit")
"""How long an example takes depends on what else the machine does; ``make check`` uses Hypothesis' profile for CI."""

MakeWorkspace = Callable[..., Path]


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the results of tests out of the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def make_workspace(tmp_path: Path) -> MakeWorkspace:
    """Return a function that writes a workspace: text of requirements, or a map of path to text."""

    def make(content: str | dict[str, str] = "", *, config: str = "archkit: 1\n", name: str = "ws") -> Path:
        files = {"requirements/all.yaml": content} if isinstance(content, str) else content
        folder = tmp_path / name
        for path, text in {"archkit.yaml": config, **files}.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(textwrap.dedent(text).encode() if isinstance(text, str) else text)
        return folder

    return make


class Call:
    """What a call of the command line gave."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def archkit(capsys: pytest.CaptureFixture[str]) -> Callable[..., Call]:
    """Return a function that runs a command line and returns its status and what it printed."""

    def call(*words: object) -> Call:
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Call(status, printed.out, printed.err)

    return call
