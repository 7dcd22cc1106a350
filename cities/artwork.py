"""Pictures where there is no photograph: quiet abstract prints made from a city's place, a theme and a seed.

Each theme has its own family, recognisable at a glance; the city's latitude and longitude decide rhythm and position,
the seed the variation. The same arguments always give the same picture. Colours are classes (static/css/pictures.css):
`tone-1`, the faintest, to `tone-5`, the full colour of the theme.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import cycle
from math import atan2, cos, degrees, log2, pi, radians, sin, sqrt

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

WIDTH = 600
RATIO = 3 / 2
NORTH, SOUTH = 70, -50  # the latitudes cities lie between, from the top of the picture to its foot
MARGIN = 0.14  # the city stays this far, in parts of the width or height, from the edges


@dataclass(frozen=True)
class Sheet:
    """What a family draws on and from. Lengths are in units of a picture 600 wide."""

    width: int
    height: int
    x: float  # where the city is: longitude from left to right
    y: float  # latitude from top to foot
    latitude: float
    longitude: float
    change: float  # -1 to 1: how far, and which way, the case's main figure moved
    draws: Iterator[float]  # numbers from 0 to 1 that follow from the seed

    def draw(self, low: float, high: float) -> float:
        return low + (high - low) * next(self.draws)


def artwork(
    seed: str,
    theme: str = "",
    latitude: float = 0,
    longitude: float = 0,
    *,
    title: str = "",
    ratio: float = RATIO,
    before: float | None = None,
    after: float | None = None,
) -> SafeString:
    """An inline SVG, at most 3 kB. Without a title it is decoration, hidden from assistive technology.

    `theme` is one of the four theme codes; any other value gives the picture of the city alone. `before` and `after`,
    the case's main figure, tilt the composition up or down.
    """
    family = theme if theme in FAMILIES else "city"
    change = _change(before, after)
    place = float(latitude), float(longitude)
    marks, height = _marks(seed, family, *place, round(WIDTH / ratio), change)
    context = {"family": family, "title": title, "width": WIDTH, "height": height, "marks": marks}
    return SafeString(render_to_string("components/artwork.html", context).strip())


@lru_cache(maxsize=1024)
def _marks(seed, family, latitude, longitude, height, change) -> tuple[SafeString, int]:
    sheet = Sheet(
        width=WIDTH,
        height=height,
        x=WIDTH * (MARGIN + (1 - 2 * MARGIN) * _between(longitude, -180, 180)),
        y=height * (MARGIN + (1 - 2 * MARGIN) * _between(latitude, NORTH, SOUTH)),
        latitude=latitude,
        longitude=longitude,
        change=change,
        draws=cycle(byte / 255 for byte in blake2b(seed.encode()).digest()),
    )
    return mark_safe("".join(FAMILIES[family](sheet))), height  # noqa: S308 (only numbers and our own classes)


def _between(value: float, start: float, end: float) -> float:
    return min(max((value - start) / (end - start), 0), 1)


def _change(before, after) -> float:
    """Doubling is 1, halving -1 and anything beyond stays there; 0 when there is nothing to compare."""
    if not before or after is None:
        return 0
    quotient = float(after) / float(before)
    return round(min(max(log2(quotient), -1), 1), 2) if quotient > 0 else -1


def _strata(sheet: Sheet) -> Iterator[str]:
    """Skills and protection: layers laid one on another, thicker and higher where the city is."""
    layers = 5
    waves = 0.8 + abs(sheet.latitude) / 70
    rise = sheet.height * (0.3 + 0.16 * sheet.change)
    crest = sheet.height * sheet.draw(0.16, 0.24)
    phase = radians(sheet.longitude) + sheet.draw(0, 1)
    sways = [sheet.height * sheet.draw(0.012, 0.04) for _layer in range(layers)]

    def surface(part: float, sway: float) -> list[tuple[float, float]]:
        """The upper edge of a layer; `part` runs from 0 at the top layer to 1 at the lowest."""
        points = []
        for x in range(0, sheet.width + 1, sheet.width // 8):
            swell = crest * (1 - part) * _bell(x, sheet.x, sheet.width * 0.22)
            tilt = rise * (1 - part * 0.8) * (x / sheet.width - 0.5)
            wave = sway * sin(2 * pi * waves * x / sheet.width + phase + part * 2.6)
            points.append((x, sheet.height * (0.47 + 0.45 * part) - swell - tilt + wave))
        return points

    for echo in range(5, 0, -1):  # the layers still to come
        points = surface(-0.03 - 0.021 * echo**2, sways[0])
        yield f'<path class="line-{3 if echo < 3 else 2}" d="{_curve(points)}"/>'
    for layer, sway in enumerate(sways):
        points = surface(layer / (layers - 1), sway)
        yield f'<path class="tone-{layer + 1}" d="{_curve(points)}V{sheet.height}H0z"/>'


def _bars(sheet: Sheet) -> Iterator[str]:
    """Wages and equality: bars of one length, each at its own height, that come level at the city."""
    count = round(15 + abs(sheet.latitude) / 8)
    pitch = sheet.width / count
    length = sheet.height * 0.44
    line = sheet.height * (0.5 + 0.1 * (_between(sheet.latitude, NORTH, SOUTH) - 0.5))
    swing = sheet.height * sheet.draw(0.17, 0.22) * (1 + 0.25 * sheet.change)
    waves = sheet.draw(0.8, 1.5)
    phase = radians(sheet.longitude) + sheet.draw(0, pi)
    bars: dict[int, str] = defaultdict(str)  # one path a tone
    for bar in range(count):
        x = (bar + 0.5) * pitch
        near = _bell(x, sheet.x, sheet.width * 0.2)
        shift = swing * (1 - near) * sin(2 * pi * waves * x / sheet.width + phase)
        above, below = length / 2 - shift, length / 2 + shift
        tone = 2 + round(2 * near)
        width = round(pitch * 0.56)
        bars[tone + 1] += f"M{x - width / 2:.0f} {line:.0f}v{-above:.0f}h{width}v{above:.0f}z"
        bars[tone - 1] += f"M{x - width / 2:.0f} {line:.0f}v{below:.0f}h{width}v{-below:.0f}z"
    for tone, path in sorted(bars.items()):
        yield f'<path class="tone-{tone}" d="{path}"/>'
    yield f'<path class="line-5" d="M0 {line:.0f}H{sheet.width}"/>'


def _arcs(sheet: Sheet) -> Iterator[str]:
    """Rights and safety: arches over the city, one within the other, and lesser ones that lean on them."""
    ground = sheet.height * 0.86
    step = sheet.height * (0.085 + abs(sheet.latitude) / 2400)
    rings = round(6 + sheet.change)
    reach = step * rings
    side = -1 if sheet.x > sheet.width / 2 else 1
    lesser = [(2.1, 2.4, -1), (1.05, 1.3, -1), (2.2, 2.5, 1), (1.2, 1.5, 1)]
    for near, far, direction in lesser:
        x = sheet.x + side * direction * reach * sheet.draw(near, far)
        yield from _nested_arches(x, ground, step, round(sheet.draw(1.6, 4.4)), (3, 1, 2, 1))
    yield from _nested_arches(sheet.x, ground, step, rings, (5, 2, 4, 2, 3, 1, 2))
    yield _rect(0, ground, sheet.width, sheet.height - ground, "tone-2")
    yield f'<path class="line-5" d="M0 {ground:.0f}H{sheet.width}"/>'


def _nested_arches(x, ground, step, rings, tones) -> Iterator[str]:
    """Half discs from the widest to the narrowest; `tones` are named from the innermost outwards."""
    for ring in range(rings, 0, -1):
        radius = ring * step
        arc = f"M{x - radius:.0f} {ground:.0f}a{radius:.1f} {radius:.1f} 0 0 1 {2 * radius:.1f} 0z"
        yield f'<path class="tone-{tones[ring - 1]}" d="{arc}"/>'


def _routes(sheet: Sheet) -> Iterator[str]:
    """Platforms and future: lines that come from apart, run side by side through the city and part again."""
    tones = (2, 3, 4, 5, 3, 2, 4)
    lines = len(tones)
    gap = sheet.height * 0.04
    spread = sheet.height * (0.118 + 0.02 * sheet.change)
    middle = sheet.height * (0.3 + 0.4 * _between(sheet.latitude, NORTH, SOUTH))
    turn = int(sheet.draw(0, lines - 0.01))
    for line in range(lines):
        lane = line - (lines - 1) / 2
        y = middle + lane * gap
        left, right = (sheet.height / 2 + (lane + sheet.draw(-0.25, 0.25)) * spread for _side in "ab")
        start = sheet.x - sheet.width * 0.09 + _bend(y - left, lane * gap)
        end = sheet.x + sheet.width * 0.09 - _bend(y - right, lane * gap)
        into, out = start - abs(y - left), end + abs(y - right)
        yield (
            f'<path class="line-{tones[(line + turn) % lines]} line--wide" d="M0 {left:.0f}H{into:.0f}'
            f'L{start:.0f} {y:.0f}H{end:.0f}L{out:.0f} {right:.0f}H{sheet.width}"/>'
        )
        for x, stop_y in (
            (into * sheet.draw(0.25, 0.85), left),
            (out + (sheet.width - out) * sheet.draw(0.15, 0.75), right),
        ):
            if 12 < x < min(into, sheet.width) - 6 or max(out, 0) + 6 < x < sheet.width - 12:
                yield _circle(x, stop_y, gap * 0.17, "paper")
    half = gap * (lines / 2 + 0.35)
    yield _rect(sheet.x - gap * 0.6, middle - half, gap * 1.2, half * 2, "stop", corner=gap * 0.6)


def _bend(fall: float, lane: float) -> float:
    """How much later a lane bends, so that lanes stay equally far apart along the diagonal: (√2 - 1) of their gap."""
    return (sqrt(2) - 1) * lane * (-1 if fall > 0 else 1)


def _globe(sheet: Sheet) -> Iterator[str]:
    """A city alone: the wire globe turned to it (orthographic projection), its own parallel and meridian drawn full."""
    radius = sheet.height * sheet.draw(0.66, 0.8)
    cx = sheet.width / 2 + (sheet.x - sheet.width / 2) * 0.6
    cy = sheet.height / 2 + (sheet.y - sheet.height / 2) * 0.6
    yield _circle(cx, cy, radius, "tone-1")
    for latitude in range(-75, 90, 15):
        yield _parallel(sheet, latitude, cx, cy, radius, "line-3")
    first = 15 - sheet.longitude % 15
    for turn in range(12):
        yield _meridian(sheet, first + turn * 15, cx, cy, radius)
    yield _circle(cx, cy, radius, "line-4")
    yield _parallel(sheet, sheet.latitude, cx, cy, radius, "line-5")
    yield f'<path class="line-5" d="M{cx:.0f} {cy - radius:.0f}v{2 * radius:.0f}"/>'
    yield _circle(cx, cy, sheet.height * 0.022, "tone-5")


def _parallel(sheet, latitude, cx, cy, radius, css) -> str:
    """A parallel of the globe seen from above the city is an ellipse, flatter the nearer the city is to the equator."""
    tilt, height = radians(sheet.latitude), radians(latitude)
    width = radius * cos(height)
    y = cy - radius * sin(height) * cos(tilt)
    return f'<ellipse class="{css}" cx="{cx:.0f}" cy="{y:.0f}" rx="{width:.0f}" ry="{width * abs(sin(tilt)):.1f}"/>'


def _meridian(sheet, east, cx, cy, radius) -> str:
    """A meridian and its opposite, `east` degrees from the city: an ellipse as narrow as its plane is seen edge on."""
    tilt, turn = radians(sheet.latitude), radians(east)
    width = radius * abs(sin(turn) * cos(tilt))
    angle = -degrees(atan2(sin(turn) * sin(tilt), cos(turn)))
    return (
        f'<ellipse class="line-3" rx="{width:.1f}" ry="{radius:.0f}" '
        f'transform="translate({cx:.0f} {cy:.0f})rotate({angle:.1f})"/>'
    )


FAMILIES: dict[str, Callable[[Sheet], Iterator[str]]] = {
    "skills-protection": _strata,
    "wages-equality": _bars,
    "rights-safety": _arcs,
    "platforms-future": _routes,
    "city": _globe,
}


def _bell(x: float, middle: float, width: float) -> float:
    return 1 / (1 + ((x - middle) / width) ** 4)


def _curve(points: list[tuple[float, float]]) -> str:
    """A smooth path through points (Catmull-Rom as cubic Béziers), in whole units."""
    path = f"M{points[0][0]:.0f} {points[0][1]:.0f}C"
    padded = [points[0], *points, points[-1]]
    pieces = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
        second = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
        pieces += [f"{x:.0f} {y:.0f}" for x, y in (first, second, end)]
    return (path + " ".join(pieces)).replace(" -", "-")


def _circle(x, y, radius, css) -> str:
    return f'<circle class="{css}" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>'


def _rect(x, y, width, height, css, corner=0) -> str:
    rounded = f' rx="{corner:.0f}"' if corner else ""
    return f'<rect class="{css}" x="{x:.1f}" y="{y:.0f}" width="{width:.1f}" height="{height:.0f}"{rounded}/>'
