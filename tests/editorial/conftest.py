"""A desk: officers of two cities, an editor, and a case of Seoul in any state."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import ROLES
from editorial.models import Outcome, Submission
from editorial.reviewing import asking, decisions, reviews
from editorial.states import State
from editorial.submissions import writing
from editorial.submissions.sections import BY_CODE
from editorial.workflows import sync_workflow
from policies.models import CaseStudyPage
from tests.accounts.conftest import person, seoul  # noqa: F401 - fixtures
from tests.editorial.filling import AGREED, WITHOUT_REVIEW, fill, whole_review


@pytest.fixture
def officer(person, seoul):  # noqa: F811
    sync_workflow()
    officer = person("contributor", name="minji", city=seoul)
    officer.first_name = "Kim Minji"
    officer.save()
    return officer


@pytest.fixture
def colleague(person, seoul):  # noqa: F811
    return person("contributor", name="junho", city=seoul)


@pytest.fixture
def stranger(person):  # noqa: F811
    from cities.models import City

    return person("contributor", name="ana", city=City.objects.get(code="barcelona"))


@pytest.fixture
def editor(person):  # noqa: F811
    return person("editor")


@pytest.fixture
def begin(officer):
    """`begin("A title", "ko")`: a new, empty case of Seoul."""

    def begin(title="A living wage for Seoul", language="en"):
        key = f"{Submission.objects.count():032x}"
        return writing.start(officer, language, title, key)

    return begin


@pytest.fixture
def complete(begin, officer):
    """`complete()`: a case of Seoul that could be submitted."""

    def complete(**kwargs):
        submission = begin(**kwargs)
        fill(submission, officer)
        return Submission.objects.get(pk=submission.pk)

    return complete


@pytest.fixture
def signed_in():
    """`signed_in(user)`: a browser of theirs."""

    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def section():
    return BY_CODE.__getitem__


@pytest.fixture
def people(person, officer, colleague, stranger):  # noqa: F811
    """Everyone there is, by what they are; None is nobody."""
    gone = person("contributor", name="gone", city=officer.profile.city)
    gone.is_active = False
    gone.save()
    staff = {code: person(code, name=f"a-{code}") for code in ROLES if not ROLES[code].of_a_city}
    homeless = person("contributor", name="homeless")
    return {
        "anonymous": None,
        "officer": officer,
        "colleague": colleague,
        "another city's officer": stranger,
        "a deactivated officer": gone,
        "an officer without a city": homeless,
        **staff,
        "administrator": person("administrator"),
    }


@pytest.fixture
def bring(complete, officer, people):
    """`bring("returned")`: a complete case of Seoul in that state."""

    def bring(state):
        submission = complete()
        record_id, editor = submission.case.record_id, people["editor"]
        if state not in (State.DRAFT, State.WITHDRAWN):
            writing.submit(officer, record_id, 0, AGREED)
        case = CaseStudyPage.objects.get(record_id=record_id)
        if state == State.RETURNED:
            decisions.return_case(case, editor, results="Who counted?")
        elif state in (State.PUBLISHED, State.ARCHIVED):
            decisions.accept_case(case, editor, WITHOUT_REVIEW)
        elif state == State.DECLINED:
            verdict = decisions.Verdict(Outcome.DECLINE, 1, reason=WITHOUT_REVIEW, letter="Not this one.")
            decisions.decide(case, editor, verdict)
        elif state == State.WITHDRAWN:
            writing.withdraw(officer, record_id)
        if state == State.ARCHIVED:
            CaseStudyPage.objects.get(record_id=record_id).unpublish()
        if state in (State.IN_REVIEW, State.ACCEPTED):
            Submission.objects.filter(pk=submission.pk).update(state=state)
        return Submission.objects.get(pk=submission.pk)

    return bring


@pytest.fixture
def reviewer(person):  # noqa: F811
    """`reviewer("first")`: somebody who reviews."""

    def reviewer(name="first", city=None):
        found = person("reviewer", name=name, city=city)
        found.first_name = name.capitalize()
        found.save()
        return found

    return reviewer


@pytest.fixture
def submitted(complete, officer, editor):
    """`submitted()`: a case of Seoul with the editors."""

    def submitted(**kwargs):
        return writing.submit(officer, complete(**kwargs).case.record_id, 0, AGREED)

    return submitted


@pytest.fixture
def asked(submitted, editor, reviewer):
    """`asked()`: a case in review, with a reviewer (first) and a guest (second) who have been asked.

    Returns (submission, assignment of the reviewer, assignment of the guest).
    """

    def asked(agreed=False, **kwargs):
        submission = submitted(**kwargs)
        due = timezone.localdate() + timedelta(days=14)
        one = asking.invite(editor, submission.pk, reviewer().pk, due)
        facts = {"name": "Ana Ruiz", "email": "ana@uni.example", "language": "es"}
        two = asking.invite_guest(editor, submission.pk, due_on=due, **facts)
        if agreed:
            one, two = reviews.agree(one.reviewer, one.pk), reviews.agree(two.guest, two.pk)
        return Submission.objects.get(pk=submission.pk), one, two

    return asked


@pytest.fixture
def reviewed(asked):
    """`reviewed()`: the same, with both reviews submitted (3 and 1 throughout)."""

    def reviewed(**kwargs):
        submission, one, two = asked(agreed=True, **kwargs)
        reviews.submit(one.reviewer, one.pk, whole_review(3, "The first"))
        reviews.submit(two.guest, two.pk, whole_review(1, "The second"))
        return Submission.objects.get(pk=submission.pk), one, two

    return reviewed


@pytest.fixture
def by_link():
    """`by_link(guest)`: a browser that has followed a guest's link."""

    def by_link(guest):
        client = Client()
        client.get(f"/en/review/link/{guest.token}/")
        return client

    return by_link
