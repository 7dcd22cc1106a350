"""The world map: every city in sight, dots that can be told apart, and markup that strict content security allows."""

import re
from itertools import combinations, pairwise
from math import hypot, isclose
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils.translation import override

from cities.loaders import read_cities
from cities.map import DOT_MAX, HEIGHT, WIDTH, land_path, project, world_map

SEOUL = {"latitude": 37.5665, "longitude": 126.978}
GWANGJU = {"latitude": 35.1595, "longitude": 126.8526}


def point(label="Seoul", count=1, url="/en/cities/seoul/", **place):
    return SimpleNamespace(label=label, count=count, url=url, **(place or SEOUL))


def network(counts=None):
    """A point for every city of cities/data/cities.yaml."""
    return [
        point(
            city["names"]["en"],
            (counts or {}).get(city["code"], 1),
            f"/en/cities/{city['code']}/",
            latitude=city["latitude"],
            longitude=city["longitude"],
        )
        for city in read_cities()
    ]


def render(points, **context):
    template = engines["django"].from_string("{% load cities_svg %}{% world_map points %}")
    return template.render({"points": points} | context)


def land_rings():
    """The coastlines as lists of points in units of the view box."""
    rings = []
    for ring in re.findall(r"M(-?\d+ ?-?\d+)l([^z]+)z", land_path()):
        (x, y), moves = ([int(n) for n in re.findall(r"-?\d+", part)] for part in ring)
        points = [(x / 2, y / 2)]
        for dx, dy in zip(moves[::2], moves[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / 2, y / 2))
        rings.append(points)
    return rings


def land_points():
    return [point for ring in land_rings() for point in ring]


class TestProjection:
    def test_equator_and_central_meridian_meet_at_the_centre(self):
        assert project(11, 0) == (496, 268)

    def test_poles_lie_where_equal_earth_puts_them(self):
        # 1.3173627591574 is the height of the pole in the paper's unit sphere.
        assert isclose(268 - project(11, 90)[1], 1.3173627591574 * 195, abs_tol=0.06)

    @pytest.mark.parametrize("latitude", [12, 37.5, 64])
    def test_both_sides_of_each_axis_mirror_each_other(self, latitude):
        (east, north), (west, _), (_, south) = (
            project(11 + 70, latitude),
            project(11 - 70, latitude),
            project(11 + 70, -latitude),
        )
        assert isclose(east - 496, 496 - west, abs_tol=0.11)
        assert isclose(268 - north, south - 268, abs_tol=0.11)

    def test_a_place_has_one_position_however_its_longitude_is_written(self):
        assert project(-175, -20) == project(185, -20)

    def test_seoul_lies_east_of_london_and_south_of_it(self):
        seoul, london = project(126.978, 37.5665), project(-0.1278, 51.5074)
        assert seoul[0] > london[0]
        assert seoul[1] > london[1]


class TestLand:
    def test_path_is_small(self):
        assert len(land_path()) < 25_000

    def test_path_holds_only_whole_numbers_and_commands(self):
        assert re.fullmatch(r"[Mlz0-9 -]+", land_path())

    def test_all_land_lies_within_the_view_box(self):
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in land_points())

    def test_no_coast_runs_across_the_map(self):
        """A ring that jumps at the antimeridian would draw a line from one edge to the other."""
        hops = [abs(a[0] - b[0]) for ring in land_rings() for a, b in pairwise([*ring, ring[0]])]
        assert max(hops) < 40

    @pytest.mark.parametrize("code", ["honolulu", "tauranga", "christchurch", "reykjavik", "colombo", "taipei"])
    def test_island_cities_have_their_island(self, code):
        city = next(city for city in read_cities() if city["code"] == code)
        x, y = project(city["longitude"], city["latitude"])
        assert min(hypot(x - land_x, y - land_y) for land_x, land_y in land_points()) < 10


class TestDots:
    def test_every_city_of_the_network_lies_within_the_view_box(self):
        for dot in world_map(network()).dots:
            assert dot.hit_radius <= dot.x <= WIDTH - dot.hit_radius
            assert dot.hit_radius <= dot.y <= HEIGHT - dot.hit_radius

    def test_area_grows_with_the_number_of_cases(self):
        four, one = world_map([point(count=4), point("Bogotá", 1, latitude=4.7, longitude=-74)]).dots
        assert isclose(four.radius**2, 4 * one.radius**2, rel_tol=0.05)

    def test_largest_dot_keeps_a_limit_and_the_others_their_proportion(self):
        many, few = world_map([point(count=400), point("Bogotá", 100, latitude=4.7, longitude=-74)]).dots
        assert (many.radius, few.radius) == (DOT_MAX, DOT_MAX / 2)

    def test_large_dots_are_drawn_before_small_ones_and_equals_by_name(self):
        dots = world_map([point("B"), point("C", 9), point("A")]).dots
        assert [dot.label for dot in dots] == ["C", "A", "B"]

    def test_neighbours_can_be_told_apart(self):
        dots = world_map(network({"seoul": 10, "gwangju": 4, "london": 6, "paris": 3, "manchester": 2})).dots
        for one, other in combinations(dots, 2):
            assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius, (one.label, other.label)

    def test_no_city_strays_far_from_its_place(self):
        for dot in world_map(network({"london": 9, "paris": 9, "barcelona": 9})).dots:
            assert hypot(dot.x - dot.place[0], dot.y - dot.place[1]) < 25, dot.label

    def test_small_dot_gives_way_to_large_one(self):
        seoul, gwangju = world_map([point(count=12), point("Gwangju", 1, **GWANGJU)]).dots
        assert not seoul.is_moved
        assert gwangju.is_moved

    def test_two_records_of_one_place_part(self):
        one, other = world_map([point("One"), point("Other")]).dots
        assert (one.x, one.y) != (other.x, other.y)

    def test_written_names_do_not_run_off_the_map(self):
        (dot,) = world_map([point("Whakatāne District Council", latitude=-37.95, longitude=176.99)]).dots
        assert dot.name_anchor == "end"

    def test_no_points_is_a_map_of_land_alone(self):
        assert world_map([]).dots == ()


class TestMarkup:
    def test_each_city_is_a_link_named_with_its_number_of_cases(self):
        html = render([point(count=10), point("Gwangju", 1, "/en/cities/gwangju/", **GWANGJU)])
        assert 'href="/en/cities/seoul/" aria-label="Seoul, 10 case studies"' in html
        assert 'href="/en/cities/gwangju/" aria-label="Gwangju, 1 case study"' in html

    def test_map_is_a_named_group_so_that_its_links_are_reachable(self):
        html = render([point()])
        assert 'role="group" aria-labelledby="world-map-title"' in html
        assert '<title id="world-map-title">' in html

    @pytest.mark.parametrize("language", ["en", "ko", "fr", "es"])
    def test_numbers_are_written_for_svg_in_every_language(self, language):
        with override(language):
            html = render(network())
        numbers = re.findall(r' (?:cx|cy|r|x|y|x1|y1|x2|y2)="([^"]*)"', html)
        assert numbers
        assert all(re.fullmatch(r"-?\d+(\.\d+)?", number) for number in numbers)

    def test_nothing_is_inline_that_content_security_forbids(self):
        html = render(network())
        assert "style=" not in html
        assert not re.search(r"<(script|style)| on\w+=", html)

    def test_names_are_escaped(self):
        html = render([point('<b>"Seoul"</b>')])
        assert "<b>" not in html
        assert "&lt;b&gt;&quot;Seoul&quot;" in html

    def test_numbers_are_finite(self):
        assert not re.search(r"nan|inf\b", render(network()), re.I)
