"""What editors do to a submitted case, through Wagtail's admin, and what its city hears of it."""

import pytest
from django.core import mail
from django.urls import reverse

from editorial.models import Submission
from editorial.reviewing import decisions
from editorial.states import State
from editorial.submissions import writing
from editorial.submissions.merging import marks_of
from editorial.submissions.sections import BY_CODE
from notices.models import Notice
from policies.models import CaseStudyPage
from tests.editorial.filling import AGREED, CONSENT, TEXT, WITHOUT_REVIEW, fill

pytestmark = pytest.mark.django_db


def act(browser, submission, kind, **data):
    """Decides on the desk, as its form would be posted."""
    now = fresh(submission)
    known = {"round": now.round, "reviews_seen": 0, "reason": WITHOUT_REVIEW}
    return browser.post(reverse("cases:decide", args=[submission.pk, kind]), known | data)


def fresh(submission):
    return Submission.objects.get(pk=submission.pk)


def kinds(user):
    return list(Notice.objects.for_user(user).order_by("pk").values_list("kind", flat=True))


def test_a_submitted_case_waits_for_the_editors(submitted, officer, editor, signed_in):
    submission = submitted()
    assert kinds(editor) == ["case-submitted"]
    assert kinds(officer) == ["case-received"]
    page = signed_in(editor).get(reverse("cases:edit", args=[submission.pk]))
    assert page.status_code == 200
    assert "A living wage for Seoul" in signed_in(editor).get(reverse("cases:index")).content.decode()


def test_editors_return_a_case_with_a_request_to_each_section(submitted, officer, editor, signed_in):
    submission = submitted()
    act(signed_in(editor), submission, "return", letter="Thank you.", results="Who counted?", basics="Since when?")
    assert fresh(submission).state == State.RETURNED
    assert {each.section: each.text for each in submission.requests.all()} == {
        "results": "Who counted?",
        "basics": "Since when?",
    }
    browser = signed_in(officer)
    assert (
        "Who counted?"
        in browser.get(f"/en/contribute/case/{submission.case.record_id}/write/results/").content.decode()
    )
    overview = browser.get(f"/en/contribute/case/{submission.case.record_id}/").content.decode()
    assert "Back with you" in overview
    assert "Thank you." in overview
    assert kinds(officer)[-1] == "case-returned"


def test_the_city_sees_the_letter_and_what_is_left_to_answer(submitted, officer, editor, signed_in):
    submission = submitted()
    address = f"/en/contribute/case/{submission.case.record_id}/"
    decisions.return_case(submission.case, editor, letter="Nearly there.", results="Who counted?")
    page = signed_in(officer).get(address)
    assert "Nearly there." in page.context["letter"]
    assert [line.section.code for line in page.context["sections"] if not line.is_done] == ["results"]
    writing.answer_request(officer, submission.case.record_id, submission.requests.get().pk, "The city did.")
    assert all(line.is_done for line in signed_in(officer).get(address).context["sections"])
    writing.submit(officer, submission.case.record_id, 1, AGREED)
    assert signed_in(officer).get(address).context["letter"] == ""


def test_a_return_without_any_request_is_refused_with_the_cure(submitted, editor, signed_in):
    submission = submitted()
    act(signed_in(editor), submission, "return", letter="Hm.")
    assert fresh(submission).state == State.SUBMITTED


