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
