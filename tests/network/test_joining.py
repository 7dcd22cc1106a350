"""A city applies, is asked, answers, and is accepted or declined; each thing once, each with its letter."""

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation
from cities.models import City, CityPage
from network.models import Application, Membership, Prospect, State
from network.models.application import OPEN
from notices.models import Notice
from notices.reminders import send_reminders
from taxonomy.models import Term
from tests.network.conftest import FACTS, NEW_CITY, posted

pytestmark = pytest.mark.django_db


def fresh(application):
    return Application.objects.get(pk=application.pk)


def page_of(application):
    return f"/ko/network/application/{application.token}/"


def region():
    return Term.objects.in_scheme("region").first().pk


class TestApplying:
    @pytest.mark.parametrize("language", ["ko", "en", "fr", "es"])
    def test_the_form_opens_in_every_language(self, client, language):
        assert client.get(f"/{language}/network/join/").status_code == 200

    def test_an_application_is_kept_confirmed_and_told_to_the_secretariat(self, client, person):
        editor = person("editor")
        answer = client.post("/en/network/join/", posted())
        application = Application.objects.get()
        assert answer.url == f"/en/network/application/{application.token}/"
        assert mail.outbox[0].to == ["Lee Sora <sora@yeosu.example>"]
        assert f"/ko/network/application/{application.token}/" in mail.outbox[0].body
        assert Notice.objects.for_user(editor).get().kind == "application-received"
        page = client.get(answer.url)
        assert "Yeosu" in page.content.decode()
        assert page["Referrer-Policy"] == "same-origin"

    def test_a_second_press_makes_no_second_application(self, client):
        for _press in range(2):
            answer = client.post("/en/network/join/", posted())
        assert answer.status_code == 302
        assert Application.objects.count() == 1
        assert len(mail.outbox) == 1

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, client):
        page = client.post("/en/network/join/", posted(contact_email="nowhere", country="")).content.decode()
        assert "The application has not been sent yet" in page
        assert 'href="#id_contact_email"' in page
        assert FACTS["brings"] in page
        assert not Application.objects.exists()

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"website": "http://spam.example"}, "meant to stay empty"),
            ({"seconds": 1}, "That was quick"),
            ({"seconds": 100_000}, "too old"),
            ({"opened": "forged"}, "too old"),
            ({"key": "forged"}, "too old"),
            ({"country": "XX"}, "valid choice"),
            ({"kind": "emperor"}, "valid choice"),
            ({"brings": "x" * 2001}, "at most 2000"),
            ({"city_name": "a\x00b"}, "ull characters"),
        ],
    )
    def test_machines_and_mistakes_get_a_clear_answer(self, client, changed, words):
        answer = client.post("/en/network/join/", posted(**changed))
        assert answer.status_code == 200
        assert words in answer.content.decode()
        assert not Application.objects.exists()

    def test_the_same_mail_address_is_told_where_its_application_is(self, client, application):
        assert "is open already" in client.post("/en/network/join/", posted(number=2)).content.decode()

    def test_many_applications_from_one_network_have_to_wait(self, client):
        for number in range(6):
            data = posted(number=number, contact_email=f"a{number}@city.example")
            page = client.post("/en/network/join/", data)
        assert "try again in an hour" in page.content.decode()
        assert Application.objects.count() == 5

    @pytest.mark.parametrize("token", ["x", "1", "1:1:1", "%00", "a" * 3000])
    def test_a_wrong_link_leads_nowhere(self, client, token):
        assert client.get(f"/en/network/application/{token}/").status_code == 404

    def test_a_mail_server_that_refuses_loses_no_application(self, client):
        with override_settings(EMAIL_BACKEND="tests.notices.refusing.RefusingBackend"):
            client.post("/en/network/join/", posted())
        assert Application.objects.get().steps.get().letter_sent is False


