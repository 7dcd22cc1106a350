"""Telling people: `notify` keeps a notice for each and mails it after the transaction, once or not at all."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, ngettext, override
from django_tasks import task

from core.letters import LetterNotSent, absolute, send_letter
from notices.models import Notice

_keys: dict[str, Callable[..., str]] = {}


def register_key(name: str, key: Callable[..., str]) -> None:
    """For an address that holds a key: `key(*arguments)` makes it when it is written, so that no notice holds it."""
    _keys[name] = key


def notify(people: Iterable, kind: str, key: str, link: tuple, **facts: Any) -> None:
    """Tells each of `people` (users) once under `key`: in their inbox at once, by mail as they wish.

    `kind`: a template in `templates/notices/`. `link`: `(name of an address, *arguments)`, the one thing to do.
    `facts`: what the template names; plain values, and `city` and `language` as codes. Called within the transaction
    of the thing told: when that fails, nobody is told.
    """
    told = [
        Notice(recipient=person, kind=kind, key=key, link=list(link), facts=facts)
        for person in people
        if person.is_active
    ]
    Notice.objects.bulk_create(told, ignore_conflicts=True)
    wanted = [notice.recipient_id for notice in told if not notice.recipient.profile.daily_letter]
    if wanted:
        transaction.on_commit(lambda: mail_notices.enqueue(key, wanted))


@task()
def mail_notices(key: str, people: list[int]) -> None:
    """Mails what `notify` told these people under this key."""
    for notice in Notice.objects.unmailed().filter(key=key, recipient__in=people):
        mail(notice)


def mail(notice: Notice) -> bool:
    """Mails one notice, unless another process does; one the mail server refuses is tried again later."""
    if not _claim([notice]):
        return False
    language = notice.recipient.profile.language
    text = notice.text_in(language)
    context = {"text": text, "link": address(notice, language), "link_text": text.link_text}
    return _post("notice", [notice], language, context)


def mail_digest(person) -> bool:
    """One letter with everything that happened since the last, for those who wish one a day."""
    notices = _claim(list(Notice.objects.unmailed().for_user(person).order_by("created_at")))
    if not notices:
        return False
    language = person.profile.language
    with override(language):
        subject = ngettext(
            "%(count)d thing for you in the library", "%(count)d things for you in the library", len(notices)
        )
        context = {
            "subject": subject % {"count": len(notices)},
            "items": [(notice.text_in(language), address(notice, language)) for notice in notices],
            "link": absolute("inbox", language),
            "link_text": _("Open your inbox"),
        }
    return _post("digest", notices, language, context)


def address(notice: Notice, language: str = "") -> str:
    """The whole address of the one thing to do."""
    name, *arguments = _address(notice)
    return absolute(name, language or get_language(), *arguments)


def path(notice: Notice) -> str:
    """The same, within the site and in the reader's language."""
    name, *arguments = _address(notice)
    return reverse(name, args=arguments)


def _address(notice: Notice) -> list:
    name, *arguments = notice.link
    return [name, _keys[name](*arguments)] if name in _keys else [name, *arguments]


def _claim(notices: list[Notice]) -> list[Notice]:
    """Those of `notices` this process may mail: each is marked before it goes, so that no other mails it again."""
    now = timezone.now()
    return [notice for notice in notices if Notice.objects.filter(pk=notice.pk, mailed_at=None).update(mailed_at=now)]


def _post(letter: str, notices: list[Notice], language: str, context: dict) -> bool:
    person = notices[0].recipient
    try:
        send_letter(letter, person.email, language, context, name=person.get_full_name())
    except LetterNotSent:
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=None)
        return False
    return True
