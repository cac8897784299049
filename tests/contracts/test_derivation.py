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
    match = next(one for one in matching.operations if one.id == "matchRideRequest")
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


SHOP = """
actors:
  buyer: {name: Buyer}
  clock: {kind: timer}
components:
  shop:
    kind: service
    interface: rest
    description: Sells things.
    API
  store: {kind: database, interface: sql, stores: [order]}
entities:
  order:
    fields: {id: uuid, thing: string, amount: money, note: optional text, state: one of open | paid, password_hash: string}
    classification: confidential
  position: {fields: {place: geo-point, measured: datetime}, classification: public, staleness: 10 s}
use_cases:
  buy:
    title: Buy
    primary_actor: buyer
    steps:
STEPS
"""


def derived(make_workspace, *steps: str, api: str = "") -> Contract:
    text = SHOP.replace("STEPS", "\n".join(f"      - {one}" for one in steps)).replace("API", api)
    (found,) = contracts_of(Workspace(make_workspace(text)).dossier.requirements)
    return found


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("{action: List the orders, data: [page-size], returns: [list of order]}", "GET /orders list 200"),
        ("{action: Open the order, data: [order id], returns: [order]}", "GET /orders/{orderId} get 200"),
        ("{action: Place the order, data: [order], returns: [order]}", "POST /orders create 201"),
        ("{action: Change the order, data: [order], returns: [order]}", "PATCH /orders/{orderId} update 200"),
        ("{action: Remove the order, data: [order id]}", "DELETE /orders/{orderId} delete 204"),
        ("{action: Cancel the order, data: [order id], returns: [order]}", "POST /orders/{orderId}/cancellations command 200"),
        ("{action: Ask for a verdict, data: [name], returns: [verdict]}", "GET /verdict get 200"),
        ("{action: Verify the seal, data: [seal]}", "POST /seal-verifications command 204"),
    ],
)  # fmt: skip
def test_what_becomes_of_the_data_decides_the_method_and_the_address(
    make_workspace, step: str, expected: str
) -> None:
    found = derived(make_workspace, f"buyer -> shop: {step}").operations
    assert expected in {f"{one.method} {one.path} {one.verb} {one.status}" for one in found}


def test_what_is_made_has_an_address_that_can_be_read(make_workspace) -> None:
    found = derived(
        make_workspace, "buyer -> shop: {action: Place the order, data: [order], returns: [order]}"
    )
    made, read = found.operation("createOrder"), found.operation("getOrder")
    assert made is not None
    assert read is not None
    assert made.location == read.path == "/orders/{orderId}"
    assert not read.traces
    assert "needs an address" in read.reason


def test_what_nobody_waits_for_and_what_a_clock_starts_is_no_call(make_workspace) -> None:
    found = derived(
        make_workspace,
        "buyer -> shop: {action: Open the order, data: [order id], returns: [order]}",
        "clock -> shop: {action: Close the day}",
        "store ~> shop: {action: Announce the order, data: [order]}",
    )
    assert [one.id for one in found.operations] == ["getOrder"]
    assert [one.trace.step for one in found.left_out] == ["Close the day", "Announce the order"]
    assert all(one.reason for one in found.left_out)


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        (["buyer -> shop: {action: Convert the order, data: [order id], operation: 'POST /orders/{orderId}/conversions', duration: 5 min}"], "a duration of 5 min"),
        (["buyer -> shop: {action: Start, operation: POST /orders}", "shop -> store: {action: Add up all, duration: 40 s}"], "“Add up all” behind it takes 40 s"),
    ],
)  # fmt: skip
def test_long_work_is_accepted_and_its_state_can_be_asked_for(
    make_workspace, steps: list[str], why: str
) -> None:
    found = derived(make_workspace, *steps)
    long = next(one for one in found.operations if one.long_running)
    assert (long.status, long.response, long.location) == (
        202,
        "OperationStatus",
        "/operations/{operationId}",
    )
    assert long.long_running is not None
    assert why in long.long_running.reason
    state = found.operation("getOperation")
    assert state is not None
    assert state.path == long.location


