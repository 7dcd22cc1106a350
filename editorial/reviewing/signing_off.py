"""The answer of an office that was asked to stand behind a case."""

from django.db import transaction
from django.utils import timezone

from editorial.models import Guest, SignOff, Submission
from editorial.reviewing import telling
from editorial.reviewing.reviews import NotNow
from editorial.timeline import happened


def answer(guest: Guest, number: int, said: str, comment: str) -> SignOff:
    """Keeps the answer, once, while the round is open. The same answer again changes nothing.

    Raises SignOff.DoesNotExist, NotNow.
    """
    with transaction.atomic():
        own = SignOff.objects.filter(guest=guest) if guest.is_open else SignOff.objects.none()
        case = own.values_list("round__submission", flat=True).get(pk=number)
        submission = Submission.objects.select_for_update(of=("self",)).with_case().get(pk=case)
        sign_off = own.select_related("round", "guest").get(pk=number)
        if sign_off.answer == said and sign_off.comment == comment.strip():
            return sign_off
        if sign_off.answer or sign_off.round.closed_at:
            raise NotNow(sign_off.answer or "closed")
        sign_off.answer, sign_off.comment, sign_off.answered_at = said, comment.strip(), timezone.now()
        sign_off.save()
        kind = "signed-off" if said == SignOff.Answer.APPROVED else "commented"
        happened(submission, kind, guest, note=" · ".join(filter(None, (sign_off.office, sign_off.comment))))
        telling.signed_off(sign_off)
        return sign_off
