"""The editors' report of searches that found nothing, and the two clicks that mend them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from accounts.roles import sync_roles
from core.spreadsheets import guarded_cell
from search.models import QueryCount
from taxonomy.models import TermLabel
from tests.library import term

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/searches/"


@pytest.fixture
def sign_in(client):
    """`sign_in("Editors")`: a client signed in as a member of that group only."""
    sync_roles()

    def sign_in(group):
        user = get_user_model().objects.create_user(group, password="secret")
        user.groups.set([Group.objects.get(name=group)])
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


@pytest.fixture
def wage(make_case):
    texts = {"ko": {"title": "서울형 생활임금"}, "en": {"title": "The Seoul scheme"}}
    return make_case("wage", languages=("ko", "en"), texts=texts, themes=["living-wage"])


def count(words, language="en", days_ago=0, **figures):
    day = timezone.localdate() - timedelta(days=days_ago)
    figures = {"searches": 1, "missed": 1} | figures
    return QueryCount.objects.create(day=day, language=language, words=words.lower(), typed=words, **figures)


def rows(client, **parameters):
    """`[(words, language, searches, without results, clicks, found now)]` as the report lists them."""
    response = client.get(REPORT, parameters)
    assert response.status_code == 200
    return [
        (one.typed_as, one.language, one.times, one.times_missed, one.times_opened, one.found_now)
        for one in response.context["object_list"]
    ]


def words(client, **parameters):
    return [row[0] for row in rows(client, **parameters)]


def term_url(row):
    return reverse("missed_query_term", args=[row.pk])


def settle_url(row):
    return reverse("missed_query_settle", args=[row.pk])


def test_days_are_added_up_and_what_found_nothing_comes_first(editor, wage):
    count("zeppelins", searches=2, missed=1)
    count("zeppelins", days_ago=5, searches=3, missed=3, clicks=1)
    count("scheme", searches=50, missed=0)
    count("비행선", "ko", searches=9, missed=9)
    count("opened", searches=7, missed=0, clicks=2)
    assert rows(editor) == [
        ("비행선", "ko", 9, 9, 0, 0),
        ("zeppelins", "en", 5, 4, 1, 0),
        ("scheme", "en", 50, 0, 0, 1),
    ]


def test_filters_narrow_by_language_kind_and_period(editor):
    count("zeppelins")
    count("scheme", missed=0)
    count("비행선", "ko", days_ago=8)
    count("airships", days_ago=31)
    assert words(editor, language="ko") == ["비행선"]
    assert words(editor, kind="missed") == ["airships", "zeppelins", "비행선"]
    assert words(editor, kind="unopened") == ["scheme"]
    assert words(editor, kind="missed", period="7") == ["zeppelins"]
    assert words(editor, kind="missed", period="30") == ["zeppelins", "비행선"]
    assert len(words(editor, language="xx", kind="nonsense", period="-1", state="'")) == 4


def test_what_finds_something_by_now_says_so(editor, wage):
    count("scheme")
    html = editor.get(REPORT).content.decode()
    assert rows(editor)[0][-1] == 1
    assert "1 case" in html


def test_words_of_readers_are_shown_as_text(editor):
    row = count("<script>alert(1)</script>")
    for url in (REPORT, term_url(row)):
        html = editor.get(url).content.decode()
        assert "<script>alert(1)" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_the_list_is_long_and_has_pages(editor):
    for number in range(30):
        count(f"word {number}")
    assert len(words(editor)) == 25
    assert len(words(editor, p=2)) == 5


def test_the_report_can_be_taken_along_and_no_cell_is_a_formula(editor):
    count("=1+1")
    count("비행선", "ko", searches=9, missed=8)
    response = editor.get(REPORT, {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    today = timezone.localdate().isoformat()
    assert lines == [
        "Words,Language,Searches,Without results,Clicks,Last day",
        f"비행선,ko,9,8,0,{today}",
        f"'=1+1,en,1,1,0,{today}",
    ]
    assert editor.get(REPORT, {"export": "xlsx"}).status_code == 200


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_cell_that_begins_like_a_formula_is_guarded(text):
    assert guarded_cell(text) == f"'{text}"


@pytest.mark.parametrize("group", [None, "Translators"])
def test_only_keepers_of_vocabularies_come_in(sign_in, client, group):
    if group:
        sign_in(group)
    row = count("zeppelins")
    wanted = {"term": term("theme", "living-wage").pk, "settled": "1"}
    for url in (REPORT, f"{REPORT}results/", f"{REPORT}?export=csv", term_url(row), settle_url(row)):
        assert client.get(url).status_code == 302
        assert client.post(url, wanted).status_code == 302
    assert not QueryCount.objects.filter(is_settled=True).exists()
    assert not TermLabel.objects.filter(alternatives__contains="zeppelins").exists()


@pytest.mark.parametrize(("group", "is_shown"), [("Editors", True), ("Translators", False)])
def test_the_menu_shows_the_report_to_those_who_may_see_it(sign_in, group, is_shown):
    assert (REPORT in sign_in(group).get("/admin/").content.decode()) is is_shown


def test_looking_changes_nothing(editor):
    row = count("zeppelins")
    for url in (REPORT, term_url(row) + f"?term={term('theme', 'living-wage').pk}&settled=1"):
        assert editor.get(url).status_code == 200
    assert editor.get(settle_url(row) + "?settled=1").status_code == 405
    assert not QueryCount.objects.filter(is_settled=True).exists()
    assert not TermLabel.objects.filter(alternatives__contains="zeppelins").exists()


def test_a_form_of_another_site_is_refused(editor, client):
    row = count("zeppelins")
    client.handler.enforce_csrf_checks = True
    assert client.post(term_url(row), {"term": term("theme", "living-wage").pk}).status_code == 403
    assert client.post(settle_url(row), {"settled": "1"}).status_code == 403


def test_the_forms_of_the_pages_are_accepted(editor, client):
    row = count("zeppelins")
    client.handler.enforce_csrf_checks = True
    chosen = term("theme", "living-wage").pk
    for page, url, data in ((REPORT, settle_url(row), {}), (term_url(row), term_url(row), {"term": chosen})):
        form = BeautifulSoup(editor.get(page).content, "html.parser").select_one('form[method="post"]')
        token = form.select_one("[name=csrfmiddlewaretoken]")["value"]
        assert client.post(url, {"csrfmiddlewaretoken": token} | data)["Location"] == REPORT


def test_two_clicks_and_search_finds_the_case_in_every_language(editor, wage, found):
    row = count("벌이보장", "ko")
    assert found("벌이보장", reader="ko") == []
    assert term_url(row) in editor.get(REPORT).content.decode()
    response = editor.post(term_url(row), {"term": term("theme", "living-wage").pk}, follow=True)
    for reader in ("en", "ko", "fr", "es"):
        assert found("벌이보장", reader=reader) == ["wage"]
    html = response.content.decode()
    assert response.request["PATH_INFO"] == REPORT
    assert "“벌이보장” is now a name of “Living wage”" in html
    assert "/ko/policies/?q=%EB%B2%8C" in html
    assert words(editor) == []
    assert words(editor, state="settled") == ["벌이보장"]


def test_the_term_remembers_who_named_it_and_how(editor, wage):
    row = count("Gagne-Pain décent", "fr")
    living_wage = term("theme", "living-wage")
    editor.post(term_url(row), {"term": living_wage.pk})
    assert living_wage.labels.get(language="fr").alternative_labels[-1] == "Gagne-Pain décent"
    entry = registry.get_logs_for_instance(living_wage).first()
    assert (entry.action, entry.user.username) == ("wagtail.edit", "Editors")


def test_the_nearest_terms_are_offered_first(editor):
    for text, language, code in (("living wages for cleaners", "en", "living-wage"), ("생활급여", "ko", "living-wage")):
        context = editor.get(term_url(count(text, language))).context
        assert context["nearest"][0][0].code == code
        assert len(context["nearest"]) <= 5


def test_terms_are_found_by_a_part_of_a_name_in_any_language(editor):
    row = count("zeppelins")
    for part in ("salaire vit", "SALARIO DIGNO", "생활임"):
        groups = editor.get(term_url(row), {"q": part}).context["vocabularies"]
        assert "living-wage" in [offer[0].code for _scheme, offers in groups for offer in offers]
    assert "No term has" in editor.get(term_url(row), {"q": "qqqq"}).content.decode()


def test_retired_terms_and_those_search_does_not_know_are_not_offered(editor):
    retired = term("theme", "living-wage")
    retired.is_retired = True
    retired.save()
    row = count("zeppelins")
    for one in (retired, term("status", "running")):
        assert f'value="{one.pk}"' not in editor.get(term_url(row)).content.decode()
        assert editor.post(term_url(row), {"term": one.pk}, follow=True).status_code == 404
    for nonsense in ("", "x", "0"):
        assert editor.post(term_url(row), {"term": nonsense}, follow=True).status_code == 404


@pytest.mark.parametrize(
    ("text", "language", "code", "message"),
    [
        ("Living-Wage", "en", "living-wage", "“Living-Wage” is already a name of “Living wage”"),
        ("생활임금", "en", "living-wage", "“생활임금” is already a name of “Living wage”"),
        ("living wage", "en", "equal-pay", "“living wage” is already a name of “Living wage”"),
        ("one two three four five six seven eight nine", "en", "equal-pay", "names of up to 8 words"),
    ],
)
def test_words_that_cannot_be_a_name_are_refused_with_the_reason(editor, text, language, code, message):
    chosen = term("theme", code)
    before = chosen.labels.get(language=language).alternatives
    response = editor.post(term_url(count(text, language)), {"term": chosen.pk}, follow=True)
    assert message in response.content.decode()
    assert chosen.labels.get(language=language).alternatives == before
    assert not QueryCount.objects.filter(is_settled=True).exists()


def test_a_term_without_a_label_in_the_language_is_given_one_first(editor):
    chosen = term("theme", "living-wage")
    chosen.labels.filter(language="fr").delete()
    response = editor.post(term_url(count("gagne pain", "fr")), {"term": chosen.pk}, follow=True)
    assert "“Living wage” has no label in that language yet" in response.content.decode()


def test_words_that_are_no_gap_leave_the_list_for_good_and_can_come_back(editor):
    row = count("zeppelins", days_ago=20)
    editor.post(settle_url(row), {"settled": "1"})
    later = count("zeppelins")
    count("zeppelins", "fr")
    assert rows(editor) == [("zeppelins", "fr", 1, 1, 0, 0)]
    assert rows(editor, period="7") == [("zeppelins", "fr", 1, 1, 0, 0)]
    editor.post(settle_url(later))
    assert sorted(row[1] for row in rows(editor)) == ["en", "fr"]


def test_one_returns_to_the_report_as_it_was_and_nowhere_else(editor):
    row = count("zeppelins", "ko")
    assert editor.post(settle_url(row), {"next": f"{REPORT}?language=ko"})["Location"] == f"{REPORT}?language=ko"
    assert editor.post(settle_url(row), {"next": "https://elsewhere.example/"})["Location"] == REPORT


def test_words_whose_rows_are_gone_are_not_there(editor):
    row = count("zeppelins")
    row.delete()
    assert editor.get(reverse("missed_query_term", args=[1]), follow=True).status_code == 404