def test_a_response_time_above_a_second_at_the_99th_percentile_makes_work_long(make_workspace) -> None:
    text = SHOP.replace(
        "STEPS", "      - buyer -> shop: {action: Place, operation: POST /orders}\n    measures: MEASURE"
    )
    for measure, status in (("p99 response_time <= 3 s", 202), ("p99 response_time <= 800 ms", 201)):
        folder = make_workspace(
            text.replace("API", "").replace("MEASURE", f"[{measure}]"), name=f"ws{status}"
        )
        (found,) = contracts_of(Workspace(folder).dossier.requirements)
        made = found.operation("createOrder")
        assert made is not None
        assert made.status == status


def test_a_repeat_that_would_harm_needs_a_key_and_one_that_cannot_has_none(make_workspace) -> None:
    found = derived(
        make_workspace,
        "buyer -> shop: {action: Pay, data: [amount], operation: POST /payments, idempotent: true}",
        "buyer -> shop: {action: Buy, data: [thing], operation: POST /orders}",
        "buyer -> shop: {action: Change, data: [order], operation: 'PUT /orders/{orderId}'}",
        "buyer -> shop: {action: Look, returns: [list of order], operation: GET /orders}",
    )
    kinds = {
        one.path + one.method: (one.idempotency.kind, one.idempotency.required) for one in found.operations
    }
    assert kinds["/paymentsPOST"] == ("key", True)
    assert kinds["/ordersPOST"] == ("key", False)
    assert kinds["/orders/{orderId}PUT"] == ("natural", False)
    assert kinds["/ordersGET"] == ("safe", False)


def test_an_answer_is_kept_as_long_as_it_may_be_old_by_whom_it_may_be_seen(make_workspace) -> None:
    found = derived(
        make_workspace,
        "buyer -> shop: {action: Look, returns: [list of position], operation: GET /positions}",
        "buyer -> shop: {action: Look, returns: [order], operation: 'GET /orders/{orderId}'}",
    )
    kept = {one.path: one.caching for one in found.operations}
    assert [(one.scope, one.seconds) for one in kept.values() if one] == [("private", 0), ("public", 10)]


def test_a_value_with_parts_is_asked_for_by_its_parts(make_workspace) -> None:
    found = derived(
        make_workspace,
        "buyer -> shop: {action: Find, data: [place], returns: [list of position], operation: GET /positions}",
    )
    (one,) = found.operations
    assert [parameter.name for parameter in one.parameters] == ["place-latitude", "place-longitude"]


def test_a_secret_is_never_in_an_answer_nor_chosen_by_a_caller(make_workspace) -> None:
    found = derived(
        make_workspace, "buyer -> shop: {action: Place the order, data: [order], returns: [order]}"
    )
    assert [one.name for one in found.schemas["Order"].properties] == [
        "id",
        "thing",
        "amount",
        "note",
        "state",
    ]
    assert [one.name for one in found.schemas["CreateOrderRequest"].properties] == ["thing", "amount", "note"]


def test_an_operation_keeps_its_id_whatever_else_changes(make_workspace) -> None:
    step = "buyer -> shop: {action: Look, returns: [list of order], operation: 'GET /buyers/{id}/orders'}"
    alone = derived(make_workspace, step).operations[0]
    others = ("GET /orders", "POST /buyers/{buyerId}/orders", "GET /buyers/{buyerId}", "DELETE /orders/{id}")
    steps = (*(f"buyer -> shop: {{action: Do, operation: '{one}'}}" for one in others), step)
    beside = derived(make_workspace, *steps)
    same = beside.operation(alone.id)
    assert same is not None
    assert (alone.id, same.path) == ("listBuyerOrders", alone.path)


def test_renaming_an_entity_renames_it_everywhere(make_workspace) -> None:
    text = SHOP.replace(
        "STEPS", "      - buyer -> shop: {action: Place the order, data: [order], returns: [order]}"
    )
    renamed = text.replace("order", "purchase").replace("API", "")
    (found,) = contracts_of(Workspace(make_workspace(renamed)).dossier.requirements)
    said = f"{found.operations} {found.schemas}"
    assert "order" not in said.lower()
    assert "createPurchase" in {one.id for one in found.operations}


