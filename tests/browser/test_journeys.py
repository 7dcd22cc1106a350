"""What people come for, in a real browser: search, filter, read, switch language; by keyboard; without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_researcher_searches_filters_reads_and_switches_language(page, base_url):
    page.goto("/ko/")
    page.locator("main input[type=search]").first.fill("생활임금")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/ko/policies/\?.*q="))
    expect(page.get_by_role("link", name=re.compile("서울형 생활임금")).first).to_be_visible()
    expect(page.locator("main")).to_contain_text("런던")

    page.get_by_role("checkbox", name=re.compile("^서울")).first.check()
    expect(page).to_have_url(re.compile("city=seoul"))
    expect(page.locator("#library-results")).not_to_contain_text("런던 생활임금")

    page.get_by_role("link", name=re.compile("서울형 생활임금")).first.click()
    expect(page.locator("h1")).to_contain_text("서울형")
    page.get_by_role("navigation").get_by_role("link", name="English").first.click()
    expect(page).to_have_url(re.compile(r"/en/policies/seoul-living-wage/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_counts_change_without_the_page_jumping(page, base_url):
    page.goto("/en/policies/")
    page.evaluate("window.scrollTo(0, 200)")
    page.evaluate("window.marker = 'same page'")
    page.get_by_role("checkbox", name=re.compile("^Seoul")).first.check()
    expect(page).to_have_url(re.compile("city=seoul"))
    assert page.evaluate("window.marker") == "same page"
    assert page.evaluate("document.activeElement.name") == "city"


def test_everything_works_without_javascript(new_context):
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/policies/")
    page.locator("main input[type=search]").first.fill("living wage")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=living"))
    page.get_by_role("checkbox", name=re.compile("^Seoul")).first.check()
    page.locator("#library-form button[type=submit]:visible").first.click()
    expect(page).to_have_url(re.compile("city=seoul"))
    page.get_by_role("link", name=re.compile("Seoul.*wage", re.I)).first.click()
    expect(page.locator("h1")).to_contain_text("wage")
    context.close()


def test_the_keyboard_alone_leads_from_the_front_door_to_a_case(page, base_url):
    page.goto("/en/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#main")
    page.keyboard.press("Enter")
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    page.keyboard.type("emotional labour")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("emotional"))
    for _step in range(120):
        page.keyboard.press("Tab")
        if "/policies/seoul-emotional-labour/" in (page.evaluate("document.activeElement.href") or ""):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/policies/seoul-emotional-labour/"))


def test_suggestions_come_while_typing_and_the_keyboard_chooses(page, base_url):
    page.goto("/en/policies/")
    box = page.get_by_role("combobox").first
    box.press_sequentially("seou", delay=30)
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).not_to_have_url(re.compile(r"/en/policies/$"))


@pytest.mark.parametrize("path", ["/ko/", "/en/policies/", "/ko/policies/seoul-living-wage/", "/en/forum/2019/"])
def test_a_narrow_phone_scrolls_in_one_direction_only(new_context, path):
    context = new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.parametrize("path", ["/ko/", "/en/", "/en/policies/", "/ko/policies/seoul-living-wage/", "/en/cities/"])
def test_the_first_view_is_light_and_asks_no_other_host(new_context, base_url, path):
    """Under 150 kB over the wire, fonts and all; nothing from anywhere else; no error on the console."""
    context = new_context()
    page = context.new_page()
    sizes, others, errors = [], [], []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.on("request", lambda request: others.append(request.url) if not request.url.startswith(base_url) else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(path, wait_until="networkidle")
    assert others == []
    assert errors == []
    assert sum(sizes) < 150_000
    context.close()
