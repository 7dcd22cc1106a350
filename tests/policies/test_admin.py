"""The case study in Wagtail's editor: a draft saves whatever is there, publishing asks for the rest."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from policies.models import CaseStudyPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, admin_user):
    client.force_login(admin_user)
    return client


def edit_form(client, page):
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    data = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    data["is_sample"] = "on"  # ticked, but the box has no value attribute for the helper to read
    return data


def send(client, page, data):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), dict(data.lists()))


def test_the_form_of_a_new_case_opens(editor, tree):
    url = reverse("wagtailadmin_pages:add", args=["policies", "casestudypage", tree.policies["ko"].pk])
    html = editor.get(url).content.decode()
    assert 'name="problem"' in html
    assert 'name="instruments_terms"' in html
    assert 'maxlength="280"' in html


def test_a_draft_with_blanks_is_saved_and_the_live_text_stays(editor, make_case):
    page = make_case(texts={"en": {"limits": "Few riders came."}})["en"]
    data = edit_form(editor, page)
    data["limits"] = ""
    assert send(editor, page, data).status_code == 302
    page.refresh_from_db()
    assert page.limits == "Few riders came."
    assert page.get_latest_revision_as_object().limits == ""


def test_publishing_with_a_blank_shows_the_error_and_keeps_what_was_typed(editor, make_case):
    page = make_case()["en"]
    data = edit_form(editor, page)
    data["limits"] = ""
    data["problem"] = "Typed with care."
    data["action-publish"] = "action-publish"
    response = send(editor, page, data)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Typed with care." in html
    assert "This field is required" in html or "a blank is not" in html


def test_ticked_terms_become_rows_and_unticked_ones_leave(editor, make_case):
    from tests.library import term

    page = make_case(instruments=["regulation", "service"])["en"]
    data = edit_form(editor, page)
    wanted = [term("instrument", "service"), term("instrument", "training")]
    data.setlist("instruments_terms", [str(one.pk) for one in wanted])
    data["action-publish"] = "action-publish"
    assert send(editor, page, data).status_code == 302
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert [link.term for link in page.instruments.all()] == wanted


def test_publishing_without_a_ticked_group_is_refused(editor, make_case):
    page = make_case()["en"]
    data = edit_form(editor, page)
    data.setlist("worker_groups_terms", [])
    data["action-publish"] = "action-publish"
    response = send(editor, page, data)
    assert response.status_code == 200
    assert "Choose at least one" in response.content.decode()
    assert CaseStudyPage.objects.get(pk=page.pk).worker_groups.exists()


def test_a_limit_counts_line_ends_once(editor, make_case):
    page = make_case()["en"]
    data = edit_form(editor, page)
    data["summary"] = "a\r\n" * 139 + "ab"
    assert send(editor, page, data).status_code == 302
    page.refresh_from_db()
    assert len(page.get_latest_revision_as_object().summary) == 280
