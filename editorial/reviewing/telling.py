"""Who is told what of a review: reviewers in their inbox, guests by letter, editors (notices/review-*.txt)."""

from editorial.guest_letters import write_to_guest
from editorial.models import Guest, ReviewAssignment, SignOff, Submission
from editorial.telling import editors, facts_of, in_the_admin, tell
from notices.sending import notify


def asked(assignment: ReviewAssignment, by) -> None:
    key = f"asked-{assignment.pk}-{assignment.invited_at:%Y%m%d%H%M%S%f}"
    tell_reviewer(assignment, "review-asked", key, by=by.get_full_name() if by else "")


def reminded(assignment: ReviewAssignment) -> None:
    kind = "review-late" if assignment.is_late else "review-due"
    tell_reviewer(assignment, kind, f"{kind}-{assignment.pk}-{assignment.reminded_on}")


def extended(assignment: ReviewAssignment) -> None:
    tell_reviewer(assignment, "review-extended", f"extended-{assignment.pk}-{assignment.due_on}")


def released(assignment: ReviewAssignment) -> None:
    tell_reviewer(assignment, "review-released", f"released-{assignment.pk}-{assignment.invited_at:%Y%m%d%H%M%S%f}")


def link_renewed(guest: Guest, submission: Submission) -> None:
    """The new link, for what they had been asked."""
    kind = "sign-off-asked" if hasattr(guest, "sign_off") else "review-link"
    facts = {"office": guest.sign_off.office} if hasattr(guest, "sign_off") else {}
    write_to_guest(guest, kind, f"link-{guest.letters.count()}", **facts_of(submission, None), **facts)


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
    tell(editors(submission), kind, submission, in_the_admin(submission), None, moment=moment, **facts)


def sign_off_asked(sign_off: SignOff, by) -> None:
    submission = sign_off.round.submission
    facts = facts_of(submission, by) | {"office": sign_off.office}
    write_to_guest(sign_off.guest, "sign-off-asked", f"sign-off-{sign_off.pk}", **facts)


def signed_off(sign_off: SignOff) -> None:
    submission = sign_off.round.submission
    facts = {"office": sign_off.office, "answer": sign_off.answer}
    tell(
        editors(submission),
        "sign-off-given",
        submission,
        in_the_admin(submission),
        None,
        moment=f"s{sign_off.pk}",
        **facts,
    )


def tell_reviewer(assignment: ReviewAssignment, kind: str, key: str, **facts) -> None:
    """In their inbox and by mail, or by a letter with their link; once under `key`."""
    submission = assignment.round.submission
    whole = facts_of(submission, None) | {"due": f"{assignment.due_on}"} | facts
    if assignment.guest:
        write_to_guest(assignment.guest, kind, key, **whole)
    elif assignment.reviewer:
        notify([assignment.reviewer], kind, key, ("review", assignment.pk), **whole)
