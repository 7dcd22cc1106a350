"""What an editor does about reviewers: whom one can ask, asking, reminding, replacing; and asking for a sign-off.

Everything is done under the submission's lock, and leaves a line in the timeline. Raises `NotNow` when the case is not
with the editors, `Unsuited` when the person must not review it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.invitations import account_for
from accounts.roles import REVIEWER, ROLES
from core.links import new_secret
from editorial import telling
from editorial.models import Guest, ReviewAssignment, ReviewRound, SignOff, Submission
from editorial.reviewing import telling as of_reviews
from editorial.reviewing.rounds import open_round
from editorial.states import AT_THE_EDITORS, State
from editorial.submissions.writing import NotNow
from editorial.timeline import happened, move

TIME_TO_REVIEW = timedelta(days=21)
LINK_OUTLIVES_DUE = timedelta(days=30)  # to submit late, and to see what became of it


class Unsuited(Exception):
    """The person must not review this case; the message says why, in the reader's language."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be asked. `obstacle` says why not; `load`: reviews they have open now, in all cases."""

    user: object
    themes: tuple[str, ...]
    reads_language: bool
    load: int
    reviewed_before: bool
    obstacle: str

    @property
    def name(self) -> str:
        return self.user.get_full_name() or self.user.email  # type: ignore[attr-defined]


def candidates(submission: Submission, case) -> list[Candidate]:
    """Every reviewer, the best suited first, those who must not be asked last. A fixed number of queries."""
    codes = set(case.theme_codes) | {term.code for term in case.ranked_themes}
    assigned = ReviewAssignment.objects.filter(round__submission=submission).select_related("round")
    history: dict[int, list[ReviewAssignment]] = {}
    for assignment in assigned:
        history.setdefault(assignment.reviewer_id, []).append(assignment)
    found = [_candidate(person, submission, case, codes, history.get(person.pk, [])) for person in _reviewers()]
    return sorted(
        found,
        key=lambda each: (
            bool(each.obstacle),
            not each.reviewed_before,
            -len(each.themes),
            not each.reads_language,
            each.load,
            each.name.casefold(),
        ),
    )


def invite(by, submission_id: int, user_id: int, due_on: date) -> ReviewAssignment:
    """Asks a reviewer with an account; the first one asked opens the round. Asking twice asks once."""
    with _with_editors(submission_id) as submission:
        person = _reviewers().filter(pk=user_id).first()
        if person is None:
            raise Unsuited(_("This person has no account of a reviewer. Invite them first, or ask them as a guest."))
        known = ReviewAssignment.objects.filter(round__submission=submission, reviewer=person).select_related("round")
        present = next((each for each in known if each.round.number == submission.round), None)
        if present and present.is_open:
            return present
        if obstacle := _obstacle(person, submission, list(known)):
            raise Unsuited(obstacle)
        return _ask_again(by, present, due_on) if present else _ask(by, submission, due_on, reviewer=person)


def invite_guest(by, submission_id: int, *, name: str, email: str, language: str, due_on: date) -> ReviewAssignment:
    """Asks somebody without an account, by a letter with a link that opens this one review."""
    with _with_editors(submission_id) as submission:
        owner = account_for(email)
        if owner and owner.is_active and _reviewers().filter(pk=owner.pk).exists():
            raise Unsuited(_("This person is a reviewer with an account. Choose them from the list."))
        if owner and getattr(owner, "profile", None) and owner.profile.city_id == submission.city_id:
            raise Unsuited(_("Of the same city."))
        asked = ReviewAssignment.objects.filter(round__submission=submission, guest__email__iexact=email)
        known = list(asked.select_related("round"))
        present = next((each for each in known if each.round.number == submission.round), None)
        if present and present.is_open:
            return present
        if obstacle := _history(known, submission):
            raise Unsuited(obstacle)
        if present:
            return _ask_again(by, present, due_on)
        guest = Guest.objects.create(name=name, email=email, language=language, expires_at=link_until(due_on))
        return _ask(by, submission, due_on, guest=guest)


