"""People at the desk in a real browser: an officer on whatever device they have, and an editor in the admin."""

import re

from playwright.sync_api import Page, expect

from tests.editorial.filling import ANSWERS, TEXT

PASSWORD = "quiet harbour lantern"
DEMO = "decent-work-2019"
SAVE = "form#section button[type=submit]:not([name])"


class Person:
    """Someone at a screen, who works a form by pointer, or by keyboard alone."""

    def __init__(self, page: Page, language: str, keyboard: bool = False):
        self.page, self.language, self.keyboard = page, language, keyboard

    def fill(self, name: str, text: str) -> None:
        field = f'main [name="{name}"]'
        if self.keyboard:
            self.tab_to(field)
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(text)
        else:
            self.page.locator(field).first.fill(text)

    def choose(self, selector: str) -> None:
        if self.keyboard:
            self.tab_to(selector)
            self.page.keyboard.press("Space")
        else:
            self.page.locator(selector).first.check()

    def send(self, selector: str) -> None:
        """Presses a button that leads to another page."""
        with self.page.expect_navigation():
            if self.keyboard:
                self.tab_to(selector)
                self.page.keyboard.press("Enter")
            else:
                self.page.locator(selector).first.click()

    def tab_to(self, selector: str) -> None:
        """Tab until the field has the focus, which must be seen."""
        for _press in range(250):
            if self.page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
                outline = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", f"no focus to be seen on {selector}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by keyboard")

    def _select(self, selector: str, value: str) -> None:
        if not self.keyboard:
            self.page.locator(selector).first.select_option(value)
            return
        self.tab_to(selector)
        label = self.page.locator(f'{selector} option[value="{value}"]').first.inner_text()
        self.page.keyboard.type(label.strip()[:12])


class Officer(Person):
    """Someone who writes for a city."""

    def accept_invitation(self, email: str, name: str) -> None:
        self.page.goto(f"/{self.language}/letters/?to={email}")
        self.page.goto(self.page.locator('.inbox-body a[href*="/invitation/"]').first.get_attribute("href"))
        self.fill("name", name)
        self.fill("password", PASSWORD)
        self.fill("again", PASSWORD)
        self.send("main form button[type=submit]")
        expect(self.page).to_have_url(re.compile(f"/{self.language}/contribute/$"))

    def apply(self, city: str, email: str) -> None:
        """Asks for a city to join; returns on the page of the application."""
        self.page.goto(f"/{self.language}/network/join/")
        self._select('main select[name="country"]', "KR")
        facts = {"city_name": city, "brings": TEXT, "signer_name": "홍길동", "signer_office": "시장"}
        for name, text in (facts | {"contact_name": "이소라", "contact_email": email}).items():
            self.fill(name, text)
        self.page.wait_for_timeout(3000)  # nobody fills it in faster
        self.send("main form button[type=submit]")
        expect(self.page).to_have_url(re.compile("/network/application/"))

    def begin(self, title: str) -> str:
        """Begins a case; returns its record id."""
        self.page.goto(f"/{self.language}/contribute/new/")
        self.fill("title", title)
        self.send("main form button[type=submit]")
        expect(self.page).to_have_url(re.compile("/write/basics/"))
        return self.page.url.split("/case/")[1].split("/")[0]

    def answer_everything(self, title: str) -> None:
        """Section by section, from the first, by "Save and go on"."""
        for code, answers in ANSWERS.items():
            expect(self.page).to_have_url(re.compile(f"/write/{code}/"))
            for name, value in (answers | ({"title": title} if code == "basics" else {})).items():
                self._answer(name, value)
            self.send(SAVE)
        expect(self.page).to_have_url(re.compile(r"/case/[^/]+/$"))

    def submit(self, record_id: str, note: str = "") -> None:
        self.page.goto(f"/{self.language}/contribute/case/{record_id}/submit/")
        if note:
            self.fill("updating_note", note)
        self.fill("contact", "labour@seoul.example")
        self.choose('[name="consent"]')
        self.send("main form button[type=submit]")
        expect(self.page.locator(".notice--success")).to_be_visible()

    def rewrite(self, record_id: str, code: str, name: str, text: str) -> None:
        self.page.goto(f"/{self.language}/contribute/case/{record_id}/write/{code}/")
        self.fill(name, text)
        self.send(SAVE)

    def _answer(self, name: str, value) -> None:
        if isinstance(value, list) and name == "themes":
            self._select('main select[name="themes"]', value[0])
        elif isinstance(value, list):
            for code in value:
                self.choose(f'main [name="{name}"][value="{code}"]')
        elif self.page.locator(f'main select[name="{name}"]').count():
            self._select(f'main select[name="{name}"]', value)
        else:
            self.fill(name, value)


class Reviewer(Person):
    """Someone who reviews, with an account or by the link in a letter."""

    def sign_in(self, name: str) -> None:
        self.page.goto(f"/{self.language}/account/login/?next=/{self.language}/review/")
        self.fill("login", name)
        self.fill("password", DEMO)
        self.send("main form button[type=submit]")

    def follow_link(self, email: str) -> None:
        """The link in the latest letter to this address."""
        self.page.goto(f"/{self.language}/letters/?to={email}")
        self.page.goto(self.page.locator('.inbox-body a[href*="/review/link/"]').first.get_attribute("href"))

    def open(self, title: str) -> None:
        self.page.goto(f"/{self.language}/review/")
        self.page.get_by_role("link", name=title).first.click()

    def agree(self) -> None:
        self.send('form[action$="/agree/"] button')

    def decline(self, reason: str, conflict: bool = False) -> None:
        if conflict:
            self.choose('main [name="has_conflict"]')
        self.fill("reason", reason)
        self.send('form[action$="/decline/"] button')

    def review(self, score: int, **texts: str) -> None:
        """Scores every criterion alike, writes, and submits."""
        for name, text in texts.items():
            self.fill(name, text)
        for criterion in range(self.page.locator(".criterion").count()):
            self._score(criterion, score)
        self.send("button[name=submit]")

    def _score(self, criterion: int, score: int) -> None:
        choices = self.page.locator(".criterion").nth(criterion).locator("input[type=radio]")
        if not self.keyboard:
            choices.nth(score).check()
            return
        self.tab_to(f'main [name="{choices.first.get_attribute("name")}"]')
        self.page.keyboard.press("Space")
        for _step in range(score):
            self.page.keyboard.press("ArrowDown")
        expect(choices.nth(score)).to_be_checked()


