"""Values with parts that the conventions bring: money, and a place on Earth."""

from collections.abc import Mapping

from archkit.contracts.schema import Json, Primitive, Property, ScalarName, Schema

MONEY, GEO_POINT = "Money", "GeoPoint"


def _part(name: str, kind: ScalarName, description: str, example: Json) -> Property:
    return Property(name, Primitive(kind), description, example=example)


VALUES: Mapping[str, Schema] = {
    MONEY: Schema(
        MONEY,
        "value",
        "An amount of money, exact to the last digit.",
        (
            _part("amount", "string", "The amount as a decimal number, so that no digit is lost.", "12.50"),
            _part("currency", "string", "The currency of the amount by its code in ISO 4217.", "EUR"),
        ),
    ),
    GEO_POINT: Schema(
        GEO_POINT,
        "value",
        "A place on Earth in WGS 84.",
        (
            _part("latitude", "number", "Degrees north of the equator.", 38.7223),
            _part("longitude", "number", "Degrees east of Greenwich.", -9.1393),
        ),
    ),
}
"""Name to schema."""
