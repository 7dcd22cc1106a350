"""Independent review of a submitted case: what is asked, who is asked, and what they answered."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _

from core.fields import CodeField
from editorial.models.decision import Outcome
from editorial.models.guest import Guest
from editorial.models.submission import Submission
from editorial.querysets import ReviewAssignmentQuerySet, ReviewQuerySet

HIGHEST_SCORE = 4


@dataclass(frozen=True)
class Wording:
    """A criterion in one language; `anchors[score]` says what that score means."""

    title: str
    question: str
    anchors: tuple[str, ...]


class ReviewForm(models.Model):
    """The criteria reviewers score. Never changed: a changed form is the next version, and old reviews keep theirs."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        ordering = ["-version"]
        verbose_name = _("review form")
        verbose_name_plural = _("review forms")

    def __str__(self):
        return f"{self.version}"


class Criterion(models.Model):
    """One question of a form, with what each score means, in every language."""

    form = models.ForeignKey(ReviewForm, on_delete=models.CASCADE, related_name="criteria")
    code = CodeField(_("code"))
    sort_order = models.PositiveSmallIntegerField()
    wordings = models.JSONField(help_text="{language: {title, question, anchors: [five texts, for 0 to 4]}}")

    class Meta:
        ordering = ["sort_order"]
        constraints = [models.UniqueConstraint(fields=["form", "code"], name="criterion_once_in_a_form")]

    def __str__(self):
        return self.code

    @property
    def wording(self) -> Wording:
        """In the reader's language."""
        known = self.wordings.get(get_language() or "") or self.wordings[settings.LANGUAGE_CODE]
        return Wording(known["title"], known["question"], tuple(known["anchors"]))


class ReviewRound(models.Model):
    """One round of review: the text as it was submitted, and the form it is judged by."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(help_text="The submission's round.")
    form = models.ForeignKey(ReviewForm, on_delete=models.PROTECT, related_name="rounds")
    frozen = models.JSONField(help_text="The content of the submitted revision; revisions may be purged.")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="review_round_once")]

    def __str__(self):
        return f"{self.submission_id}/{self.number}"

    @property
    def case(self) -> Any:
        """The case as the reviewers see it, whatever has been changed since."""
        return self.submission.case.with_content_json(self.frozen)


class ReviewAssignment(models.Model):
    """One person asked to review in one round: someone with an account, or a guest."""

    class State(models.TextChoices):
        """Where the assignment stands."""

        INVITED = "invited", _("Invited")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        SUBMITTED = "submitted", _("Submitted")
        RELEASED = "released", _("Released")

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="review_assignments"
    )
    guest = models.OneToOneField(Guest, on_delete=models.PROTECT, null=True, related_name="assignment")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.INVITED)
    due_on = models.DateField(_("due"))
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, help_text="Why it was declined.")
    reminded_on = models.DateField(null=True)
    reminder = models.CharField(max_length=40, blank=True, help_text="The last one sent by the clock.")
    has_conflict = models.BooleanField(_("conflict of interest"), default=False)

    objects = ReviewAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "reviewer"], name="review_assignment_once")]

    def __str__(self):
        return f"{self.round}: {self.who}"

    @property
    def who(self) -> Any:
        """The user or guest; None when the account is gone."""
        return self.guest or self.reviewer

    @property
    def name(self) -> str:
        """As editors read it."""
        return (self.who.get_full_name() or self.who.email) if self.who else ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for the reviewer."""
        return self.state in (self.State.INVITED, self.State.ACCEPTED)

    @property
    def waits_for(self) -> str:
        """The state it waits in for the reviewer, or nothing when it does not."""
        return self.state if self.is_open and not self.round.closed_at else ""

    @property
    def is_past(self) -> bool:
        """Whether it ended without a review."""
        return not self.waits_for and self.state != self.State.SUBMITTED

    @property
    def outcome_label(self) -> str:
        """What became of it, where `with_outcome` has asked."""
        return str(Outcome(self.outcome).label) if getattr(self, "outcome", None) else ""

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


class SignOff(models.Model):
    """A mayor's office or a partner asked whether they stand behind the case as it was submitted."""

    class Answer(models.TextChoices):
        """What they said."""

        APPROVED = "approved", _("Approved")
        COMMENTED = "commented", _("Commented")

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="sign_offs")
    guest = models.OneToOneField(Guest, on_delete=models.PROTECT, related_name="sign_off")
    office = models.CharField(_("office or organisation"), max_length=150)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    comment = models.TextField(_("comment"), max_length=3000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.round}: {self.office}"


class Review(models.Model):
    """What a reviewer wrote. Nobody but them reads it before it is submitted; see ReviewQuerySet.readable_by."""

    assignment = models.OneToOneField(ReviewAssignment, on_delete=models.CASCADE, related_name="review")
    comments = models.JSONField(default=dict, help_text="{section: text}")
    summary = models.TextField(_("to the city"), max_length=3000, blank=True)
    confidential = models.TextField(_("to the editors only"), max_length=3000, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    is_shared = models.BooleanField(_("shared with the city"), default=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.assignment}"


class CriterionScore(models.Model):
    """A reviewer's score for one criterion, 0 to 4, and why; in a draft the reason may come first."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, validators=[MaxValueValidator(HIGHEST_SCORE)])
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    class Meta:
        ordering = ["criterion__sort_order"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="criterion_scored_once"),
            models.CheckConstraint(condition=models.Q(score__lte=HIGHEST_SCORE), name="score_is_at_most_four"),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.score}"
