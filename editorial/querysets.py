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


class ReviewQuerySet(models.QuerySet):
    """Reviews. Independence is kept here: every screen, letter and export starts from `readable_by`."""

    def readable_by(self, user):
        """One's own; those of the others in a round only when one's own has been submitted; for editors, every one
        that has been submitted. Three queries at most."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        own = models.Q(assignment__reviewer=user)
        roles = {role.code for role in roles_of(user)}
        submitted = models.Q(submitted_at__isnull=False)
        if user.is_superuser or EDITOR in roles:
            return self.filter(own | submitted & ~self._awaiting(user))
        if REVIEWER not in roles:
            return self.none()
        done = self.model.objects.filter(own, submitted).values("assignment__round")
        return self.filter(own | submitted & models.Q(assignment__round__in=done))

    def _awaiting(self, user) -> models.Q:
        """Those of rounds in which this person has yet to submit a review of their own, editor or not."""
        from editorial.models import ReviewAssignment

        open_states = (ReviewAssignment.State.INVITED, ReviewAssignment.State.ACCEPTED)
        rounds = ReviewAssignment.objects.filter(reviewer=user, state__in=open_states).values("round")
        return models.Q(assignment__round__in=rounds)
