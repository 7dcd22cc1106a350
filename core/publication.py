"""Publishing guards: what must hold before a page goes live, whoever publishes it and by whichever door.

A page class states its own rules in `publication_errors()`. A higher app adds one with `register_guard`.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError

Errors = dict[str, list[str]]
Guard = Callable[..., Errors]
_guards: list[tuple[type, Guard]] = []


class PublicationRefused(ValidationError):
    """A page was not published; `message_dict` names the fields and the cures."""


def register_guard(page_class: type, guard: Guard) -> None:
    """Registers `guard(page) -> {field: [messages]}` for `page_class`; a second time is ignored."""
    if (page_class, guard) not in _guards:
        _guards.append((page_class, guard))


def publication_errors(page) -> Errors:
    """Why this page, as it stands in memory, may not be published; empty when it may."""
    errors = {field: list(messages) for field, messages in page.publication_errors().items()}
    for page_class, guard in _guards:
        if isinstance(page, page_class):
            for field, messages in guard(page).items():
                errors.setdefault(field, []).extend(messages)
    return errors
