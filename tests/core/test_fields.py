"""Dates known in part, and prose in the light markup."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.fields import validate_code, validate_partial_date
from core.prose import prose_html, prose_text
from core.templatetags.library import number, partial_date


@pytest.mark.parametrize("value", ["2019", "2019-12", "2019-12-03", "2020-02-29"])
def test_a_year_a_month_and_a_day_are_dates(value):
    validate_partial_date(value)


@pytest.mark.parametrize("value", ["19", "2019-13", "2019-02-29", "2019-1-1", "2019-12-", "December 2019", "2019\n"])
def test_anything_else_is_refused(value):
    with pytest.raises(ValidationError):
        validate_partial_date(value)


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", "2019", "2019"),
        ("en", "2019-12", "December 2019"),
        ("ko", "2019-12", "2019년 12월"),
        ("ko", "2019-12-03", "2019년 12월 3일"),
        ("fr", "2019-12-03", "3 décembre 2019"),
        ("es", "2019-12", "diciembre de 2019"),
        ("en", "", ""),
    ],
)
def test_a_date_reads_as_the_language_writes_it(language, value, shown):
    with override(language):
        assert partial_date(value) == shown


def test_numbers_have_the_languages_separators():
    with override("en"):
        assert number(12345.5) == "12,345.5"
    with override("es"):
        assert number(12345.5) == "12.345,5"


@pytest.mark.parametrize("code", ["Living-Wage", "living_wage", "-wage", "wage-", "생활임금", "a--b", "wage\n"])
def test_codes_are_plain(code):
    with pytest.raises(ValidationError):
        validate_code(code)


def test_prose_knows_paragraphs_lists_emphasis_and_links():
    html = prose_html("First **strong**.\n\n- one\n- two\n\n[the law](https://example.org/law)")
    assert "<p>First <strong>strong</strong>.</p>" in html
    assert "<li>one</li>" in html
    assert '<a href="https://example.org/law">the law</a>' in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '[x](https://example.org" onclick="alert(1))',
    ],
)
def test_prose_never_lets_markup_through(hostile):
    html = prose_html(hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert not re.search(r"<[^>]*onclick", html)


def test_prose_as_text_loses_its_marks_and_keeps_its_words():
    assert prose_text("**생활임금**은 [조례](https://example.org)로\n- 하나\n2. 둘") == "생활임금은 조례로\n하나\n둘"
