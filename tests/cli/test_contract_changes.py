"""``archkit generate --check`` tells which changes of a contract break callers."""

import json
import shutil
from pathlib import Path

import pytest

MOVIES = Path(__file__).parents[2] / "examples" / "movie-streaming"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(MOVIES, tmp_path / "movies", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "movies"


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "requirements" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_check_names_the_field_that_callers_lose_and_the_kind_of_break(workspace: Path, archkit) -> None:
    assert archkit("generate", workspace, "--only", "openapi").status == 0
    call = archkit("generate", workspace, "--only", "openapi", "--check")
    assert call.status == 0
    assert "breaks" not in call.out
    replace(workspace, "data.yaml", "      published: date\n", "")
    replace(workspace, "use-cases.yaml", "GET /movies/{movieId}/directors", "GET /movies/{movieId}/makers")
    call = archkit("generate", workspace, "--only", "openapi", "--check")
    assert call.status == 1
    assert "Movie.published: published is gone from what is answered (removed-property)" in call.out
    assert "/movies/{movieId}/directors is gone (removed-path)" in call.out
    assert "adds     apis/movie-api/openapi.yaml: /movies/{movieId}/makers" in call.out
    assert "2 changes of contracts would break callers." in call.out


def test_a_change_is_data_for_programs_too(workspace: Path, archkit) -> None:
    archkit("generate", workspace, "--only", "openapi")
    replace(workspace, "data.yaml", "rating: integer", "rating: string")
    call = archkit("generate", workspace, "--only", "openapi", "--check", "--format", "json")
    (found,) = json.loads(call.out)["contract_changes"]
    assert (found["kind"], found["where"], found["breaks"]) == ("changed-type", "Review.rating", True)
