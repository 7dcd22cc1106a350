"""What the checks find in a passage and its translation, and what they let pass."""

import pytest

from translation.checks import findings, numbers


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("1,234.5", "1.234,5", "1 234,5", "1\u202f234,5", "1234.5"), "1234.5"),
        (("2,500", "2.500", "2 500", "2500"), "2500"),
        (("1,000,000", "1.000.000", "1 000 000"), "1000000"),
        (("5.89", "5,89"), "5.89"),
        (("64", "64.0"), "64"),
    ],
)
def test_a_figure_is_the_same_however_a_language_writes_it(texts, number):
    assert {tuple(numbers(text)) for text in texts} == {(number,)}


@pytest.mark.parametrize(
    ("source", "target", "kinds"),
    [
        ("2019년에 12곳", "12 places in 2019", []),
        ("2019년에 12곳", "12 places in 2018", ["number", "number"]),
        ("In 2019", "", ["untranslated"]),
        ("Shelter", "Shelter", ["same"]),
        ("2019", "2019", []),
        ("See [the law](https://law.example/1).", "Voir [la loi](https://law.example/1).", []),
        ("See [the law](https://law.example/1).", "Voir [la loi](https://other.example/).", ["link", "link"]),
        ("See [the law](https://law.example/1).", "Voir la loi.", ["link", "markup"]),
        ("**Strong** words", "Des mots **forts**", []),
        ("**Strong** words", "Des mots forts", ["markup"]),
        ("Dear {name}", "Cher {nom}", ["placeholder", "placeholder"]),
        ("https://law.example/2019", "https://law.example/2019 (loi)", []),
    ],
)
def test_what_is_found(source, target, kinds):
    assert [each.kind for each in findings(source, target)] == kinds


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [
        ("2019년 12월 3일에 열렸다", "It was held on 3 December 2019", True),
        ("2019년 12월 3일", "December 3, 2019", True),
        ("2020년 5월", "May 2020", True),
        ("2020년 5월", "en mai 2020", True),
        ("2019년 12월 3일", "el 3 de diciembre de 2019", True),
        ("12월부터", "from December", True),
        ("2019년 12월", "November 2019", False),
        ("workers may march", "노동자는 행진할 수 있다", True),
        ("On 1 March 2021", "2021년 3월 1일", True),
        ("On 1 March 2021", "2021년 4월 1일", False),
    ],
)
def test_dates_are_compared_however_a_language_writes_them(source, target, same):
    assert ([found.kind for found in findings(source, target)] == []) is same
