"""After publication: versions, the public record, the yearly question, and a case that is taken off."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document

from editorial.models import Confirmation, PublishedVersion, Submission
from editorial.publication import archiving, confirming
from editorial.reviewing import decisions
from editorial.states import State
from editorial.submissions import writing
from notices.models import Notice
from notices.reminders import send_reminders
from policies.models import CaseStudyPage
from tests.editorial.filling import AGREED, WITHOUT_REVIEW, rewrite

pytestmark = pytest.mark.django_db


def fresh(submission):
    return Submission.objects.get(pk=submission.pk)


def kinds(user):
    return list(Notice.objects.for_user(user).order_by("pk").values_list("kind", flat=True))


def publish_update(submission, officer, editor, problem, note):
    record_id = submission.case.record_id
    writing.begin_update(officer, record_id)
    rewrite(submission, officer, "context", "problem", problem)
    writing.submit(officer, record_id, fresh(submission).round, AGREED | {"updating_note": note})
    decisions.accept_case(CaseStudyPage.objects.get(record_id=record_id), editor, WITHOUT_REVIEW)


def years_ago(submission, days):
    day = timezone.localdate() - timedelta(days=days)
    CaseStudyPage.objects.filter(pk=submission.case_id).update(last_confirmed_on=day)
    Confirmation.objects.update(asked_at=timezone.now() - timedelta(days=days))


class TestTheRecord:
    def test_the_page_says_when_it_was_submitted_and_how_it_was_reviewed(self, reviewed, editor, client):
        submission, _one, _two = reviewed()
        decisions.accept_case(submission.case, editor)
        page = client.get(CaseStudyPage.objects.get(pk=submission.case_id).get_url()).content.decode()
        assert "2 independent reviewers" in page
        assert "Submitted" in page
        for name in ("First", "Ana Ruiz", "The first"):
            assert name not in page

    def test_each_publication_is_a_version_with_its_note_and_the_earlier_can_be_read(
        self, bring, officer, people, client
    ):
        submission = bring(State.PUBLISHED)
        publish_update(submission, officer, people["editor"], "A second text, at some length.", "Figures of 2026.")
        case = CaseStudyPage.objects.get(pk=submission.case_id)
        page = client.get(case.get_url()).content.decode()
        assert "A second text" in page
        assert "Version 2" in page
        assert "Figures of 2026." in page
        first = f"/en/versions/{case.record_id}/1/"
        assert first in page
        earlier = client.get(first).content.decode()
        assert "A second text" not in earlier
        assert "It has been replaced since." in earlier
        assert 'name="robots" content="noindex"' in earlier
        assert f'rel="canonical" href="{case.get_full_url()}"' in earlier
        assert client.get(f"/en/versions/{case.record_id}/2/").url == case.get_url()
        assert client.get(f"/ko/versions/{case.record_id}/1/").status_code == 200
        for number in ("3", "0", "9999"):
            assert client.get(f"/en/versions/{case.record_id}/{number}/").status_code == 404

    def test_a_correction_by_the_editors_stays_the_same_version(self, bring, people):
        submission = bring(State.PUBLISHED)
        case = CaseStudyPage.objects.get(pk=submission.case_id)
        case.problem = "A comma put right."
        case.save_revision(user=people["editor"]).publish()
        version = PublishedVersion.objects.get(submission=submission)
        assert (version.number, version.case.problem) == (1, "A comma put right.")

    def test_earlier_versions_of_what_is_not_in_the_library_cannot_be_read(self, bring, officer, people, client):
        submission = bring(State.PUBLISHED)
        publish_update(submission, officer, people["editor"], "A second text, at some length.", "New.")
        archiving.archive(submission.pk, people["editor"], "Merged.")
        assert client.get(f"/en/versions/{submission.case.record_id}/1/").status_code == 404

    def test_samples_have_a_version_too(self, make_case, client):
        case = make_case("seoul-wage", city="seoul")["en"]
        assert PublishedVersion.objects.get(submission__case__record_id="seoul-wage").reviewers == 0
        assert "independent reviewer" not in client.get(case.get_url()).content.decode()


class TestTheYearlyQuestion:
    def test_it_is_asked_once_a_year_of_the_citys_officers(
        self, bring, officer, colleague, django_capture_on_commit_callbacks
    ):
        submission = bring(State.PUBLISHED)
        send_reminders()
        assert not Confirmation.objects.exists()
        years_ago(submission, 366)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            for _run in range(3):
                send_reminders()
        assert Confirmation.objects.count() == 1
        letters = [letter for letter in mail.outbox if "Is it still running?" in letter.subject]
        assert {letter.to[0].split("<")[-1].strip(">") for letter in letters} == {officer.email, colleague.email}
        assert Confirmation.objects.get().token in letters[0].body
        assert not Notice.objects.filter(link__icontains=Confirmation.objects.get().secret).exists()

    def test_samples_drafts_and_updates_in_work_are_not_asked_about(self, bring, officer, make_case):
        make_case("seoul-wage", city="seoul")
        submission = bring(State.PUBLISHED)
        writing.begin_update(officer, submission.case.record_id)
        CaseStudyPage.objects.update(last_confirmed_on=timezone.localdate() - timedelta(days=900))
        send_reminders()
        assert not Confirmation.objects.exists()

    def test_still_running_is_shown_at_once_in_every_language_without_a_new_version(self, bring, client, editor):
        submission = bring(State.PUBLISHED)
        years_ago(submission, 800)
        case = CaseStudyPage.objects.get(pk=submission.case_id)
        assert "more than two years ago" in client.get(case.get_url()).content.decode()
        asked = confirming.ask(submission.pk)
        address = f"/en/confirm/{asked.token}/"
        assert client.get(f"{address}?answer=running").status_code == 200
        assert not Confirmation.objects.get().answer  # programs that check mail follow links
        client.post(address, {"answer": "running"})
        case.refresh_from_db()
        assert case.last_confirmed_on == timezone.localdate()
        assert "more than two years ago" not in client.get(case.get_url()).content.decode()
        assert writing.draft_of(fresh(submission)).last_confirmed_on == timezone.localdate()
        assert fresh(submission).state == State.PUBLISHED
        assert PublishedVersion.objects.count() == 1
        assert kinds(editor)[-1] == "case-confirmed"
        assert submission.steps.filter(kind="confirm").count() == 1

    @pytest.mark.parametrize("said", ["changed", "ended"])
    def test_a_change_or_an_end_begins_an_update_and_an_end_is_shown(self, bring, officer, client, said, people):
        submission = bring(State.PUBLISHED)
        address = f"/en/confirm/{confirming.ask(submission.pk).token}/"
        assert "Say in a sentence" in client.post(address, {"answer": said}).content.decode()
        client.post(address, {"answer": said, "note": "Since March the centre has closed."})
        client.post(address, {"answer": "running"})
        assert Confirmation.objects.get().answer == said
        submission = fresh(submission)
        assert (submission.state, submission.is_update) == (State.DRAFT, True)
        assert kinds(officer)[-1] == "case-to-update"
        page = client.get(CaseStudyPage.objects.get(pk=submission.case_id).get_url()).content.decode()
        assert ("this policy has ended" in page) == (said == "ended")
        assert "Since March" not in page
        writing.submit(officer, submission.case.record_id, 1, AGREED | {"updating_note": "It has ended."})
        decisions.accept_case(submission.case, people["editor"], WITHOUT_REVIEW)
        assert fresh(submission).ended_on is None

    def test_a_link_that_is_over_says_what_to_do(self, bring, client):
        submission = bring(State.PUBLISHED)
        asked = confirming.ask(submission.pk)
        token = asked.token
        confirming.ask(submission.pk)
        for dead in (token, "nonsense", f"{asked.pk}~{asked.secret}.x"):
            answer = client.get(f"/en/confirm/{dead}/")
            assert answer.status_code == 410
            assert client.post(f"/en/confirm/{dead}/", {"answer": "ended", "note": "x"}).status_code == 410
        assert fresh(submission).ended_on is None

    def test_who_did_not_answer_is_reminded_once_and_then_named_to_the_editors(self, bring, officer, editor, signed_in):
        submission = bring(State.PUBLISHED)
        asked = confirming.ask(submission.pk)
        for days, again, named in ((13, 0, 0), (15, 1, 0), (16, 1, 0), (61, 1, 1), (70, 1, 1)):
            Confirmation.objects.update(
                asked_at=timezone.now() - timedelta(days=days),
                expires_at=timezone.now() + confirming.VALID_FOR - timedelta(days=days),
            )
            send_reminders()
            assert kinds(officer).count("case-confirm-again") == again
            assert kinds(editor).count("case-not-confirmed") == named
        page = signed_in(editor).get(reverse("cases:confirmations")).content.decode()
        assert "did not answer" in page
        assert asked

    def test_a_city_without_officers_is_named_to_the_editors(self, bring, officer, colleague, people, editor):
        submission = bring(State.PUBLISHED)
        for person in (officer, colleague):
            person.groups.clear()
        confirming.ask(submission.pk)
        assert kinds(editor)[-1] == "case-not-confirmed"

    def test_an_officer_confirms_on_the_desk(self, bring, officer, signed_in):
        submission = bring(State.PUBLISHED)
        years_ago(submission, 500)
        browser, address = signed_in(officer), f"/en/contribute/case/{submission.case.record_id}/"
        assert "It is still running" in browser.get(address).content.decode()
        for _press in range(2):
            browser.post(f"{address}confirm/")
        assert submission.steps.filter(kind="confirm").count() == 1
        assert fresh(submission).case.last_confirmed_on == timezone.localdate()


class TestTheArchive:
    def test_the_address_stays_with_a_notice_and_the_reason(self, bring, officer, people, signed_in, client):
        submission = bring(State.PUBLISHED)
        address = CaseStudyPage.objects.get(pk=submission.case_id).get_url()
        browser, desk = signed_in(people["editor"]), reverse("cases:archive", args=[submission.pk])
        assert browser.post(desk, {"reason": " "}).status_code == 200
        assert browser.post(desk, {"reason": "The city has merged it with another case."}).status_code == 302
        assert fresh(submission).state == State.ARCHIVED
        gone = client.get(address)
        assert gone.status_code == 410
        page = gone.content.decode()
        assert "No longer in the library" in page
        assert "The city has merged it with another case." in page
        assert 'content="noindex"' in page
        assert "A living wage for Seoul" not in client.get("/en/policies/?q=living").content.decode()
        assert kinds(officer)[-1] == "case-archived"
        assert submission.steps.filter(kind="archive").count() == 1
        browser.post(desk, {"reason": "Again"})
        assert fresh(submission).archive_reason == "The city has merged it with another case."

    def test_its_translations_and_files_go_with_it(self, make_case, editor, client):
        cases = make_case("seoul-wage", city="seoul", languages=("ko", "en"))
        submission = Submission.objects.get(case__record_id="seoul-wage")
        addresses = [case.get_url() for case in cases.values()]
        archiving.archive(submission.pk, editor, "Out of date.")
        assert [client.get(address).status_code for address in addresses] == [410, 410]
        assert not CaseStudyPage.objects.filter(record_id="seoul-wage", live=True).exists()
        assert not Document.objects.exists()

    def test_it_can_be_published_again(self, bring, people, client):
        submission = bring(State.PUBLISHED)
        archiving.archive(submission.pk, people["editor"], "By mistake.")
        case = CaseStudyPage.objects.get(pk=submission.case_id)
        case.get_latest_revision().publish(user=people["editor"])
        assert fresh(submission).state == State.PUBLISHED
        assert client.get(case.get_url()).status_code == 200

    def test_a_draft_that_was_never_published_has_no_notice(self, begin, client):
        case = begin().case
        assert client.get(f"/en/policies/{case.slug}/").status_code == 404
