"""Whose cases a person may see on the desk, asked of the scope itself, whatever stands before it."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.roles import REVIEWER, group_of
from editorial.files import is_of_own_city
from editorial.models import Submission
from editorial.querysets import city_of
from editorial.states import State, may
from editorial.submissions import writing
from tests.editorial.filling import AGREED

pytestmark = pytest.mark.django_db


def seen_by(user):
    return list(Submission.objects.editable_by(user))


def test_officers_of_the_city_see_its_cases_and_others_none(begin, officer, colleague, stranger, editor):
    submission = begin()
    assert seen_by(officer) == seen_by(colleague) == [submission]
    assert seen_by(stranger) == seen_by(editor) == seen_by(AnonymousUser()) == []


def test_a_deactivated_officer_sees_nothing_even_with_a_session(begin, officer):
    begin()
    officer.is_active = False
    assert city_of(officer) is None
    assert seen_by(officer) == []


@pytest.mark.parametrize("role", [None, REVIEWER])
def test_a_city_alone_makes_no_officer(begin, officer, role):
    begin()
    officer.groups.set([group_of(role)] if role else [])
    assert city_of(officer) is None
    assert seen_by(officer) == []


def test_a_role_without_a_city_opens_no_city(begin, person):
    begin()
    homeless = person("contributor", name="homeless")
    assert seen_by(homeless) == []
    assert not is_of_own_city(SimpleNamespace(user=homeless), None)


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_who_writes_for_no_city_is_told_so(client, begin, editor):
    address = f"/en/contribute/case/{begin().case.record_id}/"
    for desk in ("/en/contribute/", address):
        assert client.get(desk).url.startswith("/en/account/login/")
    client.force_login(editor)
    for desk in ("/en/contribute/", address):
        assert client.get(desk).status_code == 403


def test_a_request_of_another_case_cannot_be_answered(bring, officer, signed_in):
    mine, other = bring(State.RETURNED), bring(State.RETURNED)
    number = other.requests.get().pk
    address = f"/en/contribute/case/{mine.case.record_id}/answer/{number}/"
    assert signed_in(officer).post(address, {"answer": "The statistics office."}).status_code == 404
    assert other.requests.get().answer == ""


@pytest.mark.parametrize("state", [each for each in State if not may("submit", each)])
def test_submitting_asks_for_the_state_once_more_under_its_lock(bring, officer, state):
    submission = bring(state)
    with pytest.raises(writing.NotNow):
        writing.submit(officer, submission.case.record_id, submission.round, AGREED)
