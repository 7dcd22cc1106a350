"""What readers ask for and read: counted once, without a trace of who they are, and seen on the board."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.users.models import UserProfile

from translation import readers
from translation.models import PageReads, ReaderRequest

pytestmark = pytest.mark.django_db


def want(client, case, agent="Firefox", **extra):
    return client.post(f"/en/wanted/{case.version.pk}/", headers={"user-agent": agent}, **extra)


def test_one_press_counts_and_says_so(client, case):
    page = client.get("/en/policies/rest-places/").content.decode()
    assert f'action="/en/wanted/{case.version.pk}/"' in page
    response = want(client, case)
    assert response["Location"] == "/en/policies/rest-places/?asked=yes"
    assert "Thank you" in client.get(response["Location"]).content.decode()
    assert ReaderRequest.objects.get().version == case.version


def test_a_visitor_counts_once_a_day(client, case, monkeypatch):
    today = timezone.localdate()
    for _press in range(3):
        want(client, case)
    assert ReaderRequest.objects.count() == 1
    want(client, case, agent="Safari")
    monkeypatch.setattr(timezone, "localdate", lambda *args: today + timedelta(days=1))
    want(client, case)
    assert ReaderRequest.objects.count() == 3
    assert set(ReaderRequest.objects.filter(asked_on=today).values_list("visitor", flat=True)) == {""}


def test_nothing_kept_tells_who_asked(client, case):
    want(client, case, agent="Marked browser", REMOTE_ADDR="192.0.2.7")
    kept = str(ReaderRequest.objects.values().get())
    assert "192.0.2.7" not in kept
    assert "Marked" not in kept


def test_one_visitor_asks_for_so_many_a_day(client, make_case, case, monkeypatch):
    monkeypatch.setattr(readers, "MOST_A_DAY", 1)
    want(client, case)
    other = make_case("other", ("ko",))["ko"].language_versions.get(locale__language_code="en")
    response = client.post(f"/en/wanted/{other.pk}/", headers={"user-agent": "Firefox"})
    assert response["Location"].endswith("?asked=enough")
    assert ReaderRequest.objects.count() == 1


def test_what_cannot_be_asked_for_is_not_counted(client, case, translator, editor):
    assert client.get(f"/en/wanted/{case.version.pk}/")["Location"] == "/en/policies/rest-places/"
    assert client.post("/en/wanted/999999/").status_code == 404
    assert client.post(f"/fr/wanted/{case.version.pk}/").status_code == 404  # the English version
    case.publish(translator, editor)
    want(client, case)
    case.page.unpublish()
    assert want(client, case).status_code == 404
    assert not ReaderRequest.objects.exists()


def test_it_needs_the_page_s_own_form(case, settings):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(f"/en/wanted/{case.version.pk}/").status_code == 403


def test_reads_are_added_up_by_day_and_language_without_robots(client, case):
    readers.ledger.forget()
    for agent in ("Firefox", "Safari", "Googlebot/2.1"):
        client.get("/en/policies/rest-places/", headers={"user-agent": agent})
    client.get("/ko/policies/rest-places/", headers={"user-agent": "Firefox"})
    readers.ledger.write()
    client.get("/ko/policies/rest-places/", headers={"user-agent": "Firefox"})
    readers.ledger.write()
    counted = dict(PageReads.objects.filter(key=case.page.translation_key).values_list("language", "reads"))
    assert counted == {"en": 2, "ko": 2}


def test_the_board_puts_what_readers_want_first(client, case, make_case, editor):
    for number in range(3):
        make_case(f"other-{number}", ("ko",))
    want(client, case)
    PageReads.objects.create(key=case.page.translation_key, language="en", day=date.today(), reads=7)
    client.force_login(editor)
    for order in ("reads", "wanted"):
        rows = client.get(reverse("translations:index"), {"order": order}).context["rows"]
        assert rows[0].original.pk == case.page.pk
        assert rows[0].reads == 7
    content = client.get(reverse("translations:index")).content.decode()
    assert "asked for by 1 reader" in content
    assert "read 7 times in 90 days" in content


def test_the_board_runs_as_many_queries_with_many_cases_as_with_few(
    client, case, make_case, editor, django_assert_max_num_queries
):
    client.force_login(editor)
    client.get(reverse("translations:index"))
    for number in range(6):
        make_case(f"other-{number}", ("ko", "en"))
    with django_assert_max_num_queries(32):
        client.get(reverse("translations:index"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_board_leaves_as_a_table(client, case, editor, form):
    client.force_login(editor)
    response = client.get(reverse("translations:index"), {"export": form})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    assert (b"\xec\x89\xbc\xed\x84\xb0" in content) if form == "csv" else content[:2] == b"PK"


def test_a_table_is_in_the_language_of_whoever_asks_for_it(client, case, editor):
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "ko"
    profile.save()
    client.force_login(editor)
    response = client.get(reverse("translations:index"), {"export": "csv", "language": "en"})
    with override("en"):  # it is sent after the request
        heading, row = b"".join(response.streaming_content).decode().splitlines()[:2]
    assert heading.startswith("원문,종류,원문 언어,언어,")
    assert "의뢰 전" in row
