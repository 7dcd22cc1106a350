"""A translation in a real browser: translated, approved, outdated by a change, translated anew in one section."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.desk import DEMO

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
# Cases of the demo that are not in French yet: (original language, record, what is on its page)
ORIGINALS = [("en", "new-york-delivery-minimum-pay"), ("ko", "seoul-50plus")]


def signed_in(page: Page, who: str) -> Page:
    page.goto("/en/account/login/")
    page.fill("main [name=login]", who)
    page.fill("main [name=password]", DEMO)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    return page


@pytest.fixture
def translator(new_context):
    return signed_in(new_context().new_page(), "translator")


@pytest.fixture
def editor(new_context):
    return signed_in(new_context().new_page(), "editor")


def cell(page: Page, title: str, column: int):
    """A cell of the board, found by search."""
    page.goto(f"/admin/translations/?q={title}")
    return page.locator(".translation-board tbody tr").first.locator("td").nth(column)


def translate_everything(page: Page, mark: str) -> int:
    """Writes a translation into every passage of wagtail-localize's editor that has none; returns how many."""
    expect(page.locator("li.complete, li.incomplete").first).to_be_visible()
    written = 0
    for tab in page.locator("[role=tab]").all() or [None]:
        if tab:
            tab.click()
        empty = page.locator("li.incomplete:visible")
        while (left := empty.count()) > 0:
            passage = empty.first
            source = passage.locator("> p").first.inner_text()
            passage.get_by_role("button", name="Translate").click()
            passage.locator("textarea").fill(f"{mark} {source}")
            passage.locator("textarea").press("Enter")
            expect(empty).to_have_count(left - 1)
            written += 1
    return written


def clean(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished))")
    found = Axe().run(page).response["violations"]
    assert not found, f"{page.url}: {[(each['id'], [node['html'][:150] for node in each['nodes']]) for each in found]}"


@pytest.mark.parametrize(("language", "record"), ORIGINALS)
def test_from_the_board_to_the_public_and_again_after_a_change(translator, editor, page, base_url, language, record):
    address = f"/{language}/policies/{record}/"
    page.goto(address)
    title = page.locator("h1").inner_text()
    page.goto(f"/fr/policies/{record}/")
    expect(page.locator("h1")).to_have_text(title)  # shown in its own language

    own = cell(translator, title, 1)
    expect(own).to_contain_text("not asked")
    own.get_by_role("button").click()
    translator.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    assert translate_everything(translator, "FR") > 10
    translator.locator(".translation-footer a").first.click()
    expect(translator.locator("progress")).to_have_attribute("value", re.compile(r"\d+"))
    translator.get_by_role("button", name="Send for approval").click()
    expect(translator.locator("main")).to_contain_text("Sent to the editors")
    page.goto(f"/fr/policies/{record}/")
    expect(page.locator("h1")).to_have_text(title)  # nothing is published yet

    cell(editor, title, 2).get_by_role("link", name="Compare").click()
    expect(editor.locator(".translation-pair").first).to_contain_text(f"FR {title}")
    editor.get_by_role("button", name="Approve and publish").click()
    expect(editor.locator("main")).to_contain_text("Approved and published")
    page.goto(f"/fr/policies/{record}/")
    expect(page.locator("h1")).to_have_text(f"FR {title}")
    expect(cell(editor, title, 2)).to_contain_text("up to date")

    editor.goto(address)
    number = editor.evaluate(
        "path => fetch(`/admin/pages/search/?q=${encodeURIComponent(path)}`).then(r => r.text())", title
    )
    original = re.search(r"/admin/pages/(\d+)/edit/", number)[1]
    editor.goto(f"/admin/pages/{original}/edit/")
    summary = editor.locator("[name=summary]")
    summary.fill("A new summary of this case.")
    editor.locator("[data-w-dropdown-target=toggle]").last.click()
    editor.locator("[name=action-publish]").click()
    expect(editor.locator("main")).to_contain_text("published")

    outdated = cell(translator, title, 1)
    expect(outdated).to_contain_text("outdated")
    expect(outdated).to_contain_text("Summary")
    outdated.get_by_role("button").click()
    passage = translator.locator("li.incomplete:visible")
    expect(passage.locator("ins")).to_have_text("A new summary of this case.")
    clean(translator)
    passage.get_by_role("button", name="Use this").click()  # what stood there before the change
    expect(passage.locator("textarea")).to_have_value(re.compile("^FR "))
    passage.get_by_role("button", name="Cancel").click()
    assert translate_everything(translator, "FR") == 1
    translator.locator(".translation-footer a").first.click()
    translator.get_by_role("button", name="Send for approval").click()
    cell(editor, title, 2).get_by_role("link", name="Compare").click()
    expect(editor.locator(".translation-pair--changed")).to_have_count(1)
    editor.get_by_role("button", name="Approve and publish").click()
    expect(cell(editor, title, 2)).to_contain_text("up to date")
    page.goto(f"/fr/policies/{record}/")
    expect(page.locator(".lead")).to_have_text("FR A new summary of this case.")