class TestDeciding:
    def test_the_secretariat_asks_and_the_city_answers(self, client, application, desk):
        desk(application, "asked", text="Who would take part?")
        assert fresh(application).state == State.ASKED
        assert "Who would take part?" in mail.outbox[-1].body
        assert "Who would take part?" in client.get(page_of(application)).content.decode()
        client.post(page_of(application), {"action": "answer", "text": "The labour division."})
        assert fresh(application).state == State.ANSWERED
        page = desk.browser.get(reverse("applications:edit", args=[application.pk])).content.decode()
        assert "The labour division." in page

    def test_accepting_makes_the_city_its_pages_its_membership_and_its_first_officer(self, application, desk, tree):
        desk(application, "accepted", region=region(), **NEW_CITY)
        city = City.objects.get(code="yeosu")
        assert fresh(application).state == State.ACCEPTED
        assert city.name_in("ko") == "여수"
        assert CityPage.objects.filter(city=city, live=True).count() == 4
        membership = Membership.objects.get()
        assert (membership.city, membership.kind) == (city, "regular")
        invitation = Invitation.objects.get()
        assert (invitation.email, invitation.city, invitation.role) == (FACTS["contact_email"], city, "contributor")
        assert len(mail.outbox) == 2

    def test_a_city_the_library_knows_is_chosen_and_a_change_of_kind_ends_the_earlier_membership(
        self, application, desk, seoul
    ):
        Membership.objects.create(city=seoul, kind="preliminary", since="2018")
        desk(application, "accepted", city=seoul.pk)
        assert [(each.kind, bool(each.ended)) for each in seoul.memberships.order_by("pk")] == [
            ("preliminary", True),
            ("regular", False),
        ]

    def test_an_incomplete_new_city_is_asked_for_and_nothing_is_sent(self, application, desk):
        page = desk(application, "accepted", code="yeosu").content.decode()
        assert "Needed for a new city." in page
        assert fresh(application).state == State.RECEIVED
        assert not mail.outbox

    def test_declining_sends_the_reason(self, application, desk):
        desk(application, "declined", text="It is not a city.")
        assert fresh(application).state == State.DECLINED
        assert "It is not a city." in mail.outbox[-1].body

    @pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.WITHDRAWN])
    @pytest.mark.parametrize("kind", ["asked", "accepted", "declined"])
    def test_what_is_decided_is_not_decided_again(self, application, desk, seoul, state, kind):
        Application.objects.update(state=state)
        desk(application, kind, city=seoul.pk)
        assert fresh(application).state == state
        assert not mail.outbox
        assert not Membership.objects.exists()

    @pytest.mark.parametrize("state", list(State))
    @pytest.mark.parametrize("action", ["answer", "withdraw"])
    def test_the_city_does_what_belongs_to_the_state(self, client, application, state, action):
        Application.objects.update(state=state)
        assert client.post(page_of(application), {"action": action, "text": "A word."}).status_code == 302
        expected = state
        if action == "answer" and state == State.ASKED:
            expected = State.ANSWERED
        elif action == "withdraw" and state in OPEN:
            expected = State.WITHDRAWN
        assert fresh(application).state == expected

    def test_a_letter_that_was_refused_is_sent_again(self, application, desk):
        with override_settings(EMAIL_BACKEND="tests.notices.refusing.RefusingBackend"):
            desk(application, "declined", text="It is not a city.")
        step = application.steps.get(kind="declined")
        assert step.letter_sent is False
        address = reverse("applications:edit", args=[application.pk])
        for _press in range(2):
            desk.browser.post(address, {"action": "send-again", "step": step.pk})
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize("sent", [{"action": "send-again", "step": "x"}, {"action": "crown"}, {}])
    def test_what_no_form_sends_does_nothing(self, application, desk, sent):
        assert desk.browser.post(reverse("applications:edit", args=[application.pk]), sent).status_code == 302
        assert not mail.outbox

    @pytest.mark.parametrize("role", ["contributor", "reviewer", "translator", None])
    def test_others_decide_nothing(self, application, person, client, role, seoul):
        if role:
            client.force_login(person(role, name="other", city=seoul))
        client.post(reverse("applications:edit", args=[application.pk]), {"action": "declined", "declined-text": "No"})
        assert fresh(application).state == State.RECEIVED


class TestReminding:
    def test_an_application_that_waits_is_told_once_a_week(self, application, person):
        editor = person("editor")
        Application.objects.update(changed_at=timezone.now() - timezone.timedelta(days=8))
        send_reminders()
        send_reminders()
        assert Notice.objects.for_user(editor).filter(kind="application-waiting").count() == 1

    def test_a_city_that_does_not_answer_is_reminded_once(self, application, desk):
        desk(application, "asked", text="Who would take part?")
        Application.objects.update(changed_at=timezone.now() - timezone.timedelta(days=15))
        mail.outbox.clear()
        send_reminders()
        send_reminders()
        assert [letter.to for letter in mail.outbox if "yeosu" in letter.to[0]] == [[mail.outbox[0].to[0]]]
        assert "Who would take part?" in mail.outbox[0].body

    def test_a_prospects_day_is_told(self, person):
        editor = person("editor")
        Prospect.objects.create(city_name="Incheon", country="KR", next_step="Call", next_step_on=timezone.localdate())
        send_reminders()
        send_reminders()
        assert Notice.objects.for_user(editor).filter(kind="prospect-due").count() == 1


