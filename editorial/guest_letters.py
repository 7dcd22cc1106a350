"""Letters to guests: kept once under a key, and mailed after the transaction, as `notify` does for accounts."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from core.letters import LetterNotSent, absolute, send_letter
from editorial.models import Guest, GuestLetter
from notices.reminders import TRY_AGAIN_AFTER
from notices.texts import text_of


def write_to_guest(guest: Guest, kind: str, key: str, **facts: Any) -> None:
    """Tells a guest once under `key`, in their language, with their link. `kind`: as of `notify`."""
    letter, is_new = GuestLetter.objects.get_or_create(guest=guest, key=key, defaults={"kind": kind, "facts": facts})
    if is_new:
        transaction.on_commit(lambda: mail_guest_letter.enqueue(letter.pk))


@task()
def mail_guest_letter(number: int) -> None:
    for letter in GuestLetter.objects.filter(pk=number):
        post(letter)


def post_what_waits() -> None:
    """Letters the mail server refused, or whose task was lost. Repeatable."""
    waiting = GuestLetter.objects.filter(sent_at=None, created_at__lt=timezone.now() - TRY_AGAIN_AFTER)
    for letter in waiting.select_related("guest"):
        post(letter)


def post(letter: GuestLetter) -> bool:
    """Mails one, unless another process does or its link is dead; one that is refused is tried again later."""
    guest = letter.guest
    if not guest.is_open or not GuestLetter.objects.filter(pk=letter.pk, sent_at=None).update(sent_at=timezone.now()):
        return False
    text = text_of(letter.kind, letter.facts, guest.name, guest.language)
    link = absolute("review-link", guest.language, guest.token)
    context = {"text": text, "link": link, "link_text": text.link_text}
    try:
        send_letter("notice", guest.email, guest.language, context, name=guest.name)
    except LetterNotSent:
        GuestLetter.objects.filter(pk=letter.pk).update(sent_at=None)
        return False
    return True
