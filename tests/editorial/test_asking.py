"""Whom an editor can ask to review, and what asking, reminding, releasing and replacing do."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cities.models import City
from editorial.desk.figures import last_months
from editorial.models import GuestLetter, LetterTemplate, ReviewAssignment, ReviewerProfile, Submission
from editorial.reviewing import asking, decisions, reviews
from editorial.reviewing.letters import load_letter_templates
from editorial.states import State
from editorial.submissions import writing
from notices.models import Notice
from notices.reminders import send_reminders
from policies.models import CaseStudyPage
from taxonomy.models import Term
from tests.editorial.filling import AGREED, WITHOUT_REVIEW, whole_review

pytestmark = pytest.mark.django_db


def soon(days=14):
    return timezone.localdate() + timedelta(days=days)


def knows(user, themes=(), languages=(), conflicts=()):
    profile = ReviewerProfile.objects.create(user=user, languages=list(languages))
    profile.themes.set(Term.objects.in_scheme("theme").filter(code__in=themes))
    profile.conflicts.set(City.objects.filter(code__in=conflicts))
    return profile


def theme(code):
    return Term.objects.in_scheme("theme").get(code=code)


def found(submission):
    return [(each.user.email.split("@")[0], each.obstacle) for each in asking.candidates(submission, submission.case)]


def kinds(user):
    return list(Notice.objects.for_user(user).order_by("pk").values_list("kind", flat=True))


class TestWhoIsSuggested:
    def test_theme_then_language_then_load(self, submitted, reviewer, editor):
        submission = submitted()
        case = writing.draft_of(submission)
        knows(reviewer("reads"), languages=["en"])
        knows(reviewer("expert"), themes=["living-wage"], languages=["fr"])
        knows(reviewer("busy"), themes=["living-wage"], languages=["en"])
        knows(reviewer("free"), themes=["living-wage"], languages=["en"])
        other = submitted(title="Another")
        busy = asking.candidates(submission, case)
        busy = next(each for each in busy if each.user.email.startswith("busy"))
        asking.invite(editor, other.pk, busy.user.pk, soon())
        names = [each.user.email.split("@")[0] for each in asking.candidates(submission, case)]
        assert names == ["free", "busy", "expert", "reads"]

    def test_never_of_the_same_city_nor_with_a_declared_conflict(self, submitted, reviewer, seoul, editor):
        submission = submitted()
        own, conflicted = reviewer("own", city=seoul), reviewer("close")
        knows(conflicted, conflicts=["seoul"])
        assert dict(found(submission)) == {
            "own": "Of the same city.",
            "close": "Has declared a conflict of interest with this city.",
        }
        for person in (own, conflicted):
            with pytest.raises(asking.Unsuited):
                asking.invite(editor, submission.pk, person.pk, soon())
        assert Submission.objects.get(pk=submission.pk).state == State.SUBMITTED

    def test_who_declared_a_conflict_is_not_asked_in_a_later_round_either(self, asked, editor, officer):
        submission, one, _two = asked()
        reviews.refuse(one.reviewer, one.pk, "I advised the city.", has_conflict=True)
        decisions.return_case(submission.case, editor, results="Who counted?")
        writing.submit(officer, submission.case.record_id, 1, AGREED)
        with pytest.raises(asking.Unsuited, match="conflict"):
            asking.invite(editor, submission.pk, one.reviewer.pk, soon())

    def test_who_is_away_or_no_reviewer_any_more(self, submitted, reviewer, editor):
        submission = submitted()
        profile = knows(reviewer("away"))
        profile.away_until = soon(3)
        profile.save()
        gone = reviewer("gone")
        gone.groups.clear()
        assert [name for name, obstacle in found(submission)] == ["away"]
        for person in (profile.user, gone):
            with pytest.raises(asking.Unsuited):
                asking.invite(editor, submission.pk, person.pk, soon())

    def test_reviewers_of_the_round_before_come_first(self, reviewed, reviewer, editor, officer):
        submission, _one, _two = reviewed()
        knows(reviewer("expert"), themes=["living-wage"])
        verdict = decisions.Verdict("major", 1, 2, letter="Please rework.")
        decisions.decide(submission.case, editor, verdict)
        writing.submit(officer, submission.case.record_id, 1, AGREED)
        names = [name for name, _obstacle in found(Submission.objects.get(pk=submission.pk))]
        assert names == ["first", "expert"]

    def test_the_screen_runs_the_same_queries_however_many(
        self, submitted, reviewer, editor, signed_in, django_assert_max_num_queries
    ):
        submission = submitted()
        browser, address = signed_in(editor), reverse("cases:reviewers", args=[submission.pk])
        counts = []
        for number in (2, 12):
            for name in range(number):
                knows(reviewer(f"r{number}-{name}"), themes=["living-wage", "equal-pay"], conflicts=["vienna"])
            browser.get(address)
            with django_assert_max_num_queries(1000) as queries:
                assert browser.get(address).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1], counts


class TestAsking:
    def test_the_first_one_asked_opens_the_round_and_the_city_hears_of_it_once(self, asked, officer):
        submission, one, two = asked()
        assert submission.state == State.IN_REVIEW
        assert [each.kind for each in submission.steps.all()] == ["created", "submit", "review", "invited", "invited"]
        assert kinds(officer) == ["case-received", "case-in-review"]
        assert kinds(one.reviewer) == ["review-asked"]
        assert [each.kind for each in two.guest.letters.all()] == ["review-asked"]

    def test_asking_twice_asks_once(self, asked, editor):
        submission, one, _two = asked()
        asking.invite(editor, submission.pk, one.reviewer.pk, soon())
        facts = {"name": "Ana", "email": "ANA@uni.example", "language": "es"}
        asking.invite_guest(editor, submission.pk, due_on=soon(), **facts)
        assert ReviewAssignment.objects.count() == 2
        assert GuestLetter.objects.count() == 1

    def test_an_address_with_an_account_is_asked_as_that_account(self, submitted, reviewer, officer, editor):
        submission = submitted()
        first = reviewer("first")
        for email, word in ((first.email, "account"), (officer.email, "same city")):
            facts = {"name": "Somebody", "email": email, "language": "en"}
            with pytest.raises(asking.Unsuited, match=word):
                asking.invite_guest(editor, submission.pk, due_on=soon(), **facts)

    def test_nobody_is_asked_about_a_case_that_is_not_with_the_editors(self, bring, reviewer, people):
        for state in (State.RETURNED, State.PUBLISHED, State.DECLINED):
            with pytest.raises(writing.NotNow):
                asking.invite(people["editor"], bring(state).pk, reviewer(f"to-{state}").pk, soon())

    def test_a_late_reviewer_is_reminded_once_a_day_given_time_and_replaced(self, asked, reviewer, editor):
        submission, one, two = asked()
        ReviewAssignment.objects.update(due_on=soon(-1))
        assert asking.remind(editor, [one.pk, two.pk]) == 2
        assert asking.remind(editor, [one.pk, two.pk]) == 0
        assert kinds(one.reviewer)[-1] == "review-late"
        asking.extend(editor, one.pk, soon(7))
        assert kinds(one.reviewer)[-1] == "review-extended"
        asking.release(editor, one.pk)
        asking.release(editor, one.pk)
        assert kinds(one.reviewer).count("review-released") == 1
        with pytest.raises(reviews.NotNow):
            reviews.agree(one.reviewer, one.pk)
        second = asking.invite(editor, submission.pk, reviewer("second").pk, soon())
        assert second.state == ReviewAssignment.State.INVITED

    def test_who_was_released_by_mistake_is_asked_again_and_has_what_they_wrote(self, asked, editor, by_link):
        submission, one, two = asked(agreed=True)
        reviews.save(one.reviewer, one.pk, whole_review())
        for assignment in (one, two):
            asking.release(editor, assignment.pk)
        again = asking.invite(editor, submission.pk, one.reviewer.pk, soon(20))
        facts = {"name": "Ana Ruiz", "email": "ana@uni.example", "language": "es"}
        assert asking.invite_guest(editor, submission.pk, due_on=soon(20), **facts).pk == two.pk
        assert (again.pk, again.state) == (one.pk, ReviewAssignment.State.INVITED)
        assert kinds(one.reviewer).count("review-asked") == 2
        reviews.agree(one.reviewer, one.pk)
        assert again.review.summary == whole_review().summary
        reviews.refuse(two.guest, two.pk, "No time.")
        with pytest.raises(asking.Unsuited, match="Declined"):
            asking.invite_guest(editor, submission.pk, due_on=soon(), **facts)

    def test_a_submitted_review_cannot_be_taken_back(self, reviewed, editor):
        _submission, one, _two = reviewed()
        with pytest.raises(writing.NotNow):
            asking.release(editor, one.pk)

    def test_the_clock_reminds_and_never_twice_of_the_same(self, asked, editor):
        _submission, one, two = asked()
        send_reminders()
        assert kinds(one.reviewer) == ["review-asked"]
        ReviewAssignment.objects.update(due_on=soon(2))
        for _run in range(3):
            send_reminders()
        assert kinds(one.reviewer) == ["review-asked", "review-due"]
        assert [each.kind for each in two.guest.letters.all()] == ["review-asked", "review-due"]
        for day in range(1, 40):
            ReviewAssignment.objects.update(due_on=soon(-day), reminded_on=soon(-1))
            send_reminders()
        assert kinds(one.reviewer).count("review-late") <= 40
        assert kinds(editor).count("review-overdue") >= 1

    def test_an_editor_hears_once_that_the_day_they_set_has_passed(self, submitted, editor):
        submission = submitted()
        Submission.objects.update(due_on=soon(-1), editor=editor)
        for _run in range(2):
            send_reminders()
        assert kinds(editor).count("case-due") == 1
        decisions.return_case(submission.case, editor, results="Who counted?")
        assert Submission.objects.get(pk=submission.pk).due_on is None

    def test_an_invitation_nobody_answers_is_named_once(self, asked):
        _submission, one, _two = asked()
        ReviewAssignment.objects.update(invited_at=timezone.now() - timedelta(days=6))
        for _run in range(2):
            send_reminders()
        assert kinds(one.reviewer) == ["review-asked", "review-due"]


class TestTheScreens:
    def test_an_editor_asks_from_the_list_and_a_guest_by_mail(self, submitted, reviewer, editor, signed_in):
        submission, first = submitted(), reviewer()
        browser, address = signed_in(editor), reverse("cases:reviewers", args=[submission.pk])
        assert "Choose at least one reviewer." in browser.post(address, {"due_on": soon()}).content.decode()
        assert browser.post(address, {"reviewers": [first.pk], "due_on": soon()}).status_code == 302
        guest = {"guest-name": "Ana", "guest-email": "ana@uni.example", "guest-language": "es"}
        refused = browser.post(address, guest | {"action": "guest", "guest-due_on": soon(-1)}).content.decode()
        assert "Choose a day from today on, within a year." in refused
        assert browser.post(address, guest | {"action": "guest", "guest-due_on": soon()}).status_code == 302
        page = browser.get(reverse("cases:edit", args=[submission.pk])).content.decode()
        assert "First" in page
        assert "ana@uni.example" in page

    def test_the_case_is_given_to_an_editor_who_then_hears_of_it_alone(self, submitted, editor, person, signed_in):
        other = person("editor", name="other")
        submission = submitted()
        address = reverse("cases:edit", args=[submission.pk])
        answer = signed_in(editor).post(address, {"action": "care", "editor": other.pk, "due_on": soon()})
        assert answer.status_code == 302
        submission.refresh_from_db()
        assert (submission.editor, submission.due_on) == (other, soon())
        writing.withdraw(submission.changed_by, submission.case.record_id)
        assert "case-withdrawn" in kinds(other)
        assert "case-withdrawn" not in kinds(editor)

    def test_bulk_reminders(self, asked, editor, signed_in):
        _submission, one, two = asked()
        browser, address = signed_in(editor), reverse("cases:reminders")
        assert "Ana Ruiz" in browser.get(address).content.decode()
        browser.post(address, {"assignment": [one.pk, two.pk, "9" * 30, "x"]})
        assert kinds(one.reviewer)[-1] == "review-due"

    def test_the_queue_filters_and_exports(self, asked, submitted, editor, signed_in):
        submission, _one, _two = asked()
        other = submitted(title="Another")
        for each, title in ((submission, "=1+1 wages"), (other, "A rest place")):
            CaseStudyPage.objects.filter(pk=each.case_id).update(draft_title=title)
        Submission.objects.filter(pk=submission.pk).update(editor=editor, due_on=soon(-1))
        browser, address = signed_in(editor), reverse("cases:index")
        for query, titles in (
            ("", {"=1+1 wages", "A rest place"}),
            ("state=in-review", {"=1+1 wages"}),
            ("city=999999", {"=1+1 wages", "A rest place"}),
            (f"city={submission.city_id}", {"=1+1 wages", "A rest place"}),
            (f"theme={theme('wages-equality').pk}", {"=1+1 wages", "A rest place"}),
            (f"theme={theme('emotional-labour').pk}", set()),
            ("language=ko", set()),
            ("due=late", {"=1+1 wages"}),
            ("due=without", {"A rest place"}),
            (f"editor={editor.pk}", {"=1+1 wages"}),
            ("editor=nobody", {"A rest place"}),
            ("age=7", set()),
        ):
            page = browser.get(f"{address}?{query}").content.decode()
            assert {title for title in ("=1+1 wages", "A rest place") if title in page} == titles, query
        sheet = load_workbook(BytesIO(b"".join(browser.get(f"{address}?export=xlsx").streaming_content))).active
        rows = list(sheet.iter_rows(values_only=True))
        assert "Reviews submitted" in rows[0]
        assert {row[1] for row in rows[1:]} == {"=1+1 wages", "A rest place"}
        assert "export=csv" not in browser.get(address).content.decode()

    def test_the_queue_runs_the_same_queries_however_many(
        self, asked, submitted, editor, signed_in, django_assert_max_num_queries
    ):
        asked()
        browser, address, counts = signed_in(editor), reverse("cases:index"), []
        for number in (1, 6):
            for each in range(number):
                submitted(title=f"Case {number} {each}")
            browser.get(address)
            with django_assert_max_num_queries(1000) as queries:
                assert browser.get(address).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1], counts

    def test_figures_by_month(self, reviewed, editor, signed_in):
        submission, _one, _two = reviewed()
        submission.steps.filter(kind="submit").update(at=timezone.now() - timedelta(days=4))
        decisions.accept_case(submission.case, editor, WITHOUT_REVIEW)
        months = last_months(timezone.localtime())
        assert len(months) == 12
        assert sum(month.submitted for month in months) == sum(month.decided for month in months) == 1
        assert months[-1].days == 4.0
        assert signed_in(editor).get(reverse("cases:figures")).status_code == 200

    def test_letter_templates_and_reviewers_are_kept_in_the_admin(self, editor, reviewer, signed_in):
        assert load_letter_templates() == 20
        assert load_letter_templates() == 0
        browser, template = signed_in(editor), LetterTemplate.objects.get(kind="accept", language="ko")
        address = reverse("letter-templates:edit", args=[template.pk])
        facts = {"kind": "accept", "language": "ko", "text": "{city}의 {case}: {nothing}"}
        assert "these cannot be replaced: nothing" in browser.post(address, facts).content.decode()
        assert browser.post(address, facts | {"text": "{city}의 {case}"}).status_code == 302
        profile = knows(reviewer())
        assert browser.get(reverse("reviewers:edit", args=[profile.pk])).status_code == 200
        assert "First" in browser.get(reverse("reviewers:index")).content.decode()

    def test_a_reviewer_of_a_submitted_review_is_shown_with_scores_and_spread(self, reviewed, editor, signed_in):
        submission, _one, _two = reviewed()
        page = signed_in(editor).get(reverse("cases:edit", args=[submission.pk])).content.decode()
        assert "far apart" in page
        assert "The first, between us." in page
        assert "2.0" in page
