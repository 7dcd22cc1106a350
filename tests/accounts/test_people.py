"""The secretariat's list of people, and ending someone's access."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(client):
    def act(by, person, action):
        client.force_login(by)
        return client.post(reverse("people:edit", args=[person.profile.pk]), {"action": action}).status_code

    return act


def test_editors_end_and_restore_an_officers_access(person, seoul, act, client):
    editor, officer = person("editor"), person("contributor", city=seoul)
    assert act(editor, officer, "end") == 302
    officer.refresh_from_db()
    assert not officer.is_active
    client.force_login(editor)
    assert "Their access has ended." in client.get(reverse("people:edit", args=[officer.profile.pk])).content.decode()
    act(editor, officer, "restore")
    officer.refresh_from_db()
    assert officer.is_active


def test_whose_access_has_ended_is_out_at_once(person, seoul, act, client):
    editor, officer = person("editor"), person("contributor", city=seoul)
    from django.test import Client

    browser = Client()
    browser.force_login(officer)
    assert browser.get("/en/account/").status_code == 200
    act(editor, officer, "end")
    assert browser.get("/en/account/").status_code == 302


def test_staff_is_the_administrators_affair_and_oneself_nobodys(person, act):
    editor, translator, administrator = person("editor"), person("translator"), person("administrator")
    for by, whom in ((editor, translator), (editor, administrator), (editor, editor), (administrator, administrator)):
        assert act(by, whom, "end") in (302, 403)
        whom.refresh_from_db()
        assert whom.is_active
    act(administrator, translator, "end")
    translator.refresh_from_db()
    assert not translator.is_active


def test_the_list_is_for_editors(person, client):
    person("reviewer", name="ana")
    client.force_login(person("editor"))
    assert "ana@city.example" in client.get(reverse("people:index")).content.decode()
    client.force_login(person("translator"))
    assert client.get(reverse("people:index")).status_code == 302
