"""Where people begin: the first page of the admin, and the inbox in its menu."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from translation import work
from translation.models import LanguageVersion

HOME = "/admin/"


def panel(client, user):
    client.force_login(user)
    content = client.get(HOME).content.decode()
    return content.partition('class="translation-waiting"')[2].partition("</section>")[0]


def test_a_translator_begins_with_what_is_theirs(case, translator, editor, client):
    assert "Nothing waits for you." in panel(client, translator)
    work.ask([case.version.pk], editor, translator, timezone.localdate())
    own = panel(client, translator)
    assert "쉼터" in own
    assert "English" in own
    assert "due" in own
    client.post(reverse("translations:take", args=[case.version.pk]))
    assert "Continue" in panel(client, translator)


def test_what_is_asked_of_nobody_and_what_is_outdated_is_counted_in_ones_languages(case, translator, editor, client):
    work.ask([case.version.pk], editor)
    french = LanguageVersion.objects.get(original=case.page.pk, locale__language_code="fr")
    work.ask([french.pk], editor)
    assert "1 asked for, of nobody in particular" in panel(client, translator)
    assert "2 asked for, of nobody in particular" in panel(client, editor)
    work.drop(case.version.pk, editor)
    case.publish(translator, editor)
    case.change(problem="다른 문제입니다.")
    assert "1 outdated" in panel(client, translator)


def test_an_editor_begins_with_what_is_to_be_approved(case, translator, editor, client):
    case.take(translator)
    case.fill(translator)
    delivery = case.send(translator)
    assert reverse("translations:delivery", args=[delivery.pk]) in panel(client, editor)
    assert reverse("translations:delivery", args=[delivery.pk]) not in panel(client, translator)


def test_who_has_nothing_to_do_with_translations_has_no_such_panel(client, django_user_model):
    keeper = django_user_model.objects.create_user("keeper", "keeper@dwcn.example")
    keeper.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert panel(client, keeper) == ""


@pytest.mark.parametrize("cases", [1, 8])
def test_it_runs_the_same_queries_however_many(make_case, translator, editor, client, django_assert_num_queries, cases):
    for number in range(cases):
        page = make_case(f"case-{number}", ("ko",))["ko"]
        versions = page.language_versions.filter(locale__language_code="en")
        work.ask(versions.values_list("pk", flat=True), editor, translator)
    client.force_login(translator)
    client.get(HOME)
    with django_assert_num_queries(23):
        client.get(HOME)


def test_the_menu_counts_unread_notices(case, translator, editor, client):
    client.force_login(translator)
    assert '"Inbox"' in client.get(HOME).content.decode()
    work.ask([case.version.pk], editor, translator)
    assert Notice.objects.for_user(translator).unread().count() == 1
    assert '"Inbox (1)"' in client.get(HOME).content.decode()
