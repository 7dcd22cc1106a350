"""Editors decide while reviewers submit, really at once: `python -m tests.editorial.at_once [TIMES]`.

Each time two editors decide differently and two windows of a guest submit, in threads that start together. One decision
stands or none does, a review that was acknowledged is there with its scores, and nothing is written twice. Works on the
database of DATABASE_URL, which it migrates and fills; on PostgreSQL the threads write side by side.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import django


def main(times: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings.test")
    django.setup()
    from tests.editorial.killing import _prepare

    _prepare()
    outcomes: dict[str, int] = {}
    for number in range(times):
        ended = _one(number)
        outcomes[ended] = outcomes.get(ended, 0) + 1
    print(f"{times} times at once: {outcomes}; one decision at most, no score lost, nothing doubled")


def _one(number: int) -> str:
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from editorial.models import Decision, Review, Submission
    from editorial.reviewing import asking, decisions, reviews
    from editorial.submissions import writing
    from tests.editorial.filling import AGREED, fill, whole_review

    users = get_user_model().objects
    officer, editor = users.get(username="officer"), users.get(username="editor")
    other, _new = users.get_or_create(username="other-editor", email="other@dwcn.example", is_superuser=True)
    submission = writing.start(officer, "en", f"Case {number}", uuid4().hex)
    fill(submission, officer)
    submission = writing.submit(officer, submission.case.record_id, 0, AGREED)
    facts = {"name": "Ana", "language": "en", "due_on": timezone.localdate() + timedelta(days=9)}
    two = asking.invite_guest(editor, submission.pk, email=f"ana-{number}@uni.example", **facts)
    reviews.agree(two.guest, two.pk)
    verdicts = [decisions.Verdict(outcome, 1, 0, "Dear city.", "Tried.") for outcome in ("minor", "decline")]
    refusals = (reviews.NotNow, writing.NotNow, decisions.ChangedMeanwhile)
    answers = _at_once(
        refusals,
        lambda: decisions.decide(submission.case, editor, verdicts[0]),
        lambda: decisions.decide(submission.case, other, verdicts[1]),
        lambda: reviews.submit(two.guest, two.pk, whole_review(number % 5)),
        lambda: reviews.submit(two.guest, two.pk, whole_review(number % 5)),
    )
    decided = Decision.objects.filter(submission=submission)
    review = Review.objects.filter(assignment=two, submitted_at__isnull=False).first()
    acknowledged = [answer for answer in answers if isinstance(answer, Review)]
    steps = list(Submission.objects.get(pk=submission.pk).steps.values_list("kind", flat=True))
    assert decided.count() == sum(isinstance(answer, Decision) for answer in answers) <= 1, answers
    assert steps.count("minor") + steps.count("decline") == decided.count(), steps
    assert steps.count("reviewed") == bool(review) == bool(acknowledged), (steps, answers)
    if review:
        assert {each.score for each in review.scores.all()} == {number % 5}
    return decided[0].outcome if decided else "reviewed first"


def _at_once(refusals, *acts):
    """What each answered or was refused with, run in threads that start at the same moment."""
    from django.db import connection

    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except refusals as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
