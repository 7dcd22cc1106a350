"""Events: complete from the brief, calendar files, and seminars of the same family."""

import datetime

import pytest
from icalendar import Calendar
from wagtail.models import Locale

from forums.models import ForumEditionPage, ForumSessionPage
from home.seeds.events import seed_events
from search.indexing import deferred

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions(tree):
    with deferred():
        seed_events(tree)
    return tree


@pytest.fixture
def seminar(tree):
    """A coming seminar with one session whose hours are known."""
    start = datetime.date.today() + datetime.timedelta(days=30)
    page = ForumEditionPage(
        title="Seminar on platform work",
        slug="platform-seminar",
        code="platform-seminar",
        kind="seminar",
        starts=start,
        ends=start,
        place="Vienna",
        theme="Platform work in Europe",
        locale=Locale.objects.get(language_code="en"),
    )
    tree.forum["en"].add_child(instance=page)
    page.add_child(
        instance=ForumSessionPage(
            title="Opening",
            slug="opening",
            code="opening",
            date=start,
            starts_at=datetime.time(9),
            ends_at=datetime.time(10, 30),
            locale=page.locale,
        )
    )
    return page


def test_both_editions_stand_complete_in_korean_and_english(editions):
    for language in ("ko", "en"):
        in_language = ForumEditionPage.objects.in_language(language)
        first, second = in_language.get(code="2018"), in_language.get(code="2019")
        assert first.cities.count() == 15
        assert sum(total for _kind, total, _rows in first.organisations_by_kind()) == 17
        assert [(kind.code, total) for kind, total, _rows in first.organisations_by_kind()] == [
            ("institution", 13),
            ("academia", 4),
        ]
        assert {group.code: len(rows) for group, rows in first.cities_by_group()} == {
            "americas": 3,
            "europe": 2,
            "africa": 2,
            "asia-pacific": 6,
            "korea": 2,
        }
        assert first.speakers.count() == 1
        assert len(first.sessions()) == 5
        assert len(second.sessions()) == 6
        assert sum(session.topics.count() for session in second.sessions()) == 15
        assert second.expected_cities == "40–45"


def test_a_participating_city_leads_to_its_page_when_it_has_one(client, editions):
    from home.seeds.places import seed_cities

    assert b"/en/cities/vienna/" not in client.get("/en/forum/2018/").content
    seed_cities(editions)
    assert b'<a href="/en/cities/vienna/">Vienna</a>' in client.get("/en/forum/2018/").content


def test_seeding_twice_changes_nothing(editions):
    before = list(ForumEditionPage.objects.values_list("latest_revision_id", flat=True))
    seed_events(editions)
    assert list(ForumEditionPage.objects.values_list("latest_revision_id", flat=True)) == before


def test_the_programme_goes_by_day_and_says_when_the_day_is_not_known(editions):
    edition = ForumEditionPage.objects.in_language("en").get(code="2019")
    days = [day for day, _sessions in edition.programme()]
    assert days == [None, datetime.date(2019, 12, 4)]


def test_a_session_leads_to_its_theme_and_each_topic_to_its_term(editions):
    session = ForumSessionPage.objects.in_language("ko").get(code="2019-session-2")
    assert session.session_theme.code == "wages-equality"
    assert [topic.term.code for topic in session.topics.all()] == ["equal-pay", "living-wage", "working-time"]


@pytest.mark.parametrize("path", ["/ko/forum/", "/en/forum/2019/", "/fr/forum/2018/", "/ko/forum/2019/session-4/"])
def test_the_pages_of_events_answer(client, editions, path):
    assert client.get(path).status_code == 200


def test_a_coming_event_has_a_calendar_file(client, seminar):
    response = client.get("/en/forum/platform-seminar/calendar/")
    assert response["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    whole, session = events
    assert whole["SUMMARY"] == "Seminar on platform work"
    assert whole["DTSTART"].dt == seminar.starts
    assert whole["DTEND"].dt == seminar.ends + datetime.timedelta(days=1)
    assert session["DTSTART"].dt.hour == 9
    assert session["LOCATION"] == "Vienna"


def test_a_seminar_stands_among_the_coming_events(client, seminar):
    response = client.get("/en/forum/")
    assert [page.title for page in response.context["coming"]] == ["Seminar on platform work"]


def test_an_event_cannot_end_before_it_begins(seminar):
    from django.core.exceptions import ValidationError

    seminar.ends = seminar.starts - datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="before the first"):
        seminar.full_clean()
