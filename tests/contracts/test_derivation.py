"""Flows become contracts: which operations there are, why, and what they carry."""

from pathlib import Path

import pytest

from archkit.contracts import Contract, contracts_of
from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"


def contract(example: str, component: str) -> Contract:
    found = contracts_of(Workspace(EXAMPLES / example).dossier.requirements)
    return next(one for one in found if one.id == component)


def test_the_movie_api_has_the_resources_and_methods_of_the_sources() -> None:
    found = contract("movie-streaming", "movie-api")
    assert {(one.id, one.method, one.path) for one in found.operations} == {
        ("createUser", "POST", "/users"),
        ("getUser", "GET", "/users/{userId}"),
        ("replaceUser", "PUT", "/users/{userId}"),
        ("deleteUser", "DELETE", "/users/{userId}"),
        ("listMovies", "GET", "/movies"),
        ("getMovie", "GET", "/movies/{movieId}"),
        ("listMovieReviews", "GET", "/movies/{movieId}/reviews"),
        ("listMovieDirectors", "GET", "/movies/{movieId}/directors"),
        ("getMovieActor", "GET", "/movies/{movieId}/actors/{actorId}"),
    }
    assert all(one.stated and one.traces for one in found.operations)


def test_a_representation_shows_every_field_but_those_that_no_interface_shows() -> None:
    user = contract("movie-streaming", "movie-api").schemas["User"]
    assert [one.name for one in user.properties] == ["id", "name", "email", "registered-at"]
    assert [str(one.origin) for one in user.properties] == [
        "entity:user.id",
        "entity:user.name",
        "entity:user.email",
        "entity:user.registered",
    ]


def test_a_step_without_an_operation_becomes_one_that_says_why() -> None:
    matching = contract("hitchhiking", "matching")
    match = next(one for one in matching.operations if one.id == "createRideRequestMatch")
    assert (match.method, match.path) == ("POST", "/ride-requests/{rideRequestId}/matches")
    assert not match.stated
    assert "begins with 'match'" in match.reason
    assert "ride request" in match.reason


@pytest.mark.parametrize("folder", sorted(EXAMPLES.iterdir()), ids=lambda one: one.name)
def test_every_schema_is_reached_and_every_name_leads_to_a_schema(folder: Path) -> None:
    for one in contracts_of(Workspace(folder).dossier.requirements):
        assert one.operations
        assert len({operation.id for operation in one.operations}) == len(one.operations)
        named = {
            name for operation in one.operations for name in (operation.request, operation.response) if name
        }
        assert named <= set(one.schemas)
