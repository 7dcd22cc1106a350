"""Glossary, memory and machine translation: offered where they help, never published as people's."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from policies.models import CaseStudyPage
from tests.translation.conftest import Desk
from translation import deliveries, work
from translation.aids import aids_for
from translation.checks import findings
from translation.glossary import Glossary
from translation.models import GlossaryEntry, GlossaryText
from translation.states import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed():
    entry = GlossaryEntry.objects.create(note="the city's own name for it")
    GlossaryText.objects.create(entry=entry, language="ko", text="쉼터")
    GlossaryText.objects.create(entry=entry, language="en", text="rest place", alternatives="shelter\n")
    return entry


def expressions(text, source="ko", target="en"):
    return [(found.expression, found.preferred) for found in Glossary(source, target).found_in(text)]


def test_the_vocabularies_and_the_editors_entries_are_found_where_they_occur(db, agreed):
    assert expressions("시는 쉼터와 생활 임금을 정했다") == [("쉼터", "rest place"), ("생활임금", "Living wage")]
    assert expressions("A LIVING WAGE, and no livingwage", "en", "ko") == [("Living wage", "생활임금")]
    assert expressions("쉼터", "ko", "fr") == []


@pytest.mark.parametrize(
    ("target", "departs"),
    [
        ("Rest places for riders", False),
        ("A SHELTER", False),
        ("Restful places", False),  # the words without their endings: the check is no grammar
        ("A lounge", True),
        ("", False),  # it is untranslated, which is said instead
    ],
)
def test_a_departure_is_found_whatever_the_ending(db, agreed, target, departs):
    kinds = [found.kind for found in findings("쉼터", target, Glossary("ko", "en"))]
    assert ("glossary" in kinds) is departs


def test_korean_is_compared_without_its_blanks(db):
    assert not Glossary("en", "ko").departures("A living wage", "생활 임금을")
    assert Glossary("en", "ko").departures("A living wage", "최저임금을")


def test_the_editor_shows_agreed_words_beside_their_passages(case, translator, agreed, client):
    page = case.take(translator)
    client.force_login(translator)
    content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'id="translation-aids"' in content
    [title] = [aid for aid in aids_for(case.version) if aid["source"] == "쉼터"]
    assert title["terms"] == [["쉼터", "rest place"]]


def test_departures_are_listed_before_sending_and_before_approving(case, translator, editor, agreed, client):
    case.take(translator)
    case.fill(translator, "A lounge ")
    client.force_login(translator)
    said = "“쉼터” is agreed to be “rest place”."
    assert said in client.get(reverse("translations:check", args=[case.version.pk])).content.decode()
    delivery = case.send(translator)
    client.force_login(editor)
    assert said in client.get(reverse("translations:delivery", args=[delivery.pk])).content.decode()


def test_the_same_words_elsewhere_are_offered_once_they_are_approved(case, translator, editor, make_case):
    other = Desk(make_case("other", ("ko",), texts={"ko": {"problem": "첫째 문단입니다."}})["ko"], "en")
    other.take(translator)
    other.fill(translator, "APPROVED ")
    case.take(translator)

    def offered():
        return {aid["source"]: aid["offers"] for aid in aids_for(case.version)}.get("첫째 문단입니다.", [])

    assert offered() == []
    work.drop(other.version.pk, editor)
    assert offered() == []  # typed, and never approved
    other.take(translator)
    deliveries.approve(other.send(translator).pk, editor)
    [[text, where]] = offered()
    assert text == "APPROVED 첫째 문단입니다."
    assert other.page.title in where


def test_what_stood_before_a_change_is_offered(case, translator, editor):
    case.publish(translator, editor)
    case.change(problem="첫째 문단이 바뀌었습니다.\n\n- 하나\n- 둘")
    case.take(translator)
    offers = {aid["source"]: aid["offers"] for aid in aids_for(case.version)}
    assert offers["첫째 문단이 바뀌었습니다."] == [["EN 첫째 문단입니다.", "the translation before the change"]]


def test_aids_cost_the_same_whatever_there_is(case, translator, editor, agreed, django_assert_max_num_queries):
    case.publish(translator, editor)
    case.change(problem="첫째 문단이 바뀌었습니다.\n\n- 하나\n- 둘")
    case.take(translator)
    version = case.version
    with django_assert_max_num_queries(22):
        aids_for(version)


class Service(BaseHTTPRequestHandler):
    """What LibreTranslate answers, or fails to."""

    answer = "good"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = {
            "good": json.dumps({"translatedText": [f"MT {text}" for text in asked["q"]]}),
            "fewer": json.dumps({"translatedText": ["one"]}),
            "error": json.dumps({"error": "slow down"}),
            "html": "<html>",
            "null": "null",
            "refused": "{}",
        }[self.answer].encode()
        self.send_response(429 if self.answer == "refused" else 200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def service(settings):
    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = settings.MACHINE_TRANSLATORS["libretranslate"] | {
        "OPTIONS": {"LIBRETRANSLATE_URL": f"http://127.0.0.1:{server.server_port}", "API_KEY": "", "TIMEOUT": 5}
    }
    yield Service
    Service.answer = "good"
    server.shutdown()
    server.server_close()


def ask_the_machine(client, case):
    number = deliveries.translation_of(case.version).pk
    return client.post(reverse("wagtail_localize:machine_translate", args=[number]), follow=True)


def test_a_machine_fills_what_is_empty_and_each_passage_is_read_before_it_is_published(
    case, translator, editor, client, service
):
    case.take(translator)
    client.force_login(translator)
    ask_the_machine(client, case)
    delivery = case.send(translator)
    assert all(each["machine"] for each in delivery.passages)
    with pytest.raises(work.NotNow):
        deliveries.approve(delivery.pk, editor)
    deliveries.approve(delivery.pk, editor, checked=range(len(delivery.passages)))
    assert case.version.origin_of("problem") == Origin.MACHINE
    page = client.get(case.target.url).content.decode()
    assert "Machine translation, checked by people" in page
    assert "Translated from Korean with the help of a machine" in page


def test_a_machine_s_passage_that_a_translator_rewrites_is_a_person_s(case, translator, editor, client, service):
    case.take(translator)
    client.force_login(translator)
    ask_the_machine(client, case)
    translation = deliveries.translation_of(case.version)
    segment = translation.source.stringsegment_set.get(context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    client.put(address, "value=Rest+places", content_type="application/x-www-form-urlencoded")
    delivery = case.send(translator)
    assert [each["target"] for each in delivery.passages if not each["machine"]] == ["Rest places"]


@pytest.mark.parametrize("answer", ["fewer", "error", "html", "null", "refused"])
def test_a_service_that_fails_is_said_and_nothing_changes(case, translator, client, service, answer):
    case.take(translator)
    client.force_login(translator)
    service.answer = answer
    response = ask_the_machine(client, case)
    assert response.status_code == 200
    assert "did not answer as it should" in response.content.decode()
    assert not StringTranslation.objects.exists()


def test_a_machine_is_off_unless_named(case, translator, client):
    case.take(translator)
    client.force_login(translator)
    number = deliveries.translation_of(case.version).pk
    assert client.post(reverse("wagtail_localize:machine_translate", args=[number]), follow=True).status_code == 404


def test_nobody_asks_the_machine_for_what_they_may_not_translate(case, translator, person, client, service):
    case.take(translator)
    client.force_login(person("translator", "another"))
    assert ask_the_machine(client, case).status_code in (403, 404)
    assert not StringTranslation.objects.exists()
    assert CaseStudyPage.objects.filter(live=True).count() == 1
