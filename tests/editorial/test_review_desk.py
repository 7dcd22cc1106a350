"""How a round ends: the four decisions with their letters, who is told what, and what is refused."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from editorial.models import Decision, Outcome, Review, ReviewAssignment, Submission
from editorial.reviewing import decisions, reviews
from editorial.reviewing.letters import load_letter_templates
from editorial.states import ACTIONS, State
from editorial.submissions import writing
from notices.models import Notice
from policies.models import CaseStudyPage
from tests.editorial.filling import AGREED, WITHOUT_REVIEW, rewrite, whole_review

pytestmark = pytest.mark.django_db
ENDS_IN = {"accept": State.PUBLISHED, "minor": State.RETURNED, "major": State.RETURNED, "decline": State.DECLINED}


def fresh(submission):
    return Submission.objects.get(pk=submission.pk)


def kinds(user):
    return list(Notice.objects.for_user(user).order_by("pk").values_list("kind", flat=True))


def post(browser, submission, kind, **changed):
    facts = {"round": 1, "reviews_seen": 2, "letter": "Dear city,\nthank you."}
    return browser.post(reverse("cases:decide", args=[submission.pk, kind]), facts | changed)


class TestDeciding:
    @pytest.mark.parametrize("outcome", list(Outcome))
    def test_each_outcome_leads_where_it_should_and_everyone_is_told_once(
        self, reviewed, officer, colleague, editor, signed_in, outcome
    ):
        submission, one, two = reviewed()
        shared = list(Review.objects.values_list("pk", flat=True))
        assert post(signed_in(editor), submission, outcome, shared=shared).status_code == 302
        assert fresh(submission).state == ENDS_IN[outcome]
        told = {"accept": "case-published"}.get(outcome, f"case-{outcome}")
        assert kinds(officer)[-1] == kinds(colleague)[-1] == told
        assert "Dear city," in Notice.objects.filter(kind=told).first().text_in("en").body
        assert kinds(one.reviewer)[-1] == "review-decided"
        assert [each.kind for each in two.guest.letters.all()][-1] == "review-decided"
        decision = Decision.objects.get()
        assert (decision.outcome, decision.by, decision.round) == (outcome, editor, 1)
        assert ReviewAssignment.objects.first().round.closed_at

    def test_a_second_press_changes_nothing_and_another_decision_is_refused(self, reviewed, editor, signed_in, officer):
        submission, _one, _two = reviewed()
        browser = signed_in(editor)
        for _press in range(2):
            assert post(browser, submission, "minor").status_code == 302
        page = browser.post(
            reverse("cases:decide", args=[submission.pk, "accept"]), {"round": 1, "reviews_seen": 2}, follow=True
        )
        assert "That cannot be done now" in page.content.decode()
        assert Decision.objects.count() == kinds(officer).count("case-minor") == 1

    def test_a_review_that_came_in_meanwhile_is_looked_at_first(self, asked, editor, signed_in):
        submission, one, two = asked(agreed=True)
        reviews.submit(one.reviewer, one.pk, whole_review())
        browser = signed_in(editor)
        reviews.submit(two.guest, two.pk, whole_review(0))
        page = post(browser, submission, "minor", reviews_seen=1, reason="Enough.").content.decode()
        assert "A review came in" in page
        assert "Dear city," in page
        assert 'name="reviews_seen" value="2"' in page
        assert not Decision.objects.exists()

    def test_with_fewer_than_two_reviews_a_reason_is_asked(self, asked, editor, signed_in):
        submission, one, two = asked(agreed=True)
        reviews.submit(one.reviewer, one.pk, whole_review())
        browser = signed_in(editor)
        page = post(browser, submission, "accept", reviews_seen=1).content.decode()
        assert "Why you decide with fewer than two reviews" in page
        post(browser, submission, "accept", reviews_seen=1, reason="The update changes one figure.")
        assert Decision.objects.get().reason == "The update changes one figure."
        assert ReviewAssignment.objects.get(pk=two.pk).state == ReviewAssignment.State.RELEASED
        assert [each.kind for each in two.guest.letters.all()][-1] == "review-released"

    def test_after_a_minor_revision_no_new_review_is_needed(self, reviewed, officer, editor, signed_in):
        submission, _one, _two = reviewed()
        browser = signed_in(editor)
        post(browser, submission, "minor", results="Who counted?")
        assert [each.text for each in submission.requests.all()] == ["Who counted?"]
        writing.submit(officer, submission.case.record_id, 1, AGREED)
        assert post(browser, submission, "accept", round=2, reviews_seen=0).status_code == 302
        assert fresh(submission).state == State.PUBLISHED

    def test_the_letter_begins_with_the_template_in_the_language_chosen(self, reviewed, editor, signed_in):
        load_letter_templates()
        submission, _one, _two = reviewed()
        browser, address = signed_in(editor), reverse("cases:decide", args=[submission.pk, "minor"])
        assert "Thank you for “A living wage for Seoul”." in browser.get(address).content.decode()
        assert "사례를 제출해 주셔서 감사합니다" in browser.get(f"{address}?language=ko").content.decode()
        assert browser.get(f"{address}?language=xx").status_code == 200
        unknown = reverse("cases:decide", args=[submission.pk, "burn"])
        assert browser.get(unknown, follow=True).status_code == 404

    def test_it_can_be_scheduled(self, reviewed, officer, editor, signed_in, monkeypatch):
        submission, _one, _two = reviewed()
        moment = timezone.localtime() + timedelta(days=2)
        browser = signed_in(editor)
        past = f"{moment - timedelta(days=9):%Y-%m-%d %H:%M}"
        assert "This time has passed." in post(browser, submission, "accept", publish_at=past).content.decode()
        post(browser, submission, "accept", publish_at=f"{moment:%Y-%m-%d %H:%M}")
        submission = fresh(submission)
        assert (submission.state, submission.case.live) == (State.ACCEPTED, False)
        assert kinds(officer)[-1] == "case-accepted"
        call_command("publish_scheduled", verbosity=0)
        assert not fresh(submission).case.live
        monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(minutes=1))
        call_command("publish_scheduled", verbosity=0)
        submission = fresh(submission)
        assert (submission.state, submission.case.live) == (State.PUBLISHED, True)
        assert kinds(officer)[-1] == "case-published"

    def test_an_update_that_is_declined_leaves_the_published_text_and_the_draft(self, bring, officer, people, client):
        submission = bring(State.PUBLISHED)
        writing.begin_update(officer, submission.case.record_id)
        rewrite(submission, officer, "context", "problem", "New, at some length.")
        writing.submit(officer, submission.case.record_id, 1, AGREED | {"updating_note": "New."})
        verdict = decisions.Verdict("decline", 2, 0, "No.", WITHOUT_REVIEW)
        decisions.decide(submission.case, people["editor"], verdict)
        submission = fresh(submission)
        assert (submission.state, submission.case.live) == (State.DECLINED, True)
        assert writing.draft_of(submission).problem == "New, at some length."
        writing.withdraw(officer, submission.case.record_id)
        submission = fresh(submission)
        assert submission.state == State.PUBLISHED
        assert writing.draft_of(submission).problem != "New, at some length."

    def test_only_editors_decide(self, reviewed, person, officer, signed_in):
        submission, one, _two = reviewed()
        for who in (officer, one.reviewer, person("translator")):
            for outcome in (Outcome.ACCEPT, Outcome.DECLINE):  # Wagtail itself refuses the first, which publishes
                assert post(signed_in(who), submission, outcome).status_code in (302, 403)
        assert not Decision.objects.exists()

    def test_with_fewer_than_two_reviews_there_is_no_decision_without_a_reason(self, asked, editor):
        submission, _one, _two = asked()
        with pytest.raises(decisions.Unfounded):
            decisions.decide(submission.case, editor, decisions.Verdict("decline", 1, 0, "No.", " "))
        assert not Decision.objects.exists()


@pytest.mark.parametrize("state", [State.RETURNED, State.PUBLISHED, State.DECLINED, State.WITHDRAWN])
def test_nothing_is_decided_on_a_case_that_is_not_with_the_editors(bring, people, state):
    submission = bring(state)
    steps, editor = submission.steps.count(), people["editor"]
    decisions.return_case(submission.case, editor, results="Who counted?")
    for outcome in Outcome:
        with pytest.raises(writing.NotNow):
            decisions.decide(submission.case, editor, decisions.Verdict(outcome, 2, 0, "No.", WITHOUT_REVIEW))
    assert (fresh(submission).state, submission.steps.count()) == (state, steps)


class TestWhatTheCityReads:
    def test_comments_without_names_or_scores_and_only_what_is_shared(self, reviewed, officer, editor, signed_in):
        submission, one, _two = reviewed()
        shared = Review.objects.get(assignment=one)
        post(signed_in(editor), submission, "minor", shared=[shared.pk])
        browser, address = signed_in(officer), f"/en/contribute/case/{submission.case.record_id}/"
        page = browser.get(address).content.decode()
        assert "The first, in all." in page
        assert "The first: who counted?" in browser.get(f"{address}write/results/").content.decode()
        for hidden in ("The second", "between us", "First", "Ana Ruiz", one.reviewer.email):
            assert hidden not in page
        steps = [each.kind for each in submission.steps.for_city()]
        assert steps == ["created", "submit", "review", "minor"]

    def test_before_the_decision_it_reads_nothing(self, reviewed, officer, signed_in):
        submission, _one, _two = reviewed()
        page = signed_in(officer).get(f"/en/contribute/case/{submission.case.record_id}/").content.decode()
        assert "In review" in page
        assert "The first" not in page

    def test_a_declined_case_can_be_taken_up_again(self, reviewed, officer, editor, signed_in):
        submission, _one, _two = reviewed()
        post(signed_in(editor), submission, "decline")
        browser, address = signed_in(officer), f"/en/contribute/case/{submission.case.record_id}/"
        page = browser.get(address).content.decode()
        assert "Not taken into the library" in page
        assert "Dear city," in page
        browser.post(f"{address}reopen/")
        assert fresh(submission).state == State.DRAFT


def test_everything_stands_once_in_the_timeline_and_in_wagtails_log(reviewed, editor, officer):
    submission, one, two = reviewed()
    decisions.decide(submission.case, editor, decisions.Verdict("minor", 1, 2, "Nearly there."))
    writing.submit(officer, submission.case.record_id, 1, AGREED)
    decisions.accept_case(CaseStudyPage.objects.get(pk=submission.case_id), editor)
    steps = [(each.kind, each.by or each.by_name) for each in submission.steps.all()]
    assert steps == [
        ("created", officer),
        ("submit", officer),
        ("review", editor),
        ("invited", editor),
        ("invited", editor),
        ("agreed", one.reviewer),
        ("agreed", two.guest.name),
        ("reviewed", one.reviewer),
        ("reviewed", two.guest.name),
        ("minor", editor),
        ("submit", officer),
        ("accept", editor),
        ("publish", editor),
    ]
    logged = PageLogEntry.objects.filter(page=submission.case_id, action__startswith="editorial.").order_by("pk")
    assert [entry.action.removeprefix("editorial.") for entry in logged] == [kind for kind, _who in steps[1:]]
    assert [entry.user for entry in logged] == [who if not isinstance(who, str) else None for _kind, who in steps[1:]]
    assert all(entry.label for entry in logged)
    assert "publish" in ACTIONS


def test_the_letters_of_a_whole_review_go_to_the_right_people_once(
    reviewed, officer, editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        submission, one, two = reviewed()
        decisions.decide(submission.case, editor, decisions.Verdict("minor", 1, 2, "Nearly there."))
    sent: dict[str, int] = {}
    for letter in mail.outbox:
        sent[letter.to[0].split("<")[-1].strip(">")] = sent.get(letter.to[0].split("<")[-1].strip(">"), 0) + 1
    assert sent == {
        editor.email: 3,  # submitted, and two reviews
        officer.email: 3,  # received, in review, minor revision
        one.reviewer.email: 3,  # asked, received, what became of it
        two.guest.email: 3,
    }
    assert len({(letter.to[0], letter.subject) for letter in mail.outbox}) == len(mail.outbox)
