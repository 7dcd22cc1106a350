"""No reviewer learns what another thinks before submitting: at any address, in any mail, in any export."""

import re

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from editorial.models import CriterionScore, GuestLetter, Review, ReviewAssignment, Step
from editorial.reviewing import reviews
from notices.models import Notice
from tests.architecture.test_doors import DOORS, MARK, addresses, patterns
from tests.editorial.filling import posted_review, whole_review

pytestmark = pytest.mark.django_db
State = ReviewAssignment.State


def sweep(browser, submission, methods=("get", "post")):
    """(where the mark was seen, how many addresses were asked, what broke): every address of the project."""
    numbers = [*ReviewAssignment.objects.values_list("pk", flat=True), submission.pk]
    seen, asked, broken = [], 0, []
    for route, name in patterns():
        if name in ("account_logout", "wagtailadmin_logout"):
            continue
        own = [f"/en/review/{each}/" for each in numbers] if DOORS.get(name) == "reviewers" else []
        for address in dict.fromkeys([*addresses(route, submission), *own]):
            for method in ("get",) if route.startswith("admin/") else methods:  # whose door is tried in test_doors
                with transaction.atomic():
                    answer = getattr(browser, method)(address)
                    transaction.set_rollback(True)
                asked += 1
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                if MARK.encode() in body:
                    seen.append(f"{method} {address}")
                if answer.status_code >= 500:
                    broken.append(f"{method} {address} {answer.status_code}")
    return seen, asked, broken


@pytest.fixture
def marked(asked):
    """The guest has submitted a review full of the mark; the reviewer with an account has agreed and not submitted."""
    submission, one, two = asked(agreed=True)
    answers = whole_review(4, MARK)
    scores = dict.fromkeys(answers.scores, (4, MARK))
    reviews.submit(two.guest, two.pk, reviews.Answers(answers.comments, answers.summary, answers.confidential, scores))
    return submission, one, two


def test_a_reviewer_finds_nothing_of_the_other_at_any_address(marked, signed_in):
    submission, one, _two = marked
    seen, asked, broken = sweep(signed_in(one.reviewer), submission)
    assert asked > 300
    assert not seen, "\n".join(seen)
    assert not broken, "\n".join(broken)


def test_nor_does_a_guest(asked, by_link, editor):
    submission, one, two = asked(agreed=True)
    reviews.submit(one.reviewer, one.pk, whole_review(4, MARK))
    seen, _asked, broken = sweep(by_link(two.guest), submission)
    assert not seen, "\n".join(seen)
    assert not broken, "\n".join(broken)


def test_nor_does_an_editor_who_is_to_review_it(marked, editor, signed_in):
    submission, one, _two = marked
    ReviewAssignment.objects.create(round=one.round, reviewer=editor, due_on=one.due_on)
    seen, _asked, _broken = sweep(signed_in(editor), submission, ("get",))
    assert not seen, "\n".join(seen)


def test_nor_do_officers_or_anybody_signed_out(marked, officer, signed_in):
    submission, _one, _two = marked
    for browser in (signed_in(officer), Client()):
        seen, _asked, _broken = sweep(browser, submission, ("get",))
        assert not seen, "\n".join(seen)


def test_an_editor_does_and_so_does_the_reviewer_after_submitting(marked, editor, signed_in):
    submission, one, two = marked
    address = reverse("cases:edit", args=[submission.pk])
    assert MARK in signed_in(editor).get(address).content.decode()
    browser = signed_in(one.reviewer)
    assert MARK not in browser.get(f"/en/review/{one.pk}/").content.decode()
    reviews.submit(one.reviewer, one.pk, whole_review(2))
    page = browser.get(f"/en/review/{one.pk}/").content.decode()
    assert f"{MARK}, in all." in page
    assert f"{MARK}, between us." not in page  # that was for the editors only
    assert two.guest.name not in page