def release(by, assignment_id: int) -> ReviewAssignment:
    """Takes a review back that has not been submitted. Repeatable."""
    with _assignment(assignment_id) as assignment:
        if assignment.state == ReviewAssignment.State.SUBMITTED:
            raise NotNow(assignment.state)
        if assignment.is_open:
            assignment.state = ReviewAssignment.State.RELEASED
            assignment.save(update_fields=["state"])
            happened(assignment.round.submission, "released", by, note=assignment.name, by_editor=True)
            of_reviews.released(assignment)
        return assignment


def extend(by, assignment_id: int, due_on: date) -> ReviewAssignment:
    """A new due date, which the link of a guest outlives again."""
    with _assignment(assignment_id) as assignment:
        if not assignment.is_open:
            raise NotNow(assignment.state)
        if assignment.due_on == due_on:
            return assignment
        assignment.due_on = due_on
        assignment.save(update_fields=["due_on"])
        if assignment.guest:
            assignment.guest.expires_at = link_until(due_on)
            assignment.guest.save(update_fields=["expires_at"])
        happened(assignment.round.submission, "extended", by, note=f"{assignment.name}: {due_on}", by_editor=True)
        of_reviews.extended(assignment)
        return assignment


def remind(by, assignment_ids) -> int:
    """Reminds those whose reviews are open; how many. Each once a day."""
    return sum(_remind(by, number, "") for number in assignment_ids)


def remind_by_the_clock(assignment_id: int, moment: str) -> bool:
    """The same, without an editor; each `moment` once, and not on a day on which an editor did. Whether it was sent."""
    return _remind(None, assignment_id, moment)


def _remind(by, assignment_id: int, moment: str) -> bool:
    today = timezone.localdate()
    with _assignment(assignment_id) as assignment:
        if not assignment.waits_for or assignment.reminded_on == today or (moment and assignment.reminder == moment):
            return False
        assignment.reminded_on, assignment.reminder = today, moment or assignment.reminder
        assignment.save(update_fields=["reminded_on", "reminder"])
        happened(assignment.round.submission, "reminded", by, note=assignment.name, by_editor=True)
        of_reviews.reminded(assignment)
        return True


def revoke_link(by, guest_id: int) -> Guest:
    """A guest's link opens nothing from now on; what they have saved stays. Repeatable."""
    with _guest(guest_id) as (guest, submission):
        if guest.revoked_at is None:
            guest.revoked_at = timezone.now()
            guest.save(update_fields=["revoked_at"])
            happened(submission, "link-revoked", by, note=guest.name, by_editor=True)
        return guest


def renew_link(by, guest_id: int) -> Guest:
    """A new link by a new letter; the one before is dead."""
    with _guest(guest_id) as (guest, submission):
        assignment = getattr(guest, "assignment", None)
        guest.secret, guest.revoked_at = new_secret(), None
        until = link_until(assignment.due_on if assignment else timezone.localdate() + TIME_TO_REVIEW)
        guest.expires_at = max(until, timezone.now() + LINK_OUTLIVES_DUE)
        guest.save()
        happened(submission, "link-renewed", by, note=guest.name, by_editor=True)
        of_reviews.link_renewed(guest, submission)
        return guest


def ask_sign_off(by, submission_id: int, *, office: str, name: str, email: str, language: str) -> SignOff:
    """Asks an office to stand behind the case as it was submitted. Asking the same address twice asks once."""
    with _with_editors(submission_id) as submission:
        round_ = open_round(submission, by)
        known = round_.sign_offs.filter(guest__email__iexact=email, guest__revoked_at=None).first()
        if known:
            return known
        until = link_until(timezone.localdate() + TIME_TO_REVIEW)
        guest = Guest.objects.create(name=name, email=email, language=language, expires_at=until)
        sign_off = SignOff.objects.create(round=round_, guest=guest, office=office, asked_by=by)
        happened(submission, "sign-off-asked", by, note=office, by_editor=True)
        of_reviews.sign_off_asked(sign_off, by)
        return sign_off


def link_until(due_on: date) -> datetime:
    """When the link of a guest who should be done on a day ends."""
    return timezone.make_aware(datetime.combine(due_on + LINK_OUTLIVES_DUE, time.max))


