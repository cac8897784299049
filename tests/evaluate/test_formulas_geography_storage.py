import math
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archkit import resources
from archkit.evaluate.formulas.geography import Place, great_circle, nearest, round_trip_floor
from archkit.evaluate.formulas.storage import Volume, bandwidth, on_disk

DAY, YEAR = 86_400, 365 * 86_400
FRANKFURT, ASHBURN, SAO_PAULO = Place(50.11, 8.68), Place(39.04, -77.49), Place(-23.55, -46.63)
places = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))


@pytest.fixture(scope="module")
def catalog() -> dict[str, Any]:
    return yaml.safe_load((resources.folder("catalog") / "regions.yaml").read_text(encoding="utf-8"))


def test_frankfurt_to_ashburn_and_back_takes_sixty_five_milliseconds_at_least() -> None:
    assert great_circle(FRANKFURT, ASHBURN) == pytest.approx(6549, abs=1)
    assert round_trip_floor(great_circle(FRANKFURT, ASHBURN)) == pytest.approx(0.0655, abs=1e-4)


def test_a_page_for_brazil_from_the_united_states_cannot_be_there_in_a_tenth_of_a_second() -> None:
    # three trips of a handshake and two for the page, 200 ms each way as measured, and no less than light
    # allows
    floor = round_trip_floor(great_circle(SAO_PAULO, ASHBURN)) / 2
    assert floor < 0.200
    assert 5 * floor > 0.100


def test_distances_on_the_globe() -> None:
    assert great_circle(Place(0, 0), Place(0, 180)) == pytest.approx(math.pi * 6371.0088)
    assert great_circle(Place(90, 17), Place(90, -120)) == pytest.approx(0, abs=1e-6)
    assert great_circle(Place(0, 179.5), Place(0, -179.5)) == pytest.approx(111.195, abs=1e-3)


@given(places, places, places)
def test_a_detour_is_never_shorter(here: Place, there: Place, between: Place) -> None:
    direct = great_circle(here, there)
    assert 0 <= direct <= math.pi * 6371.0088 + 1e-6
    assert direct == great_circle(there, here)
    assert direct <= great_circle(here, between) + great_circle(between, there) + 1e-6


def test_the_nearest_region_is_found_and_ties_go_by_name() -> None:
    assert nearest(SAO_PAULO, {"eu-central": FRANKFURT, "us-east": ASHBURN}) == "us-east"
    assert nearest(FRANKFURT, {"b": ASHBURN, "a": ASHBURN}) == "a"
    with pytest.raises(ValueError, match="no place"):
        nearest(FRANKFURT, {})


def test_the_regions_are_where_the_contract_puts_them(catalog: dict[str, Any]) -> None:
    regions = catalog["regions"]
    assert regions["eu-central"]["at"] == list(FRANKFURT)
    assert regions["us-east"]["at"] == list(ASHBURN)
    assert all(-90 <= region["at"][0] <= 90 and -180 <= region["at"][1] <= 180 for region in regions.values())


def test_no_name_stands_for_two_regions(catalog: dict[str, Any]) -> None:
    names = [name for key, region in catalog["regions"].items() for name in (key, *region["also"])]
    assert len(names) == len(set(names))


def test_a_data_center_has_no_last_mile(catalog: dict[str, Any]) -> None:
    assert catalog["in_region_round_trip"] == "0.5 ms"
    assert set(catalog["last_mile"]) == {"browser", "mobile", "desktop", "server", "device"}
    assert catalog["last_mile"]["server"] == "0 ms"


def test_volume_grows_until_retention_and_is_copied_with_its_indexes() -> None:
    rides = Volume(size=2000, count=40e6, growth=1.5e6 / DAY, retention=2 * YEAR)
    assert rides.records(YEAR) == pytest.approx(40e6 + 365 * 1.5e6)
    assert rides.records(5 * YEAR) == rides.records(2 * YEAR)
    assert on_disk(rides.bytes(YEAR), copies=3, index_overhead=0.3) == pytest.approx(3.9 * rides.bytes(YEAR))


def test_when_a_volume_reaches_a_limit() -> None:
    rides = Volume(size=1000, count=1e6, growth=1e6 / DAY)
    assert rides.reaches(11e9) == pytest.approx(10 * DAY)
    assert rides.reaches(0.5e9) == 0
    assert Volume(1000, 1e6, 1e6 / DAY, retention=5 * DAY).reaches(11e9) == math.inf
    assert Volume(1000, 1e6).reaches(11e9) == math.inf


def test_bytes_a_second() -> None:
    assert bandwidth(rate=400, size=5e6) == 2e9