def test_no_letter_notice_step_or_export_holds_a_score_or_a_text(
    asked, editor, signed_in, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        submission, one, two = asked(agreed=True)
        reviews.submit(two.guest, two.pk, whole_review(4, MARK))
    texts = [f"{letter.subject} {letter.body}" for letter in mail.outbox]
    texts += [str(each.facts) for each in (*Notice.objects.all(), *GuestLetter.objects.all())]
    texts += list(Step.objects.values_list("note", flat=True))
    sheet = signed_in(editor).get(f"{reverse('cases:index')}?export=xlsx")
    assert MARK.encode() not in b"".join(sheet.streaming_content)
    assert not [text for text in texts if MARK in text]
    assert CriterionScore.objects.filter(score=4).exists()
    assert submission
    assert one


WHO = ("the reviewer", "the guest", "another reviewer", "officer", "editor", "anonymous")
ACTS = ("read", "agree", "refuse", "save", "submit")
RIGHT = {  # what the reviewer, and only the reviewer, may do where it stands
    State.INVITED: {"read", "agree", "refuse"},
    State.ACCEPTED: {"read", "agree", "refuse", "save", "submit"},
    State.DECLINED: {"read"},
    State.SUBMITTED: {"read"},
    State.RELEASED: {"read"},
}


def act(browser, what, number):
    address = f"/en/review/{number}/"
    if what == "read":
        return browser.get(address)
    if what in ("agree", "refuse"):
        way = {"agree": "agree/", "refuse": "decline/"}[what]
        return browser.post(f"{address}{way}", {"reason": "No time."})
    return browser.post(address, posted_review("0", "Changed") | ({"submit": "1"} if what == "submit" else {}))


def is_done(what, number, answer, before):
    now = ReviewAssignment.objects.get(pk=number)
    if what == "read":
        return answer.status_code == 200 and b"A living wage for Seoul" in answer.content
    if what in ("agree", "refuse"):
        wanted = {"agree": State.ACCEPTED, "refuse": State.DECLINED}[what]
        return now.state == wanted and (before != wanted or answer.status_code == 302)
    review = Review.objects.filter(assignment=number, summary__startswith="Changed").first()
    return review is not None and bool(review.submitted_at) == (what == "submit")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("kind", ["account", "guest"])
@pytest.mark.parametrize("is_closed", [False, True])
def test_every_person_can_do_to_a_review_what_its_state_says_and_nothing_else(
    asked, reviewer, officer, editor, signed_in, by_link, state, kind, is_closed
):
    _submission, one, two = asked()
    mine = one if kind == "account" else two
    if state == State.SUBMITTED:
        who = mine.reviewer or mine.guest
        reviews.agree(who, mine.pk)
        reviews.submit(who, mine.pk, whole_review())
    ReviewAssignment.objects.filter(pk=mine.pk).update(state=state)
    if is_closed:
        from django.utils import timezone

        type(mine.round).objects.update(closed_at=timezone.now())
    browsers = {
        "the reviewer": signed_in(one.reviewer),
        "the guest": by_link(two.guest),
        "another reviewer": signed_in(reviewer("other")),
        "officer": signed_in(officer),
        "editor": signed_in(editor),
        "anonymous": Client(),
    }
    own = "the reviewer" if kind == "account" else "the guest"
    wrong = []
    for who in WHO:
        for what in ACTS:
            with transaction.atomic():
                answer = act(browsers[who], what, mine.pk)
                done = is_done(what, mine.pk, answer, state)
                transaction.set_rollback(True)
            right = who == own and what in (RIGHT[state] if not is_closed else {"read"})
            if who == own and what in ("agree", "refuse") and state in (State.ACCEPTED, State.DECLINED):
                right = done if state == {"agree": State.ACCEPTED, "refuse": State.DECLINED}[what] else right
            if done != right or answer.status_code >= 500:
                wrong.append(f"{who} × {what}: {'done' if done else 'refused'} ({answer.status_code})")
    assert not wrong, "\n".join(wrong)


def test_who_is_no_reviewer_any_more_or_whose_access_has_ended_does_nothing(asked, signed_in):
    _submission, one, _two = asked(agreed=True)
    for end in (one.reviewer.groups.clear, lambda: type(one.reviewer).objects.update(is_active=False)):
        browser = signed_in(one.reviewer)
        end()
        assert browser.get(f"/en/review/{one.pk}/").status_code in (403, 404)
        assert browser.post(f"/en/review/{one.pk}/", posted_review(submit="1")).status_code in (403, 404)
    assert not Review.objects.exists()


def test_two_windows_of_one_reviewer_never_overwrite_each_other_unseen(asked, signed_in):
    _submission, one, _two = asked(agreed=True)
    browser, address = signed_in(one.reviewer), f"/en/review/{one.pk}/"
    browser.post(address, posted_review("3", "In the first window"))
    conflict = browser.post(address, posted_review("1", "In the second window"))
    assert conflict.status_code == 409
    page = conflict.content.decode()
    assert "In the first window, in all." in page
    assert "In the second window, in all." in page
    assert Review.objects.get().summary == "In the first window, in all."
    base = re.search(r'name="base" value="([^"]+)"', page)[1]
    assert browser.post(address, posted_review("1", "In the second window", base=base)).status_code == 302
    assert Review.objects.get().summary == "In the second window, in all."