@pytest.mark.parametrize(
    ("api", "scheme", "audience", "limit"),
    [
        ("api: {kind: private}", "mutual-tls", "private", None),
        ("api: {kind: partner, auth: api-key, rate_limit: 30/min}", "api-key", "partner", (30, 60)),
        ("api: {kind: public, auth: oauth2, rate_limit: 20/s}", "oauth2", "public", (20, 1)),
    ],
)  # fmt: skip
def test_the_kind_of_api_decides_how_callers_prove_who_they_are(
    make_workspace, api: str, scheme: str, audience: str, limit: tuple[int, int] | None
) -> None:
    found = derived(make_workspace, "buyer -> shop: {action: Look, operation: GET /orders}", api=api)
    assert (found.security.scheme, found.audience) == (scheme, audience)
    quota = found.rate_limit
    assert (None if quota is None else (quota.quota, quota.window)) == limit


def test_a_store_and_what_others_run_have_no_contract_of_ours(make_workspace) -> None:
    text = """
        components:
          search: {kind: search, interface: rest}
          bank: {kind: service, interface: rest, external: true}
        use_cases:
          look: {steps: [x -> search: Find, x -> bank: {action: Pay, operation: POST /payments}]}
    """
    assert contracts_of(Workspace(make_workspace(text)).dossier.requirements) == ()


def test_what_cannot_exist_without_another_stands_below_it(make_workspace) -> None:
    text = """
        components: {shop: {interface: rest}}
        entities:
          product: {fields: {id: uuid}}
          review: {part_of: product, fields: {id: uuid, product: ref product, text: text}}
        use_cases:
          rate:
            steps:
              - x -> shop: {action: Write a review, data: [review], returns: [review]}
              - x -> shop: {action: List the reviews, data: [product id], returns: [list of review]}
    """
    (found,) = contracts_of(Workspace(make_workspace(text)).dossier.requirements)
    assert {f"{one.method} {one.path} {one.id}" for one in found.operations} == {
        "POST /products/{productId}/reviews createProductReview",
        "GET /products/{productId}/reviews listProductReviews",
        "GET /products/{productId}/reviews/{reviewId} getProductReview",
    }
    assert [one.name for one in found.schemas["CreateProductReviewRequest"].properties] == ["text"]


def test_over_rest_two_procedures_of_one_address_are_one_operation(make_workspace) -> None:
    found = derived(
        make_workspace,
        "buyer -> shop: {action: Look, returns: [list of order], operation: currentOrders}",
        "buyer -> shop: {action: Look again, returns: [list of order], operation: pastOrders}",
    )
    assert [(one.id, one.path, len(one.traces)) for one in found.operations] == [
        ("currentOrders", "/orders", 2)
    ]


def book_a_seat(extensions: str, tmp_path: Path) -> Contract:
    (tmp_path / "archkit.yaml").write_text(
        "archkit: 1\nsystem: {id: box}\nactors: {visitor: {kind: person}}\nentities: {seat: {fields: {id: uuid}}}\n"
        "components: {office: {kind: service, interface: rest}}\nuse_cases:\n  book:\n    steps:\n"
        "      - visitor -> office: {action: Book a seat, data: [seat], returns: [seat]}\n"
        "      - visitor -> office: {action: Show the seat, data: [seat id], returns: [seat]}\n"
        f"    extensions:\n{extensions}",
        encoding="utf-8",
    )
    return contracts_of(Workspace(tmp_path).dossier.requirements)[0]


@pytest.mark.parametrize(
    ("extension", "name", "title", "status"),
    [
        ("{when: the seat is taken}", "seat-taken", "The seat is taken", 409),
        ("{when: the seat is taken, id: taken}", "taken", "The seat is taken", 409),
        ("{when: the seat is taken, id: 3a}", "seat-taken", "The seat is taken", 409),
        ("{when: the seat is taken, at: book a seat.}", "seat-taken", "The seat is taken", 409),
        (
            "{when: the seat is taken, problem: {type: gone, status: 410, title: Gone for good}}",
            "gone",
            "Gone for good",
            410,
        ),
        ("{when: it rains, problem: {status: 503}}", "it-rains", "It rains", 503),
        ("{when: it rains, problem: {type: wet}}", "wet", "It rains", 422),
    ],
)
def test_an_extension_is_a_kind_of_problem(
    extension: str, name: str, title: str, status: int, tmp_path: Path
) -> None:
    found = book_a_seat(f"      - {extension}\n", tmp_path)
    problem = found.problems[0]
    assert (problem.name, problem.title, problem.status) == (name, title, status)
    assert problem.address == f"/problems/{name}"
    telling = [one for one in found.operations if one.variants]
    assert [one.summary for one in telling] == ["Book a seat"]
    assert status in telling[0].errors


