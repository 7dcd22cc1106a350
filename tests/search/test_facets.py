"""Facets: widening inside, narrowing across, and every count equal to counting by hand."""

import random

import pytest

from search.facets import FACETS

THEMES = {"living-wage": "wages-equality", "equal-pay": "wages-equality", "occupational-safety": "rights-safety"}
CITIES = {"seoul": "KR", "gwangju": "KR", "paris": "FR", "barcelona": "ES"}


@pytest.fixture
def library(make_case):
    """Twenty cases drawn with a fixed seed: what each carries, as plain data."""
    draw = random.Random(2019)
    cases = {}
    for number in range(20):
        facts = {
            "themes": draw.sample(list(THEMES), draw.choice([1, 2])),
            "instruments": draw.sample(["regulation", "subsidy", "training"], draw.choice([1, 2])),
            "city": draw.choice(list(CITIES)),
            "status": draw.choice(["running", "ended"]),
            "start": str(draw.choice([2017, 2018])),
        }
        languages = draw.choice([("ko",), ("en", "ko"), ("fr",)])
        word = draw.choice(["windmill", "orchard"])
        make_case(f"case-{number}", languages=languages, texts={languages[0]: {"title": f"{word} {number}"}}, **facts)
        cases[f"case-{number}"] = {
            "word": {word},
            "theme": {*facts["themes"], *(THEMES[code] for code in facts["themes"])},
            "instrument": set(facts["instruments"]),
            "city": {facts["city"]},
            "country": {CITIES[facts["city"]]},
            "status": {facts["status"]},
            "year": {facts["start"]},
            "language": set(languages),
        }
    return cases


COUNTED = ("theme", "instrument", "city", "country", "status", "year", "language")


def by_hand(cases, word, selection, facet):
    """{value: how many cases it would give}, leaving out the facet's own selection."""
    counts = {}
    for case in cases.values():
        others = {code: set(values) for code, values in selection.items() if code != facet}
        if (not word or word in case["word"]) and all(case[code] & values for code, values in others.items()):
            for value in case[facet]:
                counts[value] = counts.get(value, 0) + 1
    return counts


def test_counts_equal_a_count_by_hand_whatever_is_chosen(library, search):
    draw = random.Random(2014)
    for _ in range(40):
        word = draw.choice(["", "windmill", "orchard"])
        values = {facet: sorted({value for case in library.values() for value in case[facet]}) for facet in COUNTED}
        chosen = {
            facet: draw.sample(values[facet], draw.choice([1, 2]))
            for facet in draw.sample(COUNTED, draw.choice([0, 1, 2]))
        }
        results = search(word, page_size="100", **chosen)
        facets = {
            facet.code: {value.code: value.count for value in facet.values if value.count} for facet in results.facets
        }
        for facet in COUNTED:
            assert facets.get(facet, {}) == by_hand(library, word, chosen, facet), (word, chosen, facet)
        assert {hit.id for hit in results.hits} == {
            code
            for code, case in library.items()
            if (not word or word in case["word"]) and all(case[f] & set(v) for f, v in chosen.items())
        }


def test_every_value_of_a_long_facet_is_listed(make_case, search):
    from cities.models import City

    codes = list(City.objects.values_list("code", flat=True))[:15]
    for code in codes:
        make_case(f"in-{code}", city=code)
    (facet,) = [facet for facet in search("").facets if facet.code == "city"]
    assert {value.code for value in facet.values} == set(codes)


def test_a_chosen_value_stays_listed_when_it_gives_nothing(make_case, search):
    make_case("seoul-2019", city="seoul", start="2019")
    make_case("paris-2018", city="paris", start="2018")
    results = search("", city=["paris"], year=["2019"])
    (facet,) = [facet for facet in results.facets if facet.code == "city"]
    assert {value.code: (value.count, value.selected) for value in facet.values} == {
        "seoul": (1, False),
        "paris": (0, True),
    }
    assert results.total == 0
    assert {(way.chip.facet, way.count) for way in results.ways_out} == {("city", 1), ("year", 1)}


def test_a_topic_stands_under_its_theme_and_implies_it(make_case, search):
    make_case("wage", themes=["living-wage"])
    (facet,) = [facet for facet in search("").facets if facet.code == "theme"]
    assert [(value.code, value.parent) for value in facet.values] == [
        ("wages-equality", ""),
        ("living-wage", "wages-equality"),
    ]
    assert search("", theme=["wages-equality"]).total == 1


def test_a_chip_takes_its_value_away_and_keeps_the_rest(make_case, search):
    make_case("wage", city="seoul")
    results = search("wage", reader="ko", city=["seoul", "paris"], status=["running"])
    chips = {(chip.facet, chip.value): chip for chip in results.selected}
    assert chips["city", "seoul"].label == "서울"
    assert chips["city", "seoul"].query_without == "?q=wage&city=paris&status=running"


def test_labels_follow_the_reader_and_codes_do_not(make_case, search):
    make_case("wage", city="seoul")
    labels = {language: {f.code: f.values[0] for f in search("", reader=language).facets} for language in ("ko", "en")}
    assert (labels["ko"]["country"].label, labels["en"]["country"].label) == ("대한민국", "South Korea")
    assert labels["ko"]["country"].code == labels["en"]["country"].code == "KR"


def test_facet_codes_are_unique_and_labelled():
    assert len({entry.code for entry in FACETS}) == len(FACETS)
    assert all(str(entry.name) for entry in FACETS)
