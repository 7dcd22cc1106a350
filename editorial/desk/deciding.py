"""The screen on which an editor decides: the reviews, a letter to begin from, and what goes with the outcome."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.desk.case import DECISIONS
from editorial.desk.doors import editors_only, submission_of
from editorial.desk.forms import DecisionForm
from editorial.models import LetterTemplate, Review
from editorial.reviewing import decisions, rounds
from editorial.reviewing.comparing import side_by_side
from editorial.reviewing.letters import letter_for
from editorial.states import may
from editorial.submissions import coach, writing
from editorial.submissions.differences import compared
from editorial.submissions.labels import label_of


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """`kind`: an outcome, or "return" for requests before the review."""
    if kind not in DECISIONS:
        raise Http404
    submission = submission_of(number)
    if not may(kind, submission.state):
        messages.error(request, not_now(submission))
        return redirect("cases:edit", number)
    case = writing.draft_of(submission)
    round_ = rounds.round_of(submission)
    comparison = side_by_side(round_, Review.objects.readable_by(request.user)) if round_ else None
    languages = dict(settings.LANGUAGES)
    language = request.GET.get("language", "")
    language = language if language in languages else case.locale.language_code
    form = DecisionForm(
        request.POST or None,
        kind=kind,
        reviews=comparison.reviews if comparison else (),
        enough=rounds.reviews_for_this_version(submission) >= rounds.WANTED,
        initial={
            "letter": letter_for(submission, case, kind, language, request.user),
            "round": submission.round,
            "reviews_seen": rounds.submitted_in(submission),
        },
    )
    if request.method == "POST" and form.is_valid() and _carry_out(request, submission, form):
        return redirect("cases:edit", number)
    context = {
        "submission": submission,
        "case": case,
        "kind": kind,
        "title": LetterTemplate.Kind(kind).label,
        "form": form,
        "comparison": comparison,
        "found": [(label_of(one.name), one) for one in coach.blocking(submission, case)],
        "differences": compared(round_.case, case) if round_ else [],
        "languages": languages.items(),
        "language": language,
        "waiting": round_.assignments.open().count() if round_ else 0,
        "awaits_own": bool(round_) and round_.assignments.open().filter(reviewer=request.user).exists(),
    }
    return render(request, "editorial/admin/decide.html", context)


def _carry_out(request, submission, form) -> bool:
    """Whether it was done, or done already; if not, the editor is told why and keeps what they wrote."""
    given = form.cleaned_data
    try:
        if form.kind == "return":
            decisions.return_case(submission.case, request.user, given["letter"], **form.requests)
        else:
            verdict = decisions.Verdict(
                form.kind,
                given["round"],
                given["reviews_seen"],
                given["letter"],
                given.get("reason", ""),
                form.requests,
                given.get("shared") or (),
                given.get("publish_at"),
            )
            decisions.decide(submission.case, request.user, verdict)
    except decisions.ChangedMeanwhile:
        messages.error(request, _("A review came in, or the case went on, while you wrote. Look again, then decide."))
        form.data = form.data.copy()
        form.data["round"], form.data["reviews_seen"] = submission.round, rounds.submitted_in(submission)
        return False
    except decisions.Unfounded:
        form.add_error(None, _("Say why you decide with fewer than two reviews."))
        return False
    except decisions.CannotPublish:
        form.add_error(None, _("The case cannot be published before what is missing is put right. It is listed above."))
        return False
    except writing.NotNow:
        messages.error(request, not_now(submission))
        return True
    messages.success(request, _("Done. The city has been told."))
    return True


def not_now(submission) -> str:
    """That it has gone on meanwhile, and where it stands now."""
    submission.refresh_from_db()
    return _("That cannot be done now. The case stands at “{state}”.").format(state=submission.get_state_display())