class Editor:
    """The secretariat, in Wagtail's admin."""

    def __init__(self, page: Page):
        self.page = page

    def sign_in(self) -> None:
        self.page.goto("/en/account/login/?next=/admin/")
        self.page.fill("[name=login]", "editor")
        self.page.fill("[name=password]", DEMO)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def invite(self, email: str, name: str, city: str, language: str) -> None:
        self.page.goto("/admin/invitations/new/")
        self.page.fill("[name=email]", email)
        self.page.fill("[name=name]", name)
        self.page.select_option("[name=role]", "contributor")
        self.page.get_by_role("button", name=re.compile("Choose")).first.click()
        self.page.locator(".modal-dialog [type=text], [role=dialog] [type=text]").first.fill(city)
        self.page.locator(".modal-dialog, [role=dialog]").get_by_role("link", name=city, exact=True).click()
        expect(self.page.locator("[name=city]")).not_to_have_value("")
        self.page.select_option("[name=language]", language)
        with self.page.expect_navigation():
            self.page.locator("form button[type=submit]").last.click()

    def application(self, city: str) -> None:
        self.page.goto("/admin/applications/")
        self.page.get_by_role("link", name=re.compile(city)).first.click()

    def ask(self, city: str, text: str) -> None:
        self.application(city)
        self.page.fill("[name=asked-text]", text)
        self._press("Send the question")

    def admit(self, city: str, code: str) -> None:
        """Accepts a city the library does not know yet."""
        self.application(city)
        self.page.fill("[name=accepted-code]", code)
        self.page.select_option("[name=accepted-region]", index=1)
        self.page.fill("[name=accepted-latitude]", "34.7604")
        self.page.fill("[name=accepted-longitude]", "127.6622")
        self._press("Accept the city")

    def _press(self, label: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=label, exact=True).click()
        expect(self.page.locator(".messages")).to_contain_text("The letter has been sent.")

    def open(self, title: str) -> None:
        """From the queue to one case."""
        self.page.goto(f"/admin/cases/?q={title}")
        self.page.get_by_role("link", name=title).first.click()
        expect(self.page.locator("h1")).to_contain_text(title)

    def ask_reviewers(self, title: str, *names: str) -> None:
        """Asks reviewers with an account, from the list of those suggested."""
        self._ask_page(title)
        for name in names:
            self.page.get_by_label(name, exact=True).check()
        self._send("Ask them")

    def ask_guest(self, title: str, name: str, email: str, language: str) -> None:
        self._ask_page(title)
        self.page.fill("[name=guest-name]", name)
        self.page.fill("[name=guest-email]", email)
        self.page.select_option("[name=guest-language]", language)
        self._send("Ask this guest")

    def decide(self, title: str, kind: str, letter: str = "", reason: str = "", **requests: str) -> None:
        """`kind`: as in the address of the screen; without two reviews a `reason` is asked."""
        self.open(title)
        self.page.locator(f'a[href$="/decide/{kind}/"]').click()
        for name, text in (requests | {"letter": letter, "reason": reason}).items():
            if text:
                self.page.fill(f"[name={name}]", text)
        with self.page.expect_navigation():
            self.page.locator("form button.button[type=submit]").last.click()
        expect(self.page.locator(".messages")).to_contain_text("The city has been told.")

    def decide_by_keyboard(self, title: str, kind: str, **texts: str) -> None:
        """The same without a pointer, from the case on."""
        self.open(title)
        keys = Person(self.page, "en", keyboard=True)
        keys.send(f'main a[href$="/decide/{kind}/"]')
        for name, text in texts.items():
            keys.fill(name, text)
        keys.send("main form[novalidate] button.button[type=submit]")
        expect(self.page.locator(".messages")).to_contain_text("The city has been told.")

    def return_with(self, title: str, **requests: str) -> None:
        self.decide(title, "return", **requests)

    def accept(self, title: str) -> None:
        self.decide(title, "accept", reason="Tried without a review.")

    def mend(self, title: str, name: str, text: str) -> None:
        """Changes an answer in the page editor, and comes back to the desk from there."""
        self.open(title)
        self.page.get_by_role("link", name="Open in the editor").click()
        self.page.locator(f"[name={name}]").fill(text)
        button = self.page.get_by_role("button", name="Save, and go to the desk").first
        if not button.is_visible():
            self.page.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle-icon").first.click()
        with self.page.expect_navigation():
            button.click()
        expect(self.page).to_have_url(re.compile("/admin/cases/edit/"))

    def press(self, label: str) -> None:
        """A button of the case that is open."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=label, exact=True).first.click()

    def _ask_page(self, title: str) -> None:
        self.open(title)
        self.page.get_by_role("link", name="Ask reviewers", exact=True).click()

    def _send(self, label: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=label, exact=True).click()
        expect(self.page.locator(".messages")).to_contain_text("asked")
