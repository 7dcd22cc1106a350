"""What the editors decided on a round, and the letters they begin from."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.languages import language_choices
from editorial.models.submission import Submission

PLACEHOLDERS = ("city", "case", "editor")
IN_BRACES = re.compile(r"\{([^{}]*)\}")


class Outcome(models.TextChoices):
    """How a round may end."""

    ACCEPT = "accept", _("Accept")
    MINOR = "minor", _("Minor revision")
    MAJOR = "major", _("Major revision")
    DECLINE = "decline", _("Decline")


class Decision(models.Model):
    """The one decision on a round of a submission."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    letter = models.TextField(_("letter to the city"), max_length=5000, blank=True)
    reason = models.TextField(
        _("reason"),
        max_length=1000,
        blank=True,
        help_text=_("For the editors’ record; the city does not see it."),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    publish_at = models.DateTimeField(_("publish at"), null=True)

    class Meta:
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["submission", "round"], name="decision_once_in_a_round")]

    def __str__(self):
        return f"{self.submission_id}/{self.round}: {self.outcome}"


class LetterTemplate(models.Model):
    """What a letter to a city begins with. `{city}`, `{case}` and `{editor}` stand for what they name."""

    class Kind(models.TextChoices):
        """What the letter tells."""

        RETURN = "return", _("Returned with requests")
        ACCEPT = "accept", Outcome.ACCEPT.label
        MINOR = "minor", Outcome.MINOR.label
        MAJOR = "major", Outcome.MAJOR.label
        DECLINE = "decline", Outcome.DECLINE.label

    kind = models.CharField(_("letter"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    text = models.TextField(
        _("text"),
        max_length=5000,
        help_text=_("{city}, {case} and {editor} are replaced. Each letter can be changed before it is sent."),
    )

    class Meta:
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="letter_template_once")]
        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")

    def __str__(self):
        return f"{self.get_kind_display()} ({self.get_language_display()})"

    def clean(self):
        if unknown := sorted(set(IN_BRACES.findall(self.text)) - set(PLACEHOLDERS)):
            cure = _("Only {city}, {case} and {editor} may stand in braces; these cannot be replaced: %(names)s.")
            raise ValidationError({"text": cure % {"names": ", ".join(unknown)}})

    def filled(self, facts: dict[str, str]) -> str:
        """The text with the facts in the place of their names."""
        return IN_BRACES.sub(lambda found: facts.get(found[1], found[0]), self.text)
