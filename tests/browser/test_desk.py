"""From the invitation to the update in a real browser: in Korean on a phone without JavaScript, and by keyboard."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import expect

from tests.browser.desk import Editor, Officer
from tests.editorial.filling import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def visitor(new_context):
    """`visitor(viewport=…)`: a page of a browser of its own."""
    return lambda **options: new_context(**options).new_page()


@pytest.fixture
def editor(visitor):
    editor = Editor(visitor())
    editor.sign_in()
    return editor


def test_from_the_invitation_to_the_update_in_korean_on_a_phone_without_javascript(visitor, editor):
    once = uuid4().hex[:6]
    title, email = f"서울시 이동노동자 쉼터 운영 {once}", f"sujin-{once}@seoul.example"
    editor.invite(email, "박수진", "Seoul", "ko")
    officer = Officer(visitor(viewport=PHONE, java_script_enabled=False, locale="ko"), "ko")
    page = officer.page
    officer.accept_invitation(email, "박수진")
    record_id = officer.begin(title)
    officer.answer_everything(title)
    officer.submit(record_id)

    editor.return_with(title, results="누가 집계했습니까?")
    page.goto("/ko/inbox/")
    page.locator(".inbox-item--unread a").first.click()
    page.locator(f'a[href$="{record_id}/write/results/"]').first.click()
    expect(page.locator(".request")).to_contain_text("누가 집계했습니까?")
    page.locator("#answer").fill("시 통계부서입니다.")
    page.locator(".request button[type=submit]").click()
    officer.rewrite(record_id, "results", "results", f"{TEXT} 통계부서가 집계하였습니다.")
    page.goto(f"/ko/contribute/case/{record_id}/changes/")
    expect(page.locator(".difference ins").first).to_contain_text("통계부서가")
    officer.submit(record_id)

    editor.accept(title)
    page.goto(f"/ko/contribute/case/{record_id}/")
    public = page.locator('.ways a[href*="/policies/"]').first.get_attribute("href")
    reader = visitor()
    reader.goto(public)
    expect(reader.locator("h1")).to_have_text(title)

    page.locator('form[action$="/update/"] button').click()
    officer.rewrite(record_id, "lessons", "limits", f"{TEXT} 새로 알게 된 한계입니다.")
    officer.submit(record_id, note="한계를 보완하였습니다.")
    reader.reload()
    expect(reader.locator("main")).not_to_contain_text("새로 알게 된 한계입니다.")
    editor.accept(title)
    reader.reload()
    expect(reader.locator("main")).to_contain_text("새로 알게 된 한계입니다.")
    expect(reader.locator("main")).to_contain_text("한계를 보완하였습니다.")


def test_a_city_applies_joins_and_publishes_its_first_case_in_korean_on_a_phone(visitor, editor):
    once = uuid4().hex[:6]
    city, email, title = f"여수 {once}", f"sora-{once}@yeosu.example", f"여수시 이동노동자 쉼터 {once}"
    officer = Officer(visitor(viewport=PHONE, locale="ko"), "ko")
    page = officer.page
    officer.apply(city, email)
    application = page.url

    editor.ask(city, "어느 부서가 맡습니까?")
    page.goto(application)
    expect(page.locator("main")).to_contain_text("어느 부서가 맡습니까?")
    assert not Axe().run(page).response["violations"]
    page.locator("main [name=text]").fill("노동정책과입니다.")
    officer.send("main form button[type=submit]")

    editor.admit(city, f"yeosu-{once}")
    officer.accept_invitation(email, "이소라")
    record_id = officer.begin(title)
    officer.answer_everything(title)
    officer.submit(record_id)
    editor.accept(title)
    page.goto("/ko/network/members/")
    expect(page.locator(".members-table")).to_contain_text(city)
    page.goto(f"/ko/cities/yeosu-{once}/")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("h1")).to_have_text(title)


def test_a_case_is_written_and_submitted_by_keyboard_alone(visitor, editor):
    once = uuid4().hex[:6]
    title, email = f"A night bus for care workers of Seoul {once}", f"hana-{once}@seoul.example"
    editor.invite(email, "Hana Choi", "Seoul", "en")
    officer = Officer(visitor(), "en", keyboard=True)
    officer.accept_invitation(email, "Hana Choi")
    record_id = officer.begin(title)
    officer.answer_everything(title)
    officer.submit(record_id)


class TestWritingWithAScript:
    """What the script adds: counting, rows, saving while one writes, and keeping what cannot be sent."""

    @pytest.fixture
    def page(self, visitor):
        page = visitor()
        page.goto("/en/account/login/")
        page.fill("[name=login]", "officer")
        page.fill("[name=password]", "decent-work-2019")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        return page

    @pytest.fixture
    def desk(self, page):
        record_id = Officer(page, "en").begin("A draft that is saved while one writes")
        return f"/en/contribute/case/{record_id}/"

    def test_what_is_typed_is_counted_and_saved(self, page, desk):
        page.fill("[name=summary]", "가나다 " * 80)
        expect(page.locator("[data-count=id_summary]")).to_have_class(re.compile("field-count--over"))
        expect(page.locator("[data-status]")).to_have_text("Saved")
        page.goto(f"{desk}write/basics/")
        assert page.input_value("[name=summary]").startswith("가나다 가나다")

    def test_rows_are_added_and_saved_in_the_background(self, page, desk):
        page.goto(f"{desk}write/sources/")
        page.fill("[name=references-0-title]", "One")
        page.locator("[data-rows=references] [data-add]").click()
        page.locator("[name=references-1-title]").fill("Two")
        expect(page.locator("[data-status]")).to_have_text("Saved")
        page.goto(f"{desk}write/sources/")
        assert page.input_value("[name=references-1-title]") == "Two"
        assert page.locator("[name=references-2-title]").count() == 0

    def test_a_lost_connection_loses_nothing(self, page, desk):
        page.goto(f"{desk}write/context/")
        page.context.set_offline(True)
        page.fill("[name=problem]", "Written in a tunnel")
        expect(page.locator("[data-status]")).to_contain_text("No connection")
        page.context.set_offline(False)
        expect(page.locator("[data-status]")).to_have_text("Saved", timeout=15_000)
        page.goto(f"{desk}write/context/")
        assert page.input_value("[name=problem]") == "Written in a tunnel"

    def test_a_page_closed_without_connection_has_its_text_again_when_it_opens(self, page, desk):
        page.goto(f"{desk}write/context/")
        page.context.set_offline(True)
        page.fill("[name=problem]", "Closed in a tunnel")
        expect(page.locator("[data-status]")).to_contain_text("No connection")
        page.goto("about:blank")
        page.context.set_offline(False)
        page.goto(f"{desk}write/context/")
        expect(page.locator("[name=problem]")).to_have_value("Closed in a tunnel")
        for _second in range(10):  # saved by this page, or by the first in its last moment
            if "Closed in a tunnel" in page.request.get(f"{desk}write/context/").text():
                break
            page.wait_for_timeout(1000)
        else:
            raise AssertionError("what was typed without connection has not been saved")

    def test_two_colleagues_in_one_answer_see_both_texts(self, page, desk, visitor):
        page.goto(f"{desk}write/context/")
        other = visitor()
        other.goto("/en/account/login/")
        other.fill("[name=login]", "colleague")
        other.fill("[name=password]", "decent-work-2019")
        with other.expect_navigation():
            other.keyboard.press("Enter")
        other.goto(f"{desk}write/context/")
        other.fill("[name=problem]", "The colleague's text")
        expect(other.locator("[data-status]")).to_have_text("Saved")
        page.fill("[name=problem]", "My text")
        expect(page.locator("[data-status]")).to_contain_text("A colleague has changed the same answer")
        page.locator("button[name=stay]").click()
        expect(page.locator(".theirs")).to_contain_text("The colleague's text")
        assert page.input_value("[name=problem]") == "My text"

    def test_axe_finds_nothing_on_the_desk(self, page, desk):
        axe = Axe()
        screens = [
            "/ko/contribute/",
            "/ko/contribute/new/",
            "/ko/contribute/new/word/",
            "/ko/contribute/colleagues/",
            "/en/contribute/colleagues/leave/",
            "/ko/inbox/",
            "/en/letters/",
            *(
                desk.replace("/en/", "/ko/") + part
                for part in ("", "word/", "submit/", "withdraw/", "preview/", "changes/")
            ),
            *(
                f"{desk}write/{code}/"
                for code in ("basics", "themes", "context", "actions", "results", "lessons", "sources")
            ),
        ]
        for screen in screens:
            page.goto(screen)
            results = axe.run(page)
            assert results.violations_count == 0, f"{screen}: {results.generate_report()}"

    def test_a_case_goes_through_word_and_files_are_added(self, page, desk, visitor, tmp_path):
        file = tmp_path / "draft.docx"
        file.write_bytes(page.request.get(f"{desk}draft.docx").body())
        document = Document(file)
        limits = next(table for table in document.tables if "[limits]" in table.cell(0, 0).text)
        limits.cell(1, 0).text = "Written in Word"
        document.save(file)
        page.goto(f"{desk}word/")
        page.set_input_files("[name=file]", file)
        page.get_by_role("button", name="Compare").click()
        expect(page.locator(".difference ins")).to_contain_text("Written in Word")
        assert Axe().run(page).violations_count == 0
        page.get_by_role("button", name="Take over").click()
        expect(page.locator(".notice--success")).to_contain_text("1 answer has been taken over")
        page.goto(f"{desk}write/sources/")
        page.fill("[name=files-0-title]", "The draft")
        page.set_input_files("[name=files-0-upload]", file)
        page.locator("button[name=stay]").click()
        link = page.locator(".row-file a")
        expect(link).to_have_text("draft.docx")
        address = link.evaluate("link => link.href")
        assert page.request.get(address).ok
        assert not visitor().request.get(address).ok
