"""Writing a case on the city's desk: drafts take anything, nothing is lost, nothing is doubled."""

import pytest

from editorial.models import KeptAnswers, Submission
from editorial.states import State
from editorial.submissions import coach, writing
from editorial.submissions.answers import answers_of
from editorial.submissions.merging import marks_of, written_marks
from editorial.submissions.sections import SECTIONS
from tests.editorial.filling import ANSWERS, CONSENT, answers

pytestmark = pytest.mark.django_db


def url(submission, *parts):
    return "/".join(["/en/contribute/case", submission.case.record_id, *parts, ""])


def draft(submission):
    return writing.draft_of(Submission.objects.get(pk=submission.pk))


def marks(submission, section):
    fresh = Submission.objects.get(pk=submission.pk)
    return marks_of(writing.current_answers(fresh, draft(fresh), section))


def test_a_new_case_is_a_draft_page_of_the_city_that_nobody_outside_sees(officer, signed_in, client):
    browser = signed_in(officer)
    page = browser.get("/en/contribute/new/").content.decode()
    key = page.split('name="key" value="')[1][:32]
    posted = {"title": "서울시 생활임금", "language": "ko", "copy_of": "", "key": key}
    first = browser.post("/en/contribute/new/", posted)
    again = browser.post("/en/contribute/new/", posted)
    submission = Submission.objects.get()
    assert first.url == again.url == f"/en/contribute/case/{submission.case.record_id}/write/basics/"
    case = submission.case
    assert (case.live, case.locale.language_code, case.city.code) == (False, "ko", "seoul")
    assert case.slug.isascii()
    assert client.get(case.get_url()).status_code == 404


def test_what_every_section_asks_is_saved_and_read_back_the_same(complete):
    submission = complete()
    case = draft(submission)
    for section in SECTIONS:
        again = answers_of(case, section)
        for name, value in ANSWERS[section.code].items():
            expected = (
                [each for each in value if each] if isinstance(value, list) else [{"1,234": "1234"}.get(value, value)]
            )
            assert again[name] == expected
    assert coach.findings(submission, case) == []


def test_every_section_opens_in_every_language(complete, officer, signed_in):
    submission = complete()
    browser = signed_in(officer)
    for language in ("ko", "en", "fr", "es"):
        for section in SECTIONS:
            address = f"/{language}/contribute/case/{submission.case.record_id}/write/{section.code}/"
            assert browser.get(address).status_code == 200, address


def test_every_question_of_the_template_is_asked_once(complete):
    from policies.rules import REQUIRED_FACTS, REQUIRED_TERMS, REQUIRED_TEXTS

    asked = [name for section in SECTIONS for name in section.names]
    assert len(asked) == len(set(asked))
    assert {*REQUIRED_TEXTS, *REQUIRED_TERMS, *REQUIRED_FACTS} - {*asked} == {"city", "original_language", "contact"}


def test_a_draft_keeps_what_no_field_can_hold(begin, officer, signed_in, section):
    submission = begin()
    browser = signed_in(officer)
    posted = answers("results", **{"indicators-0-value": "about twelve", "indicators-0-date": "last spring"})
    page = browser.post(url(submission, "write", "results"), posted | {"base": "{}"}).content.decode()
    assert "Everything you typed is kept" in page
    again = browser.get(url(submission, "write", "results")).content.decode()
    assert "about twelve" in again
    assert "last spring" in again
    assert "Write a number in digits" in again
    assert draft(submission).results == ANSWERS["results"]["results"]


def test_a_text_that_is_too_long_is_kept_and_told(begin, officer, signed_in):
    submission = begin()
    long = "글" * 300
    signed_in(officer).post(url(submission, "write", "basics"), answers("basics", summary=long) | {"base": "{}"})
    assert draft(submission).summary == long
    messages = [finding.message for finding in coach.findings(submission, draft(submission))]
    assert "Shorten this to 280 characters; it now has 300." in messages


