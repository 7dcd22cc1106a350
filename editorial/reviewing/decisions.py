"""What editors do to a submitted case. The desk's state, its timeline and Wagtail's workflow move together."""

from django.db import transaction
from django.urls import reverse

from core.publication import publication_errors
from editorial import telling
from editorial.models import ChangeRequest, Submission
from editorial.states import State, may
from editorial.submissions.sections import SECTIONS
from editorial.submissions.writing import move
from policies.models import CaseStudyPage


def return_case(case, user, letter: str = "", **requests: str) -> str | None:
    """Gives the case back to its city with a request to each section named. A second time does nothing."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).get(case=case)
        if not may("return", submission.state):
            return None
        asked = [
            ChangeRequest(submission=submission, round=submission.round, section=section.code, text=text.strip())
            for section in SECTIONS
            if (text := requests.get(section.code, "")).strip()
        ]
        ChangeRequest.objects.bulk_create(asked)
        move(submission, "return", user, note=letter.strip(), by_editor=True)
        _task_state(case).reject(user=user, comment=letter.strip())
        telling.returned(submission, user, len(asked), letter.strip())
    return None


def accept_case(case, user) -> str | None:
    """Accepts the case and publishes it. What cannot be published yet stays as it is; the answer is then the address of
    the page that says why. A second time does nothing."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).get(case=case)
        if not may("accept", submission.state):
            return None
        if publication_errors(submission.case.get_latest_revision_as_object()):
            return reverse("cases:edit", args=[submission.pk])
        move(submission, "accept", user, by_editor=True)
        _task_state(case).approve(user=user)  # the end of the workflow publishes, which `published` below hears of
    return None


def published(case, user=None) -> None:
    """Hears of a case going live, whoever published it and by whichever door; gives it its place on its city's desk."""
    if case.city_id is None or case.locale.language_code != case.original_language:
        return
    with transaction.atomic():
        known = {"city_id": case.city_id, "state": State.PUBLISHED}
        Submission.objects.get_or_create(case=case, defaults=known)
        submission = Submission.objects.select_for_update(of=("self",)).get(case=case)
        if submission.state == State.PUBLISHED:
            return
        submission.unfinished = {}
        move(submission, "publish", user, by_editor=True)
        telling.published(submission, user, is_update=case.first_published_at != case.last_published_at)


def adopt_published() -> None:
    """Gives every published case its place on its city's desk, for those published before there was one. Repeatable."""
    cases = CaseStudyPage.objects.live().originals().filter(submission=None).exclude(city=None)
    Submission.objects.bulk_create(
        (Submission(case_id=pk, city_id=city, state=State.PUBLISHED) for pk, city in cases.values_list("pk", "city")),
        batch_size=500,
        ignore_conflicts=True,
    )


def unpublished(case) -> None:
    """Hears of a case being taken off the library."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).filter(case=case).first()
        if submission is not None and may("archive", submission.state):
            move(submission, "archive", None, by_editor=True)
            telling.archived(submission, None)


def _task_state(case):
    """The step in progress, moved to the latest revision: Wagtail's editor saves one before it acts, and what stands
    there now is what the editor decides on (else the workflow would ask for the same approval again)."""
    task_state = case.current_workflow_task_state.specific
    task_state.revision = case.get_latest_revision()
    task_state.save(update_fields=["revision"])
    return task_state