def test_the_city_answers_changes_and_submits_again(submitted, officer, editor, signed_in):
    submission = submitted()
    act(signed_in(editor), submission, "return", results="Who counted?")
    request = submission.requests.get()
    browser = signed_in(officer)
    record_id = submission.case.record_id
    browser.post(f"/en/contribute/case/{record_id}/answer/{request.pk}/", {"answer": "The statistics office."})
    section = BY_CODE["results"]
    case = writing.draft_of(fresh(submission))
    base = marks_of(writing.current_answers(fresh(submission), case, section))
    writing.save_section(officer, record_id, section, {"results": [f"{TEXT} Counted."]}, base)
    changed = browser.get(f"/en/contribute/case/{record_id}/changes/").content.decode()
    assert "<ins> Counted.</ins>" in changed or "<ins>Counted" in changed
    browser.post(f"/en/contribute/case/{record_id}/submit/", CONSENT | {"round": "1"})
    submission = fresh(submission)
    assert (submission.state, submission.round) == (State.SUBMITTED, 2)
    assert kinds(editor)[-1] == "case-resubmitted"
    page = signed_in(editor).get(reverse("cases:edit", args=[submission.pk])).content.decode()
    assert "The statistics office." in page


def test_accepting_publishes(submitted, officer, editor, signed_in, client):
    submission = submitted()
    act(signed_in(editor), submission, "accept")
    submission = fresh(submission)
    assert submission.state == State.PUBLISHED
    assert submission.case.live
    page = client.get(submission.case.get_url())
    assert page.status_code == 200
    assert "A living wage for Seoul" in page.content.decode()
    assert submission.case.slug == "seoul-a-living-wage-for-seoul"
    assert [step.kind for step in submission.steps.all()] == ["created", "submit", "accept", "publish"]
    assert kinds(officer)[-1] == "case-published"


def test_what_the_editor_changed_last_is_what_is_accepted(submitted, editor, signed_in):
    submission = submitted()
    case = CaseStudyPage.objects.get(pk=submission.case_id).get_latest_revision_as_object()
    case.problem = "Put right by the editor before publication."
    case.save_revision(user=editor)
    act(signed_in(editor), submission, "accept")
    submission = fresh(submission)
    assert (submission.state, submission.case.live) == (State.PUBLISHED, True)
    assert submission.case.problem == "Put right by the editor before publication."


def test_a_second_press_of_accept_changes_nothing(submitted, editor, signed_in):
    submission = submitted()
    browser = signed_in(editor)
    for _press in range(2):
        assert act(browser, submission, "accept", round=1).status_code == 302
    assert fresh(submission).steps.filter(kind="publish").count() == 1


def test_what_cannot_be_published_is_not_accepted(submitted, editor, signed_in):
    submission = submitted()
    case = writing.draft_of(submission)
    case.summary = ""
    case.save_revision(clean=False)
    answer = act(signed_in(editor), submission, "accept")
    assert answer.status_code == 200
    assert "Answer this before publishing" in answer.content.decode()
    assert fresh(submission).state == State.SUBMITTED


def test_an_update_leaves_the_published_text_until_it_is_accepted(submitted, officer, editor, signed_in, client):
    submission = submitted()
    act(signed_in(editor), submission, "accept")
    record_id = submission.case.record_id
    browser = signed_in(officer)
    for _press in range(2):
        browser.post(f"/en/contribute/case/{record_id}/update/")
    section = BY_CODE["context"]
    case = writing.draft_of(fresh(submission))
    base = marks_of(writing.current_answers(fresh(submission), case, section))
    writing.save_section(officer, record_id, section, {"problem": ["A new problem, told at some length."]}, base)
    address = submission.case.get_url()
    case_url = CaseStudyPage.objects.get(pk=submission.case_id).get_url()
    assert "A new problem" not in client.get(case_url).content.decode()
    assert "A new problem" in browser.get(f"/en/contribute/case/{record_id}/preview/").content.decode()
    refused = browser.post(f"/en/contribute/case/{record_id}/submit/", CONSENT | {"round": "1"}).content.decode()
    assert "required" in refused.lower()
    browser.post(
        f"/en/contribute/case/{record_id}/submit/", CONSENT | {"round": "1", "updating_note": "Figures of 2026."}
    )
    assert "A new problem" not in client.get(case_url).content.decode()
    act(signed_in(editor), fresh(submission), "accept")
    page = client.get(case_url).content.decode()
    assert "A new problem" in page
    assert "Figures of 2026." in page
    assert kinds(officer)[-1] == "case-updated"
    assert address


