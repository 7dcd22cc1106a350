"""A desk: officers of two cities, an editor, and a case of Seoul in any state."""

import pytest
from django.test import Client

from editorial.models import Submission
from editorial.submissions import writing
from editorial.submissions.sections import BY_CODE
from editorial.workflows import sync_workflow
from tests.accounts.conftest import person, seoul  # noqa: F401 - fixtures
from tests.editorial.filling import fill


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
