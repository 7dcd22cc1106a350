"""The world map: coastlines and one dot a city, as numbers for an inline SVG (templates/components/world_map.html).

Projection: Equal Earth (Šavrič, Patterson and Jenny 2018, doi:10.1080/13658816.2018.1504949), so that no continent
looks larger than it is. It is centred on 11° E, which puts the map's edge in the Bering Strait instead of in Chukotka.
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe

LAND_FILE = Path(__file__).parent / "data" / "land.json"
WIDTH, HEIGHT = 1000, 484
CENTRE_X, CENTRE_Y = 496, 268  # where 11° E meets the equator
SCALE = 195  # units of the view box per unit of the projection
CENTRAL_MERIDIAN = 11
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)  # A1 to A4 in the paper

LAND_STEPS = 2  # the coastline is rounded to half a unit: 17 kB of path, even on a fine screen
DOT_UNIT = 4.5  # radius of a dot for one case study; the area grows with the number
DOT_MAX = 17
DOT_EMPTY = 3  # a city of the network with no case study yet
HIT_RADIUS = 13  # a target 24 pixels across (WCAG 2.5.8) from a map 925 pixels wide
NAME_SIZE = 12  # the font size of names, as in static/css/pictures.css


class Point(Protocol):
    """What the map is given for a city."""

    latitude: float
    longitude: float
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Dot:
    """A city on the map. Where neighbours made it give way, `place` is where the city really is."""

    x: float
    y: float
    radius: float
    label: str
    count: int
    url: str
    place: tuple[float, float]
    name_side: str = ""  # "right" or "left" when there is room to write the name, else ""

    @property
    def hit_radius(self) -> float:
        return max(self.radius, HIT_RADIUS)

    @property
    def is_moved(self) -> bool:
        return hypot(self.x - self.place[0], self.y - self.place[1]) > self.radius

    @property
    def name_x(self) -> float:
        """Where the name starts, or ends when it stands at the left; near the right edge it always does."""
        return round(self.x + self._direction * (self.radius + 4), 1)

    @property
    def name_anchor(self) -> str:
        return "end" if self._direction < 0 else "start"

    @property
    def _direction(self) -> int:
        return -1 if self.name_side == "left" or (not self.name_side and self.x > WIDTH * 0.8) else 1


@dataclass(frozen=True)
class WorldMap:
    """Everything the template draws; dots come largest first, so that small ones are never covered."""

    view_box: str
    land: SafeString
    dots: tuple[Dot, ...]


def world_map(points: Iterable[Point]) -> WorldMap:
    """The map with a dot for each point; points with equal numbers are in the order of their labels."""
    points = sorted(points, key=lambda point: (-point.count, point.label))
    radii = _radii(tuple(point.count for point in points))
    places = tuple(project(float(point.longitude), float(point.latitude)) for point in points)
    positions = _spread(places, radii)
    sides = _name_sides(positions, radii, tuple(point.label for point in points))
    dots = (
        Dot(*position, radius, point.label, point.count, point.url, place, side)
        for point, position, radius, place, side in zip(points, positions, radii, places, sides, strict=True)
    )
    return WorldMap(f"0 0 {WIDTH} {HEIGHT}", land_path(), tuple(dots))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to units of the view box, to a tenth. Longitudes west of the map's edge are carried round to its east."""
    x, y = _equal_earth((longitude - CENTRAL_MERIDIAN + 180) % 360 - 180, latitude)
    return round(CENTRE_X + x * SCALE, 1), round(CENTRE_Y - y * SCALE, 1)


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    a1, a2, a3, a4 = EQUAL_EARTH
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * (9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1))
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    return x, y


@cache
def land_path() -> SafeString:
    """The coastlines as one path in steps of half a unit, made once a process."""
    land = json.loads(LAND_FILE.read_text(encoding="utf-8"))
    rings = (_ring_steps(ring, land["per_degree"]) for ring in land["rings"])
    return mark_safe("".join(_ring_path(ring) for ring in rings if len(ring) > 2))  # noqa: S308 (only numbers)


