"""The review in a real browser: two reviewers, one of them by a link, from the first letter to the update a year on."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.desk import DEMO, Editor, Officer, Reviewer
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


@pytest.fixture
def officer(visitor):
    """The demo's officer of Seoul, in Korean on a phone."""
    officer = Officer(visitor(viewport=PHONE, locale="ko"), "ko")
    officer.page.goto("/ko/account/login/")
    officer.fill("login", "officer")
    officer.fill("password", DEMO)
    officer.send("main form button[type=submit]")
    return officer


@pytest.fixture
def submitted(officer):
    """A case with the editors: (title, record id)."""
    title = f"서울시 배달노동자 휴게시설 {uuid4().hex[:6]}"
    record_id = officer.begin(title)
    officer.answer_everything(title)
    officer.submit(record_id)
    return title, record_id


def clean(page):
    assert not Axe().run(page).response["violations"], page.url


def test_two_reviewers_a_minor_revision_publication_and_a_year_later_an_update_in_korean(
    visitor, editor, officer, submitted
):
    title, record_id = submitted
    once, desk = uuid4().hex[:6], officer.page
    guest_mail = f"ana-{once}@uni.example"
    editor.ask_reviewers(title, "Demo reviewer")
    editor.ask_guest(title, "Ana Ruiz", guest_mail, "ko")
    desk.goto(f"/ko/contribute/case/{record_id}/")
    expect(desk.locator(".desk-state")).to_contain_text("심사 중")

    reviewer = Reviewer(visitor(viewport=PHONE, locale="ko"), "ko")
    reviewer.sign_in("reviewer")
    reviewer.open(title)
    clean(reviewer.page)
    reviewer.agree()
    clean(reviewer.page)
    reviewer.review(3, comment_results="누가 집계하였습니까?", summary="다른 도시에 유용한 사례입니다.")
    expect(reviewer.page.locator("main")).not_to_contain_text("심사자 2")

    guest = Reviewer(visitor(locale="ko"), "ko")
    guest.follow_link(guest_mail)
    assert "/link/" not in guest.page.url
    expect(guest.page.locator("main")).not_to_contain_text("다른 도시에 유용한")
    guest.agree()
    guest.review(1, summary="출처를 보완해야 합니다.", confidential="소폭 수정을 권합니다.")
    expect(guest.page.locator("main")).to_contain_text("다른 도시에 유용한 사례입니다.")
    clean(guest.page)
    reviewer.page.reload()
    expect(reviewer.page.locator("main")).to_contain_text("출처를 보완해야 합니다.")
    expect(reviewer.page.locator("main")).not_to_contain_text("소폭 수정을 권합니다.")

    editor.open(title)
    expect(editor.page.locator(".review-scores")).to_contain_text("far apart")
    editor.decide(title, "minor", letter="조금만 보완해 주십시오.", results="누가 집계했습니까?")
    desk.reload()
    expect(desk.locator(".request")).to_contain_text("조금만 보완해 주십시오.")
    expect(desk.locator("main")).to_contain_text("출처를 보완해야 합니다.")
    expect(desk.locator("main")).not_to_contain_text("Ana Ruiz")
    clean(desk)
    desk.locator(f'a[href$="{record_id}/write/results/"]').first.click()
    desk.locator("#answer").fill("시 통계부서입니다.")
    desk.locator(".request button[type=submit]").click()
    officer.rewrite(record_id, "results", "results", f"{TEXT} 통계부서가 집계하였습니다.")
    officer.submit(record_id)
    editor.decide(title, "accept", letter="게시하게 되어 기쁩니다.")
    guest.page.reload()
    expect(guest.page.locator("main")).to_contain_text("소폭 수정")

    desk.goto(f"/ko/contribute/case/{record_id}/")
    public = desk.locator('.ways a[href*="/policies/"]').first.get_attribute("href")
    reader = visitor(locale="ko")
    reader.goto(public)
    expect(reader.locator(".record")).to_contain_text("독립 심사자 2명")
    clean(reader)

    editor.open(title)
    editor.press("Ask the city whether it is still running")
    reader.goto("/ko/letters/?to=officer@")
    reader.goto(reader.locator('.inbox-body a[href*="/confirm/"]').first.get_attribute("href"))
    clean(reader)
    reader.locator("[name=answer][value=changed]").check()
    reader.locator("[name=note]").fill("올해 두 곳이 더 생겼습니다.")
    with reader.expect_navigation():
        reader.locator("main form button[type=submit]").click()
    expect(reader.locator("main")).to_contain_text("갱신본이 시작되었습니다")

    officer.rewrite(record_id, "lessons", "limits", f"{TEXT} 새로 알게 된 한계입니다.")
    officer.submit(record_id, note="두 곳이 더 생겨 고쳤습니다.")
    editor.accept(title)
    reader.goto(public)
    expect(reader.locator(".versions")).to_contain_text("두 곳이 더 생겨 고쳤습니다.")
    reader.locator(".versions a").first.click()
    expect(reader.locator(".preview-bar")).to_contain_text("이전 판")
    expect(reader.locator("main")).not_to_contain_text("새로 알게 된 한계입니다.")
    clean(reader)


