"""Rules on APIs object to what contradicts itself, and leave alone what many good APIs do."""

import re

import pytest

from archkit.workspace import Workspace

QUOTABLE = re.compile(r"operation: (?![\"'])([^,]+)")
SHELL = """\
actors: {{rider: {{clients: [{clients}]}}}}
entities: {{{entities}}}
components:
  app: {{kind: service, interface: {interface}, {component}}}
use_cases:
  ride:
    load: {{peak: {peak}}}
    steps:
{steps}
"""


def found(
    make_workspace,
    steps: str | list[str],
    *codes: str,
    entities: str = "ride: {}",
    interface: str = "rest",
    component: str = "description: Brings people together.",
    clients: str = "mobile",
    peak: str = "1/s",
    stage: str = "mature",
) -> list[str]:
    lines = [QUOTABLE.sub(r'operation: "\1"', one) for one in ([steps] if isinstance(steps, str) else steps)]
    body = "\n".join(f"      - rider -> app: {{{one}}}" for one in lines)
    text = SHELL.format(
        clients=clients, entities=entities, interface=interface, component=component, peak=peak, steps=body
    )
    root = make_workspace(text, config=f"archkit: 1\nsystem: {{stage: {stage}}}\n")
    result = Workspace(root, select=codes or ("AK5",)).findings
    told = (*result.findings, *result.questions)
    assert all(one.code.startswith("AK5") for one in told), "the sample itself is sound"
    return [f"{one.code} {one.message}" for one in told]


@pytest.mark.parametrize(
    "path",
    [
        "/change-requests/{changeRequestId}",
        "/shopping-lists/{listId}/list-items",
        "/process-definitions/{definitionId}",
        "/settings",
        "/me",
        "/users/me/avatar",
        "/v2/rides/{rideId}",
        "/api/v1/rides",
        "/updates/{updateId}",
        "/rides/{rideId}:archive",
        "/read-receipts",
        "/news/{newsId}",
        "/search",
        "/addresses/{addressId}",
        "/.well-known/openid-configuration",
        "/rides/{rideId}/route.gpx",
        "/postal-codes",
        "/health",
        "/stock/{sku}",
        "/getaways/{getawayId}",
        "/listings/{listingId}",
        "/databases-of-birds",
    ],
)
def test_a_good_path_is_left_alone(make_workspace, path) -> None:
    names = ("AK505", "AK509", "AK510", "AK511", "AK512", "AK513", "AK514", "AK515", "AK517")
    assert found(make_workspace, f'action: Ask for it, operation: "GET {path}"', *names) == []


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/getRides", "AK510", "'get' is a verb"),
        ("/rides/create", "AK510", "'create' is a verb"),
        ("/delete-ride/{rideId}", "AK510", "'delete' is a verb"),
        ("/ride/{rideId}", "AK511", "'ride' holds many"),
        ("/company/{companyId}/drivers", "AK511", "'company' holds many"),
        ("/items", "AK513", "'items'"),
        ("/rides//open", "AK514", "a segment is empty"),
        ("/rides/", "AK514", "second address"),
        ("/fährten", "AK514", "'ä' has to be escaped"),
        ("/rides/{rideId", "AK514", "a brace has no partner"),
        ("/ride.php", "AK505", "'.php'"),
        ("/mongodb-rides", "AK505", "'mongodb'"),
        ("/a/{aId}/b/{bId}/c/{cId}/d", "AK517", "3 ids"),
    ],
)
def test_a_path_that_says_the_wrong_thing_is_told_with_the_words(make_workspace, path, code, words) -> None:
    told = found(make_workspace, f'action: Ask for it, operation: "GET {path}"', code)
    assert len(told) == 1
    assert words in told[0]


@pytest.mark.parametrize(
    "step",
    [
        "action: Look for a driver, operation: POST /ride-requests, data: [origin]",
        "action: Find rides that fit, operation: POST /ride-searches, data: [from, to, when]",
        "action: Show rides, operation: POST /ride-searches, data: [from, to, when, price]",
        "action: Cancel the ride, operation: POST /rides/{rideId}/cancellations",
        "action: Archive the ride, operation: 'POST /rides/{rideId}:archive'",
        "action: Replace the picture, operation: PUT /rides/{rideId}/picture",
        "action: Create the ride under an id of my own, operation: PUT /rides/{rideId}",
        "action: Show the video, operation: GET /videos/{videoId}, writes: [view]",
        "action: Log out, operation: DELETE /sessions/current",
    ],
)
def test_a_method_that_fits_is_left_alone(make_workspace, step) -> None:
    entities = "ride: {}, view: {kind: event}"
    assert found(make_workspace, step, "AK518", "AK519", "AK520", entities=entities) == []


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("action: Show the ride, operation: POST /rides/{rideId}", "AK518"),
        ("action: Delete the ride, operation: POST /rides/{rideId}", "AK518"),
        ("action: Delete the ride, operation: PUT /rides/{rideId}", "AK518"),
        ("action: Update the ride, operation: DELETE /rides/{rideId}", "AK518"),
        ("action: Cancel the ride, operation: GET /rides/{rideId}, writes: [ride]", "AK519"),
        ("action: Delete the ride, operation: GET /rides/{rideId}", "AK519"),
        ("action: Ask, operation: HEAD /rides/{rideId}, idempotent: false", "AK519"),
        ("action: Add 5 EUR, operation: PUT /wallets/{walletId}", "AK520"),
        ("action: Charge it, operation: DELETE /wallets/{walletId}, idempotent: false", "AK520"),
    ],
)
def test_a_method_that_contradicts_the_step_is_told(make_workspace, step, code) -> None:
    assert len(found(make_workspace, step, code)) == 1


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ({"entities": "ride: {growth: 1/s}"}, True),
        ({"entities": "ride: {count: 40M}"}, True),
        ({"entities": "ride: {count: 12}"}, False),
        ({"entities": "ride: {}"}, False),
        ({"entities": "ride: {growth: 1/s}", "component": "api: {paging: cursor}"}, False),
    ],
)
def test_only_a_list_that_grows_is_asked_how_it_is_cut(make_workspace, listed, asked) -> None:
    step = "action: List my rides, returns: [list of ride], operation: GET /rides"
    assert bool(found(make_workspace, step, "AK522", **listed)) is asked
    paged = (
        "action: List my rides, data: [page size, page token], returns: [list of ride], operation: GET /rides"
    )
    assert found(make_workspace, paged, "AK522", **listed) == []


