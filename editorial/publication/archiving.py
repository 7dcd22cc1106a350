"""Taking a case off the library: its address stays, with a notice and the reason; its files are private again."""

from django.db import transaction
from django.utils import timezone

from editorial import telling
from editorial.models import Submission
from editorial.states import State, may
from editorial.submissions.writing import NotNow
from editorial.timeline import move
from policies.models import CaseStudyPage
from policies.tombstones import Tombstone


def archive(submission_id: int, by, reason: str) -> Submission:
    """Takes it off in every language. A second press changes nothing. Raises NotNow."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).with_case().get(pk=submission_id)
        if submission.state == State.ARCHIVED:
            return submission
        if not may("archive", submission.state):
            raise NotNow(submission.state)
        submission.archive_reason, submission.archived_on = reason.strip(), timezone.localdate()
        move(submission, "archive", by, note=reason.strip(), by_editor=True)
        telling.archived(submission, by, reason.strip())
        for page in _live_versions(submission.case):
            page.unpublish(user=by)
        return submission


def unpublished(case) -> None:
    """Hears of a case being taken off by another door of the admin: its translations go with it."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).filter(case=case).first()
        if submission is not None and may("archive", submission.state):
            submission.archive_reason, submission.archived_on = "", timezone.localdate()
            move(submission, "archive", None, by_editor=True)
            telling.archived(submission, None)
            for page in _live_versions(case):
                page.unpublish()


def tombstone(case) -> Tombstone | None:
    """What stands at the address of a case that was taken off, in whatever language."""
    known = Submission.objects.filter(case__record_id=case.record_id, state=State.ARCHIVED).first()
    return Tombstone(known.archived_on, known.archive_reason) if known else None


def _live_versions(case) -> list[CaseStudyPage]:
    return list(CaseStudyPage.objects.filter(translation_key=case.translation_key, live=True))
