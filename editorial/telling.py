"""Who is told what of a case's way, with the one thing to do (templates/notices/case-*.txt)."""

from accounts.models import people_with
from accounts.roles import CONTRIBUTOR, EDITOR
from editorial.models import Step, Submission
from notices.sending import notify


def officers(submission: Submission):
    """The city's people who write for it."""
    return people_with(CONTRIBUTOR).filter(profile__city_id=submission.city_id)


def submitted(submission: Submission, by) -> None:
    """The editors have something to check; the city has it confirmed."""
    again = submission.round > 1
    kind = "case-resubmitted" if again else "case-submitted"
    _tell(people_with(EDITOR), kind, submission, _admin(submission), by)
    _tell([by], "case-received", submission, _desk(submission), by)


def withdrawn(submission: Submission, by) -> None:
    _tell(people_with(EDITOR), "case-withdrawn", submission, _admin(submission), by)


def returned(submission: Submission, by, requests: int, letter: str) -> None:
    _tell(officers(submission), "case-returned", submission, _desk(submission), by, requests=requests, letter=letter)


def published(submission: Submission, by, is_update: bool) -> None:
    kind = "case-updated" if is_update else "case-published"
    _tell(officers(submission), kind, submission, _desk(submission), by)


def archived(submission: Submission, by) -> None:
    _tell(officers(submission), "case-archived", submission, _desk(submission), by)


def message(submission: Submission, step: Step) -> None:
    """The other side is told; of one's own side nobody is."""
    people, link = (
        (officers(submission), _desk(submission)) if step.by_editor else (people_with(EDITOR), _admin(submission))
    )
    others = [person for person in people if person.pk != step.by_id]
    _tell(others, "case-message", submission, link, step.by, moment=f"m{step.pk}", message=step.note)


def _tell(people, kind, submission, link, by, moment="", **facts) -> None:
    key = f"{kind}-{submission.pk}-{moment or submission.steps.count()}"
    notify(
        list(people),
        kind,
        key,
        link,
        city=submission.city.code,
        case=submission.case.draft_title or submission.case.title,
        by=by.get_full_name() if by else "",
        **facts,
    )


def _desk(submission: Submission) -> tuple:
    return ("desk-case", submission.case.record_id)


def _admin(submission: Submission) -> tuple:
    return ("cases:edit", submission.pk)
