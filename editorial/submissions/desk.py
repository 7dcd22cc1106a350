"""What the desk shows of the cases of one's own city."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editorial.models import ChangeRequest, Submission
from editorial.states import State
from editorial.submissions.sections import Section

GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Waiting for you"), (State.RETURNED, State.DRAFT)),
    (_("With the editors"), (State.SUBMITTED, State.IN_REVIEW, State.ACCEPTED)),
    (_("Published cases"), (State.PUBLISHED,)),
    (_("Declined, withdrawn or no longer shown"), (State.DECLINED, State.WITHDRAWN, State.ARCHIVED)),
)


def cases_of(user) -> list[tuple[str | Promise, list[Submission]]]:
    """The cases of the person's city in groups by who has the next step, the latest changed first."""
    own = list(Submission.objects.editable_by(user).with_case())
    groups = [(heading, [each for each in own if each.state in states]) for heading, states in GROUPS]
    return [(heading, cases) for heading, cases in groups if cases]


def case_of(user, record_id: str) -> Submission:
    """One case of the person's city. Raises Submission.DoesNotExist."""
    return Submission.objects.editable_by(user).with_case().get(case__record_id=record_id)


def request_for(submission: Submission, section: Section) -> ChangeRequest | None:
    """What the editors asked of a section when they last returned the case."""
    if submission.state != State.RETURNED:
        return None
    asked = [each for each in submission.requests.all() if each.round == submission.round]
    return next((each for each in asked if each.section == section.code), None)
