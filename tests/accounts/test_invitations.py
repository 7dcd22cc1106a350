"""By invitation: the letter, its link, the account it makes, and every way it can be closed."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation
from accounts.roles import may_invite_to
from cities.models import City
from tests.accounts.conftest import PASSWORD, link

pytestmark = pytest.mark.django_db
GIVEN = {"name": "김민지", "password": PASSWORD, "again": PASSWORD}


def test_the_letter_is_in_the_language_of_whom_it_is_for_and_has_one_link(invite):
    invite(name="김민지")
    letter = mail.outbox[0]
    assert "초대" in letter.subject
    assert "서울" in letter.body
    assert letter.body.count("http") == 1
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert 'lang="ko"' in html


def test_accepting_makes_an_account_of_the_city_with_its_role_and_signs_in(client, invite, seoul):
    invitation, path = invite()
    assert client.get(path).status_code == 200
    assert client.post(path, GIVEN).status_code == 302
    user = get_user_model().objects.get(email="minji@seoul.example")
    assert (user.get_full_name(), user.profile.city, user.profile.language) == ("김민지", seoul, "ko")
    assert [group.name for group in user.groups.all()] == ["Contributors"]
    assert EmailAddress.objects.get(user=user).verified
    assert client.get("/ko/account/").status_code == 200
    assert Invitation.objects.get(pk=invitation.pk).state == "accepted"


def test_the_new_officer_signs_in_later_by_mail_address(client, invite):
    _invitation, path = invite()
    client.post(path, GIVEN)
    client.post("/ko/account/logout/")
    answer = client.post("/ko/account/login/", {"login": "minji@seoul.example", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/ko/account/").status_code == 200


def test_looking_at_the_page_accepts_nothing_and_tells_no_other_site(client, invite):
    invitation, path = invite()
    answer = client.get(path)
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert Invitation.objects.get(pk=invitation.pk).is_open


def test_a_link_works_once(client, invite, django_user_model):
    _invitation, path = invite()
    client.post(path, GIVEN)
    client.logout()
    assert client.post(path, GIVEN).status_code == 410
    assert django_user_model.objects.filter(email="minji@seoul.example").count() == 1


def test_a_link_expires(client, invite):
    invitation, path = invite()
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(path, GIVEN).status_code == 410
    assert not get_user_model().objects.filter(email="minji@seoul.example").exists()


def test_a_withdrawn_link_is_dead(client, invite):
    invitation, path = invite()
    invitations.revoke(invitation)
    assert client.post(path, GIVEN).status_code == 410


def test_sending_again_kills_the_earlier_link(client, invite):
    invitation, first = invite()
    invitations.send(invitation)
    assert client.get(first).status_code == 410
    assert client.get(link()).status_code == 200


def test_the_database_does_not_hold_the_link(invite):
    invitation, path = invite()
    token = path.rstrip("/").rpartition("/")[2]
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())


@pytest.mark.parametrize("token", ["x", "%00", "🙂", "a" * 3000, "..%2f"])
def test_a_link_that_is_none_is_answered(client, db, token):
    assert client.get(f"/en/account/invitation/{token}/").status_code in (404, 410)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"password": "short", "again": "short"}, "12"),
        ({"again": "something else entirely"}, "same"),
        ({"name": ""}, "required"),
        ({"password": "minji@seoul.example", "again": "minji@seoul.example"}, "similar"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_made(client, invite, given, named):
    _invitation, path = invite(language="en")
    answer = client.post(path, GIVEN | given)
    assert named in answer.content.decode()
    assert not get_user_model().objects.filter(email="minji@seoul.example").exists()


def test_someone_who_has_an_account_signs_in_to_accept(client, invite, person, seoul):
    colleague = person("reviewer", name="minji")
    _invitation, path = invite(email=colleague.email)
    assert "next=" in client.get(path).content.decode()
    assert client.post(path, GIVEN).status_code == 200  # nothing taken over by whoever has the link
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(path).status_code == 302
    colleague.refresh_from_db()
    assert sorted(colleague.groups.values_list("name", flat=True)) == ["Contributors", "Reviewers"]
    assert colleague.profile.city == seoul
    assert colleague.check_password(PASSWORD)


def test_another_persons_session_does_not_accept(client, invite, person):
    owner, other = person("reviewer", name="owner"), person("reviewer", name="other")
    _invitation, path = invite(email=owner.email)
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    client.post(path)
    assert list(other.groups.values_list("name", flat=True)) == ["Reviewers"]


def test_editors_invite_officers_reviewers_and_translators_but_no_editors(person):
    assert [role.code for role in may_invite_to(person("editor"))] == ["contributor", "reviewer", "translator"]
    assert "editor" in [role.code for role in may_invite_to(person("administrator"))]
    assert may_invite_to(person("reviewer")) == []


def test_officers_invite_to_their_own_city_only(person, seoul):
    officer = person("contributor", city=seoul)
    assert [role.code for role in may_invite_to(officer)] == ["contributor"]
    elsewhere = Invitation(email="a@b.example", role="contributor", city=City.objects.get(code="barcelona"))
    with pytest.raises(invitations.MayNotInvite):
        invitations.send(elsewhere, by=officer)


class TestInTheAdmin:
    """The secretariat's list."""

    @pytest.fixture
    def desk(self, client, person):
        client.force_login(person("editor", name="desk"), backend="django.contrib.auth.backends.ModelBackend")
        return client

    def test_adding_sends(self, desk, seoul):
        facts = {"email": "new@seoul.example", "role": "contributor", "city": seoul.pk, "language": "ko"}
        assert desk.post("/admin/invitations/new/", facts).status_code == 302
        assert mail.outbox[0].to == ["new@seoul.example"]
        assert "new@seoul.example" in desk.get("/admin/invitations/").content.decode()

    def test_an_editor_cannot_invite_an_editor(self, desk):
        desk.post("/admin/invitations/new/", {"email": "new@x.example", "role": "editor", "language": "en"})
        assert not Invitation.objects.exists()

    def test_an_officer_needs_a_city(self, desk):
        answer = desk.post("/admin/invitations/new/", {"email": "n@x.example", "role": "contributor", "language": "en"})
        assert "acts for a city" in answer.content.decode()

    def test_a_second_one_to_the_same_address_is_refused(self, desk, invite, seoul):
        invite()
        facts = {"email": "MINJI@seoul.example", "role": "contributor", "city": seoul.pk, "language": "ko"}
        assert "waiting there already" in desk.post("/admin/invitations/new/", facts).content.decode()

    def test_sending_again_and_withdrawing(self, desk, invite):
        invitation, _path = invite()
        at = f"/admin/invitations/edit/{invitation.pk}/"
        assert desk.get(at).status_code == 200
        desk.post(at, {"action": "send"})
        assert len(mail.outbox) == 2
        desk.post(at, {"action": "revoke"})
        assert Invitation.objects.get().state == "revoked"
        desk.post(at, {"action": "send"})
        assert len(mail.outbox) == 2

    def test_mail_that_does_not_go_out_is_said_and_the_invitation_kept(self, desk, settings, seoul):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        facts = {"email": "new@seoul.example", "role": "contributor", "city": seoul.pk, "language": "ko"}
        answer = desk.post("/admin/invitations/new/", facts, follow=True)
        assert "could not be sent" in answer.content.decode()
        assert Invitation.objects.count() == 1
