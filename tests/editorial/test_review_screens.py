"""The reviewer's screens: what they hold, files of the case, what cannot be read, and how many queries they run."""

import pytest
from django.test import Client
from django.urls import reverse

from editorial.models import Review, ReviewAssignment, ReviewerProfile, Submission
from editorial.reviewing import asking, decisions, reviews
from editorial.submissions import writing
from editorial.submissions.sections import SECTIONS
from tests.editorial.filling import AGREED, WITHOUT_REVIEW, fill, posted_review, rewrite, whole_review
from tests.editorial.test_drafts import fill_files
from tests.editorial.test_files import draft

pytestmark = pytest.mark.django_db
State = ReviewAssignment.State


@pytest.fixture
def with_files(begin, officer, editor, reviewer, signed_in):
    """A case in review that has a document and a picture: (assignment, their addresses)."""
    submission = begin()
    fill(submission, officer)
    fill_files(signed_in(officer), submission, 1)
    case = draft(submission)
    for row in case.images.all():
        row.alt = "A rest place."
    case.save_revision(clean=False)
    submission = writing.submit(officer, submission.case.record_id, 0, AGREED)
    due = submission.submitted_at.date()
    one = asking.invite(editor, submission.pk, reviewer().pk, due)
    facts = {"name": "Ana", "email": "ana@uni.example", "language": "en"}
    two = asking.invite_guest(editor, submission.pk, due_on=due, **facts)
    case = one.round.case
    image = case.images.all()[0].image.get_rendition("width-480")
    return one, two, [case.files.all()[0].document.url, image.url]


class TestFiles:
    def test_who_has_agreed_to_review_reads_the_files_of_the_case(self, with_files, signed_in, by_link, reviewer):
        one, two, addresses = with_files
        mine, guest, other = signed_in(one.reviewer), by_link(two.guest), signed_in(reviewer("other"))
        seen = lambda browser: [browser.get(address).status_code for address in addresses]  # noqa: E731
        assert seen(mine) == seen(guest) == seen(other) == seen(Client()) == [404, 404]
        reviews.agree(one.reviewer, one.pk)
        reviews.agree(two.guest, two.pk)
        assert seen(mine) == seen(guest) == [200, 200]
        page = mine.get(f"/en/review/{one.pk}/").content.decode()
        assert addresses[0] in page
        assert "A rest place." in page
        assert seen(other) == seen(Client()) == [404, 404]
        reviews.refuse(one.reviewer, one.pk, "No time.")
        assert seen(mine) == [404, 404]

    def test_a_link_that_was_taken_back_reads_none(self, with_files, by_link, editor):
        _one, two, addresses = with_files
        reviews.agree(two.guest, two.pk)
        browser = by_link(two.guest)
        asking.revoke_link(editor, two.guest_id)
        assert [browser.get(address).status_code for address in addresses] == [404, 404]

    def test_they_are_public_when_the_case_is(self, with_files, editor):
        one, _two, addresses = with_files
        decisions.accept_case(one.round.submission.case, editor, WITHOUT_REVIEW)
        assert Client().get(addresses[0]).status_code == 200


