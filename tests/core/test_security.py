"""What holds for every answer, and what production refuses to start without."""

import os
import subprocess
import sys

import pytest

SETTINGS = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "library.example.org",
    "SITE_URL": "https://library.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
}


def start(**changes):
    """Starts Django with production settings; returns the exit code and what it said."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "kb.settings.production"} | SETTINGS | changes
    command = [sys.executable, "-c", "import django; django.setup()"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return result.returncode, result.stderr


def test_production_starts_with_everything_it_needs():
    assert start() == (0, "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_URL", "http://x"),
    ],
)
def test_production_refuses_to_start_and_names_the_cure(name, value):
    code, words = start(**{name: value})
    assert code != 0
    assert name in words


@pytest.mark.django_db
def test_public_pages_allow_no_inline_script_and_no_other_host(client, tree):
    policy = client.get("/en/policies/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_the_admin_alone_may_run_inline_scripts(client, admin_user):
    client.force_login(admin_user)
    assert "'unsafe-inline'" in client.get("/admin/")["Content-Security-Policy"]


@pytest.mark.django_db
def test_what_a_signed_in_person_sees_is_not_cached(client, admin_user, tree):
    assert "no-store" not in client.get("/en/policies/").get("Cache-Control", "")
    client.force_login(admin_user)
    for path in ("/admin/", "/en/policies/"):
        assert "no-store" in client.get(path)["Cache-Control"]
        assert "private" in client.get(path)["Cache-Control"]


@pytest.mark.django_db
def test_originals_of_images_are_not_served(client):
    assert client.get("/media/original_images/x.png").status_code == 404
    assert client.get("/media/images/../../manage.py").status_code == 404


@pytest.mark.django_db
def test_health_says_what_answers(client):
    assert client.get("/healthz").json()["status"] == "ok"
