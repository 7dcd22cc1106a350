"""Files of a case: taken on the desk, out of everybody's reach until a published case uses them, and then served."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import CollectionViewRestriction

from cities.files import store_document, store_image
from cities.models import City
from editorial.models import Submission
from editorial.states import State
from editorial.submissions import writing
from editorial.submissions.merging import marks_of, written_marks
from editorial.submissions.sections import BY_CODE
from policies.models import CaseStudyPage
from policies.models.evidence import CaseStudyFile, CaseStudyImage
from tests.core.made.packages import docx
from tests.core.made.pdfs import pdf
from tests.core.made.pictures import from_a_telephone, picture

pytestmark = pytest.mark.django_db
CITY, SECRETARIAT = {"officer", "colleague"}, {"editor", "administrator"}


def upload(name="Report.pdf", content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def screen(submission):
    return f"/en/contribute/case/{submission.case.record_id}/write/sources/"


def send(desk, submission, **sent):
    """Posts the section "Sources" as it stands, with what is sent besides."""
    section = BY_CODE["sources"]
    standing = writing.current_answers(submission, draft(submission), section)
    return desk.post(screen(submission), standing | {"base": written_marks(marks_of(standing))} | sent)


def draft(submission):
    return writing.draft_of(Submission.objects.get(pk=submission.pk))


class TestOnTheDesk:
    @pytest.fixture
    def submission(self, begin):
        return begin()

    @pytest.fixture
    def desk(self, signed_in, officer):
        return signed_in(officer)

    def test_a_document_and_an_image_are_taken_shown_and_kept(self, submission, desk):
        sent = {"files-0-title": "The ordinance", "files-0-upload": upload(), "images-0-credit": "Seoul"}
        answer = send(desk, submission, **sent, **{"images-0-upload": upload("쉼터.jpg", from_a_telephone())})
        assert answer.status_code == 302
        case = draft(submission)
        assert case.files.all()[0].document.filename.startswith("Report")
        assert case.images.all()[0].image.collection.name == "Seoul"
        page = desk.get(screen(submission)).content.decode()
        assert "Report" in page
        assert "/media/images/" in page
        assert "Another file instead" in page
        assert send(desk, submission, **{"files-0-title": "The ordinance of 2015"}).status_code == 302
        assert draft(submission).files.all()[0].document == case.files.all()[0].document

    def test_a_second_press_makes_nothing_twice(self, submission, desk):
        section = BY_CODE["sources"]
        base = written_marks(marks_of(writing.current_answers(submission, draft(submission), section)))
        for _press in range(2):
            files = {"files-0-upload": upload(), "images-0-upload": upload("a.png", picture("PNG"))}
            answer = desk.post(screen(submission), {"files-0-title": "A report", "base": base} | files)
            assert answer.status_code == 302
        assert Document.objects.count() == Image.objects.count() == 1
        assert (len(draft(submission).files.all()), len(draft(submission).images.all())) == (1, 1)

    def test_another_file_takes_the_place_of_the_first(self, submission, desk):
        send(desk, submission, **{"files-0-title": "A report", "files-0-upload": upload()})
        send(desk, submission, **{"files-0-upload": upload("새 보고서.docx", docx(body="A new report"))})
        (row,) = draft(submission).files.all()
        assert (row.title, row.document.filename[:4]) == ("A report", "새_보고")

    def test_a_refused_file_says_why_beside_its_rows_and_the_text_is_saved(self, submission, desk):
        sent = {"files-0-title": "A report", "files-0-upload": upload("report.svg", b"<svg/>")}
        page = send(desk, submission, **sent, **{"references-0-title": "A study"}).content.decode()
        assert page.count("“report.svg” are not taken") == 2
        assert 'href="#rows-files"' in page
        case = draft(submission)
        assert case.files.all()[0].title == "A report"
        assert case.references.all()[0].title == "A study"
        assert not Document.objects.exists()

    def test_a_file_of_another_city_cannot_be_named(self, submission, desk, stranger):
        theirs = store_document(upload(), "Theirs", City.objects.get(code="barcelona"), stranger)
        page = send(desk, submission, **{"files-0-title": "Mine", "files-0-document": str(theirs.pk)})
        assert page.status_code == 200
        assert "Choose it again" in page.content.decode()
        assert draft(submission).files.all()[0].document is None

    @pytest.mark.parametrize("number", ["0", "x", "99999999999999999999", "-1"])
    def test_a_made_up_number_is_told(self, submission, desk, number):
        page = send(desk, submission, **{"files-0-title": "Mine", "files-0-document": number})
        assert "Choose it again" in page.content.decode() or "whole number" in page.content.decode()

    def test_a_case_with_the_editors_takes_no_file(self, complete, officer, desk):
        submission = complete()
        Submission.objects.filter(pk=submission.pk).update(state=State.SUBMITTED)
        send(desk, submission, **{"files-0-upload": upload()})
        assert not Document.objects.exists()

    def test_an_image_without_credit_is_named_by_the_coach_and_left_out_of_the_preview(self, submission, desk):
        send(desk, submission, **{"images-0-upload": upload("a.png", picture("PNG"))})
        assert "complete" in desk.get(screen(submission)).content.decode()
        assert desk.get(f"/en/contribute/case/{submission.case.record_id}/preview/").status_code == 200

    def test_what_is_taken_away_goes_and_its_upload_with_it(self, submission, desk):
        send(desk, submission, **{"files-0-title": "A report", "files-0-upload": upload()})
        send(desk, submission, **{"files-0-removed": "1", "files-0-upload": upload("b.pdf")})
        assert not draft(submission).files.all()
        assert Document.objects.count() == 1


@pytest.fixture(autouse=True)
def _no_renditions_of_other_tests():
    cache.clear()


@pytest.fixture
def with_files(bring, officer, seoul):
    """`with_files(state)`: a case of Seoul in that state, and the addresses of its document and of its image."""

    def with_files(state):
        document = store_document(upload(), "A report", seoul, officer)
        image = store_image(upload("a.png", picture("PNG")), "A picture", seoul, officer)
        submission = bring(state)
        live = CaseStudyPage.objects.get(pk=submission.case_id)
        for case in (live, writing.draft_of(submission)):
            case.files = [CaseStudyFile(title="A report", document=document)]
            case.images = [CaseStudyImage(image=image, credit="Seoul", alt="A picture", locale=case.locale)]
        if live.live:
            live.save()
        case.save_revision(user=officer, clean=False)
        return submission, (document.url, image.get_rendition("width-60").url)

    return with_files


def readers(people, addresses, signed_in, client):
    """Who gets a file at any of the addresses; all others have to get 404, as for a file that is not there."""
    able = set()
    for who, user in people.items():
        desk = signed_in(user) if user else client
        codes = {desk.get(address).status_code for address in addresses}
        assert codes in ({200}, {404}), (who, codes)
        if codes == {200}:
            able.add(who)
    return able


@pytest.mark.parametrize("state", list(State))
def test_a_file_is_read_by_whom_the_state_of_its_case_lets(with_files, people, signed_in, client, state):
    _submission, addresses = with_files(state)
    expected = set(people) if state == State.PUBLISHED else CITY | SECRETARIAT
    assert readers(people, addresses, signed_in, client) == expected


def test_a_file_of_an_update_is_private_until_it_is_accepted(with_files, people, signed_in, client, officer, seoul):
    submission, _addresses = with_files(State.PUBLISHED)
    writing.begin_update(officer, submission.case.record_id)
    document = store_document(upload("New.docx", docx(body="New")), "New", seoul, officer)
    case = draft(submission)
    case.files.add(CaseStudyFile(title="New", document=document))
    case.save_revision(user=officer, clean=False)
    assert readers(people, [document.url], signed_in, client) == CITY | SECRETARIAT
    case.get_latest_revision().publish()
    assert readers(people, [document.url], signed_in, client) == set(people)


def test_a_file_is_private_again_when_its_case_is_archived(with_files, people, signed_in, client):
    submission, addresses = with_files(State.PUBLISHED)
    case = CaseStudyPage.objects.get(pk=submission.case_id)
    assert client.get(addresses[0]).status_code == 200
    case.unpublish()
    assert readers(people, addresses, signed_in, client) == CITY | SECRETARIAT


def test_what_is_served_runs_nowhere_and_is_not_kept_by_others_while_private(with_files, signed_in, officer, client):
    _submission, (document, image) = with_files(State.DRAFT)
    for address in (document, image):
        answer = signed_in(officer).get(address)
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
    assert signed_in(officer).get(document)["Content-Disposition"].startswith("attachment")


def test_no_other_address_leads_to_a_file(with_files, signed_in, officer, client):
    _submission, (document, image) = with_files(State.PUBLISHED)
    original = Image.objects.get().file.name
    for address in (f"/media/{original}", "/media/documents/Report.pdf", document + "x", f"{image}/../{original}"):
        assert client.get(address).status_code == 404


def test_a_file_in_a_restricted_collection_is_private_though_its_case_is_published(with_files, client):
    _submission, (document, _image) = with_files(State.PUBLISHED)
    collection = Document.objects.get().collection
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert client.get(document).status_code == 404


def test_staff_without_their_second_factor_read_no_draft(with_files, signed_in, editor, settings):
    _submission, (document, _image) = with_files(State.DRAFT)
    assert signed_in(editor).get(document).status_code == 200
    settings.MFA_REQUIRED_FOR_STAFF = True
    assert signed_in(editor).get(document).status_code == 404
