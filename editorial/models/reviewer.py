"""What is known of a reviewer when one is looked for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.links import terms_of


class ReviewerProfile(models.Model):
    """What a reviewer knows about, the languages they read, and the cities they cannot judge."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer_profile")
    themes = models.ManyToManyField(
        "taxonomy.Term",
        blank=True,
        related_name="+",
        limit_choices_to=terms_of("theme"),
        verbose_name=_("themes"),
        help_text=_("What you can judge. Cases of these themes come to you first."),
    )
    languages = models.JSONField(_("languages"), default=list, help_text=_("In which you can read and review a case."))
    conflicts = models.ManyToManyField(
        "cities.City",
        blank=True,
        related_name="+",
        verbose_name=_("conflicts of interest"),
        help_text=_("Cities you work for, advise, or are close to otherwise. You are never asked about their cases."),
    )
    away_until = models.DateField(_("away until"), null=True, blank=True, help_text=_("Until then you are not asked."))

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")

    def __str__(self):
        return self.user.get_full_name() or self.user.get_username()
