"""The words of a notice: `templates/notices/<kind>.txt`, the same for the inbox and the mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from cities.models import City
from core.languages import language_in_words


@dataclass(frozen=True)
class Text:
    """A subject, what the one thing to do is called, and the body in paragraphs."""

    subject: str
    link_text: str
    body: str


def text_of(kind: str, facts: Mapping[str, Any], name: str, language: str) -> Text:
    """Renders the template: subject in the first line, the name of the link in the second, then the body.

    The facts `city` and `language` are codes, and names in the template.
    """
    with override(language):
        named = {
            "city": _city(facts.get("city", ""), language),
            "language": language_in_words(facts.get("language", "")),
        }
        context = {**facts, "name": name, **named}
        lines = render_to_string(f"notices/{kind}.txt", context).strip().split("\n", 2)
    subject, link_text, body = (*lines, "", "")[:3]
    return Text(subject.strip(), link_text.strip(), body.strip())


def _city(code: str, language: str) -> str:
    city = City.objects.filter(code=code).first() if code else None
    return city.name_in(language) if city else ""
