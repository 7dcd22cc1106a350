"""The template as a Word file: what goes out comes back the same, and what colleagues write in it is taken over."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, strategies as st

from editorial.models import Submission
from editorial.states import State
from editorial.submissions import writing
from editorial.submissions.answers import by_part
from editorial.submissions.merging import marks_of
from editorial.submissions.sections import BY_CODE, SECTIONS
from editorial.word.reading import joined, read
from editorial.word.taking import compared
from editorial.word.writing import written
from home.seeds.places import seed_cities
from home.seeds.samples import seed_cases
from tests.core.made.packages import docx, zipped
from tests.editorial.filling import ANSWERS

pytestmark = pytest.mark.django_db
EMPTY = "/en/contribute/template.docx"


def address(submission, end="word/"):
    return f"/en/contribute/case/{submission.case.record_id}/{end}"


def upload(content, name="filled.docx"):
    return SimpleUploadedFile(name, content)


def saved(document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def box(document, name):
    """The box of a question."""
    return next(table.cell(1, 0) for table in document.tables if table.cell(0, 0).text.find(f"[{name}]") > 0)


def rows(document, relation):
    return next(table for table in document.tables if f"[{relation}." in table.cell(0, 0).text)


def tick(document, name, *codes):
    for number, code in enumerate(codes, start=1):
        line = next(each for each in box(document, name).paragraphs if each.text.endswith(f"[{code}]"))
        line.runs[0].text = line.runs[0].text.replace("☐", str(number) if name == "themes" else "x")


def draft(submission):
    return writing.draft_of(Submission.objects.get(pk=submission.pk))


def answers_now(submission):
    submission = Submission.objects.get(pk=submission.pk)
    case = writing.draft_of(submission)
    return {
        name: own
        for section in SECTIONS
        for name, own in by_part(writing.current_answers(submission, case, section)).items()
    }


@pytest.fixture
def desk(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def samples(tree, db):
    """The sample case studies in their original languages, as their cities find them on the desk."""
    seed_cities(tree)
    seed_cases()
    return list(Submission.objects.with_case())


@pytest.fixture
def template(desk):
    """The empty template, opened as a word processor does."""

    def template(language="en"):
        return Document(io.BytesIO(desk.get(f"/{language}/contribute/template.docx").content))

    return template


@pytest.fixture
def bring_in(desk):
    """`bring_in(submission, document)`: the comparison; `take="all"` or names: and what was ticked taken over."""

    def bring_in(submission, document, take=None):
        page = desk.post(address(submission), {"file": upload(saved(document))})
        assert page.status_code == 200
        text = page.content.decode()
        if take is not None:
            names = re.findall(r'name="take" value="([a-z_]+)"', text) if take == "all" else take
            payload = re.search(r'name="payload" value="([^"]+)"', text)[1]
            desk.post(address(submission, "word/take/"), {"payload": payload, "take": names})
        return text

    return bring_in


class TestOut:
    @pytest.mark.parametrize("language", ["ko", "en", "fr", "es"])
    def test_the_empty_template_asks_everything_in_each_language(self, template, language):
        found = read(upload(saved(template(language))))
        asked = {name for section in SECTIONS for name in section.names}
        assert found.asked == asked - {"files", "images"}
        assert not any(by_part(own) for own in found.answers.values())
        assert not found.problems

    @pytest.mark.parametrize("language", ["ko", "en", "fr", "es"])
    def test_a_draft_goes_out_and_comes_back_the_same(self, complete, desk, language):
        submission = complete(language=language)
        content = desk.get(address(submission, "draft.docx")).content
        comparison = compared(submission, read(upload(content)))
        assert (comparison.changes, comparison.problems, comparison.blank, comparison.absent) == ([], [], [], [])
        assert comparison.same >= len(ANSWERS)

    def test_samples_go_out_and_come_back_the_same(self, samples):
        for submission in samples:
            case = writing.draft_of(submission)
            answers = {section.code: writing.current_answers(submission, case, section) for section in SECTIONS}
            comparison = compared(submission, read(upload(written(case, answers, case.locale.language_code))))
            assert comparison.changes == [], submission.case.record_id

    def test_it_opens_with_its_language_and_says_whose_it_is(self, begin, desk):
        submission = begin(language="ko", title="서울시 생활임금")
        document = Document(io.BytesIO(desk.get(address(submission, "draft.docx")).content))
        assert document.core_properties.language == "ko"
        assert document.paragraphs[0].text == "서울시 생활임금"
        assert f"[record: {submission.case.record_id}]" in "\n".join(each.text for each in document.paragraphs)

    def test_signs_that_xml_cannot_hold_are_left_out(self, begin, desk):
        submission = begin()
        case = draft(submission)
        case.problem, case.title = "A\x0bB\x1f C\ufffe", "Rest\x0b places"
        case.save_revision(clean=False)
        document = Document(io.BytesIO(desk.get(address(submission, "draft.docx")).content))
        assert box(document, "problem").text == "AB C"
        assert document.paragraphs[0].text == "Rest places"


class TestIn:
    def test_what_is_written_is_shown_first_and_then_taken_over(self, begin, template, bring_in):
        submission, document = begin(language="ko"), template("ko")
        box(document, "problem").paragraphs[0].text = "배달 노동자가 쉴 곳이 없었다."
        box(document, "problem").add_paragraph("그래서 시가 나섰다.")
        tick(document, "status", "running")
        tick(document, "themes", "living-wage", "equal-pay")
        tick(document, "worker_groups", "all-workers")
        before = answers_now(submission)
        page = bring_in(submission, document)
        assert "<ins>배달 노동자가 쉴 곳이 없었다." in page
        assert answers_now(submission) == before
        bring_in(submission, document, take="all")
        case = draft(submission)
        assert case.problem == "배달 노동자가 쉴 곳이 없었다.\n\n그래서 시가 나섰다."
        assert case.status.code == "running"
        assert [link.term.code for link in case.themes.all()] == ["living-wage", "equal-pay"]
        assert [link.term.code for link in case.worker_groups.all()] == ["all-workers"]

    def test_rows_are_read_with_labels_of_any_language(self, begin, template, bring_in):
        submission, document = begin(), template("en")
        table = rows(document, "partners")
        for column, text in enumerate(("A union", "technical", "https://union.example/")):
            table.cell(1, column).text = text
        table = rows(document, "adoptions")
        for column, text in enumerate(("adopted-from", "Viena", "", "Learnt at the forum")):
            table.cell(1, column).text = text
        bring_in(submission, document, take="all")
        case = draft(submission)
        assert (case.partners.all()[0].name, case.partners.all()[0].url) == ("A union", "https://union.example/")
        assert case.adoptions.all()[0].city.code == "vienna"

    def test_only_what_is_ticked_is_taken_and_blanks_erase_nothing(self, complete, template, bring_in):
        submission, document = complete(), template()
        before = answers_now(submission)
        box(document, "problem").paragraphs[0].text = "Another problem."
        box(document, "limits").paragraphs[0].text = "Other limits."
        page = bring_in(submission, document, take=["limits"])
        assert "Empty in the file, kept as they are" in page
        now = answers_now(submission)
        assert now.pop("limits") == {"limits": ["Other limits."]}
        assert {name: own for name, own in before.items() if name != "limits"} == now

    def test_tracked_changes_lists_and_breaks_are_read_as_they_look(self, begin, template, bring_in):
        submission, document = begin(), template()
        cell = box(document, "actions")
        w = nsdecls("w")
        cell._tc.append(
            parse_xml(
                f"<w:p {w}><w:r><w:t>First </w:t></w:r>"
                "<w:ins w:id='1' w:author='a'><w:r><w:t>inserted</w:t></w:r></w:ins>"
                "<w:del w:id='2' w:author='a'><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>"
            )
        )
        for text in ("one", "two"):
            cell.add_paragraph(text, style="List Bullet")
            cell.paragraphs[-1]._p.get_or_add_pPr().append(
                parse_xml(f"<w:numPr {w}><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>")
            )
        cell.add_paragraph("Last").add_run().add_break()
        cell.paragraphs[-1].add_run("line")
        bring_in(submission, document, take="all")
        assert draft(submission).actions == "First inserted\n\n- one\n- two\n\nLast\nline"

    def test_what_cannot_be_read_is_said_and_the_rest_taken(self, begin, template, bring_in):
        submission, document = begin(), template()
        tick(document, "evidence", "monitored", "evaluated")
        rows(document, "indicators").cell(1, 0).text = "Workers"
        rows(document, "indicators").cell(1, 1).text = "many"
        page = bring_in(submission, document, take="all")
        assert "More than one answer is marked" in page
        assert "Write a number in digits" in page
        assert draft(submission).indicators.all()[0].name == "Workers"

    def test_rows_keep_the_identities_their_translations_hang_on(self, complete, desk, bring_in):
        submission = complete()
        before = {row.name: row.translation_key for row in draft(submission).indicators.all()}
        document = Document(io.BytesIO(desk.get(address(submission, "draft.docx")).content))
        rows(document, "indicators").cell(1, 3).text = "4,000"
        bring_in(submission, document, take="all")
        (row,) = draft(submission).indicators.all()
        assert row.value == 4000
        assert row.translation_key == before[row.name]

    def test_a_colleague_who_changed_the_same_meanwhile_is_not_overwritten(
        self, begin, template, desk, colleague, bring_in
    ):
        submission, document = begin(), template()
        box(document, "problem").paragraphs[0].text = "From the file."
        page = bring_in(submission, document)
        section = BY_CODE["context"]
        base = marks_of(writing.current_answers(submission, draft(submission), section))
        writing.save_section(colleague, submission.case.record_id, section, {"problem": ["A colleague’s."]}, base)
        payload = re.search(r'name="payload" value="([^"]+)"', page)[1]
        data = {"payload": payload, "take": ["problem"]}
        answer = desk.post(address(submission, "word/take/"), data, follow=True).content.decode()
        assert "a colleague has changed the same answers" in answer
        assert draft(submission).problem == "A colleague’s."
        kept = desk.get(f"/en/contribute/case/{submission.case.record_id}/write/context/?kept=1").content.decode()
        assert "From the file." in kept

    def test_a_file_of_another_case_is_told(self, complete, begin, desk, bring_in):
        other, submission = complete(), begin(title="Another case")
        document = Document(io.BytesIO(desk.get(address(other, "draft.docx")).content))
        assert "downloaded for another case" in bring_in(submission, document)

    def test_a_new_case_begins_from_a_file_once(self, template, desk, officer):
        document = template()
        box(document, "title").paragraphs[0].text = "Rest places for riders"
        box(document, "problem").paragraphs[0].text = "There was no place to rest."
        data = {"language": "en", "key": "a" * 32}
        for _press in range(2):
            page = desk.post("/en/contribute/new/word/", data | {"file": upload(saved(document))})
        submission = Submission.objects.get()
        assert submission.case.title == "Rest places for riders"
        assert "There was no place to rest." in page.content.decode()

    def test_a_new_case_needs_a_title_in_the_file(self, template, desk, officer):
        data = {"language": "en", "key": "a" * 32, "file": upload(saved(template()))}
        assert "The file has no title yet" in desk.post("/en/contribute/new/word/", data).content.decode()
        assert not Submission.objects.exists()


class TestRefusing:
    @pytest.mark.parametrize(
        ("content", "name", "words"),
        [
            (docx(body="A letter"), "letter.docx", "no questions of the template"),
            (b"", "empty.docx", "is empty"),
            (b"%PDF-1.7", "a.pdf", "are not taken"),
            (b"not a zip", "a.docx", "is not what its name says"),
            (zipped({"a.txt": "x"}), "a.docx", "“a.docx”"),
            (None, "", "Choose the file first"),
        ],
    )
    def test_what_is_no_template_is_refused_with_the_cure(self, begin, desk, content, name, words):
        data = {} if content is None else {"file": upload(content, name)}
        page = desk.post(address(begin()), data)
        assert page.status_code == 200
        assert words in page.content.decode()

    @pytest.mark.parametrize("payload", ["", "forged", "a:b:c", "x" * 5000])
    def test_a_forged_comparison_changes_nothing(self, begin, desk, payload):
        submission = begin()
        answer = desk.post(address(submission, "word/take/"), {"payload": payload, "take": ["problem"]})
        assert answer.status_code == 302

    def test_a_comparison_of_one_case_is_not_taken_into_another(self, begin, template, desk):
        one, other, document = begin(), begin(title="Other"), template()
        box(document, "problem").paragraphs[0].text = "From the file."
        page = desk.post(address(one), {"file": upload(saved(document))}).content.decode()
        payload = re.search(r'name="payload" value="([^"]+)"', page)[1]
        desk.post(address(other, "word/take/"), {"payload": payload, "take": ["problem"]})
        assert draft(other).problem == ""

    def test_a_case_with_the_editors_is_not_changed(self, complete, template, desk):
        submission = complete()
        Submission.objects.filter(pk=submission.pk).update(state=State.SUBMITTED)
        assert desk.get(address(submission)).status_code == 302
        assert desk.post(address(submission, "word/take/"), {}).status_code == 302

    @pytest.mark.parametrize("end", ["word/", "draft.docx", "word/take/"])
    def test_another_citys_officer_finds_nothing(self, begin, stranger, signed_in, end):
        submission, desk = begin(), signed_in(stranger)
        assert desk.get(address(submission, end)).status_code in (404, 405)
        assert desk.post(address(submission, end)).status_code in (404, 405)


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))), max_size=6))
def test_joining_paragraphs_is_stable(paragraphs):
    text = joined(paragraphs)
    assert joined(text.split("\n\n")) == text


def test_damaged_templates_never_break_the_page(desk, begin):
    """Each part of the file in turn is emptied, cut, or replaced."""
    import zipfile

    submission = begin()
    whole = desk.get(EMPTY).content
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    for name in names:
        for damage in (b"", b"<w:x", b"<x/>"):
            target = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(target, "w") as copy:
                for each in names:
                    copy.writestr(each, damage if each == name else source.read(each))
            page = desk.post(address(submission), {"file": upload(target.getvalue())})
            assert page.status_code == 200, (name, damage)
