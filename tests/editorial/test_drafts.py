"""A draft as it is read again: in the same number of queries however many rows it has, whatever is gone meanwhile."""

import pytest
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image

from editorial.models import Submission
from editorial.reviewing import decisions
from editorial.states import State
from editorial.submissions import writing
from editorial.submissions.sections import section_of
from policies.models.links import CaseStudyWorkerGroup
from taxonomy.models import Term
from tests.core.made.pictures import picture
from tests.editorial.filling import AGREED, WITHOUT_REVIEW
from tests.editorial.test_files import draft, send, upload

pytestmark = pytest.mark.django_db
ROWS = {"indicators": {"unit": "percent"}, "partners": {"support": "technical"}, "adoptions": {"city": "vienna"}}


def fill_rows(officer, submission, number):
    for relation, codes in ROWS.items():
        rows = {}
        for i in range(number):
            first = "note" if relation == "adoptions" else "name"
            rows |= {f"{relation}-{i}-{first}": [f"Row {i}"]} | {f"{relation}-{i}-{k}": [v] for k, v in codes.items()}
        writing.save_section(officer, submission.case.record_id, section_of(relation), rows, {})


def fill_files(desk, submission, number):
    """As many files and pictures; in two posts, for one holds at most twenty files."""
    files, images = {}, {}
    for i in range(number):
        files |= {f"files-{i}-title": f"File {i}", f"files-{i}-upload": upload(f"{i}.txt", f"Text {i}".encode())}
        image = upload("a.png", picture("PNG", size=(60, 40 + i)))
        images |= {f"images-{i}-credit": "Seoul", f"images-{i}-upload": image}
    for rows in (files, images):
        assert send(desk, submission, **rows).status_code == 302
    assert len(draft(submission).files.all()) == len(draft(submission).images.all()) == number


@pytest.mark.parametrize("screen", ["", "write/actions/", "write/results/", "write/lessons/", "write/sources/"])
def test_the_desk_runs_the_same_queries_however_many_rows(
    begin, officer, signed_in, screen, django_assert_max_num_queries
):
    desk, submission = signed_in(officer), begin()
    address = f"/en/contribute/case/{submission.case.record_id}/{screen}"
    counts = []
    for number in (2, 12):
        fill_rows(officer, submission, number)
        fill_files(desk, submission, number)
        desk.get(address)  # the sizes of pictures are made once
        with django_assert_max_num_queries(1000) as queries:
            assert desk.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


def test_a_picture_deleted_after_submission_stops_the_acceptance_and_is_named(complete, officer, editor, signed_in):
    submission = complete()
    fill_files(signed_in(officer), submission, 1)
    case = draft(submission)
    case.images.all()[0].alt = "A rest place."
    case.files.set([])
    case.save_revision(clean=False)
    submission = writing.submit(officer, submission.case.record_id, 0, AGREED)
    Image.objects.all().delete()
    with pytest.raises(decisions.CannotPublish):
        decisions.accept_case(submission.case, editor, WITHOUT_REVIEW)
    page = signed_in(editor).get(reverse("cases:edit", args=[submission.pk])).content.decode()
    assert "Row 1: complete image." in page
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert signed_in(editor).post(f"{bulk}?id={case.pk}").status_code in (200, 302)
    assert Submission.objects.get(pk=submission.pk).state == State.SUBMITTED


def test_what_was_deleted_meanwhile_leaves_the_draft_and_breaks_nothing(begin, officer, editor, signed_in):
    desk, submission = signed_in(officer), begin()
    fill_files(desk, submission, 1)
    case = draft(submission)
    gone = Term.objects.in_scheme("worker-group").first()
    case.worker_groups = [CaseStudyWorkerGroup(term=gone)]
    case.save_revision(clean=False)
    Document.objects.all().delete()
    Image.objects.all().delete()
    gone.delete()
    case = draft(submission)
    assert [(row.title, row.document) for row in case.files.all()] == [("File 0", None)]
    assert [(row.credit, row.image_id) for row in case.images.all()] == [("Seoul", None)]
    assert not case.worker_groups.all()
    for screen in ("", "write/sources/", "write/themes/", "preview/", "draft.docx"):
        assert desk.get(f"/en/contribute/case/{submission.case.record_id}/{screen}").status_code == 200
    for name in ("edit", "view_draft", "history"):
        assert signed_in(editor).get(reverse(f"wagtailadmin_pages:{name}", args=[case.pk])).status_code == 200, name
