"""Independent review: the form and its versions, the frozen text, and nobody reads another's scores too early."""

from datetime import date

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils.translation import override

from editorial.models import Review, ReviewAssignment, ReviewForm
from editorial.reviewing import reviews, rounds
from editorial.reviewing.review_forms import FILE, ReviewFormError, current_form, load_review_form
from editorial.submissions import writing
from tests.editorial.filling import AGREED

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignments(complete, officer, person):
    """Two reviewers who have agreed to review a submitted case of Seoul."""
    load_review_form()
    submission = writing.submit(officer, complete().case.record_id, 0, AGREED)
    round_ = rounds.open_round(submission, None)
    found = []
    for name in ("first", "second"):
        reviewer = person("reviewer", name=name)
        one = ReviewAssignment.objects.create(round=round_, reviewer=reviewer, due_on=date(2026, 12, 20))
        found.append(reviews.agree(reviewer, one.pk))
    return found


def whole(score=3):
    """Answers to every question."""
    return reviews.Answers(
        comments={"results": "Who counted?"},
        summary="A useful case.",
        scores={each.code: (score, "") for each in current_form().criteria.all()},
    )


def read_by(user):
    return {review.assignment.reviewer.email.split("@")[0] for review in Review.objects.readable_by(user)}


class TestTheForm:
    def test_it_asks_six_criteria_in_the_readers_language(self):
        form, is_new = load_review_form()
        assert is_new
        assert form.criteria.count() == 6
        with override("ko"):
            wording = form.criteria.get(code="evidence").wording
        assert (wording.title, len(wording.anchors)) == ("근거", 5)

    def test_it_is_loaded_once_and_a_changed_one_is_the_next_version(self, tmp_path):
        first, _new = load_review_form()
        assert load_review_form() == (first, False)
        changed = yaml.safe_load(FILE.read_text(encoding="utf-8"))[:5]
        (tmp_path / "form.yaml").write_text(yaml.safe_dump(changed), encoding="utf-8")
        call_command("load_review_form", tmp_path / "form.yaml", verbosity=0)
        assert (current_form().version, current_form().criteria.count()) == (2, 5)
        assert first.criteria.count() == 6

    @pytest.mark.parametrize(
        ("content", "cure"),
        [
            ("{", "cannot be read as YAML"),
            ("relevance", "is a list of criteria"),
            ("- code: relevance", "needs code and wordings"),
            ("- {code: Bad Code, wordings: {}}", "lower-case letters"),
            ("- {code: a, wordings: {en: {title: A}}}", "question is missing"),
            ("- {code: a, wordings: {en: {title: A, question: B, anchors: [a]}}}", "need 5 texts"),
            ("- {code: a, wordings: {en: {title: A, question: B, anchors: [a, b, c, d, {e: f}]}}}", "quotation marks"),
            ("- {code: a, wordings: {en: {title: A, question: B, anchors: [a, b, c, d, e]}}}", "a, ko: no wording"),
        ],
    )
    def test_a_file_that_is_none_is_refused_with_the_cure(self, tmp_path, content, cure):
        path = tmp_path / "form.yaml"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ReviewFormError, match=cure):
            load_review_form(path)
        with pytest.raises(CommandError, match=cure):
            call_command("load_review_form", path)
        assert not ReviewForm.objects.exists()


class TestReviewing:
    def test_the_reviewers_see_the_text_as_it_was_submitted(self, assignments, editor):
        round_ = assignments[0].round
        case = writing.draft_of(round_.submission)
        before, case.problem = case.problem, "Changed by an editor meanwhile."
        case.save_revision(user=editor)
        assert ReviewAssignment.objects.get(pk=assignments[0].pk).round.case.problem == before

    def test_no_reviewer_reads_another_before_submitting(self, assignments, officer, editor, person):
        one, two = assignments
        reviews.save(one.reviewer, one.pk, whole())
        assert read_by(one.reviewer) == {"first"}
        assert read_by(two.reviewer) == read_by(editor) == set()
        reviews.submit(one.reviewer, one.pk, whole())
        assert read_by(two.reviewer) == read_by(officer) == read_by(person("reviewer", name="other")) == set()
        assert read_by(editor) == {"first"}
        reviews.submit(two.reviewer, two.pk, whole(1))
        assert read_by(one.reviewer) == read_by(two.reviewer) == read_by(editor) == {"first", "second"}

    def test_an_editor_who_reviews_waits_as_well(self, assignments, editor):
        one = assignments[0]
        ReviewAssignment.objects.create(round=one.round, reviewer=editor, due_on=one.due_on)
        reviews.submit(one.reviewer, one.pk, whole())
        assert read_by(editor) == set()

    def test_who_is_no_reviewer_any_more_reads_nothing(self, assignments):
        one = assignments[0]
        reviews.submit(one.reviewer, one.pk, whole())
        one.reviewer.groups.clear()
        assert read_by(one.reviewer) == set()

    def test_a_review_is_submitted_whole_once_and_then_stays(self, assignments):
        one = assignments[0]
        with pytest.raises(reviews.Unscored) as lacking:
            reviews.submit(one.reviewer, one.pk, reviews.Answers(scores={"evidence": (2, "No source.")}))
        assert "clarity" in lacking.value.codes
        first = reviews.submit(one.reviewer, one.pk, whole(4))
        assert reviews.submit(one.reviewer, one.pk, whole(0)) == first
        assert {each.score for each in first.scores.all()} == {4}
        with pytest.raises(reviews.NotNow):
            reviews.save(one.reviewer, one.pk, whole(0))

    def test_a_score_taken_back_is_gone(self, assignments):
        one = assignments[0]
        reviews.save(one.reviewer, one.pk, whole())
        review = reviews.save(one.reviewer, one.pk, reviews.Answers(scores={"evidence": (2, "No source.")}))
        assert [(each.criterion.code, each.score) for each in review.scores.all()] == [("evidence", 2)]

    def test_nobody_acts_for_another(self, assignments):
        one, two = assignments
        for act in (reviews.save, reviews.submit):
            with pytest.raises(ReviewAssignment.DoesNotExist):
                act(two.reviewer, one.pk, whole())
        with pytest.raises(ReviewAssignment.DoesNotExist):
            reviews.refuse(two.reviewer, one.pk, "Not mine.")

    def test_it_can_be_declined_until_it_is_submitted(self, assignments):
        one, two = assignments
        declined = reviews.refuse(one.reviewer, one.pk, "I advised the city.", has_conflict=True)
        assert (declined.state, declined.has_conflict) == (ReviewAssignment.State.DECLINED, True)
        with pytest.raises(reviews.NotNow):
            reviews.agree(one.reviewer, one.pk)
        reviews.submit(two.reviewer, two.pk, whole())
        with pytest.raises(reviews.NotNow):
            reviews.refuse(two.reviewer, two.pk, "Too late.")
