"""Boundaries turned into outlines on a sheet, and the place where each has most room."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from math import cos, radians
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

BOUNDARIES: Final = Path(__file__).with_name("municipalities.geojson")
MARGIN: Final = 6.0
SCAN_LINES: Final = 24
FLATNESS: Final = 3.0  # a name is wider than high, so room above and below counts for more

Position = tuple[float, ...]  # longitude, latitude, perhaps a height
Ring = list[Position]
Point = tuple[float, float]


class Polygon(Struct, frozen=True, tag_field="type"):
    coordinates: list[Ring]


class MultiPolygon(Struct, frozen=True, tag_field="type"):
    coordinates: list[list[Ring]]


class Named(Struct, frozen=True):
    ine: str
    name: str


class Feature(Struct, frozen=True):
    """A GeoJSON feature (RFC 7946) in WGS 84."""

    properties: Named
    geometry: Polygon | MultiPolygon


class Outline(Struct, frozen=True):
    """A municipality as drawn; the label's room is the width of the outline at its place."""

    ine: str
    name: str
    path: str
    label_at: Point
    label_room: float


class Sheet(Struct, frozen=True):
    width: float
    height: float
    outlines: tuple[Outline, ...]


class _Collection(Struct, frozen=True):
    features: tuple[Feature, ...]


class _Projection(Struct, frozen=True):
    """Equirectangular, true to scale at the middle of what is shown."""

    west: float
    north: float
    narrowing: float
    scale: float

    def point(self, position: Position) -> Point:
        x = (position[0] - self.west) * self.narrowing * self.scale
        return round(x + MARGIN, 1), round((self.north - position[1]) * self.scale + MARGIN, 1)


@cache
def shipped_features() -> tuple[Feature, ...]:
    """The municipalities that come with the product; see docs/data-sources.md."""
    return read_features(BOUNDARIES.read_bytes())


def read_features(geojson: bytes) -> tuple[Feature, ...]:
    """Read a FeatureCollection whose properties are `ine` and `name`; raises ValidationError."""
    return msgspec.json.decode(geojson, type=_Collection).features


def draw(features: Sequence[Feature], *, width: float, tallest: float) -> Sheet:
    """Fit the features into the width, or into the height where they are taller than `tallest`."""
    if not features:
        return Sheet(width, 0, ())
    positions = [place for feature in features for ring in _rings(feature) for place in ring]
    west, east = _ends(place[0] for place in positions)
    south, north = _ends(place[1] for place in positions)
    narrowing = cos(radians((south + north) / 2))
    scale = min(
        (width - 2 * MARGIN) / (((east - west) * narrowing) or 1.0),
        (tallest - 2 * MARGIN) / ((north - south) or 1.0),
    )
    left = (width - 2 * MARGIN - (east - west) * narrowing * scale) / 2
    projection = _Projection(west - left / narrowing / scale, north, narrowing, scale)
    height = round((north - south) * scale + 2 * MARGIN, 1)
    return Sheet(width, height, tuple(_outline(feature, projection) for feature in features))


def _ends(numbers: Iterable[float]) -> tuple[float, float]:
    ordered = sorted(numbers)
    return ordered[0], ordered[-1]


def _rings(feature: Feature) -> list[Ring]:
    geometry = feature.geometry
    if isinstance(geometry, Polygon):
        return geometry.coordinates
    return list(chain.from_iterable(geometry.coordinates))


def _outline(feature: Feature, projection: _Projection) -> Outline:
    rings = [[projection.point(position) for position in ring] for ring in _rings(feature)]
    at, room = _roomiest(rings)
    path = "".join(f"M{_path(ring)}Z" for ring in rings)
    return Outline(feature.properties.ine, feature.properties.name, path, at, room)


def _path(ring: Iterable[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in ring)


def _roomiest(rings: Sequence[Sequence[Point]]) -> tuple[Point, float]:
    """The middle of a stretch inside with most room around it, and the length of the stretch."""
    upright = [[(y, x) for x, y in ring] for ring in rings]
    top, foot = _ends(y for ring in rings for _, y in ring)
    lines = [top + (foot - top) * (line + 0.5) / SCAN_LINES for line in range(SCAN_LINES)]
    places = [
        ((left + right) / 2, y, right - left) for y in lines for left, right in _inside(rings, y)
    ]
    if not places:
        return rings[0][0], 0.0
    x, y, room = max(
        places, key=lambda place: min(place[2], FLATNESS * _headroom(upright, *place[:2]))
    )
    return (round(x, 1), round(y, 1)), room


def _headroom(upright: Sequence[Sequence[Point]], x: float, y: float) -> float:
    return max((min(y - top, foot - y) for top, foot in _inside(upright, x)), default=0.0)


def _inside(rings: Sequence[Sequence[Point]], y: float) -> Iterator[tuple[float, float]]:
    """The stretches of a horizontal line that lie inside the rings, holes left out."""
    crossings = sorted(chain.from_iterable(_crossings(ring, y) for ring in rings))
    return zip(crossings[::2], crossings[1::2], strict=True)


def _crossings(ring: Iterable[Point], y: float) -> Iterator[float]:
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 <= y) != (y2 <= y):
            yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)
