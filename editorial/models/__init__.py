from editorial.models.submission import ChangeRequest, KeptAnswers, Step, Submission
from editorial.models.task import CaseReviewTask

__all__ = ["CaseReviewTask", "ChangeRequest", "KeptAnswers", "Step", "Submission"]
