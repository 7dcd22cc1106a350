"""A case study on its way: where it stands, what happened to it, what was asked and answered."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.querysets import SubmissionQuerySet
from editorial.states import AMONG_EDITORS, STANDINGS, STEP_LABELS, Standing, State


class Submission(models.Model):
    """One city's case on the desk. Its text is the page's latest revision; this is everything around the text."""

    case = models.OneToOneField("policies.CaseStudyPage", on_delete=models.CASCADE, related_name="submission")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    round = models.PositiveSmallIntegerField(default=0, help_text="How often it has been submitted.")
    sent_revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The text as it was last submitted.",
    )
    unfinished = models.JSONField(
        default=dict, help_text="Answers no field can hold yet, as they were typed: {section: {name: [values]}}."
    )
    themes = models.ManyToManyField(
        "taxonomy.Term",
        related_name="+",
        verbose_name=_("themes"),
        help_text="As last submitted.",
    )
    start_key = models.CharField(max_length=40, unique=True, null=True, help_text="One press of Start.")  # noqa: DJ001
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor"),
        help_text=_("Who looks after it; hears of it instead of all editors."),
    )
    due_on = models.DateField(_("due"), null=True, blank=True, help_text=_("When the next step is to be done."))
    ended_on = models.DateField(null=True, help_text="When its city said that the policy has ended.")
    archived_on = models.DateField(null=True)
    archive_reason = models.TextField(blank=True, help_text="Public, at the address the case had.")
    submitted_at = models.DateTimeField(_("submitted"), null=True, help_text="For the last time.")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["city", "state"])]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")

    def __str__(self):
        return self.case.draft_title or self.case.title

    @property
    def standing(self) -> Standing:
        """Where it stands, in a city officer's words."""
        return STANDINGS[self.state]

    @property
    def is_update(self) -> bool:
        """Whether an earlier text of it is published, and stays so meanwhile."""
        return self.case.live and self.state != State.PUBLISHED


class StepQuerySet(models.QuerySet):
    def for_city(self):
        """What the city reads: nothing of who reviews, and how."""
        return self.exclude(kind__in=AMONG_EDITORS)


class Step(models.Model):
    """Something that happened to a case, or that was said about it: a line of its timeline."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150, blank=True, help_text="Somebody without an account.")
    by_editor = models.BooleanField(default=False)
    by_link = models.BooleanField(default=False, help_text="Somebody of the city, who did not sign in.")
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=40, unique=True, null=True, help_text="One press of Send.")  # noqa: DJ001

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"

    @property
    def label(self):
        return STEP_LABELS[self.kind]


class ChangeRequest(models.Model):
    """What the editors ask of one section in one round, and the city's short answer."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="requests")
    round = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=20)
    text = models.TextField(_("request"), max_length=2000)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["round", "pk"]

    def __str__(self):
        return f"{self.section}: {self.text[:60]}"


class KeptAnswers(models.Model):
    """What a person typed that met a colleague's newer text: kept until they use it or drop it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="kept")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    section = models.CharField(max_length=20)
    answers = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "by", "section"], name="kept_answers_once")]

    def __str__(self):
        return f"{self.section} {self.at:%Y-%m-%d %H:%M}"
