"""Who is told what of a case's way, with the one thing to do (templates/notices/case-*.txt)."""

from django.utils import timezone

from accounts.models import people_with
from accounts.roles import CONTRIBUTOR, EDITOR
from editorial.guest_letters import write_to_guest
from editorial.models import Confirmation, Decision, Guest, Outcome, ReviewAssignment, SignOff, Step, Submission
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
    _tell(editors(submission), kind, submission, _admin(submission), by)
    _tell([by], "case-received", submission, _desk(submission), by)


def withdrawn(submission: Submission, by) -> None:
    _tell(editors(submission), "case-withdrawn", submission, _admin(submission), by)


def in_review(submission: Submission, by) -> None:
    """The city knows that it is being read."""
    _tell(officers(submission), "case-in-review", submission, _desk(submission), by)


def accepted(submission: Submission, by, decision: Decision) -> None:
    """Of an acceptance the city hears when it is published; before only when that is to be later."""
    facts = {"letter": decision.letter, "day": f"{timezone.localtime(decision.publish_at):%Y-%m-%d}"}
    _tell(officers(submission), "case-accepted", submission, _desk(submission), by, **facts)


def decided(submission: Submission, by, outcome: str, letter: str, requests: int = 0) -> None:
    """The city is told of a revision it is asked for, or that the case is declined."""
    facts = {"letter": letter, "requests": requests}
    _tell(officers(submission), f"case-{outcome}", submission, _desk(submission), by, **facts)


def returned(submission: Submission, by, requests: int, letter: str) -> None:
    _tell(officers(submission), "case-returned", submission, _desk(submission), by, requests=requests, letter=letter)


def published(submission: Submission, by, is_update: bool) -> None:
    """With the letter of the acceptance, which was not sent before when it led here at once."""
    kind = "case-updated" if is_update else "case-published"
    decision = submission.decisions.filter(round=submission.round, outcome=Outcome.ACCEPT, publish_at=None).first()
    letter = decision.letter if decision else ""
    _tell(officers(submission), kind, submission, _desk(submission), by, letter=letter)


def archived(submission: Submission, by, reason: str = "") -> None:
    _tell(officers(submission), "case-archived", submission, _desk(submission), by, reason=reason)


def asked_to_confirm(asked: Confirmation, again: bool = False) -> None:
    """By a link that needs no account; where the city has nobody, the editors hear of it instead."""
    submission = asked.submission
    facts = {"moment": f"c{asked.pk}", "until": f"{timezone.localtime(asked.expires_at):%Y-%m-%d}"}
    people = list(officers(submission))
    if not people:
        return not_confirmed(asked)
    kind = "case-confirm-again" if again else "case-confirm"
    return _tell(people, kind, submission, ("confirm", asked.pk), None, **facts)


def confirmed(said: Confirmation, by) -> None:
    submission = said.submission
    facts = {"moment": f"c{said.pk}", "answer": said.answer, "note": said.note}
    _tell(editors(submission), "case-confirmed", submission, _admin(submission), by, **facts)
    if said.answer != Confirmation.Answer.RUNNING:
        others = [person for person in officers(submission) if by is None or person.pk != by.pk]
        _tell(others, "case-to-update", submission, _desk(submission), by, **facts)


def not_confirmed(asked: Confirmation) -> None:
    submission = asked.submission
    _tell(editors(submission), "case-not-confirmed", submission, _admin(submission), None, moment=f"c{asked.pk}")


def message(submission: Submission, step: Step) -> None:
    """The other side is told; of one's own side nobody is."""
    people, link = (
        (officers(submission), _desk(submission)) if step.by_editor else (editors(submission), _admin(submission))
    )
    others = [person for person in people if person.pk != step.by_id]
    _tell(others, "case-message", submission, link, step.by, moment=f"m{step.pk}", message=step.note)


def asked(assignment: ReviewAssignment, by) -> None:
    tell_reviewer(assignment, "review-asked", f"asked-{assignment.pk}", by=by.get_full_name() if by else "")


def reminded(assignment: ReviewAssignment) -> None:
    kind = "review-late" if assignment.is_late else "review-due"
    tell_reviewer(assignment, kind, f"{kind}-{assignment.pk}-{assignment.reminded_on}")


