"""The doors: nobody signs up, contributors see no admin, staff show a second factor, guessing is stopped."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _nobody_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("language", ["ko", "en", "fr", "es"])
def test_every_screen_is_there_in_every_language(client, person, language):
    for path in ("login/", "signup/", "password/reset/", "password/reset/done/"):
        assert client.get(f"/{language}/account/{path}").status_code == 200, path
    client.force_login(person("contributor"), backend=BACKEND)
    for path in ("", "password/change/", "email/", "2fa/", "logout/"):
        assert client.get(f"/{language}/account/{path}").status_code == 200, path


def test_nobody_signs_up(client, db, django_user_model):
    facts = {"email": "a@b.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/en/account/signup/", facts)
    assert not django_user_model.objects.filter(email="a@b.example").exists()


@pytest.mark.parametrize("role", ["contributor", "reviewer"])
def test_contributors_and_reviewers_have_no_admin(client, person, role):
    client.force_login(person(role), backend=BACKEND)
    for path in ("/admin/", "/admin/pages/", "/admin/invitations/"):
        assert client.get(path).status_code == 403, path


def test_an_officer_who_meant_the_admin_is_told_and_not_sent_in_circles(client, person):
    officer = person("contributor")
    answer = client.post("/ko/account/login/?next=/admin/", {"login": officer.email, "password": PASSWORD}, follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1


def test_the_admin_sends_to_the_librarys_own_sign_in(client, db):
    answer = client.get("/admin/login/?next=/admin/pages/")
    assert answer.status_code == 302
    assert answer.url.endswith("/account/login/?next=/admin/pages/")


def test_staff_without_a_second_factor_are_led_to_it(client, person, settings):
    settings.MFA_REQUIRED_FOR_STAFF = True
    editor = person("editor")
    client.force_login(editor, backend=BACKEND)
    assert client.get("/admin/").url.endswith("/account/2fa/")
    Authenticator.objects.create(user=editor, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/admin/").status_code == 200


def test_officers_need_no_second_factor(client, person, settings):
    settings.MFA_REQUIRED_FOR_STAFF = True
    client.force_login(person("contributor"), backend=BACKEND)
    assert client.get("/en/account/").status_code == 200


def test_a_person_with_a_second_factor_is_asked_for_it(client, person):
    editor = person("editor")
    Authenticator.objects.create(user=editor, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    answer = client.post("/en/account/login/", {"login": editor.email, "password": PASSWORD})
    assert answer.url.endswith("/account/2fa/authenticate/")
    assert client.get("/admin/").status_code == 302


def test_guessing_passwords_is_stopped(client, person):
    officer = person("contributor")
    for _attempt in range(5):
        client.post("/en/account/login/", {"login": officer.email, "password": "wrong"})
    answer = client.post("/en/account/login/", {"login": officer.email, "password": PASSWORD})
    assert answer.status_code in (200, 429)
    assert client.get("/en/account/").status_code == 302


def test_a_deactivated_account_is_out_at_once(client, person):
    officer = person("contributor")
    client.force_login(officer, backend=BACKEND)
    officer.is_active = False
    officer.save()
    assert client.get("/en/account/").status_code == 302


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(client, person, mailoutbox):
    known = client.post("/en/account/password/reset/", {"email": person("contributor").email})
    unknown = client.post("/en/account/password/reset/", {"email": "nobody@x.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_sign_in_leads_nowhere_outside(client, person):
    officer = person("contributor")
    facts = {"login": officer.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/en/account/login/", facts).url.startswith("/")


def test_the_account_page_keeps_name_and_language(client, person):
    officer = person("contributor")
    client.force_login(officer, backend=BACKEND)
    client.post("/en/account/", {"name": "Mireille Dupont", "language": "fr"})
    officer.refresh_from_db()
    assert (officer.get_full_name(), officer.profile.language) == ("Mireille Dupont", "fr")
    assert "no-store" in client.get("/en/account/")["Cache-Control"]
