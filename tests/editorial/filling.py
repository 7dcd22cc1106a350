"""Answers to every section, as a browser posts them."""

from editorial.models import Submission
from editorial.reviewing.review_forms import current_form
from editorial.reviewing.reviews import Answers
from editorial.submissions import writing
from editorial.submissions.forms import SectionForm
from editorial.submissions.merging import marks_of
from editorial.submissions.sections import BY_CODE

TEXT = "The city did this with its partners over several years, and says here what another city should know of it."
ANSWERS = {
    "basics": {
        "title": "A living wage for Seoul",
        "summary": TEXT,
        "lead_body": "Labour policy division",
        "lead_body_type": "city",
        "status": "running",
        "start": "2015",
    },
    "themes": {
        "themes": ["living-wage", "", ""],
        "pillars": ["rights-at-work"],
        "instruments": ["regulation"],
        "worker_groups": ["all-workers"],
    },
    "context": {
        "problem": TEXT,
        "objectives": TEXT,
        "legal_basis": TEXT,
        "legal_links-0-title": "Ordinance",
        "legal_links-0-url": "https://www.law.go.kr/",
    },
    "actions": {
        "actions": TEXT,
        "social_dialogue": TEXT,
        "partners-0-name": "A union",
        "partners-0-support": "technical",
    },
    "results": {
        "results": TEXT,
        "evidence": "monitored",
        "indicators-0-name": "Workers paid at least the living wage",
        "indicators-0-baseline": "1,234",
        "indicators-0-value": "2345.5",
        "indicators-0-date": "2020",
        "indicators-0-unit": "percent",
        "indicators-0-source": "The city",
    },
    "lessons": {
        "success_factors": TEXT,
        "limits": TEXT,
        "transfer": TEXT,
        "transfer_conditions": ["legal-power"],
    },
    "sources": {
        "references-0-title": "A report",
        "references-0-publisher": "The city",
        "references-0-year": "2020",
    },
}
AGREED = {"contact": "labour@seoul.example", "licence": "CC-BY-4.0", "consent": True}
WITHOUT_REVIEW = "Tried without a review."
CONSENT = {"contact": "labour@seoul.example", "licence": "CC-BY-4.0", "consent": "on"}


def answers(code: str, **changed) -> dict[str, list[str]]:
    """The answers to a section, some of them changed."""
    return {name: value if isinstance(value, list) else [value] for name, value in (ANSWERS[code] | changed).items()}


def fill(submission, officer) -> None:
    """Answers every section, in one sitting and one revision."""
    case = writing.draft_of(submission)
    for code, section in BY_CODE.items():
        form = SectionForm(section, answers(code), case)
        assert form.is_readable, form.errors
        form.write(case.locale)
    writing.save_draft(submission, case, officer)
    submission.refresh_from_db()
    submission.case.refresh_from_db()


def whole_review(score=3, text="A useful case"):
    """Answers to every question of a review."""
    return Answers(
        comments={"results": f"{text}: who counted?"},
        summary=f"{text}, in all.",
        confidential=f"{text}, between us.",
        scores={each.code: (score, "") for each in current_form().criteria.all()},
    )


def posted_review(score="3", text="A useful case", **changed):
    """The same, as a browser posts it."""
    scores = {f"score_{each.code}": score for each in current_form().criteria.all()}
    return scores | {"comment_results": f"{text}: who counted?", "summary": f"{text}, in all.", "base": ""} | changed


def rewrite(submission, officer, code: str, name: str, text: str) -> None:
    """One answer written anew."""
    section, now = BY_CODE[code], Submission.objects.get(pk=submission.pk)
    base = marks_of(writing.current_answers(now, writing.draft_of(now), section))
    saved = writing.save_section(officer, now.case.record_id, section, {name: [text]}, base)
    assert isinstance(saved, writing.Saved)