def extended(assignment: ReviewAssignment) -> None:
    tell_reviewer(assignment, "review-extended", f"extended-{assignment.pk}-{assignment.due_on}")


def released(assignment: ReviewAssignment) -> None:
    tell_reviewer(assignment, "review-released", f"released-{assignment.pk}")


def link_renewed(guest: Guest, submission: Submission) -> None:
    """The new link, for what they had been asked."""
    kind = "sign-off-asked" if hasattr(guest, "sign_off") else "review-link"
    facts = {"office": guest.sign_off.office} if hasattr(guest, "sign_off") else {}
    write_to_guest(guest, kind, f"link-{guest.letters.count()}", **_facts(submission, None), **facts)


def thanked(assignment: ReviewAssignment) -> None:
    tell_reviewer(assignment, "review-received", f"received-{assignment.pk}")


def round_ended(submission: Submission, outcome: str) -> None:
    """Who reviewed hears what became of it."""
    done = ReviewAssignment.objects.filter(
        round__submission=submission, round__number=submission.round, state=ReviewAssignment.State.SUBMITTED
    )
    for assignment in done.with_case():
        tell_reviewer(assignment, "review-decided", f"decided-{assignment.pk}", outcome=outcome)


def answered(assignment: ReviewAssignment) -> None:
    """The editors have to ask somebody else when a reviewer declines; that one agrees is seen on the desk."""
    if assignment.state == ReviewAssignment.State.DECLINED:
        facts = {"reason": assignment.reason, "has_conflict": assignment.has_conflict}
        _tell_editors(assignment, "review-refused", **facts)


def review_submitted(assignment: ReviewAssignment) -> None:
    """The editors hear that it is there, not what it says; a reviewer among them is still to be kept apart."""
    waiting = assignment.round.assignments.open().count()
    _tell_editors(assignment, "review-submitted", waiting=waiting)


def overdue(assignment: ReviewAssignment) -> None:
    _tell_editors(assignment, "review-overdue", due=f"{assignment.due_on}")


def _tell_editors(assignment: ReviewAssignment, kind: str, **facts) -> None:
    submission = assignment.round.submission
    moment = f"{assignment.pk}-{assignment.due_on}"
    facts |= {"reviewer": assignment.name}
    _tell(editors(submission), kind, submission, _admin(submission), None, moment=moment, **facts)


def sign_off_asked(sign_off: SignOff, by) -> None:
    submission = sign_off.round.submission
    facts = _facts(submission, by) | {"office": sign_off.office}
    write_to_guest(sign_off.guest, "sign-off-asked", f"sign-off-{sign_off.pk}", **facts)


def signed_off(sign_off: SignOff) -> None:
    submission = sign_off.round.submission
    facts = {"office": sign_off.office, "answer": sign_off.answer}
    _tell(
        editors(submission), "sign-off-given", submission, _admin(submission), None, moment=f"s{sign_off.pk}", **facts
    )


def tell_reviewer(assignment: ReviewAssignment, kind: str, key: str, **facts) -> None:
    """In their inbox and by mail, or by a letter with their link; once under `key`."""
    submission = assignment.round.submission
    whole = _facts(submission, None) | {"due": f"{assignment.due_on}"} | facts
    if assignment.guest:
        write_to_guest(assignment.guest, kind, key, **whole)
    elif assignment.reviewer:
        notify([assignment.reviewer], kind, key, ("review", assignment.pk), **whole)


def _facts(submission: Submission, by) -> dict:
    return {
        "city": submission.city.code,
        "case": submission.case.draft_title or submission.case.title,
        "by": by.get_full_name() if by else "",
    }


def _tell(people, kind, submission, link, by, moment="", **facts) -> None:
    key = f"{kind}-{submission.pk}-{moment or submission.steps.count()}"
    notify(list(people), kind, key, link, **_facts(submission, by), **facts)


def _desk(submission: Submission) -> tuple:
    return ("desk-case", submission.case.record_id)


def _admin(submission: Submission) -> tuple:
    return ("cases:edit", submission.pk)
