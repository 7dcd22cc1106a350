"""Derives cities/data/land.json, the coastlines of the world map, from the npm package world-atlas 2.0.2.

    npm pack world-atlas@2.0.2
    python scripts/make_land.py world-atlas-2.0.2.tgz > cities/data/land.json

The package (ISC licence) redistributes Natural Earth 4.1.0 as TopoJSON; Natural Earth is in the public domain
(https://www.naturalearthdata.com/about/terms-of-use/).
"""

import json
import sys
import tarfile
from itertools import pairwise

SOURCE = "Natural Earth 4.1.0, 1:110m land (public domain), by way of npm world-atlas 2.0.2 (land-110m.json)"
ANTARCTIC_CIRCLE = -60
UNITS_PER_DEGREE = 10  # a tenth of a degree is about a quarter of a unit on the map


def read_topology(archive: str) -> dict:
    with tarfile.open(archive) as package:
        return json.load(package.extractfile("package/land-110m.json"))


def decode_arcs(topology: dict) -> list[list[tuple[float, float]]]:
    """The topology's arcs in degrees: they are stored as whole-number steps (TopoJSON specification, 2.1.4)."""
    (scale_x, scale_y), (origin_x, origin_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * scale_x + origin_x, y * scale_y + origin_y))
        arcs.append(points)
    return arcs


def join(ring: list[int], arcs: list) -> list[tuple[float, float]]:
    """The points of a ring: its arcs end to end, an arc numbered ~n being arc n walked backwards."""
    points = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def unwrap(points: list) -> list[tuple[float, float]]:
    """A ring that crosses the antimeridian runs on past 180° instead of jumping to the other side of the map."""
    turn = 0
    unwrapped = [points[0]]
    for (before, _), (longitude, latitude) in pairwise(points):
        turn += -360 if longitude - before > 180 else 360 if longitude - before < -180 else 0
        unwrapped.append((longitude + turn, latitude))
    return unwrapped


def rings(topology: dict) -> list[list[tuple[float, float]]]:
    """Every coastline but Antarctica's, and the shores of inland seas."""
    arcs = decode_arcs(topology)
    polygons = [polygon for shape in topology["objects"]["land"]["geometries"] for polygon in shape["arcs"]]
    found = [unwrap(join(ring, arcs)) for polygon in polygons for ring in polygon]
    return [ring for ring in found if max(latitude for _, latitude in ring) > ANTARCTIC_CIRCLE]


def flatten(ring: list) -> list[int]:
    """Longitude, latitude, longitude, latitude… without the closing point, and without points that round alike."""
    rounded = [(round(x * UNITS_PER_DEGREE), round(y * UNITS_PER_DEGREE)) for x, y in ring]
    kept = [point for before, point in pairwise([None, *rounded]) if point != before]
    return [number for point in kept[:-1] for number in point]


if __name__ == "__main__":
    coastlines = [flatten(ring) for ring in rings(read_topology(sys.argv[1]))]
    rows = ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in coastlines)
    header = f'"source": {json.dumps(SOURCE)},\n"made_by": "scripts/make_land.py",\n"per_degree": {UNITS_PER_DEGREE}'
    print(f'{{{header},\n"rings": [\n{rows}\n]}}')
