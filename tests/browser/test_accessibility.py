"""axe finds nothing on any template, in Korean and English, light and dark, on desktop and phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TEMPLATES = {
    "home": "",
    "library": "policies/",
    "library, filtered": "policies/?theme=living-wage&city=seoul",
    "library, searched": "policies/?q=wage",
    "library, empty": "policies/?q=zzzzzz&city=seoul",
    "case": "policies/seoul-living-wage/",
    "case in its original": "policies/geneva-minimum-wage/",
    "cities": "cities/",
    "city": "cities/seoul/",
    "themes": "themes/",
    "theme": "themes/wages-equality/",
    "topic": "themes/living-wage/",
    "events": "forum/",
    "event": "forum/2019/",
    "past event": "forum/2018/",
    "session": "forum/2019/session-2/",
    "page": "about/",
    "page below": "about/roles/",
    "joining": "network/join/",
    "members": "network/members/",
    "not found": "nothing/",
}
AXE = Axe()


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing(new_context, name, language):
    for scheme, width in (("light", 1280), ("dark", 390)):
        context = new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"/{language}/{TEMPLATES[name]}")
        results = AXE.run(page)
        context.close()
        assert results.violations_count == 0, f"{scheme}: {results.generate_report()}"
