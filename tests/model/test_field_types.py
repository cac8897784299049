"""What the type of an entity's field may be, and what an author reads who wrote it in another language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.model.field_types import (
    SCALARS,
    ChoiceType,
    EmbeddedType,
    FieldType,
    FieldTypeError,
    ListType,
    MapType,
    OptionalType,
    RefType,
    ScalarType,
    entities_in,
    meant_type,
    parse_field_type,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("uuid", ScalarType("uuid")),
        ("geo-point", ScalarType("geo-point")),
        ("optional money", OptionalType(ScalarType("money"))),
        ("list of ref rider-account", ListType(RefType("rider-account"))),
        ("map of text", MapType(ScalarType("text"))),
        ("list of optional text", ListType(OptionalType(ScalarType("text")))),
        ("address", EmbeddedType("address")),
        ("one of open | matched | started", ChoiceType(("open", "matched", "started"))),
        ("one of open|matched", ChoiceType(("open", "matched"))),
        ("optional one of a | b", OptionalType(ChoiceType(("a", "b")))),
        ("ref list", RefType("list")),
    ],
)
def test_a_field_type_is_read_as_a_tree(text: str, tree: FieldType) -> None:
    assert parse_field_type(text) == tree


def test_every_scalar_of_the_format_is_known_and_explained() -> None:
    listed = "string text integer number boolean uuid date datetime duration money email phone url geo-point blob json"
    assert list(SCALARS) == listed.split()
    assert all(SCALARS.values())


@pytest.mark.parametrize(
    "name", ["file", "location", "image", "list", "map", "one", "ref", "optional", "int"]
)
def test_an_entity_may_have_any_id_and_still_be_embedded(name: str) -> None:
    assert parse_field_type(f"list of {name}") == ListType(EmbeddedType(name))


def test_the_entity_that_a_type_names_is_found_however_deep() -> None:
    assert list(entities_in(parse_field_type("optional list of ref ride"))) == [RefType("ride")]
    assert list(entities_in(parse_field_type("map of address"))) == [EmbeddedType("address")]
    assert list(entities_in(parse_field_type("list of text"))) == []


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("", "is empty", "'uuid'"),
        ("UUID", "no field type", "did you mean 'uuid'?"),
        ("text[]", "no field type", "did you mean 'list of text'?"),
        ("money?", "no field type", "did you mean 'optional money'?"),
        ("list<text>", "no field type", "did you mean 'list of text'?"),
        ("map<string, int>", "no field type", "did you mean 'map of integer'?"),
        ("array of int", "no field type", "did you mean 'list of integer'?"),
        ("list text", "no field type", "did you mean 'list of text'?"),
        ("geo_point", "no field type", "did you mean 'geo-point'?"),
        ("Optional money", "no field type", "did you mean 'optional money'?"),
        ("open | closed", "no field type", "did you mean 'one of open | closed'?"),
        ("list of", "does not say of what", "'list of text'"),
        ("optional optional text", "says 'optional' twice", "once"),
        ("ref Rider Account", "does not name one entity", "'ref account'"),
        ("one of", "names no values", "one of open"),
        ("one of a |", "without a value", "one of open"),
        ("one of a, b", "does not separate its values with |", "write 'one of a | b'"),
        ("one of a | a", "names 'a' twice", "once"),
        ("one of in progress | done", "no single word: 'in progress'", "'in-progress'"),
        ("list of " * 11 + "text", "nests 11 levels deep", "an entity"),
        ("optional " * 10**6, "too long", "an entity"),
    ],
)
def test_a_text_that_is_no_field_type_is_explained_and_mended(text: str, message: str, advice: str) -> None:
    with pytest.raises(FieldTypeError) as caught:
        parse_field_type(text)
    assert message in caught.value.message
    assert advice in caught.value.help


def test_a_word_of_another_language_leads_to_ours() -> None:
    assert [meant_type(word) for word in ("int", "timestamp", "strng", "list")] == [
        "integer",
        "datetime",
        "string",
        "list of text",
    ]
    assert meant_type("ride") == ""


LEAVES = st.one_of(
    st.sampled_from([ScalarType(name) for name in SCALARS]),
    st.sampled_from([RefType("ride"), EmbeddedType("address"), ChoiceType(("open", "done"))]),
)


@given(
    st.recursive(
        LEAVES, lambda inner: st.one_of(st.builds(ListType, inner), st.builds(MapType, inner)), max_leaves=5
    )
)
def test_a_type_prints_as_the_text_that_is_read_as_it(tree: FieldType) -> None:
    assert parse_field_type(str(tree)) == tree
    assert parse_field_type(f"  optional   {tree} ") == OptionalType(tree)


def outcome(text: str) -> FieldType | FieldTypeError:
    try:
        return parse_field_type(text)
    except FieldTypeError as error:
        return error


WORDS = st.sampled_from(
    [
        "optional",
        "list",
        "of",
        "map",
        "ref",
        "one",
        "|",
        "text",
        "ride",
        "Ride",
        "?",
        "[]",
        ",",
        "ö",
        "\u202e",
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join)))
def test_any_text_is_a_field_type_or_an_error_with_a_help(text: str) -> None:
    found = outcome(text)
    if isinstance(found, FieldTypeError):
        assert found.message.isprintable()
        assert found.help.isprintable()
        assert found.help
        assert found.words in text
    else:
        assert parse_field_type(str(found)) == found
