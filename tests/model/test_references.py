"""What may be an id, how one element points at another, and who speaks to whom in a step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.model.references import (
    KINDS,
    LONGEST_ID,
    Arrow,
    ArrowError,
    Ref,
    RefError,
    did_you_mean,
    id_fault,
    is_id,
    parse_arrow,
    parse_ref,
    suggest_id,
)


@pytest.mark.parametrize("text", ["ride", "ride-together", "a", "3d", "0-a", "con", "a" * 64, "a-"])
def test_an_id_has_lower_case_letters_digits_and_hyphens(text: str) -> None:
    assert is_id(text)
    assert id_fault(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is empty"),
        ("Ride", "write 'ride'"),
        ("ride together", "write 'ride-together'"),
        ("ride_together", "write 'ride-together'"),
        ("-ride", "write 'ride'"),
        ("2026", "has no letter, so it is no id; write 'n2026'"),
        ("2026-01-01", "has no letter"),
        ("a" * 65, "65 characters long, an id has at most 64"),
        ("Straße", "write 'strasse'"),
        ("日本", "such as 'ride-together'"),
        ("ride\n", "write 'ride'"),
    ],
)
def test_what_is_no_id_is_told_with_an_id_to_write(text: str, fault: str) -> None:
    assert not is_id(text)
    assert fault in (id_fault(text) or "")


@given(st.text())
def test_a_suggested_id_is_an_id_or_nothing(text: str) -> None:
    suggested = suggest_id(text)
    assert not suggested or is_id(suggested)


def test_accents_and_joined_letters_survive_in_a_suggested_id() -> None:
    assert suggest_id("Café Zürich (new)") == "cafe-zurich-new"
    assert suggest_id("Rider's App") == "riders-app"
    assert suggest_id("Ærø") == "aero"
    assert len(suggest_id("long " * 1000)) <= LONGEST_ID


@pytest.mark.parametrize(
    ("text", "kind", "ref"),
    [
        ("use_case:ride-together", None, Ref("use_case", "ride-together")),
        ("system", None, Ref("system")),
        ("region:eu-central", None, Ref("region", "eu-central")),
        ("rider", "actor", Ref("actor", "rider")),
        ("actor:rider", "actor", Ref("actor", "rider")),
        ("system", "component", Ref("component", "system")),
    ],
)
def test_a_reference_names_a_kind_and_an_id(text: str, kind: str | None, ref: Ref) -> None:
    assert parse_ref(text, kind) == ref


def test_every_kind_may_be_referred_to_and_prints_back() -> None:
    for kind in KINDS:
        assert str(parse_ref(f"{kind}:thing")) == f"{kind}:thing"
    assert str(parse_ref("system")) == "system"


@pytest.mark.parametrize(
    ("text", "kind", "message", "advice", "words"),
    [
        ("rider", None, "does not say what kind", "'use_case:rider'", ""),
        ("usecase:pay", None, "does not begin with a kind", "did you mean 'use_case:pay'?", "usecase"),
        ("entities:ride", None, "does not begin with a kind", "did you mean 'entity:ride'?", "entities"),
        ("glossary:detour", None, "does not begin with a kind", "did you mean 'term:detour'?", "glossary"),
        ("planet:mars", None, "does not begin with a kind", "the kinds are actor, entity", "planet"),
        ("actor:rider", "component", "refers to an actor, here a component is needed", "a component", ""),
        ("use_case:Pay Now", None, "'Pay Now' is no id", "write 'pay-now'", "Pay Now"),
        ("system:x", None, "names the system by an id", "write 'system'", ""),
        ("region:", None, "does not name a region", "region:eu-central", ""),
        ("", "actor", "is empty", "ride-together", ""),
        ("x" * 10**6, "actor", "1000000 characters long", "shorten it", ""),
    ],
)
def test_what_is_no_reference_is_explained(
    text: str, kind: str | None, message: str, advice: str, words: str
) -> None:
    with pytest.raises(RefError) as caught:
        parse_ref(text, kind)
    assert message in caught.value.message
    assert advice in caught.value.help
    assert caught.value.words == words


@pytest.mark.parametrize(
    ("text", "arrow"),
    [
        ("rider -> app", Arrow("rider", "app")),
        ("app ~> rider", Arrow("app", "rider", asynchronous=True)),
        ("app -> app", Arrow("app", "app")),
        ("a->b", Arrow("a", "b")),
        ("rider   ->  app", Arrow("rider", "app")),
        ("card-network -> app-2", Arrow("card-network", "app-2")),
        ("a- -> b", Arrow("a-", "b")),
    ],
)
def test_an_arrow_says_who_speaks_to_whom_and_whether_anybody_waits(text: str, arrow: Arrow) -> None:
    found = parse_arrow(text)
    assert (found.source, found.target, found.asynchronous) == (
        arrow.source,
        arrow.target,
        arrow.asynchronous,
    )
    assert found.text == text
    assert str(parse_arrow(str(found))) == str(found)


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("rider app", "has no arrow", "'rider -> app'"),
        ("rider => app", "neither -> nor ~>: '=>'", "write 'rider -> app'"),
        ("rider --> app", "neither -> nor ~>: '-->'", "write 'rider -> app'"),
        ("rider-->app", "neither -> nor ~>: '-->'", "write 'rider -> app'"),
        ("rider ->> app", "neither -> nor ~>: '->>'", "write 'rider -> app'"),
        ("rider ~~> app", "neither -> nor ~>: '~~>'", "write 'rider ~> app'"),
        ("rider → app", "neither -> nor ~>: '→'", "write 'rider -> app'"),
        ("rider <- app", "neither -> nor ~>: '<-'", "write 'app -> rider'"),
        ("rider ->", "nobody after the arrow", "'rider -> app'"),
        ("-> app", "nobody before the arrow", "'rider -> app'"),
        ("a -> b -> c", "more than one arrow", "write a step for each: 'a -> b', 'b -> c'"),
        ("Rider -> app", "'Rider' is no id", "write 'rider'"),
        ("actor:rider -> app", "by their id", "write 'rider'"),
        ("", "has no arrow", "'rider -> app'"),
    ],
)
def test_what_is_no_arrow_is_explained_with_the_one_that_was_meant(
    text: str, message: str, advice: str
) -> None:
    with pytest.raises(ArrowError) as caught:
        parse_arrow(text)
    assert message in caught.value.message
    assert advice in caught.value.help


def outcome(text: str) -> Arrow | ArrowError:
    try:
        return parse_arrow(text)
    except ArrowError as error:
        return error


@given(st.one_of(st.text(), st.text(st.sampled_from("ab-~<>=. →:\n"), max_size=20)))
def test_any_text_is_an_arrow_or_an_error_with_a_help(text: str) -> None:
    found = outcome(text)
    if isinstance(found, ArrowError):
        assert found.message.isprintable()
        assert found.help.isprintable()
        assert found.help
        assert found.words in text
    else:
        assert is_id(found.source)
        assert is_id(found.target)


def test_a_word_in_another_case_or_with_other_hyphens_comes_before_a_similar_one() -> None:
    assert did_you_mean("UseCase", ["use_cases", "use_case"]) == "use_case"
    assert did_you_mean("actr", ["actor", "entity"]) == "actor"
    assert did_you_mean("planet", ["actor", "entity"]) == ""
    assert did_you_mean("x" * 10**6, ["actor"]) == ""
