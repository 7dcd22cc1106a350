"""Who sees which case on the desk. Every question of a contributor's screen starts here."""

from django.db import models

from accounts.roles import CONTRIBUTOR, EDITOR, REVIEWER, roles_of


def city_of(user):
    """The id of the city this person may write for, or None. Two queries."""
    if not user.is_active or user.is_anonymous or CONTRIBUTOR not in {role.code for role in roles_of(user)}:
        return None
    return user.profile.city_id


class SubmissionQuerySet(models.QuerySet):
    """Cases on the desk."""

    def editable_by(self, user):
        """Those of the person's own city; none for anyone who does not write for one."""
        return self.for_city(city_of(user))

    def for_city(self, city_id):
        return self.filter(city_id=city_id) if city_id else self.none()

    def with_case(self):
        return self.select_related("case", "case__locale", "city", "changed_by").prefetch_related("city__names")


def may_review(user) -> bool:
    """Whether reviews can be asked of this person, and their screens are open to them. One query."""
    if user.is_anonymous or not user.is_active:
        return False
    return user.is_superuser or bool({REVIEWER, EDITOR} & {role.code for role in roles_of(user)})


def is_reviewer(user) -> bool:
    """Whether this person has the role of a reviewer. One query."""
    return user.is_authenticated and user.is_active and REVIEWER in {role.code for role in roles_of(user)}


class ReviewAssignmentQuerySet(models.QuerySet):
    """Who is asked to review what. Every question of a reviewer's screen starts here."""

    def of(self, who):
        """Those of a user, or the one of a guest whose link is open."""
        from editorial.models import Guest

        if isinstance(who, Guest):
            return self.filter(guest=who) if who.is_open else self.none()
        return self.filter(reviewer=who) if may_review(who) else self.none()

    def open(self):
        """Those that wait for the reviewer."""
        return self.filter(state__in=("invited", "accepted"), round__closed_at=None)

    def with_outcome(self):
        """Each with `outcome`: what the editors decided in its round, or None. No query more."""
        from editorial.models import Decision

        same = Decision.objects.filter(
            submission=models.OuterRef("round__submission"), round=models.OuterRef("round__number")
        )
        return self.annotate(outcome=models.Subquery(same.values("outcome")[:1]))

    def with_case(self):
        return self.select_related(
            "reviewer__profile", "guest", "round__submission__case__locale", "round__submission__city"
        ).prefetch_related("round__submission__city__names")


class ReviewQuerySet(models.QuerySet):
    """Reviews. Independence is kept here: every screen, letter and export starts from `readable_by`."""

    def readable_by(self, user):
        """One's own; those of the others in a round only when one's own has been submitted; for editors, every one
        that has been submitted. `user` may be a guest. Three queries at most."""
        from editorial.models import Guest

        if isinstance(user, Guest):
            return self._readable_after(models.Q(assignment__guest=user)) if user.is_open else self.none()
        if not user.is_active or user.is_anonymous:
            return self.none()
        own = models.Q(assignment__reviewer=user)
        roles = {role.code for role in roles_of(user)}
        submitted = models.Q(submitted_at__isnull=False)
        if user.is_superuser or EDITOR in roles:
            return self.filter(own | submitted & ~self._awaiting(user))
        if REVIEWER not in roles:
            return self.none()
        return self._readable_after(own)

    def shared_with_city(self, submission):
        """What the editors let the city read of a case's reviews, the latest round first."""
        shared = self.filter(assignment__round__submission=submission, is_shared=True, submitted_at__isnull=False)
        return shared.order_by("-assignment__round__number", "submitted_at", "pk")

    def _readable_after(self, own: models.Q):
        submitted = models.Q(submitted_at__isnull=False)
        done = self.model.objects.filter(own, submitted).values("assignment__round")
        return self.filter(own | submitted & models.Q(assignment__round__in=done))

    def _awaiting(self, user) -> models.Q:
        """Those of rounds in which this person has yet to submit a review of their own, editor or not."""
        from editorial.models import ReviewAssignment

        open_states = (ReviewAssignment.State.INVITED, ReviewAssignment.State.ACCEPTED)
        rounds = ReviewAssignment.objects.filter(reviewer=user, state__in=open_states).values("round")
        return models.Q(assignment__round__in=rounds)
