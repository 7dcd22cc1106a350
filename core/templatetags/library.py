"""Filters and tags used across the templates (a builtin library: no `{% load %}` needed)."""

from urllib.parse import urlencode

from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.utils.dateparse import parse_date

from core.languages import babel_locale, language_in_words
from core.navigation import language_links
from core.prose import prose_html

register = template.Library()
register.filter("prose", prose_html)
register.filter("language_in_words", language_in_words)

_PATTERNS = {4: "y", 7: "yMMMM", 10: "yMMMMd"}


@register.filter
def partial_date(value: str) -> str:
    """`2019-12` as the reader's language writes a month of a year; an empty string stays empty."""
    if not value:
        return ""
    day = parse_date(value + "-01-01"[len(value) - 4 :])
    locale = babel_locale()
    if len(value) == 10:
        return format_date(day, "long", locale=locale)
    return format_skeleton(_PATTERNS[len(value)], day, locale=locale)


@register.filter
def long_date(value) -> str:
    """A date as the reader's language writes it in full."""
    return format_date(value, "long", locale=babel_locale()) if value else ""


@register.simple_tag
def date_span(first, last) -> str:
    """A first and a last day as the reader's language writes them together: 3–4 December 2019."""
    if not first:
        return ""
    if not last or last == first:
        return long_date(first)
    return format_interval(first, last, "yMMMMd", locale=babel_locale())


@register.filter
def number(value) -> str:
    """A number with the reader's separators and no trailing zeros."""
    return "" if value is None else format_decimal(value, locale=babel_locale())


@register.filter
def language_name(code: str) -> str:
    """A language's own name for itself."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def get_item(mapping, key):
    return mapping.get(key)


@register.simple_tag
def query_with(querydict, **changes):
    """The query string with some parameters replaced, or removed when given None."""
    data = {key: values for key, values in querydict.lists() if key not in changes}
    data |= {key: [value] for key, value in changes.items() if value is not None}
    return "?" + urlencode(data, doseq=True) if data else "?"


@register.simple_tag(takes_context=True, name="language_links")
def language_links_tag(context):
    """This page in every language: see `core.navigation.language_links`."""
    return language_links(context["request"], context.get("page"))
