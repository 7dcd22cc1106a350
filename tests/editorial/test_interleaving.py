"""Two writers and an editor at one case, in a hundred different orders: nobody's text goes unseen."""

import random
from contextlib import suppress

import pytest
from django.db import transaction

from editorial.models import KeptAnswers, Submission
from editorial.reviewing import decisions
from editorial.states import State
from editorial.submissions import writing
from editorial.submissions.merging import marks_of, read_marks, written_marks
from editorial.submissions.sections import BY_CODE
from policies.models import CaseStudyPage

pytestmark = pytest.mark.django_db
FIELDS = ("problem", "objectives", "legal_basis")
AGREED = {"contact": "labour@seoul.example", "licence": "CC-BY-4.0", "consent": True}


class Writer:
    """Someone with the page of a section open: what they last saw, and what they type over it."""

    def __init__(self, name, user, browser, submission):
        self.name, self.user, self.browser, self.submission = name, user, browser, submission
        self.address = f"/en/contribute/case/{submission.case.record_id}/write/context/"
        self.typed = 0
        self.open()

    def open(self):
        submission = Submission.objects.get(pk=self.submission.pk)
        case = writing.draft_of(submission)
        answers = writing.current_answers(submission, case, BY_CODE["context"])
        self.seen = {name: answers.get(name, [""])[0] for name in FIELDS}
        self.base = marks_of(answers)
        self.form = dict(self.seen)

    def type(self, name):
        self.typed += 1
        self.form[name] = f"{self.name} {self.typed}"

    def save(self):
        data = self.form | {"base": written_marks(self.base)}
        return self.browser.post(self.address, data, headers={"X-Requested-With": "autosave"})


def texts(submission) -> dict[str, str]:
    case = writing.draft_of(Submission.objects.get(pk=submission.pk))
    return {name: getattr(case, name) for name in FIELDS}


def test_in_a_hundred_orders_no_text_is_overwritten_unseen(complete, officer, colleague, editor, signed_in):
    chance = random.Random(2019)
    conflicts = saved = 0
    submission, first, second = complete(), signed_in(officer), signed_in(colleague)
    for _order in range(100):
        with transaction.atomic():
            writers = [Writer("Minji", officer, first, submission), Writer("Junho", colleague, second, submission)]
            for step in range(12):
                writer = chance.choice(writers)
                act = chance.choice(("open", "type", "type", "save", "save", "edit", "pass"))
                if act == "open":
                    writer.open()
                elif act == "type":
                    writer.type(chance.choice(FIELDS))
                elif act == "edit":
                    _the_editor_edits(submission, editor, chance.choice(FIELDS), step)
                elif act == "pass":
                    _the_case_passes_the_desk(submission, officer, editor)
                else:
                    answer = _save_and_check(writer, submission)
                    saved += answer == 200
                    conflicts += answer == 409
            transaction.set_rollback(True)
    assert saved > 100
    assert conflicts > 30


def _save_and_check(writer: Writer, submission) -> int:
    before, state = texts(submission), Submission.objects.get(pk=submission.pk).state
    answer = writer.save()
    after = texts(submission)
    mine = {name for name in FIELDS if writer.form[name] != writer.seen[name]}
    others = {name for name in FIELDS if before[name] != writer.seen[name]}
    clash = {name for name in mine & others if writer.form[name] != before[name]}
    if state not in (State.DRAFT, State.RETURNED):
        assert answer.status_code == 409
        assert after == before
    elif clash:
        assert (answer.status_code, answer.json()["state"]) == (409, "conflict")
        assert after == before, "a text somebody had saved meanwhile is gone"
        kept = KeptAnswers.objects.get(submission=submission, by=writer.user)
        assert all(kept.answers[name] == [writer.form[name]] for name in clash), "what the writer typed is gone"
    else:
        assert answer.status_code == 200
        assert after == before | {name: writer.form[name] for name in mine}
        writer.seen, writer.form = dict(after), dict(after)
        writer.base = read_marks(answer.json()["base"])
    return answer.status_code if state in (State.DRAFT, State.RETURNED) else 0


def _the_editor_edits(submission, editor, name, step):
    case = CaseStudyPage.objects.get(pk=submission.case_id).get_latest_revision_as_object()
    setattr(case, name, f"The editor, {step}")
    case.save_revision(user=editor, clean=False)


def _the_case_passes_the_desk(submission, officer, editor):
    """Submits what can be submitted, returns what was."""
    now = Submission.objects.get(pk=submission.pk)
    if now.state == State.SUBMITTED:
        decisions.return_case(now.case, editor, context="Say more.")
    else:
        with suppress(writing.Incomplete):
            writing.submit(officer, now.case.record_id, now.round, AGREED)