@pytest.mark.parametrize(
    "extension", ["when: it rains", "{when: the seat is taken, problem: {status: none}}"]
)
def test_what_fails_no_call_is_no_problem(extension: str, tmp_path: Path) -> None:
    assert book_a_seat(f"      - {extension}\n", tmp_path).problems == ()


def test_a_type_that_everybody_knows_keeps_its_address(tmp_path: Path) -> None:
    stated = "{when: no money is left, problem: {type: 'https://pay.test/no-money', status: 402}}"
    problem = book_a_seat(f"      - {stated}\n", tmp_path).problems[0]
    assert (problem.name, problem.address, problem.is_local) == (
        "no-money",
        "https://pay.test/no-money",
        False,
    )


def test_one_type_never_has_two_statuses(tmp_path: Path) -> None:
    both = (
        "      - {when: it is taken, problem: {type: taken, status: 409}}\n"
        "      - {when: it is away, at: Show the seat, problem: {type: taken, status: 404}}\n"
    )
    problems = book_a_seat(both, tmp_path).problems
    assert [(one.name, one.status) for one in problems] == [("taken-404", 404), ("taken-409", 409)]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("Authorise the card", "POST /card-authorisations"),
        ("Cast a vote", "POST /votes"),
        ("Execute the trade", "POST /trade-executions"),
        ("Check the driver's credentials", "POST /driver-credential-checks"),
        ("Check that the user is no bot", "POST /checks"),
        ("Take the parcel back", "POST /parcel-returns"),
        ("Log in", "POST /sessions"),
        ("Sum up the quarter", "POST /quarter-summaries"),
        ("Ask to join", "POST /membership-requests"),
        ("Request a quote", "POST /quote-requests"),
        ("Send the confirmation", "POST /confirmations"),
        ("Prescribe a drug", "POST /drug-prescriptions"),
        ("Do something", "POST /actions"),
        ("Lend it", "POST /loans"),
        ("Frobnicate", "POST /frobnications"),
        ("Wobble the table", "POST /table-wobblings"),
        ("What does it cost", "GET /cost"),
        ("Is it open", "GET /status"),
        ("Open the profile", "GET /profile"),
        ("Show the options", "GET /option-sets"),
        ("日本", "POST /requests"),
        ("", "POST /requests"),
        # with an entity behind it
        ("Open the seat", "GET /seats/{seatId}"),
        ("Show all seats", "GET /seats"),
        ("Reserve the seat", "POST /seats/{seatId}/reservations"),
        ("Reserve a seat", "POST /seat-reservations"),
        ("Book a seat", "POST /seat-bookings"),
        ("Send the seat", "POST /seats/{seatId}/dispatches"),
        ("Add a seat", "POST /seats"),
        ("Post a post", "POST /posts"),
        ("Show the menus", "GET /menus"),
    ],
)
def test_an_action_alone_gets_the_address_that_a_reviewer_would_choose(
    step: str, expected: str, tmp_path: Path
) -> None:
    (tmp_path / "archkit.yaml").write_text(
        "archkit: 1\nsystem: {id: box}\nactors: {visitor: {kind: person}}\n"
        "entities: {seat: {fields: {id: uuid}}, post: {fields: {id: uuid}}, menu: {fields: {id: uuid}}}\n"
        "components: {office: {kind: service, interface: rest}}\n"
        f'use_cases: {{use: {{steps: [{{visitor -> office: {{action: "{step}"}}}}]}}}}\n',
        encoding="utf-8",
    )
    found = contracts_of(Workspace(tmp_path).dossier.requirements)[0]
    assert [f"{one.method} {one.path}" for one in found.operations if one.traces] == [expected]