def test_a_step_without_an_operation_is_judged_by_the_one_that_is_derived(make_workspace) -> None:
    steps = [
        'action: Show the ride, data: [ride id], returns: [ride], operation: "GET /drivers/{driverId}/rides/{rideId}"',
        "action: Look at the ride, data: [ride id], returns: [ride]",
    ]
    (told,) = found(make_workspace, steps, "AK506", entities="ride: {fields: {id: uuid}}")
    assert "'GET /rides/{rideId}' does what 'GET /drivers/{driverId}/rides/{rideId}' does already" in told


def test_lists_below_different_parents_and_two_changes_of_one_thing_are_no_two_ways(make_workspace) -> None:
    steps = [
        'action: List reviews, returns: [list of review], operation: "GET /movies/{movieId}/reviews"',
        'action: List reviews, returns: [list of review], operation: "GET /viewers/{viewerId}/reviews"',
        'action: Change the review, data: [review], operation: "PUT /reviews/{reviewId}"',
        'action: Change a part, data: [rating], operation: "PATCH /reviews/{reviewId}"',
    ]
    assert (
        found(make_workspace, steps, "AK506", entities="review: {fields: {id: uuid, rating: integer}}") == []
    )


@pytest.mark.parametrize(
    ("interface", "clients", "component", "told"),
    [
        ("grpc", "browser", "description: x", 1),
        ("grpc", "mobile", "description: x", 0),
        ("grpc", "'browser, server'", "description: x", 0),
        ("grpc", "browser", "technology: Go with gRPC-Web", 0),
        ("rest", "browser", "description: x", 0),
        ("websocket", "browser", "description: x", 0),
    ],
)
def test_only_what_a_browser_cannot_speak_is_told(
    make_workspace, interface, clients, component, told
) -> None:
    clients = clients.strip("'")
    step = "action: Look for a lift"
    assert (
        len(found(make_workspace, step, "AK531", interface=interface, clients=clients, component=component))
        == told
    )


def test_what_is_cached_or_asked_for_seldom_is_not_asked_how_old_it_may_be(make_workspace) -> None:
    step = 'action: Show the ride, returns: [ride], operation: "GET /rides/{rideId}"'
    assert found(make_workspace, step, "AK528", peak="500/s")
    assert found(make_workspace, step, "AK528", peak="5/s") == []
    assert found(make_workspace, step, "AK528", peak="500/s", entities="ride: {staleness: 5 s}") == []
    assert found(make_workspace, step, "AK528", peak="500/s", entities="ride: {consistency: strong}") == []


def test_a_prototype_is_asked_nothing_about_its_api(make_workspace) -> None:
    step = "action: Pay a tip, operation: POST /tips"
    component = "api: {kind: public}"
    assert found(make_workspace, step, component=component, stage="prototype", peak="500/s") == []
    assert found(make_workspace, step, component=component, stage="growth", peak="500/s")


@pytest.mark.parametrize(
    ("operation", "better"),
    [
        ("POST /createRide", "POST on the collection: POST /rides"),
        ("GET /rides/list", "GET on the noun: GET /rides"),
        ("POST /rides/{rideId}/delete", "DELETE on the item: DELETE /rides/{rideId}"),
        ("POST /rides/{rideId}/submit", "a noun for what is done, such as cancellations"),
    ],
)
def test_a_verb_in_a_path_is_told_with_the_path_that_says_the_same(make_workspace, operation, better) -> None:
    text = f'components: {{app: {{interface: rest}}}}\nuse_cases: {{a: {{steps: [x -> app: {{operation: "{operation}"}}]}}}}\n'
    (finding,) = Workspace(make_workspace(text), select=("AK510",)).findings.findings
    assert finding.help == f"write {better}"