def test_dropping_an_update_brings_the_published_text_back_to_the_desk(submitted, officer, editor, signed_in):
    submission = submitted()
    act(signed_in(editor), submission, "accept")
    writing.begin_update(officer, submission.case.record_id)
    writing.save_section(officer, submission.case.record_id, BY_CODE["context"], {"problem": ["Else"]}, {})
    writing.withdraw(officer, submission.case.record_id)
    submission = fresh(submission)
    assert submission.state == State.PUBLISHED
    assert submission.case.live
    assert not submission.case.has_unpublished_changes
    assert writing.draft_of(submission).problem == TEXT


def test_a_sample_becomes_the_citys_own_by_its_first_update(make_case, officer, editor, signed_in):
    make_case("seoul-wage", city="seoul")
    desk = signed_in(officer).get("/en/contribute/").content.decode()
    assert "Sample, not confirmed by you yet" in desk
    make_case("seoul-wage-2", city="seoul")  # of the same theme
    submission = writing.begin_update(officer, "seoul-wage")
    fill(submission, officer)
    assert signed_in(officer).get("/en/contribute/case/seoul-wage/").context["alike"] == []
    writing.submit(officer, "seoul-wage", 0, AGREED | {"updating_note": "Confirmed by the city."})
    act(signed_in(editor), fresh(submission), "accept")
    case = CaseStudyPage.objects.get(record_id="seoul-wage")
    assert not case.is_sample
    assert case.last_confirmed_on


def test_taking_a_case_off_the_library_is_told_to_its_city(submitted, officer, editor, signed_in):
    submission = submitted()
    act(signed_in(editor), submission, "accept")
    CaseStudyPage.objects.get(pk=submission.case_id).unpublish()
    assert fresh(submission).state == State.ARCHIVED
    assert kinds(officer)[-1] == "case-archived"


def test_messages_go_to_the_other_side_once(submitted, officer, colleague, editor, signed_in):
    submission = submitted()
    browser = signed_in(officer)
    page = browser.get(f"/en/contribute/case/{submission.case.record_id}/").content.decode()
    key = page.split('name="key" value="')[1][:32]
    for _press in range(2):
        browser.post(f"/en/contribute/case/{submission.case.record_id}/message/", {"text": "One question", "key": key})
    assert kinds(editor).count("case-message") == 1
    desk = signed_in(editor)
    address = reverse("cases:edit", args=[submission.pk])
    key = desk.get(address).content.decode().split('name="key" value="')[1][:32]
    desk.post(address, {"text": "One answer", "key": key})
    assert kinds(officer)[-1] == kinds(colleague)[-1] == "case-message"
    assert "One answer" in browser.get(f"/en/contribute/case/{submission.case.record_id}/").content.decode()


def test_nobody_gets_wagtails_letters_beside_ours(
    submitted, officer, editor, signed_in, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        submission = submitted()
        act(signed_in(editor), submission, "return", results="Who counted?")
    subjects = [letter.subject for letter in mail.outbox]
    assert len(subjects) == len(set(subjects)) == 3
    assert not [subject for subject in subjects if "rejected" in subject.lower()]


def test_officers_and_reviewers_are_refused_by_the_admin(submitted, officer, person, signed_in):
    submission = submitted()
    for someone in (officer, person("reviewer")):
        assert signed_in(someone).get(reverse("cases:edit", args=[submission.pk])).status_code == 403


def test_a_draft_never_submitted_is_its_citys_own_affair(begin, editor, signed_in):
    submission = begin(title="Not yet")
    browser = signed_in(editor)
    assert "Not yet" not in browser.get(reverse("cases:index")).content.decode()
    assert browser.get(reverse("cases:edit", args=[submission.pk]), follow=True).status_code == 404