def test_rows_are_added_changed_and_taken_away(begin, officer, signed_in):
    submission = begin()
    browser = signed_in(officer)
    two = {"references-1-title": ["Another"], "references-1-publisher": ["A union"]}
    browser.post(url(submission, "write", "sources"), answers("sources") | two | {"base": "{}"})
    assert [row.title for row in draft(submission).references.all()] == ["A report", "Another"]
    page = browser.get(url(submission, "write", "sources")).content.decode()
    base = page.split('name="base" value="')[1].split('"')[0].replace("&quot;", '"')
    removed = answers("sources") | two | {"references-0-removed": ["1"], "base": [base]}
    browser.post(url(submission, "write", "sources"), removed)
    assert [row.title for row in draft(submission).references.all()] == ["Another"]


def test_without_javascript_one_more_row_is_one_press_away(begin, officer, signed_in):
    submission = begin()
    answer = signed_in(officer).post(
        url(submission, "write", "sources"), answers("sources") | {"base": "{}", "add": "references"}, follow=True
    )
    assert 'name="references-1-title"' in answer.content.decode()


def test_two_colleagues_in_different_answers_of_a_section_are_both_saved(begin, officer, colleague, section):
    submission = begin()
    context = section("context")
    base = marks(submission, context)
    one = writing.save_section(officer, submission.case.record_id, context, {"problem": ["Mine"]}, base)
    other = writing.save_section(colleague, submission.case.record_id, context, {"objectives": ["Ours"]}, base)
    assert isinstance(one, writing.Saved)
    assert isinstance(other, writing.Saved)
    assert (draft(submission).problem, draft(submission).objectives) == ("Mine", "Ours")


def test_two_colleagues_in_the_same_answer_see_both_texts(begin, officer, colleague, signed_in, section):
    submission = begin()
    base = written_marks(marks(submission, section("context")))
    address = url(submission, "write", "context")
    signed_in(officer).post(address, {"problem": "The first text", "base": base})
    browser = signed_in(colleague)
    answer = browser.post(address, {"problem": "The second text", "base": base})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The first text" in page
    assert "The second text" in page
    assert "Kim Minji changed the same answer" in page
    assert draft(submission).problem == "The first text"
    new_base = page.split('name="base" value="')[1].split('"')[0].replace("&quot;", '"')
    assert "not saved" in browser.get(address).content.decode()
    assert "The second text" in browser.get(f"{address}?kept=1").content.decode()
    browser.post(address, {"problem": "Both texts", "base": new_base})
    assert draft(submission).problem == "Both texts"
    assert not KeptAnswers.objects.exists()


def test_typing_into_a_page_whose_session_ran_out_loses_nothing(begin, officer, client):
    submission = begin()
    address = url(submission, "write", "context")
    answer = client.post(address, {"problem": "Written at length", "base": "{}"})
    assert answer.status_code == 302
    assert "/login/" in answer.url
    client.post(answer.url, {"login": officer.email, "password": "quiet harbour lantern"})
    page = client.get(address).content.decode()
    assert "You were signed out while writing" in page
    assert "Written at length" in page
    assert draft(submission).problem == ""
    assert "Written at length" not in client.get(address).content.decode()


def test_the_script_is_told_what_happened(begin, officer, signed_in, client):
    submission = begin()
    address = url(submission, "write", "context")
    script = {"HTTP_X_REQUESTED_WITH": "autosave"}
    browser = signed_in(officer)
    saved = browser.post(address, {"problem": "One", "base": "{}"}, **script).json()
    assert saved["state"] == "saved"
    assert browser.post(address, {"problem": "Two", "base": saved["base"]}, **script).json()["state"] == "saved"
    assert browser.post(address, {"problem": "Three", "base": "{}"}, **script).status_code == 409
    assert client.post(address, {"problem": "Four", "base": "{}"}, **script).json() == {"state": "signed-out"}
    assert draft(submission).problem == "Two"


def test_saving_often_makes_one_revision_a_sitting(begin, officer, section):
    submission = begin()
    for text in ("One", "Two", "Three"):
        writing.save_section(
            officer,
            submission.case.record_id,
            section("context"),
            {"problem": [text]},
            marks(submission, section("context")),
        )
    assert submission.case.revisions.count() == 1


