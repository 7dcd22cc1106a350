"""Who sees which case on the desk. Every question of a contributor's screen starts here."""

from django.db import models

from accounts.roles import CONTRIBUTOR, roles_of


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
