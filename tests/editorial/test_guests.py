"""Guests: a link that opens one review or one sign-off, until it expires or is taken back, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.letters import LetterNotSent
from editorial.models import Confirmation, Guest, GuestLetter, Review, ReviewAssignment, SignOff
from editorial.reviewing import asking, decisions, reviews, signing_off
from editorial.reviewing.reviews import NotNow
from notices.reminders import send_reminders
from tests.editorial.filling import WITHOUT_REVIEW, posted_review, whole_review

pytestmark = pytest.mark.django_db
State = ReviewAssignment.State


@pytest.fixture
def signed(asked, editor):
    """A sign-off asked of the mayor's office."""
    submission, _one, _two = asked()
    facts = {"office": "Mayor’s office", "name": "Lee Jiwon", "email": "mayor@seoul.example", "language": "ko"}
    return asking.ask_sign_off(editor, submission.pk, **facts)


class TestTheLink:
    def test_the_letter_carries_it_and_the_address_of_the_review_does_not(
        self, asked, client, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            _submission, _one, two = asked()
        letter = next(each for each in mail.outbox if each.to == ["Ana Ruiz <ana@uni.example>"])
        path = re.search(r"https?://[^/\s]+(/es/review/link/\S+)", letter.body)[1]
        answer = client.get(path)
        assert answer.url == f"/es/review/{two.pk}/"
        page = client.get(answer.url)
        assert page.status_code == 200
        assert two.guest.secret not in page.content.decode()
        assert "no-store" in page["Cache-Control"]

    def test_a_guest_reviews_from_asking_to_what_became_of_it(self, asked, by_link, editor):
        submission, _one, two = asked()
        browser, address = by_link(two.guest), f"/en/review/{two.pk}/"
        assert "I review it" in browser.get(address).content.decode()
        browser.post(f"{address}agree/")
        page = browser.get(address).content.decode()
        assert "Six criteria" in page
        base = re.search(r'name="base" value="([^"]*)"', page)
        answer = browser.post(address, posted_review("2", base=base[1] if base else "", submit="1"))
        assert answer.status_code == 302
        assert ReviewAssignment.objects.get(pk=two.pk).state == State.SUBMITTED
        decisions.decide(submission.case, editor, decisions.Verdict("minor", 1, 1, "Thank you.", WITHOUT_REVIEW))
        assert "Minor revision" in browser.get(address).content.decode()
        assert [each.kind for each in two.guest.letters.all()] == ["review-asked", "review-received", "review-decided"]

    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ({"expires_at": timezone.now() - timedelta(minutes=1)}, "expired"),
            ({"revoked_at": timezone.now()}, "taken it back"),
            ({"secret": "another"}, "newer letter"),
        ],
    )
    def test_a_link_that_is_dead_opens_nothing_before_or_after_it_was_followed(self, asked, by_link, change, word):
        _submission, _one, two = asked(agreed=True)
        token = two.guest.token
        browser = by_link(two.guest)
        Guest.objects.filter(pk=two.guest_id).update(**change)
        fresh = browser.__class__().get(f"/en/review/link/{token}/")
        assert fresh.status_code == 410
        assert word in fresh.content.decode()
        for answer in (
            browser.get(f"/en/review/{two.pk}/"),
            browser.post(f"/en/review/{two.pk}/", posted_review(submit="1")),
            browser.post(f"/en/review/{two.pk}/decline/", {"reason": "No."}),
        ):
            assert answer.status_code in (403, 410)
        assert ReviewAssignment.objects.get(pk=two.pk).state == State.ACCEPTED

    @pytest.mark.parametrize("token", ["x", "1~x.y", "~", "1.2.3", "9" * 400, "１~a.b"])
    def test_a_made_up_link_is_told_to_be_none(self, client, asked, token):
        answer = client.get(f"/en/review/link/{token}/")
        assert answer.status_code == 410

    def test_somebody_elses_link_opens_only_theirs(self, asked, by_link, editor):
        submission, one, two = asked(agreed=True)
        facts = {"name": "Ben", "email": "ben@uni.example", "language": "en"}
        other = asking.invite_guest(editor, submission.pk, due_on=two.due_on, **facts)
        browser = by_link(other.guest)
        assert browser.get(f"/en/review/{other.pk}/").status_code == 200
        for number in (one.pk, two.pk):
            assert browser.get(f"/en/review/{number}/").status_code == 403
            assert browser.post(f"/en/review/{number}/", posted_review(submit="1")).status_code == 403
        for path in ("/en/review/", "/en/contribute/", "/admin/", "/en/inbox/"):
            assert browser.get(path).status_code in (302, 403)

    def test_a_link_of_one_kind_is_none_of_another(self, asked):
        submission, _one, _two = asked()
        guest = Guest.objects.get()
        Confirmation.objects.create(
            pk=guest.pk, submission=submission, secret=guest.secret, expires_at=guest.expires_at
        )
        assert Guest.objects.for_token(guest.token) == guest
        assert Confirmation.objects.for_token(guest.token) is None

    def test_a_link_of_a_sign_off_signs_off_and_opens_no_review(self, signed, by_link, editor):
        assert signed.guest.token != Guest.objects.exclude(pk=signed.guest_id).get().token
        browser = by_link(signed.guest)
        assert browser.get(f"/en/review/sign-off/{signed.pk}/").status_code == 200
        other = ReviewAssignment.objects.exclude(guest=None).get()
        assert browser.get(f"/en/review/{other.pk}/").status_code == 403
        facts = {"office": "A union", "name": "Kim", "email": "kim@union.example", "language": "ko"}
        another = asking.ask_sign_off(editor, signed.round.submission_id, **facts)
        assert browser.get(f"/en/review/sign-off/{another.pk}/").status_code == 404

    def test_a_new_link_kills_the_old_one_and_a_revoked_one_is_told(self, asked, editor, signed_in, client):
        submission, _one, two = asked()
        old, browser = two.guest.token, signed_in(editor)
        browser.post(reverse("cases:link", args=[two.guest_id]), {"action": "renew"})
        new = Guest.objects.get(pk=two.guest_id).token
        assert client.get(f"/en/review/link/{old}/").status_code == 410
        assert client.get(f"/en/review/link/{new}/").status_code == 302
        browser.post(reverse("cases:link", args=[two.guest_id]), {"action": "revoke"})
        assert client.get(f"/en/review/link/{new}/").status_code == 410
        kinds = [each.kind for each in submission.steps.all()]
        assert kinds[-2:] == ["link-renewed", "link-revoked"]

    def test_what_was_typed_is_there_again_after_the_link_was_followed_anew(self, asked, by_link, client):
        _submission, _one, two = asked(agreed=True)
        refused = client.post(f"/en/review/{two.pk}/", posted_review(text="Typed before"))
        assert refused.status_code == 403
        assert "open it again" in refused.content.decode()
        client.get(f"/en/review/link/{two.guest.token}/")
        assert "Typed before: who counted?" in client.get(f"/en/review/{two.pk}/").content.decode()

    def test_a_letter_the_mail_server_refuses_is_sent_later_and_once(
        self, asked, monkeypatch, django_capture_on_commit_callbacks
    ):
        def refuse(*args, **kwargs):
            raise LetterNotSent("down")

        with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
            patch.setattr("editorial.guest_letters.send_letter", refuse)
            asked()
        mail.outbox.clear()
        GuestLetter.objects.update(created_at=timezone.now() - timedelta(hours=1))
        for _run in range(2):
            send_reminders()
        assert [each.to for each in mail.outbox].count(["Ana Ruiz <ana@uni.example>"]) == 1