def test_a_submission_is_one_however_often_it_is_pressed(complete, officer, editor, signed_in):
    submission = complete()
    browser = signed_in(officer)
    for _press in range(2):
        answer = browser.post(url(submission, "submit"), CONSENT | {"round": "0"})
        assert answer.status_code == 302
    submission.refresh_from_db()
    assert (submission.state, submission.round) == (State.SUBMITTED, 1)
    assert submission.steps.filter(kind="submit").count() == 1
    assert submission.case.workflow_states.count() == 1


def test_a_case_that_lacks_something_is_not_submitted_and_says_what(begin, officer, signed_in):
    submission = begin()
    page = signed_in(officer).post(url(submission, "submit"), CONSENT | {"round": "0"}).content.decode()
    submission.refresh_from_db()
    assert submission.state == State.DRAFT
    assert "What is missing" in page
    assert "Name at least one source." in page
    assert page.count("Choose at least one.") == 2, "one cure a section, however many lists are empty"


def test_what_says_nothing_is_not_an_answer(begin, officer):
    for text in ("-", "…", "N/A", "없음", "해당 없음", "TBD", "à compléter", "Pendiente."):
        assert coach.is_blank_like(text), text
    for text in ("없음을 확인하였다", "Not yet known, because the survey is in May.", "Naanooda"):
        assert not coach.is_blank_like(text), text


def test_a_submitted_case_cannot_be_changed_but_taken_back(complete, officer, editor, signed_in):
    submission = complete()
    browser = signed_in(officer)
    browser.post(url(submission, "submit"), CONSENT | {"round": "0"})
    answer = browser.post(url(submission, "write", "context"), {"problem": "Late", "base": "{}"}, follow=True)
    assert "cannot be done now" in answer.content.decode()
    for _press in range(2):
        browser.post(url(submission, "withdraw"))
    submission.refresh_from_db()
    assert submission.state == State.WITHDRAWN
    assert submission.case.current_workflow_state is None
    browser.post(url(submission, "reopen"))
    submission.refresh_from_db()
    assert submission.state == State.DRAFT


def test_a_case_can_begin_from_an_earlier_one_of_ones_city(complete, officer, stranger):
    earlier = complete()
    copy = writing.start(officer, "ko", "Another wage", "f" * 32, copy_of=earlier.case.record_id)
    case = draft(copy)
    assert (case.title, case.problem) == ("Another wage", ANSWERS["context"]["problem"])
    assert [row.name for row in case.indicators.all()] == ["Workers paid at least the living wage"]
    assert case.locale.language_code == "ko"
    with pytest.raises(Submission.DoesNotExist):
        writing.start(stranger, "ko", "Theirs", "e" * 32, copy_of=earlier.case.record_id)


def test_another_citys_officer_finds_nothing(complete, stranger, signed_in):
    submission = complete()
    browser = signed_in(stranger)
    assert submission.case.title not in browser.get("/en/contribute/").content.decode()
    for parts in ((), ("write", "basics"), ("preview",), ("changes",), ("submit",), ("withdraw",)):
        assert browser.get(url(submission, *parts)).status_code == 404, parts


def test_the_preview_shows_a_draft_as_readers_will_see_it(complete, officer, signed_in):
    submission = complete()
    answer = signed_in(officer).get(url(submission, "preview"))
    page = answer.content.decode()
    assert "Only you, your colleagues and the editors see this." in page
    assert "Workers paid at least the living wage" in page
    assert answer["Cache-Control"] == "private, no-store" or "no-store" in answer["Cache-Control"]


def test_the_list_of_cases_runs_the_same_queries_however_many(begin, officer, signed_in, django_assert_num_queries):
    desk = signed_in(officer)
    for number in range(12):
        begin(title=f"Case {number}")
    desk.get("/en/contribute/")
    with django_assert_num_queries(16):
        desk.get("/en/contribute/")


def test_a_list_to_tick_from_is_named_by_its_legend(begin, officer, signed_in):
    page = signed_in(officer).get(f"/en/contribute/case/{begin().case.record_id}/write/themes/").content.decode()
    assert '<legend class="field-label">Policy instruments</legend>' in page
    assert '<legend class="field-label">Worker groups</legend>' in page
