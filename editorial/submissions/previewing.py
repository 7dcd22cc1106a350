"""A draft as readers will see it, for those who may see it."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from editorial.models import Submission
from editorial.submissions.coach import row_problems
from editorial.submissions.sections import SECTIONS
from editorial.submissions.writing import draft_of


def render_preview(request: HttpRequest, submission: Submission) -> TemplateResponse:
    """The page of the case under a bar that says so. Rows that are not complete are left out, and counted."""
    case = draft_of(submission)
    left_out = _leave_out_incomplete_rows(case)
    context = case.get_context(request)
    bar = {"back": reverse("desk-case", args=[case.record_id]), "left_out": left_out}
    return TemplateResponse(request, case.get_template(request), context | {"preview_bar": bar})


def _leave_out_incomplete_rows(case) -> int:
    left_out = 0
    for section in SECTIONS:
        for rows in section.rows:
            relation = getattr(case, rows.relation)
            whole = [row for row in relation.all() if not row_problems(row)]
            left_out += len(relation.all()) - len(whole)
            relation.set(whole)
    return left_out
