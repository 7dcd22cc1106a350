"""How the pictures of home/seeds/images/ were made: the library's own artwork of a case, printed as PNG by Chromium.

Run with `python -m scripts.make_artwork` after `make setup`; nothing else needs it.
"""

import os

import django
from playwright.sync_api import sync_playwright

from scripts.sample_site import QUIET, ROOT, chromium

IMAGES = ROOT / "home" / "seeds" / "images"
CASES = [
    "seoul-mobile-worker-shelters",
    "seoul-emotional-labour",
    "bologna-charter",
    "vienna-waff",
    "bogota-care-blocks",
    "london-living-wage",
]
SIZE = {"width": 1200, "height": 800}


def main() -> None:
    """Draws each case as its page would and photographs it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings.dev")
    django.setup()
    from cities.artwork import artwork
    from policies.models import CaseStudyPage

    css = "".join(
        (ROOT / "static" / "css" / name).read_text(encoding="utf-8") for name in ("tokens.css", "pictures.css")
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        page = browser.new_page(viewport=SIZE)
        for record_id in CASES:
            case = CaseStudyPage.objects.filter(record_id=record_id).first()
            svg = artwork(record_id, case.theme_codes[0], case.city.latitude, case.city.longitude)
            frame = "body{margin:0;background:var(--paper)}svg{display:block;width:100vw;height:100vh}"
            page.set_content(f"<style>{css}{frame}</style>{svg}")
            page.screenshot(path=IMAGES / f"{record_id}.png")
        browser.close()


if __name__ == "__main__":
    main()
