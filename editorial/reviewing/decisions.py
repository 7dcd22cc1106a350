"""What editors do to a submitted case. The desk's state, its timeline and Wagtail's workflow move together."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.publication import publication_errors
from editorial import telling
from editorial.models import ChangeRequest, Decision, Outcome, Review, Submission
from editorial.publication.versions import keep_version
from editorial.reviewing import rounds, telling as of_reviews
from editorial.states import State, may
from editorial.submissions.sections import SECTIONS
from editorial.submissions.writing import NotNow
from editorial.timeline import move
from policies.models import CaseStudyPage


class CannotPublish(Exception):
    """The case cannot be accepted before it is put right; the desk says what it lacks."""


class Unfounded(Exception):
    """A decision with fewer reviews than are wanted needs a reason."""


class ChangedMeanwhile(Exception):
    """A review came in, or the case went on, since the editor looked; they look again."""


@dataclass(frozen=True)
class Verdict:
    """What an editor decided. `requests`: by section. `shared`: the reviews the city may read. `round` and
    `reviews_seen` say what the editor had before them."""

    outcome: str
    round: int
    reviews_seen: int = 0
    letter: str = ""
    reason: str = ""
    requests: Mapping[str, str] = field(default_factory=dict)
    shared: Iterable[int] = ()
    publish_at: datetime | None = None


def return_case(case, user, letter: str = "", **requests: str) -> None:
    """Gives the case back to its city with a request to each section named. A second time does nothing."""
    with _held(case) as submission:
        if may("return", submission.state):
            asked = _ask(submission, requests)
            submission.due_on = None
            move(submission, "return", user, note=letter.strip(), by_editor=True)
            rounds.close(submission)
            _task_state(submission.case).reject(user=user, comment=letter.strip())
            telling.returned(submission, user, asked, letter.strip())


def decide(case, user, verdict: Verdict) -> Decision:
    """Ends a round. A second press answers with the first decision, if it says the same.

    Raises NotNow, ChangedMeanwhile, Unfounded, CannotPublish; then nothing has happened.
    """
    with _held(case) as submission:
        standing = Decision.objects.filter(submission=submission, round=verdict.round).first()
        if standing:
            if standing.outcome == verdict.outcome:
                return standing
            raise NotNow(submission.state)
        if not may(verdict.outcome, submission.state):
            raise NotNow(submission.state)
        if (submission.round, rounds.submitted_in(submission)) != (verdict.round, verdict.reviews_seen):
            raise ChangedMeanwhile
        _check_grounds(submission, verdict)
        decision = Decision.objects.create(
            submission=submission,
            round=submission.round,
            outcome=verdict.outcome,
            letter=verdict.letter.strip(),
            reason=verdict.reason.strip(),
            by=user,
            publish_at=verdict.publish_at,
        )
        asked = _ask(submission, verdict.requests)
        Review.objects.filter(assignment__round__submission=submission, pk__in=verdict.shared).exclude(
            submitted_at=None
        ).update(is_shared=True)
        submission.due_on = None
        move(submission, verdict.outcome, user, note=decision.letter, by_editor=True)
        rounds.close(submission)
        of_reviews.round_ended(submission, verdict.outcome)
        _carry_out(submission, user, decision, asked)
        return decision


def accept_case(case, user, reason: str = "") -> Decision:
    """Accepts the case as it stands and publishes it. Raises as `decide`."""
    submission = Submission.objects.get(case=case)
    seen = rounds.submitted_in(submission)
    return decide(case, user, Verdict(Outcome.ACCEPT, submission.round, seen, reason=reason))


def published(case, user=None) -> None:
    """Hears of a case going live, whoever published it and by whichever door; gives it its place on its city's desk."""
    is_scheduled = not case.live  # Wagtail says of that, too, that it was published
    if is_scheduled or case.city_id is None or case.locale.language_code != case.original_language:
        return
    with transaction.atomic():
        known = {"city_id": case.city_id, "state": State.PUBLISHED}
        Submission.objects.get_or_create(case=case, defaults=known)
        submission = Submission.objects.select_for_update(of=("self",)).get(case=case)
        if submission.state == State.PUBLISHED:
            keep_version(submission, case)
            return
        accepted = submission.decisions.filter(round=submission.round, outcome=Outcome.ACCEPT).first()
        user = accepted.by if accepted and submission.state == State.ACCEPTED else user
        submission.unfinished, submission.due_on, submission.ended_on = {}, None, None
        move(submission, "publish", user, by_editor=True)
        keep_version(submission, case)
        submission.themes.set(case.ranked_themes)
        rounds.close(submission)
        telling.published(submission, user, is_update=case.first_published_at != case.last_published_at)


def adopt_published() -> None:
    """Gives every published case its place on its city's desk, for those published before there was one. Repeatable."""
    cases = CaseStudyPage.objects.live().originals().filter(submission=None).exclude(city=None)
    Submission.objects.bulk_create(
        (Submission(case_id=pk, city_id=city, state=State.PUBLISHED) for pk, city in cases.values_list("pk", "city")),
        batch_size=500,
        ignore_conflicts=True,
    )
    for submission in Submission.objects.filter(versions=None, case__live=True).select_related("case").iterator():
        keep_version(submission, submission.case)


@contextmanager
def _held(case) -> Iterator[Submission]:
    """The case's submission, which nobody else changes meanwhile."""
    with transaction.atomic():
        yield Submission.objects.select_for_update(of=("self",)).with_case().get(case=case)


def _check_grounds(submission: Submission, verdict: Verdict) -> None:
    few = rounds.reviews_for_this_version(submission) < rounds.WANTED
    if few and not verdict.reason.strip():
        raise Unfounded
    if verdict.outcome == Outcome.ACCEPT and publication_errors(submission.case.get_latest_revision_as_object()):
        raise CannotPublish


def _ask(submission: Submission, requests: Mapping[str, str]) -> int:
    asked = [
        ChangeRequest(submission=submission, round=submission.round, section=section.code, text=text.strip())
        for section in SECTIONS
        if (text := requests.get(section.code, "")).strip()
    ]
    ChangeRequest.objects.bulk_create(asked)
    return len(asked)


def _carry_out(submission: Submission, user, decision: Decision, asked: int) -> None:
    """What the decision means for Wagtail's workflow, and who is told."""
    case = submission.case
    if decision.outcome == Outcome.ACCEPT:
        _schedule(case, user, decision.publish_at)
        _task_state(case).approve(user=user)  # the end of the workflow publishes, which `published` below hears of
        if decision.publish_at and decision.publish_at > timezone.now():
            telling.accepted(submission, user, decision)
        return
    if decision.outcome == Outcome.DECLINE:
        case.current_workflow_state.cancel(user=user)
    else:
        _task_state(case).reject(user=user, comment=decision.letter)
    telling.decided(submission, user, decision.outcome, decision.letter, asked)


def _schedule(case, user, publish_at: datetime | None) -> None:
    """Writes into the text when it is to go live: at a time to come, or at once."""
    draft = case.get_latest_revision_as_object()
    if draft.go_live_at != publish_at:
        draft.go_live_at = publish_at
        draft.save_revision(user=user, clean=False)
        case.refresh_from_db(fields=["latest_revision"])


def _task_state(case):
    """The step in progress, moved to the latest revision: Wagtail's editor saves one before it acts, and what stands
    there now is what the editor decides on (else the workflow would ask for the same approval again)."""
    task_state = case.current_workflow_task_state.specific
    task_state.revision = case.get_latest_revision()
    task_state.save(update_fields=["revision"])
    return task_state
