"""What changed in a case since it was last submitted or published, part by part, readable without colour."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from core.differences import marked
from editorial.models import Submission
from editorial.submissions.answers import Answers, answers_of, by_part
from editorial.submissions.screens import shown_part
from editorial.submissions.sections import SECTIONS, Section
from editorial.submissions.writing import draft_of


@dataclass(frozen=True)
class Difference:
    """One field or list of rows that reads differently now; `html` marks what came with <ins>, what went with <del>."""

    section: Section
    label: str | Promise
    html: SafeString


def differences(submission: Submission) -> list[Difference]:
    """The differences to the text last submitted, else to the published one; none when there was neither."""
    before = submission.sent_revision or submission.case.live_revision
    return compared(before.as_object(), draft_of(submission)) if before else []


def compared(before, after) -> list[Difference]:
    """The differences between two versions of a case."""
    found = []
    for section in SECTIONS:
        old, new = by_part(answers_of(before, section)), by_part(answers_of(after, section))
        for part in section.parts:
            name = part if isinstance(part, str) else part.relation
            one, other = old.get(name, {}), new.get(name, {})
            if one != other:
                found.append(_difference(section, part, before, one, after, other))
    return found


def _difference(section, part, before, old: Answers, after, new: Answers) -> Difference:
    label, was = shown_part(section, part, before, old)
    _label, now = shown_part(section, part, after, new)
    return Difference(section, label, marked(was, now))