def test_a_conflict_of_interest_a_late_reviewer_replaced_and_a_review_by_keyboard_alone(visitor, editor, submitted):
    title, _record_id = submitted
    editor.ask_reviewers(title, "Demo reviewer")
    first = Reviewer(visitor(), "ko")
    first.sign_in("reviewer")
    first.open(title)
    first.decline("이 정책을 자문하였습니다.", conflict=True)
    expect(first.page.locator("main")).to_contain_text("이 심사를 거절하셨습니다.")
    editor.open(title)
    expect(editor.page.locator(".review-table").first).to_contain_text("conflict of interest")

    late = f"late-{uuid4().hex[:6]}@uni.example"
    editor.ask_guest(title, "Ben Late", late, "ko")
    editor.press("Remind")
    expect(editor.page.locator(".messages")).to_contain_text("1 reviewer has been reminded.")
    editor.press("Take back")
    guest = Reviewer(visitor(), "ko")
    guest.follow_link(late)
    expect(guest.page.locator("main")).to_contain_text("이 심사는 더 필요하지 않게 되었습니다.")

    editor.ask_reviewers(title, "Demo second reviewer")
    second = Reviewer(visitor(), "ko", keyboard=True)
    second.sign_in("second")
    second.open(title)
    second.agree()
    second.review(2, comment_context="어느 조례입니까?", summary="분명하지만 근거가 부족합니다.")
    expect(second.page.locator(".notice--success")).to_be_visible()
    expect(second.page.locator("main")).to_contain_text("어느 조례입니까?")

    editor.mend(title, "title", f"{title}.")
    editor.decide_by_keyboard(f"{title}.", "decline", letter="감사합니다.", reason="One review was plain enough.")
    editor.open(f"{title}.")
    expect(editor.page.locator("main")).to_contain_text("One review was plain enough.")


def test_what_a_reviewer_writes_is_saved_and_never_lost(visitor, editor, submitted):
    title, _record_id = submitted
    editor.ask_reviewers(title, "Demo reviewer")
    reviewer = Reviewer(visitor(), "en")
    page = reviewer.page
    reviewer.sign_in("reviewer")
    reviewer.open(title)
    reviewer.agree()
    page.fill("[name=summary]", "Saved while one writes")
    expect(page.locator("[data-status]")).to_have_text("Saved")
    page.context.set_offline(True)
    page.fill("[name=summary]", "Written in a tunnel")
    expect(page.locator("[data-status]")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(page.locator("[data-status]")).to_have_text("Saved", timeout=15_000)
    page.context.clear_cookies(name="sessionid")
    page.fill("[name=summary]", "Typed after the session had ended")
    expect(page.locator("[data-status]")).to_contain_text("signed out")
    page.locator("button[type=submit]:not([name])").last.click()
    expect(page.locator("h1")).to_have_text("Please come in again")
    page.get_by_role("link", name=re.compile("sign in")).click()
    reviewer.fill("login", "reviewer")
    reviewer.fill("password", DEMO)
    reviewer.send("main form button[type=submit]")
    expect(page.locator("[name=summary]")).to_have_value("Typed after the session had ended")


def test_axe_finds_nothing_on_the_screens_of_the_review(visitor, editor, submitted):
    title, _record_id = submitted
    editor.open(title)
    number = editor.page.url.rstrip("/").split("/")[-1]
    screens = ("figures/", "reminders/", "confirmations/", f"{number}/reviewers/", f"{number}/sign-off/")
    screens += (f"{number}/decide/return/", f"{number}/decide/accept/", f"edit/{number}/", "")
    for screen in screens:
        editor.page.goto(f"/admin/cases/{screen}")
        clean(editor.page)
    reviewer = Reviewer(visitor(), "ko")
    reviewer.sign_in("second")
    for screen in ("", "about-me/"):
        reviewer.page.goto(f"/ko/review/{screen}")
        clean(reviewer.page)
    nobody = visitor()
    for screen in ("review/link/nonsense/", "review/1/", "confirm/nonsense/"):
        nobody.goto(f"/ko/{screen}")
        clean(nobody)