class TestWriting:
    def test_a_draft_may_be_long_and_what_is_submitted_keeps_to_the_limit(self, asked, signed_in):
        _submission, one, _two = asked(agreed=True)
        browser, address = signed_in(one.reviewer), f"/en/review/{one.pk}/"
        long = "가나다 " * 1000
        answer = browser.post(address, posted_review(summary=long, submit="1"))
        page = answer.content.decode()
        assert "Saved, but not submitted yet." in page
        assert "Shorten this to 3000 characters" in page
        assert Review.objects.get().summary == long.strip()
        assert ReviewAssignment.objects.get(pk=one.pk).state == State.ACCEPTED

    def test_every_criterion_needs_a_score_and_nothing_is_lost_without(self, asked, signed_in):
        _submission, one, _two = asked(agreed=True)
        browser, address = signed_in(one.reviewer), f"/en/review/{one.pk}/"
        facts = {"score_evidence": "2", "reason_clarity": "Many abbreviations.", "base": "", "submit": "1"}
        page = browser.post(address, facts).content.decode()
        assert page.count("Choose the score whose description fits best.") >= 5
        scores = {each.criterion.code: (each.score, each.reason) for each in Review.objects.get().scores.all()}
        assert scores == {"evidence": (2, ""), "clarity": (None, "Many abbreviations.")}
        assert "Many abbreviations." in browser.get(address).content.decode()

    @pytest.mark.parametrize(
        "facts", [{"score_evidence": "9"}, {"score_evidence": "x"}, {"summary": "a" * 100_001}, {"base": "x" * 5000}]
    )
    def test_what_cannot_be_read_changes_nothing_that_was_saved(self, asked, signed_in, facts):
        _submission, one, _two = asked(agreed=True)
        browser, address = signed_in(one.reviewer), f"/en/review/{one.pk}/"
        reviews.save(one.reviewer, one.pk, whole_review(3))
        for headers in ({}, {"X-Requested-With": "autosave"}):
            answer = browser.post(address, posted_review(**facts), headers=headers)
            assert answer.status_code in (409, 422)
        assert Review.objects.get().summary == "A useful case, in all."

    def test_signs_no_database_keeps_are_left_out(self, asked, signed_in):
        _submission, one, _two = asked(agreed=True)
        signed_in(one.reviewer).post(f"/en/review/{one.pk}/", posted_review(comment_results="a\x00b"))
        assert Review.objects.get().comments == {"results": "ab"}

    @pytest.mark.parametrize("number", ["0", "999999999", "9" * 30])
    def test_a_review_that_is_not_there(self, asked, signed_in, number):
        _submission, one, _two = asked()
        browser = signed_in(one.reviewer)
        for way in ("", "agree/", "decline/"):
            assert browser.post(f"/en/review/{number}/{way}").status_code == 404
        assert browser.get(f"/en/review/sign-off/{number}/").status_code in (403, 404)

    def test_saving_in_the_background_answers_with_the_new_mark(self, asked, signed_in):
        _submission, one, _two = asked(agreed=True)
        browser, address = signed_in(one.reviewer), f"/en/review/{one.pk}/"
        background = {"X-Requested-With": "autosave"}
        told = browser.post(address, posted_review(), headers=background).json()
        assert (told["state"], bool(told["base"])) == ("saved", True)
        again = browser.post(address, posted_review(base=told["base"]), headers=background).json()
        assert again["state"] == "saved"
        assert browser.post(address, posted_review(base=told["base"]), headers=background).json()["state"] == "conflict"

    def test_what_a_reviewer_knows_about_is_kept(self, reviewer, signed_in):
        first = reviewer()
        browser = signed_in(first)
        page = browser.get("/ko/review/about-me/")
        theme, city = page.context["form"].fields["themes"].queryset[0], page.context["form"].fields["conflicts"]
        facts = {"themes": [theme.pk], "languages": ["ko", "fr"], "conflicts": [city.queryset[0].pk]}
        assert browser.post("/ko/review/about-me/", facts).status_code == 302
        profile = ReviewerProfile.objects.get(user=first)
        assert (list(profile.themes.all()), profile.languages) == ([theme], ["ko", "fr"])
        for wrong in ({"themes": ["x"]}, {"languages": ["xx"]}, {"conflicts": ["9" * 30]}, {"away_until": "soon"}):
            assert browser.post("/ko/review/about-me/", wrong).status_code == 200


def test_in_a_second_round_the_reviewer_sees_what_the_city_changed_and_answered(reviewed, officer, editor, signed_in):
    submission, one, _two = reviewed()
    verdict = decisions.Verdict("major", 1, 2, "Please rework it.", requests={"context": "Which ordinance?"})
    decisions.decide(submission.case, editor, verdict)
    writing.answer_request(officer, submission.case.record_id, submission.requests.get().pk, "That of 2015.")
    rewrite(submission, officer, "context", "problem", "Rewritten for the second round.")
    writing.submit(officer, submission.case.record_id, 1, AGREED)
    second = asking.invite(editor, submission.pk, one.reviewer.pk, one.due_on)
    reviews.agree(one.reviewer, second.pk)
    page = signed_in(one.reviewer).get(f"/en/review/{second.pk}/").content.decode()
    assert "Since round 1" in page
    assert "That of 2015." in page
    assert "<ins>" in page
    desk = signed_in(editor).get(reverse("cases:edit", args=[submission.pk])).content.decode()
    assert "Since round 1" in desk


@pytest.mark.parametrize("screen", ["", "about-me/", "{one}/"])
def test_the_screens_run_the_same_queries_however_much_there_is(
    begin, officer, editor, reviewer, signed_in, screen, django_assert_max_num_queries
):
    first = reviewer()
    browser, counts = signed_in(first), []
    for number in (2, 12):
        submission = begin(title=f"Case {number}")
        fill(submission, officer)
        fill_files(signed_in(officer), submission, number)
        Submission.objects.filter(pk=submission.pk).update(round=1, state="submitted")
        submission = Submission.objects.get(pk=submission.pk)
        submission.sent_revision = submission.case.latest_revision
        submission.save()
        one = asking.invite(editor, submission.pk, first.pk, submission.created_at.date())
        reviews.agree(first, one.pk)
        address = f"/en/review/{screen.format(one=one.pk)}"
        browser.get(address)  # the sizes of pictures are made once
        with django_assert_max_num_queries(1000) as queries:
            assert browser.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
    assert len(SECTIONS) == 7