class TestInviting:
    @pytest.fixture
    def prospect(self, db):
        return Prospect.objects.create(
            city_name="Incheon",
            country="KR",
            contact_name="Park",
            contact_email="p@incheon.example",
            language="ko",
            notes="Met at the forum",
        )

    def test_a_prospect_is_invited_and_finds_the_form_filled_in(self, prospect, desk, client):
        desk.browser.post(reverse("prospect-invite", args=[prospect.pk]), {"text": "Please join us."})
        (letter,) = mail.outbox
        assert "Please join us." in letter.body
        link = letter.body.split("/ko/network/join/?from=")[1].split()[0]
        page = client.get(f"/ko/network/join/?from={link}").content.decode()
        assert 'value="Incheon"' in page
        assert "Met at the forum" not in page
        client.post(f"/ko/network/join/?from={link}", posted(city_name="Incheon"))
        assert Application.objects.get().prospect == prospect

    def test_a_prospect_that_became_a_member_is_closed(self, prospect, desk, client, seoul):
        client.post(f"/ko/network/join/?from={prospect.token}", posted())
        desk(Application.objects.get(), "accepted", city=seoul.pk)
        prospect.refresh_from_db()
        assert prospect.closed

    def test_a_forged_link_is_an_empty_form(self, client):
        assert client.get("/ko/network/join/?from=forged").status_code == 200

    def test_the_lists_open_for_editors(self, prospect, application, desk):
        for name in ("applications", "prospects", "memberships"):
            assert desk.browser.get(reverse(f"{name}:index")).status_code == 200
        assert desk.browser.get(reverse("prospects:edit", args=[prospect.pk])).status_code == 200
        assert desk.browser.get(reverse("prospect-invite", args=[prospect.pk])).status_code == 200


class TestMembers:
    def test_the_list_shows_kind_and_date_as_known(self, client, seoul):
        Membership.objects.create(city=seoul, kind="regular", since="2019-12")
        Membership.objects.create(city=City.objects.get(code="barcelona"), kind="preliminary")
        page = client.get("/ko/network/members/").content.decode()
        assert "2019년 12월" in page
        assert page.index("서울") < page.index("바르셀로나")

    def test_whose_membership_has_ended_is_not_in_the_list(self, client, seoul):
        Membership.objects.create(city=seoul, kind="regular", since="2019", ended="2021")
        assert "2019" not in client.get("/en/network/members/").content.decode().split("</main>")[0].split("<main")[1]

    def test_the_list_runs_the_same_queries_however_many_members(self, client, django_assert_max_num_queries):
        for city in City.objects.all():
            Membership.objects.create(city=city, kind="regular", since="2019")
        client.get("/en/network/members/")
        with django_assert_max_num_queries(9):
            client.get("/en/network/members/")


def test_a_prospects_country_is_chosen_by_name(desk):
    facts = {"city_name": "Incheon", "language": "ko", "contact_name": "", "contact_email": "", "notes": ""}
    facts |= {"next_step": "Call", "next_step_on": "2026-12-01"}
    page = desk.browser.post(reverse("prospects:add"), facts | {"country": "XX"})
    assert page.status_code == 200
    assert not Prospect.objects.exists()
    desk.browser.post(reverse("prospects:add"), facts | {"country": "KR"})
    assert str(Prospect.objects.get()) == "Incheon, South Korea"


def test_only_the_secretariat_invites_prospects(person, client):
    prospect = Prospect.objects.create(city_name="Incheon", country="KR", contact_email="p@incheon.example")
    client.force_login(person("translator"))
    client.post(reverse("prospect-invite", args=[prospect.pk]), {"text": "Please join us."})
    assert not mail.outbox


def test_the_number_of_an_application_opens_nothing(client, application):
    assert client.get(f"/en/network/application/{application.pk}/").status_code == 404