def test_a_dead_link_is_refused_behind_the_door_as_well(asked):
    _submission, _one, two = asked(agreed=True)
    for change in ({"expires_at": timezone.now()}, {"revoked_at": timezone.now()}):
        Guest.objects.filter(pk=two.guest_id).update(**change)
        guest = Guest.objects.get(pk=two.guest_id)
        assert not ReviewAssignment.objects.of(guest).exists()
        assert not Review.objects.readable_by(guest).exists()
        with pytest.raises(ReviewAssignment.DoesNotExist):
            reviews.submit(guest, two.pk, whole_review())


class TestSignOff:
    def test_approved_or_commented_once_and_written_down(self, signed, by_link, editor):
        browser, address = by_link(signed.guest), f"/en/review/sign-off/{signed.pk}/"
        assert "What was done" in browser.get(address).content.decode()
        refused = browser.post(address, {"answer": "commented", "comment": " "}).content.decode()
        assert "Write what the editors should know." in refused
        browser.post(address, {"answer": "approved", "comment": ""})
        browser.post(address, {"answer": "commented", "comment": "No, wait."})
        signed.refresh_from_db()
        assert signed.answer == SignOff.Answer.APPROVED
        steps = [(each.kind, each.by_name) for each in signed.round.submission.steps.all()]
        assert steps[-1] == ("signed-off", "Lee Jiwon")
        assert editor.notices.filter(kind="sign-off-given").count() == 1

    def test_nothing_is_asked_any_more_after_the_decision(self, signed, editor, by_link):
        submission = signed.round.submission
        decisions.accept_case(submission.case, editor, WITHOUT_REVIEW)
        signed.refresh_from_db()
        with pytest.raises(NotNow):
            signing_off.answer(signed.guest, signed.pk, "approved", "")
        page = by_link(signed.guest).get(f"/en/review/sign-off/{signed.pk}/").content.decode()
        assert "No answer is needed any more." in page

    def test_asking_the_same_office_twice_asks_once(self, signed, editor):
        facts = {"office": "Mayor’s office", "name": "Lee", "email": "MAYOR@seoul.example", "language": "ko"}
        assert asking.ask_sign_off(editor, signed.round.submission_id, **facts) == signed
