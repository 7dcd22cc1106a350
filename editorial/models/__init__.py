from editorial.models.review import Criterion, CriterionScore, Review, ReviewAssignment, ReviewForm, ReviewRound
from editorial.models.submission import ChangeRequest, KeptAnswers, Step, Submission
from editorial.models.task import CaseReviewTask

__all__ = [
    "CaseReviewTask",
    "ChangeRequest",
    "Criterion",
    "CriterionScore",
    "KeptAnswers",
    "Review",
    "ReviewAssignment",
    "ReviewForm",
    "ReviewRound",
    "Step",
    "Submission",
]
