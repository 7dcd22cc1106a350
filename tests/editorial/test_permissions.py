"""Who may do what in which state: every role, action and state, generated from the tables, through HTTP.

Each cell is tried on a case in that state and undone again. Right is what `editorial.states` says, and nothing else.
"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial.models import LetterTemplate, Outcome, Submission
from editorial.states import ACTIONS, Holder, State
from editorial.submissions import writing
from editorial.submissions.merging import marks_of, written_marks
from editorial.submissions.sections import BY_CODE
from policies.models import CaseStudyPage
from tests.editorial.filling import CONSENT, TEXT

pytestmark = pytest.mark.django_db
NEW = f"{TEXT} Changed."
CITY, SECRETARIAT = {"officer", "colleague"}, {"editor", "administrator"}


def press(browser: Client, action: str, submission: Submission):
    """Does the action as its screen does, with everything its form asks for."""
    desk = f"/en/contribute/case/{submission.case.record_id}/"
    case = CaseStudyPage.objects.get(pk=submission.case_id)
    if action == "write":
        section = BY_CODE["context"]
        base = marks_of(writing.current_answers(submission, writing.draft_of(submission), section))
        return browser.post(f"{desk}write/context/", {"problem": NEW, "base": written_marks(base)})
    if action == "submit":
        return browser.post(f"{desk}submit/", CONSENT | {"round": submission.round, "updating_note": "New figures."})
    if action == "answer":
        number = getattr(submission.requests.first(), "pk", 1)
        return browser.post(f"{desk}answer/{number}/", {"answer": "The statistics office."})
    if action in ("withdraw", "reopen", "update", "confirm"):
        return browser.post(f"{desk}{action}/")
    if action in ("return", *Outcome.values):
        facts = {"round": submission.round, "reviews_seen": 0, "reason": "Tried.", "letter": "Thank you."}
        return browser.post(reverse("cases:decide", args=[submission.pk, action]), facts | {"results": "Who counted?"})
    if action == "review":
        guest = {"guest-name": "Ana", "guest-email": "ana@uni.example", "guest-language": "en"}
        due = {"guest-due_on": timezone.localdate() + timedelta(days=9)}
        return browser.post(reverse("cases:reviewers", args=[submission.pk]), guest | due | {"action": "guest"})
    if action == "publish":
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        return browser.post(f"{address}?id={case.pk}", {})
    return browser.post(reverse("wagtailadmin_pages:unpublish", args=[case.pk]), {})


def is_done(action: str, before: Submission, last_step: int) -> bool:
    """Whether the case now is as the action would have it, and was not so before."""
    now = Submission.objects.get(pk=before.pk)
    if action == "write":
        return writing.draft_of(now).problem == NEW
    if action == "answer":
        return now.requests.exclude(answer="").exists()
    if ACTIONS[action].leads_to is None or action in Outcome.values or action == "return":
        return now.steps.filter(kind=action, pk__gt=last_step).exists()
    return now.state == ACTIONS[action].leads_to and now.state != before.state


def is_right(who: str, action: str, state: str) -> bool:
    """What the tables say."""
    known = ACTIONS[action]
    if action == "publish":  # the secretariat publishes from the editor what the city has agreed to
        return who in SECRETARIAT and state not in (State.PUBLISHED, State.DRAFT, State.WITHDRAWN)
    if action == "withdraw" and state == State.WITHDRAWN:
        return False
    return state in known.states and who in (CITY if known.by == Holder.CITY else SECRETARIAT)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("state", list(State))
def test_every_role_can_do_in_this_state_what_the_tables_say_and_nothing_else(state, bring, people):
    submission = bring(state)
    assert submission.state == state
    last_step = submission.steps.last().pk
    wrong = []
    for who, user in people.items():
        for action in ACTIONS:
            with undone():
                browser = Client()
                if user:
                    browser.force_login(user)
                answer = press(browser, action, submission)
                done = is_done(action, submission, last_step)
                if done != is_right(who, action, state) or answer.status_code >= 500:
                    wrong.append(f"{who} × {action}: {'done' if done else 'refused'} ({answer.status_code})")
    assert not wrong, "\n".join(wrong)


READABLE = ("", "preview/", "changes/", "write/context/", "submit/", "withdraw/")


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.PUBLISHED])
def test_only_the_citys_own_officers_read_its_desk(state, bring, people):
    submission = bring(state)
    CaseStudyPage.objects.filter(pk=submission.case_id).update(draft_title="ZQ-MARKED")
    wrong = []
    for who, user in people.items():
        browser = Client()
        if user:
            browser.force_login(user)
        pages = [f"/en/contribute/case/{submission.case.record_id}/{page}" for page in READABLE] + ["/en/contribute/"]
        seen = [page for page in pages if "ZQ-MARKED" in browser.get(page).content.decode()]
        if bool(seen) != (who in CITY):
            wrong.append(f"{who} sees {seen}")
    assert not wrong, "\n".join(wrong)


def test_messages_are_written_by_the_citys_own_officers_only(bring, people):
    submission = bring(State.SUBMITTED)
    address = f"/en/contribute/case/{submission.case.record_id}/message/"
    for number, (who, user) in enumerate(people.items()):
        browser = Client()
        if user:
            browser.force_login(user)
        before = submission.steps.count()
        browser.post(address, {"text": "A word", "key": f"{number:032x}"})
        assert (submission.steps.count() > before) == (who in CITY), who


def desk_of_the_secretariat(submission, assignment, guest) -> dict[str, dict]:
    """Every screen and button of the review desk in the admin: {address: what is posted there}."""
    due = timezone.localdate() + timedelta(days=20)
    case, kinds = [submission.pk], ("return", *Outcome.values)
    return {
        reverse("cases:index"): {},
        reverse("cases:edit", args=case): {"action": "care", "due_on": due},
        reverse("cases:figures"): {},
        reverse("cases:confirmations"): {},
        reverse("cases:reminders"): {"assignment": [assignment.pk]},
        reverse("cases:reviewers", args=case): {"reviewers": [1], "due_on": due},
        reverse("cases:sign-off", args=case): {"office": "A", "name": "B", "email": "c@d.example", "language": "en"},
        reverse("cases:archive", args=case): {"reason": "Out of date."},
        reverse("cases:ask-to-confirm", args=case): {},
        reverse("cases:assignment", args=[assignment.pk]): {"action": "release"},
        reverse("cases:link", args=[guest.pk]): {"action": "revoke"},
        reverse("letter-templates:index"): {},
        reverse("letter-templates:add"): {"kind": "accept", "language": "en", "text": "Dear {city}"},
        reverse("reviewers:index"): {},
        reverse("reviewers:add"): {},
        **{
            reverse("cases:decide", args=[*case, kind]): {"round": 1, "reviews_seen": 0, "reason": "R", "letter": "L"}
            for kind in kinds
        },
    }


def test_the_review_desk_is_the_secretariats_alone(asked, people):
    """Every role at every address of the desk: read and pressed, with a trace in the database or none."""
    submission, one, two = asked()
    LetterTemplate.objects.all().delete()
    wrong = []
    for who, user in people.items():
        browser = Client()
        if user:
            browser.force_login(user)
        for address, facts in desk_of_the_secretariat(submission, one, two.guest).items():
            read = browser.get(address)
            is_in = read.status_code in (200, 405) or read.get("Location", "").startswith("/admin/cases/edit/")
            if is_in != (who in SECRETARIAT) or read.status_code >= 500:
                wrong.append(f"{who} reads {address}: {read.status_code}")
            with undone():
                before = _traces(submission)
                answer = browser.post(address, facts)
                if answer.status_code >= 500 or (who not in SECRETARIAT and _traces(submission) != before):
                    wrong.append(f"{who} presses {address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def _traces(submission) -> tuple:
    """What any button of the desk would leave behind."""
    submission = Submission.objects.get(pk=submission.pk)
    return (submission.state, submission.due_on, submission.steps.count(), LetterTemplate.objects.count())
