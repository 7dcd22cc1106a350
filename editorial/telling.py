"""Who of a city and the editors is told what of a case, with the one thing to do (templates/notices/case-*.txt)."""

from django.utils import timezone

from accounts.models import people_with
from accounts.roles import CONTRIBUTOR, EDITOR
from editorial.models import Confirmation, Decision, Outcome, Step, Submission
from notices.sending import notify


def officers(submission: Submission):
    """The city's people who write for it."""
    return people_with(CONTRIBUTOR).filter(profile__city_id=submission.city_id)


def editors(submission: Submission):
    """The editor who looks after a case; all of them where nobody does, or they have left."""
    everyone = people_with(EDITOR)
    own = [person for person in everyone if person.pk == submission.editor_id]
    return own or everyone


def submitted(submission: Submission, by) -> None:
    """The editors have something to check; the city has it confirmed."""
    again = submission.round > 1
    kind = "case-resubmitted" if again else "case-submitted"
    tell(editors(submission), kind, submission, in_the_admin(submission), by)
    tell([by], "case-received", submission, _desk(submission), by)


def due(submission: Submission) -> None:
    """The day the editors had set themselves has passed."""
    facts = {"moment": f"{submission.due_on}", "day": f"{submission.due_on}"}
    tell(editors(submission), "case-due", submission, in_the_admin(submission), None, **facts)


def withdrawn(submission: Submission, by) -> None:
    tell(editors(submission), "case-withdrawn", submission, in_the_admin(submission), by)


def in_review(submission: Submission, by) -> None:
    """The city knows that it is being read."""
    tell(officers(submission), "case-in-review", submission, _desk(submission), by)


def accepted(submission: Submission, by, decision: Decision) -> None:
    """Of an acceptance the city hears when it is published; before only when that is to be later."""
    facts = {"letter": decision.letter, "day": f"{timezone.localtime(decision.publish_at):%Y-%m-%d}"}
    tell(officers(submission), "case-accepted", submission, _desk(submission), by, **facts)


def decided(submission: Submission, by, outcome: str, letter: str, requests: int = 0) -> None:
    """The city is told of a revision it is asked for, or that the case is declined."""
    facts = {"letter": letter, "requests": requests}
    tell(officers(submission), f"case-{outcome}", submission, _desk(submission), by, **facts)


def returned(submission: Submission, by, requests: int, letter: str) -> None:
    tell(officers(submission), "case-returned", submission, _desk(submission), by, requests=requests, letter=letter)


def published(submission: Submission, by, is_update: bool) -> None:
    """With the letter of the acceptance, which was not sent before when it led here at once."""
    kind = "case-updated" if is_update else "case-published"
    decision = submission.decisions.filter(round=submission.round, outcome=Outcome.ACCEPT, publish_at=None).first()
    letter = decision.letter if decision else ""
    tell(officers(submission), kind, submission, _desk(submission), by, letter=letter)


def archived(submission: Submission, by, reason: str = "") -> None:
    tell(officers(submission), "case-archived", submission, _desk(submission), by, reason=reason)


def asked_to_confirm(asked: Confirmation, again: bool = False) -> None:
    """By a link that needs no account; where the city has nobody, the editors hear of it instead."""
    submission = asked.submission
    facts = {"moment": f"c{asked.pk}", "until": f"{timezone.localtime(asked.expires_at):%Y-%m-%d}"}
    people = list(officers(submission))
    if not people:
        return not_confirmed(asked)
    kind = "case-confirm-again" if again else "case-confirm"
    return tell(people, kind, submission, ("confirm", asked.pk), None, **facts)


def confirmed(said: Confirmation, by) -> None:
    submission = said.submission
    facts = {"moment": f"c{said.pk}", "answer": said.answer, "note": said.note}
    tell(editors(submission), "case-confirmed", submission, in_the_admin(submission), by, **facts)
    if said.answer != Confirmation.Answer.RUNNING:
        others = [person for person in officers(submission) if by is None or person.pk != by.pk]
        tell(others, "case-to-update", submission, _desk(submission), by, **facts)


def not_confirmed(asked: Confirmation) -> None:
    submission = asked.submission
    tell(
        editors(submission),
        "case-not-confirmed",
        submission,
        in_the_admin(submission),
        None,
        moment=f"c{asked.pk}",
    )


def message(submission: Submission, step: Step) -> None:
    """The other side is told; of one's own side nobody is."""
    people, link = (
        (officers(submission), _desk(submission)) if step.by_editor else (editors(submission), in_the_admin(submission))
    )
    others = [person for person in people if person.pk != step.by_id]
    tell(others, "case-message", submission, link, step.by, moment=f"m{step.pk}", message=step.note)


def facts_of(submission: Submission, by) -> dict:
    return {
        "city": submission.city.code,
        "case": submission.case.draft_title or submission.case.title,
        "by": by.get_full_name() if by else "",
    }


def tell(people, kind, submission, link, by, moment="", **facts) -> None:
    key = f"{kind}-{submission.pk}-{moment or submission.steps.count()}"
    notify(list(people), kind, key, link, **facts_of(submission, by), **facts)


def _desk(submission: Submission) -> tuple:
    return ("desk-case", submission.case.record_id)


def in_the_admin(submission: Submission) -> tuple:
    return ("cases:edit", submission.pk)