def _reviewers():
    open_states = (ReviewAssignment.State.INVITED, ReviewAssignment.State.ACCEPTED)
    load = Count("review_assignments", filter=Q(review_assignments__state__in=open_states), distinct=True)
    people = get_user_model().objects.filter(is_active=True, groups__name=ROLES[REVIEWER].name)
    people = people.select_related("profile__city", "reviewer_profile")
    return people.prefetch_related("reviewer_profile__themes", "reviewer_profile__conflicts").annotate(load=load)


def _candidate(person, submission, case, codes, assigned) -> Candidate:
    known = getattr(person, "reviewer_profile", None)
    themes = [term for term in known.themes.all() if term.code in codes] if known else []
    languages = known.languages if known else []
    return Candidate(
        person,
        tuple(term.label for term in themes),
        case.locale.language_code in (languages or [person.profile.language]),
        person.load,
        any(each.state == ReviewAssignment.State.SUBMITTED for each in assigned),
        _obstacle(person, submission, assigned),
    )


def _obstacle(person, submission: Submission, assigned: list[ReviewAssignment]) -> str:
    """Why this person must not be asked now; empty when they may."""
    known = getattr(person, "reviewer_profile", None)
    if person.profile.city_id == submission.city_id:
        return _("Of the same city.")
    if known and submission.city_id in {city.pk for city in known.conflicts.all()}:
        return _("Has declared a conflict of interest with this city.")
    if obstacle := _history(assigned, submission):
        return obstacle
    if known and known.away_until and known.away_until >= timezone.localdate():
        return _("Away until {day}.").format(day=known.away_until)
    return ""


def _history(assigned: list[ReviewAssignment], submission: Submission) -> str:
    """The obstacle that lies in what somebody was asked about this case before; a review taken back is none."""
    if any(each.has_conflict for each in assigned):
        return _("Has declared a conflict of interest.")
    for each in assigned:
        if each.round.number == submission.round and each.state != ReviewAssignment.State.RELEASED:
            return _("Asked already: {state}.").format(state=each.get_state_display())
    return ""


def _ask_again(by, assignment: ReviewAssignment, due_on: date) -> ReviewAssignment:
    """Asks somebody whose review had been taken back; what they had written is there again."""
    assignment = ReviewAssignment.objects.with_case().get(pk=assignment.pk)
    assignment.state, assignment.due_on, assignment.invited_at = ReviewAssignment.State.INVITED, due_on, timezone.now()
    assignment.save()
    if assignment.guest:
        assignment.guest.expires_at, assignment.guest.revoked_at = link_until(due_on), None
        assignment.guest.save()
    happened(assignment.round.submission, "invited", by, note=assignment.name, by_editor=True)
    of_reviews.asked(assignment, by)
    return assignment


def _ask(by, submission: Submission, due_on: date, **who) -> ReviewAssignment:
    round_ = open_round(submission, by)
    if submission.state == State.SUBMITTED:
        move(submission, "review", by, by_editor=True)
        telling.in_review(submission, by)
    assignment = ReviewAssignment.objects.create(round=round_, due_on=due_on, invited_by=by, **who)
    happened(submission, "invited", by, note=assignment.name, by_editor=True)
    of_reviews.asked(assignment, by)
    return assignment


@contextmanager
def _with_editors(submission_id: int) -> Iterator[Submission]:
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).with_case().get(pk=submission_id)
        if submission.state not in AT_THE_EDITORS:
            raise NotNow(submission.state)
        yield submission


@contextmanager
def _assignment(number: int) -> Iterator[ReviewAssignment]:
    """One assignment, its case held. Raises ReviewAssignment.DoesNotExist."""
    with transaction.atomic():
        case = ReviewAssignment.objects.values_list("round__submission", flat=True).get(pk=number)
        Submission.objects.select_for_update().get(pk=case)
        yield ReviewAssignment.objects.with_case().get(pk=number)


@contextmanager
def _guest(number: int) -> Iterator[tuple[Guest, Submission]]:
    """A guest and the case they were asked about, held. Raises Guest.DoesNotExist."""
    with transaction.atomic():
        rounds = ReviewRound.objects.filter(Q(assignments__guest=number) | Q(sign_offs__guest=number))
        case = rounds.values_list("submission", flat=True).first()
        if case is None:
            raise Guest.DoesNotExist(number)
        submission = Submission.objects.select_for_update(of=("self",)).with_case().get(pk=case)
        yield Guest.objects.get(pk=number), submission
