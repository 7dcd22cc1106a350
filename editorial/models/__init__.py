from editorial.models.decision import Decision, LetterTemplate, Outcome
from editorial.models.guest import Guest, GuestLetter
from editorial.models.review import (
    Criterion,
    CriterionScore,
    Review,
    ReviewAssignment,
    ReviewForm,
    ReviewRound,
    SignOff,
)
from editorial.models.reviewer import ReviewerProfile
from editorial.models.submission import ChangeRequest, KeptAnswers, Step, Submission
from editorial.models.task import CaseReviewTask
from editorial.models.version import Confirmation, PublishedVersion

__all__ = [
    "CaseReviewTask",
    "ChangeRequest",
    "Confirmation",
    "Criterion",
    "CriterionScore",
    "Decision",
    "Guest",
    "GuestLetter",
    "KeptAnswers",
    "LetterTemplate",
    "Outcome",
    "PublishedVersion",
    "Review",
    "ReviewAssignment",
    "ReviewForm",
    "ReviewRound",
    "ReviewerProfile",
    "SignOff",
    "Step",
    "Submission",
]
