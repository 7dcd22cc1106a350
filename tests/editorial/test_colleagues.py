"""A city's officers among themselves: inviting one another to their own city only, and handing over."""

import pytest
from django.core import mail

from accounts.models import Invitation

pytestmark = pytest.mark.django_db
PAGE = "/en/contribute/colleagues/"


def invite(browser, email="new@seoul.example"):
    return browser.post(PAGE, {"email": email, "name": "New colleague", "language": "ko"})


def test_an_officer_invites_a_colleague_to_their_own_city(officer, seoul, signed_in):
    assert invite(signed_in(officer)).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.city, invitation.role, invitation.invited_by) == (seoul, "contributor", officer)
    assert mail.outbox[-1].to == ["New colleague <new@seoul.example>"]


def test_the_same_colleague_is_not_invited_twice(officer, colleague, signed_in):
    browser = signed_in(officer)
    invite(browser)
    assert "waiting there already" in invite(browser).content.decode()
    assert "officer of your city already" in invite(browser, colleague.email).content.decode()
    assert Invitation.objects.count() == 1


def test_an_invitation_is_sent_again_and_withdrawn_by_ones_own_city_only(officer, stranger, signed_in):
    browser = signed_in(officer)
    invite(browser)
    number = Invitation.objects.get().pk
    for action in ("send", "revoke"):
        assert signed_in(stranger).post(f"{PAGE}{number}/{action}/").status_code == 404
    before = Invitation.objects.get().token_hash
    browser.post(f"{PAGE}{number}/send/")
    assert Invitation.objects.get().token_hash != before
    browser.post(f"{PAGE}{number}/revoke/")
    assert Invitation.objects.get().state == "revoked"


def test_handing_over_keeps_every_case_for_those_who_stay(officer, colleague, begin, signed_in):
    submission = begin()
    browser = signed_in(officer)
    browser.post(f"{PAGE}leave/")
    assert browser.get("/en/contribute/").status_code == 403
    assert submission.case.title in signed_in(colleague).get("/en/contribute/").content.decode()


def test_the_only_officer_cannot_leave_before_there_is_a_successor(officer, signed_in):
    browser = signed_in(officer)
    assert "Invite your successor first" in browser.post(f"{PAGE}leave/").content.decode()
    assert browser.get("/en/contribute/").status_code == 200


def test_signing_in_leads_an_officer_to_the_desk(officer, client):
    answer = client.post("/en/account/login/", {"login": officer.email, "password": "quiet harbour lantern"})
    assert answer.url == "/en/contribute/"
