"""Who may do what with a translation, and with nothing beside it."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from accounts.languages import grant, languages_of
from accounts.models import Invitation
from policies.models import CaseStudyPage
from translation import deliveries, work
from translation.models import Delivery
from translation.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def french(person, translator):
    """A translator into French and nothing else."""
    user = person("translator", name="french")
    grant(user, ["fr"])
    return user


@pytest.fixture
def sent(case, translator):
    case.take(translator)
    case.fill(translator)
    return case.send(translator)


def test_a_language_is_granted_at_the_invitation_and_under_people(person, translator, editor, client):
    assert languages_of(translator) == ["en"]
    assert languages_of(editor) == ["en", "ko", "fr", "es"]
    assert languages_of(person("reviewer")) == []
    client.force_login(editor)
    address = reverse("people:edit", args=[translator.profile.pk])
    client.post(address, {"action": "languages", "languages": ["fr", "es"]})
    assert languages_of(translator) == ["fr", "es"]
    invited = {"email": "new@dwcn.example", "role": "translator", "language": "en"}
    assert "Choose at least one" in client.post(reverse("invitations:add"), invited).content.decode()
    client.post(reverse("invitations:add"), invited | {"translates_into": ["ko"]})
    assert Invitation.objects.get().translates_into == ["ko"]


def test_nobody_but_a_translator_is_granted_one(person, translator, editor, client):
    officer = person("contributor")
    client.force_login(editor)
    client.post(reverse("people:edit", args=[officer.profile.pk]), {"action": "languages", "languages": ["fr"]})
    assert not officer.groups.filter(name__contains="(fr)").exists()


def test_translators_delete_move_and_copy_nothing_of_their_own_either(case, translator, client):
    page = case.take(translator)
    client.force_login(translator)
    rights = page.permissions_for_user(translator)
    assert (rights.can_edit(), rights.can_delete(), rights.can_move(), rights.can_copy()) == (True, False, False, False)
    assert (rights.can_publish(), rights.can_unpublish(), rights.can_lock()) == (False, False, False)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert CaseStudyPage.objects.filter(pk=page.pk).exists()


def test_a_translator_works_on_nothing_that_is_not_published(case, translator, client):
    version = case.version
    CaseStudyPage.objects.get(pk=case.page.pk).unpublish()
    client.force_login(translator)
    assert case.page.title not in client.get(reverse("translations:index")).content.decode()
    assert client.get(reverse("translations:check", args=[version.pk]), follow=True).status_code == 404
    with pytest.raises(work.NotNow):
        work.take(version.pk, translator)


def test_a_delivery_is_read_in_its_language_and_decided_by_editors(sent, translator, french, editor, client):
    address = reverse("translations:delivery", args=[sent.pk])
    client.force_login(french)
    assert client.get(address, follow=True).status_code == 404
    client.force_login(translator)
    assert client.get(address).status_code == 200
    for action in ("approve", "return"):
        client.post(address, {"action": action, "answer": "Mine."})
    assert Delivery.objects.get().is_waiting
    client.force_login(editor)
    client.post(address, {"action": "return", "answer": " "})
    assert Delivery.objects.get().is_waiting  # nothing was said
    client.post(address, {"action": "return", "answer": "Two words.", "remark-problem": "Say shelter."})
    assert Delivery.objects.get().outcome == Delivery.Outcome.RETURNED
    client.force_login(translator)
    page = client.get(reverse("translations:check", args=[sent.version_id])).content.decode()
    assert "Two words." in page
    assert "Say shelter." in page


def test_translators_ask_nobody(case, translator, editor, client):
    client.force_login(translator)
    client.post(reverse("translations:ask"), {"versions": [case.version.pk], "action": "ask"})
    assert case.version.state == State.NOT_ASKED
    client.force_login(editor)
    client.post(reverse("translations:ask"), {"versions": [case.version.pk], "assignee": translator.pk})
    assert (case.version.state, case.version.assignee) == (State.ASKED, translator)
    client.post(reverse("translations:ask"), {"versions": [case.version.pk], "action": "drop"})
    assert case.version.state == State.NOT_ASKED


def test_nothing_is_published_whose_original_is_not(sent, case, editor):
    CaseStudyPage.objects.get(pk=case.page.pk).unpublish()
    with pytest.raises(work.NotNow):
        deliveries.approve(sent.pk, editor)
    assert not case.target.live


def test_what_a_machine_made_is_published_when_somebody_has_read_it(case, translator, editor, client):
    case.take(translator)
    case.fill(translator)
    StringTranslation.objects.filter(context__path="results").update(translation_type="machine")
    delivery = case.send(translator)
    place = next(i for i, each in enumerate(delivery.passages) if each["machine"])
    client.force_login(editor)
    address = reverse("translations:delivery", args=[delivery.pk])
    assert "I have read it" in client.get(address).content.decode()
    answer = client.post(address, {"action": "approve"})
    assert "Tick every machine-made passage" in answer.content.decode()
    assert not case.target.live
    client.post(address, {"action": "approve", "checked": [place]})
    assert case.target.live
    assert (case.version.origin_of("results"), case.version.origin_of("title")) == ("machine", "people")


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 30])
def test_a_number_of_nothing_is_not_found(number, editor, client):
    client.force_login(editor)
    for name in ("check", "delivery", "changes"):
        assert client.get(f"/admin/translations/{number}/{name}/", follow=True).status_code == 404
    assert client.get(f"/admin/translations/delivery/{number}/", follow=True).status_code == 404
    assert client.get(f"/admin/translations/?original={number}&assignee={number}&p={number}").status_code == 200
    client.post(reverse("translations:ask"), {"versions": [number, "x", "٣"]})
