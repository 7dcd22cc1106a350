"""Takes the pictures of docs/images/ from a site of its own with the sample content: `make screenshots`."""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from scripts.sample_site import QUIET, ROOT, chromium, sample_site

IMAGES = ROOT / "docs" / "images"
SCREENS = {
    "home": "",
    "library": "policies/?q=생활임금",
    "case": "policies/seoul-living-wage/",
    "city": "cities/seoul/",
    "event": "forum/2019/",
}
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


def main() -> None:
    """All screens in Korean and English, light and dark, on a desktop and a phone."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sample_site(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        for size in SIZES:
            for scheme in ("light", "dark"):
                take(browser, address, size, scheme)
        browser.close()


def take(browser: Browser, address: str, size: str, scheme: str) -> None:
    """Every screen in both languages at one size in one colour scheme."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    for language in ("ko", "en"):
        for name, path in SCREENS.items():
            page.goto(f"{address}/{language}/{path}", wait_until="networkidle")
            shot = Image.open(BytesIO(page.screenshot()))
            shot.convert("RGB").quantize(128).save(IMAGES / f"{name}-{language}-{size}-{scheme}.png", optimize=True)
    context.close()


if __name__ == "__main__":
    main()
