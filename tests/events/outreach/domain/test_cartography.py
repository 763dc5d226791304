import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.outreach.domain.cartography import (
    Feature,
    MultiPolygon,
    Named,
    Polygon,
    Ring,
    Sheet,
    draw,
    read_features,
    shipped_features,
)

SQUARE: Ring = [(-90.5, 14.5), (-90.4, 14.5), (-90.4, 14.6), (-90.5, 14.6), (-90.5, 14.5)]
HOLE: Ring = [(-90.47, 14.51), (-90.43, 14.51), (-90.43, 14.59), (-90.47, 14.59), (-90.47, 14.51)]


def feature(*rings: Ring) -> Feature:
    return Feature(Named("0101", "Guatemala"), Polygon(list(rings)))


def square(west: float, south: float, side: float) -> Feature:
    east, north = west + side, south + side
    return feature([(west, south), (east, south), (east, north), (west, north), (west, south)])


def points(path: str) -> list[tuple[float, float]]:
    pairs = path.replace("M", " ").replace("Z", " ").split()
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in pairs)]


def test_six_municipalities_ship_with_the_product() -> None:
    assert {one.properties.ine: one.properties.name for one in shipped_features()} == {
        "0103": "San José Pinula",
        "0108": "Mixco",
        "0110": "San Juan Sacatepéquez",
        "0114": "Amatitlán",
        "0115": "Villa Nueva",
        "0116": "Villa Canales",
    }


def test_north_is_up_and_east_is_right() -> None:
    sheet = draw([square(-90.5, 14.5, 0.1), square(-90.3, 14.7, 0.1)], width=400, tallest=900)
    southwest, northeast = (outline.label_at for outline in sheet.outlines)
    assert southwest[0] < northeast[0]
    assert southwest[1] > northeast[1]


def test_a_degree_of_longitude_is_narrower_than_one_of_latitude() -> None:
    sheet = draw([square(-90.5, 60.0, 0.1)], width=412, tallest=9000)
    xs, ys = zip(*points(sheet.outlines[0].path), strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(0.5, abs=0.01)


def test_a_tall_municipality_is_centred_and_no_taller_than_allowed() -> None:
    tall = feature([(-90.0, 14.0), (-89.9, 14.0), (-89.9, 15.0), (-90.0, 15.0), (-90.0, 14.0)])
    sheet = draw([tall], width=400, tallest=500)
    xs = [x for x, _ in points(sheet.outlines[0].path)]
    assert sheet.height == 500
    assert (min(xs) + max(xs)) / 2 == pytest.approx(200, abs=0.2)


def test_a_label_keeps_out_of_a_lake() -> None:
    outline = draw([feature(SQUARE, HOLE)], width=400, tallest=900).outlines[0]
    lake = points(outline.path)[5:]
    west, east = min(x for x, _ in lake), max(x for x, _ in lake)
    north, south = min(y for _, y in lake), max(y for _, y in lake)
    x, y = outline.label_at
    assert not (west < x < east and north < y < south)


def test_a_municipality_in_two_pieces_is_drawn_whole() -> None:
    pieces = MultiPolygon([[SQUARE], [[(place[0] + 1, place[1]) for place in SQUARE]]])
    outline = draw([Feature(Named("0101", "x"), pieces)], width=400, tallest=900).outlines[0]
    assert (outline.path.count("M"), outline.path.count("Z")) == (2, 2)


def test_a_boundary_without_area_is_still_drawn() -> None:
    outline = draw([feature([(-90.0, 14.0)] * 4)], width=400, tallest=900).outlines[0]
    assert (outline.label_at, outline.label_room) == ((200.0, 6.0), 0.0)


def test_nothing_makes_an_empty_sheet() -> None:
    assert draw([], width=400, tallest=900) == Sheet(400, 0, ())


def test_a_boundary_that_is_not_an_area_is_refused() -> None:
    point = {"type": "Point", "coordinates": [-90.5, 14.5]}
    named = {"properties": {"ine": "0101", "name": "x"}}
    file = {"features": [{**named, "type": "Feature", "geometry": point}]}
    with pytest.raises(msgspec.ValidationError, match="Point"):
        read_features(json.dumps(file).encode())


@settings(deadline=None)
@given(st.sets(st.integers(0, 5), min_size=1))
def test_any_choice_of_municipalities_fits_the_sheet_and_labels_lie_within(
    chosen: set[int],
) -> None:
    sheet = draw([shipped_features()[one] for one in sorted(chosen)], width=420, tallest=560)
    for outline in sheet.outlines:
        xs, ys = zip(*points(outline.path), strict=True)
        assert min(xs) >= 5.9
        assert max(xs) <= 414.1
        assert min(ys) >= 5.9
        assert max(ys) <= sheet.height - 5.9
        assert min(xs) < outline.label_at[0] < max(xs)
        assert 0 < outline.label_room <= max(xs) - min(xs)
    assert sheet.height <= 560