def test_axe_finds_nothing_on_the_screens_of_translation(translator, editor):
    clean_at = ("/admin/", "/admin/translations/", "/admin/translations/?state=not-asked&language=fr")
    for page in (translator, editor):
        for address in clean_at:
            page.goto(address)
            clean(page)
    own = cell(translator, "Reykjav", 1)
    own.get_by_role("button").click()
    translator.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    translate_everything(translator, "FR")
    clean(translator)
    translator.locator(".translation-footer a").first.click()
    clean(translator)
    translator.get_by_role("button", name="Send for approval").click()
    clean(translator)
    cell(editor, "Reykjav", 2).get_by_role("link", name="Compare").click()
    clean(editor)


def test_a_column_is_asked_for_at_once_and_the_translator_begins_with_it(editor, translator):
    editor.goto("/admin/translations/?language=fr&state=not-asked")
    editor.get_by_role("checkbox", name=re.compile("Français.*tick everything")).check()
    ticked = editor.locator("[name=versions]:checked").count()
    assert ticked > 5
    editor.select_option("#ask_assignee", label="Demo translator")
    editor.get_by_role("button", name="Ask for what is ticked").click()
    expect(editor.locator("main")).to_contain_text(f"{ticked} translations have been asked for.")
    translator.goto("/admin/")
    own = translator.locator(".translation-waiting")
    expect(own).to_contain_text("Yours to translate")
    clean(translator)
    own.get_by_role("button").first.click()
    translator.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_case_is_read_in_two_languages(new_context, width, scheme):
    page = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.goto("/en/policies/seoul-living-wage/")
    page.get_by_role("link", name="English + 한국어").click()
    expect(page.locator(".beside-title")).to_be_visible()
    rows = page.locator(".part--problem .beside").first.locator("> div")
    expect(rows.last).to_have_attribute("lang", "ko")
    boxes = [row.bounding_box() for row in rows.all()]
    assert (boxes[0]["y"] == boxes[1]["y"]) is (width > 768)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    clean(page)
    page.get_by_role("link", name="Read in one language").first.click()
    expect(page.locator(".beside")).to_have_count(0)


def test_a_reader_asks_for_a_translation_and_the_editors_see_it(page, editor):
    page.goto("/es/policies/seoul-sick-leave/")
    clean(page)
    page.get_by_role("button", name="Pedir una traducción").click()
    expect(page.get_by_role("status")).to_contain_text("Gracias")
    clean(page)
    editor.goto("/admin/translations/?order=wanted")
    expect(editor.locator(".translation-board tbody tr").first).to_contain_text("asked for by 1 reader")
    editor.goto("/admin/translations/words/")
    expect(editor.get_by_role("heading", name="Vocabularies and interface")).to_be_visible()
    clean(editor)


def test_the_editors_agree_on_a_word_and_the_translator_sees_it(editor, translator):
    editor.goto("/admin/glossary/new/")
    for number, (language, text) in enumerate([("ko", "서울시"), ("fr", "la Ville de Séoul")]):
        editor.select_option(f"[name=texts-{number}-language]", language)
        editor.fill(f"[name=texts-{number}-text]", text)
    editor.locator("main form .button[type=submit]").last.click()
    expect(editor.locator("main")).to_contain_text("created")
    cell(translator, "서울형 유급병가지원", 1).get_by_role("button").click()
    aid = translator.locator(".translation-aid").first
    expect(aid).to_contain_text("la Ville de Séoul")
