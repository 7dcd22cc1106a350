"""Artwork from data: the same data always draws the same small picture, other data another."""

import re
from xml.etree import ElementTree

import pytest
from django.template import engines
from django.utils.translation import override

from cities.artwork import artwork
from cities.loaders import read_cities

THEMES = ["skills-protection", "wages-equality", "rights-safety", "platforms-future", ""]
SEOUL = (37.5665, 126.978)


@pytest.mark.parametrize("theme", THEMES)
class TestEveryFamily:
    def test_the_same_data_draws_the_same_picture(self, theme):
        assert artwork("KR-SEO-001", theme, *SEOUL) == artwork("KR-SEO-001", theme, *SEOUL)

    def test_two_cases_of_one_city_differ(self, theme):
        assert artwork("KR-SEO-001", theme, *SEOUL) != artwork("KR-SEO-002", theme, *SEOUL)

    def test_the_place_decides_the_picture(self, theme):
        assert artwork("a", theme, *SEOUL) != artwork("a", theme, -29.8587, 31.0218)

    def test_every_city_gets_a_small_well_formed_picture(self, theme):
        for city in read_cities():
            svg = artwork(city["code"], theme, city["latitude"], city["longitude"], before=1, after=2)
            ElementTree.fromstring(svg)
            assert len(svg) <= 3_000, (city["code"], len(svg))
            assert not re.search(r"style=|<style|nan|inf\b", svg)

    @pytest.mark.parametrize("place", [(0, 0), (90, 180), (-90, -180)])
    def test_the_ends_of_the_earth_are_drawn_too(self, theme, place):
        assert "nan" not in artwork("a", theme, *place)


class TestFamilies:
    def test_each_theme_has_its_own_family(self):
        pictures = [artwork("a", theme, *SEOUL) for theme in THEMES]
        assert len(set(pictures)) == len(THEMES)
        assert 'class="artwork artwork--wages-equality"' in pictures[1]

    def test_an_unknown_theme_draws_the_city(self):
        assert artwork("a", "retired-theme", *SEOUL) == artwork("a", "", *SEOUL)

    @pytest.mark.parametrize("theme", THEMES[:-1])
    def test_the_main_figure_tilts_the_picture(self, theme):
        assert artwork("a", theme, *SEOUL, before=10, after=20) != artwork("a", theme, *SEOUL, before=20, after=10)

    @pytest.mark.parametrize(("before", "after"), [(0, 5), (None, 5), (5, None), (-5, 5), (1, 10**12), (5, 0)])
    def test_any_figures_will_do(self, before, after):
        assert "nan" not in artwork("a", "skills-protection", *SEOUL, before=before, after=after)


class TestMarkup:
    def test_without_a_title_it_is_decoration(self):
        svg = artwork("a", "rights-safety", *SEOUL)
        assert 'aria-hidden="true"' in svg
        assert "<title>" not in svg

    def test_with_a_title_it_is_a_named_image(self):
        svg = artwork("a", "rights-safety", *SEOUL, title="Arches <over> Seoul")
        assert 'role="img"' in svg
        assert "<title>Arches &lt;over&gt; Seoul</title>" in svg

    def test_three_by_two_unless_asked_otherwise(self):
        assert 'viewBox="0 0 600 400"' in artwork("a")
        assert 'viewBox="0 0 600 200"' in artwork("a", ratio=3)

    def test_a_template_draws_it_in_any_language(self):
        template = engines["django"].from_string("{% load cities_svg %}{% artwork 'a' theme latitude longitude %}")
        context = {"theme": "wages-equality", "latitude": SEOUL[0], "longitude": SEOUL[1]}
        with override("fr"):
            assert template.render(context) == artwork("a", "wages-equality", *SEOUL)
