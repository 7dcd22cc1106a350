"""Telling people: once each, in their language, at once or once a day, and never by losing what was told."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from accounts import invitations  # noqa: F401 - the fixtures below are of accounts
from notices import reminders
from notices.models import Notice
from notices.sending import notify
from tests.accounts.conftest import *  # noqa: F403 - people of each role

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """`told(person, key="1")`: tells them of a case of Seoul called News."""

    def told(*people, key="tried-1"):
        with transaction.atomic():
            notify(people, "case-submitted", key, ("account",), city="seoul", case="News & more", by="Junho")

    return told


@pytest.fixture
def minji(person):
    minji = person("contributor", name="minji")
    minji.first_name = "Kim Minji"
    minji.save()
    minji.profile.language = "ko"
    minji.profile.save()
    return minji


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_notice_is_in_the_inbox_and_in_one_mail_of_the_persons_language(told, minji, on_commit, client):
    with on_commit():
        told(minji)
    (letter,) = mail.outbox
    assert "서울" in letter.subject
    assert "/ko/account/" in letter.body
    assert "News & more" in letter.body
    assert "Kim Minji" in letter.body
    client.force_login(minji)
    page = client.get("/en/inbox/").content.decode()
    assert "A case from Seoul: News &amp; more" in page


def test_the_same_thing_told_twice_is_one_notice_and_one_mail(told, minji, on_commit):
    for _time in range(2):
        with on_commit():
            told(minji)
    assert Notice.objects.count() == 1
    assert len(mail.outbox) == 1


def test_what_was_undone_is_told_to_nobody(told, minji, on_commit):
    def told_and_undone():
        with transaction.atomic():
            told(minji)
            raise RuntimeError

    with on_commit(), pytest.raises(RuntimeError):
        told_and_undone()
    assert not Notice.objects.exists()
    assert not mail.outbox


def test_a_mail_server_that_refuses_costs_nothing_and_is_tried_again(told, minji, on_commit):
    with override_settings(EMAIL_BACKEND="tests.notices.refusing.RefusingBackend"), on_commit():
        told(minji)
    assert not mail.outbox
    Notice.objects.update(created_at="2026-01-01T00:00Z")
    call_command("send_reminders", verbosity=0)
    call_command("send_reminders", verbosity=0)
    assert len(mail.outbox) == 1


def test_who_wishes_one_letter_a_day_gets_one(told, minji, on_commit):
    minji.profile.daily_letter = True
    minji.profile.save()
    with on_commit():
        told(minji, key="tried-1")
        told(minji, key="tried-2")
    assert not mail.outbox
    call_command("send_reminders", verbosity=0)
    call_command("send_reminders", verbosity=0)
    (letter,) = mail.outbox
    assert letter.body.count("News & more") == 2


def test_someone_whose_account_is_closed_is_told_nothing(told, minji, on_commit):
    minji.is_active = False
    minji.save()
    with on_commit():
        told(minji)
    assert not mail.outbox


def test_opening_a_notice_marks_it_read_and_leads_on(told, minji, client):
    told(minji)
    notice = Notice.objects.get()
    client.force_login(minji)
    assert client.get("/ko/inbox/").content.decode().count("inbox-item--unread") == 1
    assert client.get(f"/ko/inbox/{notice.pk}/").url == "/ko/account/"
    assert "inbox-item--unread" not in client.get("/ko/inbox/").content.decode()


def test_nobody_opens_anothers_notice(told, minji, person, client):
    told(minji)
    client.force_login(person("contributor", name="other"))
    assert client.get(f"/ko/inbox/{Notice.objects.get().pk}/").status_code == 404
    assert "News" not in client.get("/ko/inbox/").content.decode()


def test_all_can_be_marked_read_by_their_owner_only(told, minji, person, client):
    other = person("contributor", name="other")
    told(minji, other)
    client.force_login(minji)
    client.post("/ko/inbox/read/")
    assert list(Notice.objects.unread().values_list("recipient", flat=True)) == [other.pk]


def test_the_inbox_asks_for_a_name_first(client):
    assert client.get("/ko/inbox/").status_code == 302


def test_reminders_that_were_registered_are_told_once_a_period(told, minji, monkeypatch):
    monkeypatch.setattr(reminders, "_reminders", [])
    reminders.register_reminder(lambda: told(minji, key="waiting-2026-11"))
    reminders.send_reminders()
    reminders.send_reminders()
    assert Notice.objects.count() == 1


def test_letters_can_be_read_on_the_site_in_the_demo_only(client, db):
    assert client.get("/en/letters/").status_code == 404