def _ring_steps(ring: list[int], per_degree: int) -> list[tuple[int, int]]:
    """A ring on the map's grid, moved as a whole to the side of the edge it belongs to, without idle points."""
    longitudes = [number / per_degree - CENTRAL_MERIDIAN for number in ring[::2]]
    turn = 360 * round((max(longitudes) + min(longitudes)) / 720)
    steps: list[tuple[int, int]] = []
    for longitude, number in zip(longitudes, ring[1::2], strict=True):
        x, y = _equal_earth(longitude - turn, number / per_degree)
        point = round((CENTRE_X + x * SCALE) * LAND_STEPS), round((CENTRE_Y - y * SCALE) * LAND_STEPS)
        if len(steps) > 1 and _in_line(steps[-2], steps[-1], point):
            steps.pop()
        if not steps or steps[-1] != point:
            steps.append(point)
    return steps


def _in_line(a, b, c) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _ring_path(ring: list[tuple[int, int]]) -> str:
    moves = " ".join(f"{x - from_x} {y - from_y}" for (from_x, from_y), (x, y) in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{moves}z".replace(" -", "-")


def _radii(counts: tuple[int, ...]) -> tuple[float, ...]:
    unit = min(DOT_UNIT, DOT_MAX / sqrt(max((*counts, 1))))
    return tuple(round(max(unit * sqrt(count), DOT_EMPTY), 1) for count in counts)


@lru_cache(maxsize=64)
def _spread(places: tuple[tuple[float, float], ...], radii: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    """Parts dots that stand too close to be told apart, each no further than needed; small ones give way to large.

    The distance also keeps a dot's target, drawn after larger dots, from lying on more than the rim of one of them.
    """
    now = [list(place) for place in places]
    needed = {
        (i, j): max(radii[i], radii[j]) + max(min(radii[i], radii[j]) + 2, HIT_RADIUS - 3)
        for i, j in combinations(range(len(places)), 2)
        if hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]) < 6 * DOT_MAX
    }
    for _round in range(300):
        moves = [_part(now[i], now[j], radii[i], radii[j], distance) for (i, j), distance in needed.items()]
        if not any(moves):
            break
    return tuple((round(x, 1), round(y, 1)) for x, y in now)


def _part(one: list[float], other: list[float], radius: float, other_radius: float, distance: float) -> bool:
    """Moves two dots apart to a distance, in inverse proportion to their areas; False when they already are."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    apart = hypot(dx, dy)
    if apart > distance - 0.1:
        return False
    # Two records of one place have no direction to part in: any will do, so it is east and west.
    along_x, along_y = (dx / apart, dy / apart) if apart else (1, 0)
    share = other_radius**2 / (radius**2 + other_radius**2)
    for dot, step in ((one, -share), (other, 1 - share)):
        dot[0] += along_x * step * (distance - apart)
        dot[1] += along_y * step * (distance - apart)
    return True


def _name_sides(positions, radii, labels) -> list[str]:
    """Which side of its dot each name is written on, the largest dots choosing first; "" where there is no room."""
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(positions, radii, strict=True)]
    sides = []
    for (x, y), radius, label in zip(positions, radii, labels, strict=True):
        width, half = _text_width(label), NAME_SIZE * 0.55
        right, left = x + radius + 4, x - radius - 4
        boxes = {"right": (right, y - half, right + width, y + half), "left": (left - width, y - half, left, y + half)}
        side = next((side for side, box in boxes.items() if _is_free(box, taken)), "")
        if side:
            taken.append(boxes[side])
        sides.append(side)
    return sides


def _is_free(box, taken) -> bool:
    inside = box[0] >= 0 and box[2] <= WIDTH
    return inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )


def _text_width(text: str) -> float:
    """About how wide a name is: a Hangul syllable takes a full em, a Latin letter a little over half."""
    ems = (1 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)
    return NAME_SIZE * sum(ems)
