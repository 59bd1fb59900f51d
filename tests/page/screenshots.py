"""`make screenshots`: the README's pictures, from the running program."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bot.practice.driver import Slack
from bot.sample import COUNCIL, FIELD
from tests.page.conftest import DESK, PHONE, QUIET
from tests.running import free_port, go_to

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playing:
        port = free_port()
        words = ["run", "--practice", "--folder", folder, "--port", str(port)]
        program = subprocess.Popen([sys.executable, "-m", "bot", *words], cwd=ROOT, stdout=subprocess.DEVNULL)
        browser = playing.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        try:
            slack = Slack(f"http://127.0.0.1:{port}")
            slack.person("").waits_for(slack.is_up, 30)
            take_all(browser, slack)
        finally:
            browser.close()
            program.terminate()
            program.wait()


def take_all(browser: Browser, slack: Slack) -> None:
    """In the order in which things happen: the clock goes forwards only."""
    officer, leader = slack.person("U0OFFICER"), slack.person("U0LEADER")
    outsider, owner = slack.person("U0OUTSIDER"), slack.person("U0OWNER")
    outsider.waits_for(lambda: "/cn" in outsider.command(FIELD, "/cn", "help"), 60)  # the bot is there
    asked = owner.message(FIELD, "@U0OFFICER 별양동 주민센터에 가시면 2층 창호를 봐 주세요. 이슬이 맺힌다고 합니다.")
    officer.message(FIELD, "네, 오늘 들릅니다.", asked)
    owner.react(owner.messages(FIELD)[-1], "+1")
    owner.react(owner.messages(FIELD)[0], "eyes")
    officer.message(FIELD, "다녀왔습니다. 결로가 심합니다. 접수하겠습니다.")
    officer.command(FIELD, "/cn", "접수 별양동 주민센터 2층 창호 결로 B-09")
    leader.waits_for(lambda: leader.messages(COUNCIL), 30)
    page = opened(browser, slack, "U0OFFICER", PHONE, FIELD)
    take(page, "phone")
    page.get_by_label("#현장에 메시지 보내기").fill("/cn 접수")
    page.get_by_role("button", name="보내기", exact=True).click()
    page.get_by_label("무엇이 문제인가요?").fill("옥상 단열재가 젖어 있습니다")
    page.get_by_label("어디인가요?").fill("별양동 주민센터")
    page.get_by_label("어느 과제와 관련 있나요?").fill("단열")
    page.get_by_role("option").first.wait_for()
    take(page, "modal")
    go_to(slack, 4, 25)
    leader.waits_for(lambda: len(leader.messages(COUNCIL)) > 1, 30)
    leader.react(leader.messages(COUNCIL)[-1], "white_check_mark")
    leader.waits_for(lambda: "참석 1" in str(leader.messages(COUNCIL)), 30)
    take(opened(browser, slack, "U0LEADER", DESK, COUNCIL), "desk")
    go_to(slack, 4, 30)
    owner.waits_for(owner.direct_messages, 30)
    take(opened(browser, slack, "U0OWNER", PHONE, owner.own_channel), "reminder")
    take_passport(browser, slack)


def take_passport(browser: Browser, slack: Slack) -> None:
    """Assigned, on the agenda, answered: the way of the first issue."""
    officer, leader = slack.person("U0OFFICER"), slack.person("U0LEADER")
    card = next(m for m in leader.messages(COUNCIL) if "현장 문제 1번" in str(m["blocks"]))
    leader.click(card, "issue.assign")
    (form,) = leader.waits_for(leader.views, 30)
    options = next(b for b in form["blocks"] if b.get("block_id") == "department")["element"]["options"]
    leader.submit(form, department=next(o["value"] for o in options if o["text"]["text"] == "건축과"))
    leader.click(card, "issue.agenda")
    leader.waits_for(lambda: "안건으로 올렸습니다" in str(leader.messages(COUNCIL)), 30)
    leader.click(card, "issue.answer")
    (form,) = leader.waits_for(leader.views, 30)
    leader.submit(form, text="2층 북쪽 창호인가요? 5월 둘째 주에 보러 갑니다.")
    receipt = next(m for m in officer.direct_messages() if "1번으로 접수한" in str(m["blocks"]))
    officer.writes("네, 북쪽 세 칸입니다.", receipt["ts"])
    officer.waits_for(lambda: "북쪽 세 칸" in str(leader.messages(COUNCIL)), 30)
    for view in officer.views():  # the form of an earlier picture
        slack.do("close_view", user=officer.user, view_id=view["id"])
    officer.command(FIELD, "/cn", "문제 1")
    page = opened(browser, slack, "U0OFFICER", PHONE, FIELD)
    page.locator("#place article").last.scroll_into_view_if_needed()
    take(page, "passport")


def opened(browser: Browser, slack: Slack, person: str, size: ViewportSize, place: str) -> Page:
    is_phone = size == PHONE
    page = browser.new_page(viewport=size, locale="ko-KR", is_mobile=is_phone, has_touch=is_phone)
    page.add_init_script(f"sessionStorage.me ??= '{person}'")
    page.goto(f"{slack.address}/#/{place}")
    page.locator("#place article").first.wait_for()
    return page


def take(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(1_000)  # for the fonts, and for the story's tick
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")


if __name__ == "__main__":
    main()
