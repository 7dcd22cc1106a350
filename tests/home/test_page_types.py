"""Every page type can be created, has an address, and renders in its language, in translation and as a fallback."""

import pytest
from django.urls import reverse
from wagtail.models import get_page_models

from core.models import BasePage
from home.models import StandardPage
from home.seeds.events import seed_events
from home.seeds.pages import seed_pages
from home.seeds.places import seed_cities
from search.indexing import deferred

pytestmark = pytest.mark.django_db

# An address of each type: {model label: path below the language}. One exists only in Korean, to be shown elsewhere.
PATHS = {
    "home.HomePage": "",
    "home.StandardPage": "about/roles/",
    "policies.PolicyIndexPage": "policies/",
    "policies.CaseStudyPage": "policies/seoul-wage/",
    "cities.CityIndexPage": "cities/",
    "cities.CityPage": "cities/seoul/",
    "forums.ForumIndexPage": "forum/",
    "forums.ForumEditionPage": "forum/2018/",
    "forums.ForumSessionPage": "forum/2018/session-1/",
}
OURS = [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.fixture
def filled(tree, make_case):
    with deferred():
        seed_cities(tree)
        seed_events(tree)
        seed_pages(tree)
        make_case("seoul-wage", ("ko", "en"))
    return tree


def test_every_page_type_has_an_address_here():
    assert {model._meta.label for model in OURS} == PATHS.keys()


def test_every_page_type_renders_in_every_language(client, filled):
    for label, path in PATHS.items():
        for language in ("ko", "en", "fr", "es"):
            response = client.get(f"/{language}/{path}")
            html = response.content.decode()
            assert response.status_code == 200, (label, language)
            assert response.context["page"].specific_class._meta.label == label
            assert f'<html lang="{language}"' in html
            shown = response.context["page"].language
            assert shown == language or f'lang="{shown}"' in html, (label, language)


def test_a_page_in_one_language_only_is_shown_with_a_note(client, filled):
    about = StandardPage(
        title="세미나 안내", slug="seminar", locale=filled.homes["ko"].locale, introduction="안내입니다."
    )
    filled.homes["ko"].add_child(instance=about)
    html = client.get("/en/seminar/").content.decode()
    assert "세미나 안내" in html
    assert "shown in its original language" in html
    assert "shown in its original language" not in client.get("/ko/seminar/").content.decode()


def test_every_page_type_can_be_created_where_it_belongs(client, admin_user, filled):
    client.force_login(admin_user)
    parents = {type(page): page for pages in vars(filled).values() for page in list(pages.values())[:1]}
    for model in OURS:
        allowed = [parent for parent in parents if model in parent.allowed_subpage_models()]
        if not allowed or model.max_count_per_parent == 1:
            continue
        url = reverse(
            "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parents[allowed[0]].pk]
        )
        assert client.get(url).status_code == 200, model


@pytest.mark.parametrize("path", ["themes/", "themes/rights-safety/", "themes/emotional-labour/"])
@pytest.mark.parametrize("language", ["ko", "en", "fr", "es"])
def test_themes_answer_in_every_language(client, tree, path, language):
    assert client.get(f"/{language}/{path}").status_code == 200


def test_an_unknown_theme_is_not_found(client, tree):
    assert client.get("/ko/themes/nothing/").status_code == 404
