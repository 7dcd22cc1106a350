"""Letters by mail, text and HTML, in the language of whom they are for.

A letter is a template in `templates/letters/`: a block each for its subject, its body and the one thing to do.
"""

from collections.abc import Mapping
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override


class LetterNotSent(Exception):
    """The mail server did not take the letter."""


def absolute(name: str, language: str, *args: Any) -> str:
    """The whole address of a view, under a language."""
    with override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=args)


def send_letter(letter: str, to: str, language: str, context: Mapping[str, Any], name: str = "") -> None:
    """Sends `templates/letters/<letter>.txt`, whose first line is the subject, and the same paragraphs as HTML.

    `context["link"]` is the address of the one thing to do, `context["link_text"]` what it says. Raises
    LetterNotSent.
    """
    with override(language):
        text = render_to_string(f"letters/{letter}.txt", {**context, "name": name}).strip()
        subject, _blank, body = text.partition("\n")
        whole = {**context, "body": body.strip(), "language": language, "subject": subject}
        message = EmailMultiAlternatives(
            subject.strip(), render_to_string("letters/base.txt", whole).strip(), to=[formataddr((name, to))]
        )
        message.attach_alternative(render_to_string("letters/base.html", whole), "text/html")
    try:
        message.send()
    except OSError as error:  # of which SMTPException is one
        raise LetterNotSent(str(error)) from error
