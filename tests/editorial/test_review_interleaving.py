"""Editors, reviewers and an officer at one case, in a hundred orders: one decision a round, and no score is lost."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from editorial.models import Decision, Outcome, Review, ReviewAssignment, Submission
from editorial.reviewing import asking, decisions, reviews, rounds
from editorial.states import AT_THE_EDITORS, State
from editorial.submissions import writing
from policies.models import CaseStudyPage
from tests.editorial.filling import AGREED, whole_review

pytestmark = pytest.mark.django_db
REFUSALS = (
    writing.NotNow,
    reviews.NotNow,
    reviews.SavedElsewhere,
    decisions.ChangedMeanwhile,
    asking.Unsuited,
    ReviewAssignment.DoesNotExist,
)


class Desk:
    """One case and everybody at it. Editors look, and decide later on what they saw then."""

    def __init__(self, submission, assignments, editors, officer, others, chance):
        self.pk, self.record_id = submission.pk, submission.case.record_id
        self.assignments, self.editors, self.officer, self.others = list(assignments), editors, officer, others
        self.chance = chance
        self.seen = {editor.pk: (0, 0) for editor in editors}
        self.written: dict[int, int] = {}  # the score that was last acknowledged, by assignment
        self.submitted: set[int] = set()
        self.decided = 0

    @property
    def submission(self):
        return Submission.objects.get(pk=self.pk)

    def look(self):
        editor, now = self.chance.choice(self.editors), self.submission
        self.seen[editor.pk] = (now.round, rounds.submitted_in(now))

    def decide(self):
        editor = self.chance.choice(self.editors)
        number, seen = self.seen[editor.pk]
        before = Decision.objects.count()
        outcome = self.chance.choice(list(Outcome))
        decisions.decide(self.submission.case, editor, decisions.Verdict(outcome, number, seen, "Dear city.", "Tried."))
        self.decided += Decision.objects.count() - before

    def give_back(self):
        decisions.return_case(self.submission.case, self.chance.choice(self.editors), context="Say more.")

    def ask(self):
        due = timezone.localdate() + timedelta(days=9)
        asked = asking.invite(self.editors[0], self.pk, self.chance.choice(self.others).pk, due)
        if asked.pk not in {each.pk for each in self.assignments}:
            self.assignments.append(asked)

    def release(self):
        asking.release(self.editors[0], self.chance.choice(self.assignments).pk)

    def agree(self):
        one = self.chance.choice(self.assignments)
        reviews.agree(one.who, one.pk)

    def refuse(self):
        one = self.chance.choice(self.assignments)
        reviews.refuse(one.who, one.pk, "No time.")

    def save(self):
        one, score = self.chance.choice(self.assignments), self.chance.randrange(5)
        reviews.save(one.who, one.pk, whole_review(score))
        self.written[one.pk] = score

    def submit(self):
        one, score = self.chance.choice(self.assignments), self.chance.randrange(5)
        reviews.submit(one.who, one.pk, whole_review(score))
        if one.pk not in self.submitted:
            self.submitted.add(one.pk)
            self.written[one.pk] = score

    def hand_in(self):
        writing.submit(self.officer, self.record_id, self.submission.round, AGREED | {"updating_note": "New."})

    def withdraw(self):
        writing.withdraw(self.officer, self.record_id)

    def reopen(self):
        writing.reopen(self.officer, self.record_id)

    def begin_update(self):
        writing.begin_update(self.officer, self.record_id)


ACTS = (
    *("look", "decide") * 4,
    *("agree", "save", "submit", "submit", "hand_in") * 2,
    *("ask", "give_back", "release", "refuse", "withdraw", "reopen", "begin_update"),
)


def test_in_a_hundred_orders_there_is_one_decision_a_round_and_no_score_is_lost(
    asked, editor, person, officer, reviewer
):
    chance = random.Random(2026)
    submission, one, two = asked(agreed=True)
    editors, others = [editor, person("editor", name="other")], [reviewer("third"), reviewer("fourth")]
    decided = published = submitted = 0
    for _order in range(100):
        with transaction.atomic():
            desk = Desk(submission, (one, two), editors, officer, others, chance)
            for _step in range(18):
                with suppress(*REFUSALS):
                    getattr(desk, chance.choice(ACTS))()
            _holds(desk)
            decided, submitted = decided + desk.decided, submitted + len(desk.submitted)
            published += desk.submission.steps.filter(kind="publish").count()
            transaction.set_rollback(True)
    assert decided > 30
    assert published > 5
    assert submitted > 20


def _holds(desk: Desk) -> None:
    submission = desk.submission
    steps = list(submission.steps.values_list("kind", "round"))
    for number in range(1, submission.round + 1):
        ends = [kind for kind, step_round in steps if step_round == number and kind in (*Outcome.values, "return")]
        assert len(ends) <= 1, ends
        assert steps.count(("publish", number)) <= 1
    assert Decision.objects.filter(submission=submission).count() == desk.decided
    for pk, score in desk.written.items():
        review = Review.objects.get(assignment=pk)
        assert {each.score for each in review.scores.all()} == {score}
        assert bool(review.submitted_at) == (pk in desk.submitted)
    case = CaseStudyPage.objects.get(pk=submission.case_id)
    assert case.workflow_in_progress == (submission.state in AT_THE_EDITORS)
    assert case.live == (submission.is_update or submission.state == State.PUBLISHED)
    round_ = rounds.round_of(submission)
    if round_ and submission.state not in AT_THE_EDITORS:
        assert round_.closed_at
        assert not round_.assignments.filter(state__in=("invited", "accepted")).exists()
