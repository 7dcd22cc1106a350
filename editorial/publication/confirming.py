"""The living case: once a year its city is asked whether it is still running, and what it says is kept."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision

from editorial import telling
from editorial.models import Confirmation, Submission
from editorial.states import State
from editorial.submissions.writing import held
from editorial.timeline import happened, move
from policies.models import CaseStudyPage

YEAR = timedelta(days=365)
VALID_FOR = timedelta(days=60)
ASK_AGAIN = timedelta(days=14)
Answer = Confirmation.Answer


class Answered(Exception):
    """The question was answered already, or cannot be answered any more."""


def token_of(number: int) -> str:
    """The key of a question's address; one that opens nothing when the question is gone."""
    found = Confirmation.objects.filter(pk=number).first()
    return found.token if found else "gone"


def due(today: date):
    """Published cases, not samples, that nobody has confirmed or been asked about for a year."""
    year_ago = today - YEAR
    asked = Confirmation.objects.filter(asked_at__gt=timezone.make_aware(datetime.combine(year_ago, time.max)))
    unconfirmed = Q(case__last_confirmed_on__lte=year_ago) | Q(
        case__last_confirmed_on=None, case__first_published_at__date__lte=year_ago
    )
    known = Submission.objects.filter(unconfirmed, case__live=True, case__is_sample=False, state=State.PUBLISHED)
    return known.exclude(pk__in=asked.values("submission"))


def ask(submission_id: int, by=None) -> Confirmation | None:
    """Asks the officers of the city; an editor may ask again at any time, which ends the question before. None when
    the case is not published any more."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).with_case().get(pk=submission_id)
        if not submission.case.live:
            return None
        submission.confirmations.filter(answer="", revoked_at=None).update(revoked_at=timezone.now())
        asked = Confirmation.objects.create(submission=submission, expires_at=timezone.now() + VALID_FOR)
        happened(submission, "asked-to-confirm", by, by_editor=True)
        telling.asked_to_confirm(asked)
        return asked


def answer(confirmation: Confirmation, said: str, note: str, by=None) -> Confirmation:
    """Keeps what the city says, once. That it is running is shown at once; a change or an end begins an update, so that
    the published text stays until the editors have accepted a new one. The same answer twice is one.

    Raises Answered.
    """
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).with_case().get(pk=confirmation.submission_id)
        found = Confirmation.objects.get(pk=confirmation.pk)
        if found.answer == said and found.note == note.strip():
            return found
        if found.answer or not found.is_open or not submission.case.live:
            raise Answered
        found.answer, found.note, found.answered_by, found.answered_at = said, note.strip(), by, timezone.now()
        found.save()
        kind = "confirm" if said == Answer.RUNNING else f"said-{said}"
        happened(submission, kind, by, note=found.note, by_link=by is None)
        _carry_out(submission, found, by)
        telling.confirmed(found, by)
        return found


def confirm(user, record_id: str) -> Confirmation:
    """An officer says of their own accord that a case is still running. Raises as `writing.held`."""
    with held(user, record_id, "confirm") as submission:
        today = timezone.localdate()
        if known := submission.confirmations.filter(answer=Answer.RUNNING, answered_at__date=today).first():
            return known
        submission.confirmations.filter(answer="", revoked_at=None).update(revoked_at=timezone.now())
        now = timezone.now()
        facts = {"answer": Answer.RUNNING, "answered_at": now, "answered_by": user}
        said = Confirmation.objects.create(submission=submission, expires_at=now, **facts)
        happened(submission, "confirm", user)
        _carry_out(submission, said, user)
        return said


def _carry_out(submission: Submission, said: Confirmation, by) -> None:
    today = timezone.localdate()
    if said.answer == Answer.RUNNING:
        _write_confirmed(submission.case, today)
        return
    if said.answer == Answer.ENDED:
        submission.ended_on = today
        submission.save(update_fields=["ended_on"])
    if submission.state == State.PUBLISHED:
        move(submission, "update", by, by_link=by is None)


def _write_confirmed(case: CaseStudyPage, today: date) -> None:
    """In every language, and in the revisions the next texts are made from. No text changes, nothing is published."""
    family = CaseStudyPage.objects.filter(translation_key=case.translation_key)
    kept = family.values_list("latest_revision", "live_revision")
    family.update(last_confirmed_on=today)
    for revision in Revision.objects.filter(pk__in={pk for pair in kept for pk in pair if pk}):
        revision.content["last_confirmed_on"] = today.isoformat()
        revision.save(update_fields=["content"])
