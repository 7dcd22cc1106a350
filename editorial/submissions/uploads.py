"""Files that come with a section: checked, kept for the city, and named in the answers of their rows."""

import re

from django.db.models import Model, Q
from django.utils.datastructures import MultiValueDict

from cities.files import store_document, store_image
from cities.models import City
from core.uploads.refusals import UploadRefused
from editorial.submissions.answers import REMOVED, ROW, Answers
from editorial.submissions.sections import Rows, Section

Refusals = dict[str, list[str]]  # relation: why a file of it was not taken
NUMBER = re.compile(r"[1-9][0-9]{0,17}\Z")  # of a record: what the databases can look up
UPLOAD = "upload"  # the field of a row a browser sends its file in
STORED = {"document": store_document, "image": store_image}


def take_files(files: MultiValueDict, section: Section, answers: Answers, city: City, user) -> Refusals:
    """Stores what was sent and answers the rows' files with it (in place); what is refused leaves them as they were."""
    refusals: Refusals = {}
    uploads = {rows.relation: rows.upload for rows in section.rows if rows.upload}
    for name, upload in files.items():
        found = ROW.match(name)
        if not found or found[1] not in uploads or found[3] != UPLOAD:
            continue
        relation, prefix = found[1], f"{found[1]}-{found[2]}"
        if answers.get(f"{prefix}-{REMOVED}", [""])[0]:
            continue
        try:
            item = STORED[uploads[relation]](upload, answers.get(f"{prefix}-title", [""])[0], city, user)
        except UploadRefused as refusal:
            refusals.setdefault(relation, []).extend(refusal.messages)
        else:
            answers[f"{prefix}-{uploads[relation]}"] = [str(item.pk)]
    return refusals


def errors_of(refusals: Refusals, section: Section) -> list[tuple[str, str, str]]:
    """The refusals as errors of a form: (id of the place, its label, message)."""
    headings = {rows.relation: str(rows.heading) for rows in section.rows}
    return [(f"rows-{each}", headings[each], text) for each, messages in refusals.items() for text in messages]


def files_at_hand(case, rows: Rows, answers: Answers) -> dict[str, Model]:
    """The files that are answered by their number and that a row of the case may have: those of its city, and those it
    has already. One query."""
    relation = getattr(case, rows.relation)
    model = relation.model._meta.get_field(rows.upload).related_model
    standing = [getattr(row, f"{rows.upload}_id") for row in relation.all()]
    own = Q(collection__city_link__city=case.city_id) if case.city_id else Q(pk__in=[])
    named = {values[0] for name, values in answers.items() if ROW.match(name) and name.endswith(f"-{rows.upload}")}
    numbers = [int(number) for number in named if NUMBER.match(number)]
    return {str(item.pk): item for item in model.objects.filter(own | Q(pk__in=standing), pk__in=numbers)}
