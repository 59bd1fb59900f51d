"""`make screenshots`: the README's pictures, from the running program."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD, STEERING
from bot.story import STEPS
from storage.tasks.progress import NEEDS_A_REASON, Rating
from tests.page.conftest import DESK, PHONE, QUIET, installed_chromium
from tests.page.plays import PLAYED
from tests.page.visitor import WORDS, Visitor
from tests.running import free_port

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
# Reports of the second quarter of 2025, entered by the secretary: task, value, spend, rating.
QUARTER = (
    ("B-05", "2,000", "3억원", Rating.ACHIEVED),
    ("B-07", "600", "2억원", Rating.DELAYED),
    ("B-08", "1,900", "1억 2천만원", Rating.ON_TRACK),
    ("B-12", "90", "1억원", Rating.ON_TRACK),
    ("B-14", "77", "2억원", Rating.ACHIEVED),
    ("B-20", "180", "", Rating.DELAYED),
    ("T-01", "120", "8억원", Rating.ON_TRACK),
    ("T-04", "0", "", Rating.NOT_ACHIEVED),
    ("T-05", "31", "1억 5천만원", Rating.ON_TRACK),
    ("T-06", "150", "1억원", Rating.ACHIEVED),
    ("T-10", "28", "3천만원", Rating.ON_TRACK),
    ("W-01", "1", "1천만원", Rating.DELAYED),
    ("W-04", "17", "5천만원", Rating.ON_TRACK),
    ("W-06", "64", "3천만원", Rating.ON_TRACK),
    ("S-01", "1,700", "2억원", Rating.ON_TRACK),
    ("S-03", "200", "1억원", Rating.ACHIEVED),
    ("F-01", "22", "", Rating.ON_TRACK),
    ("F-02", "610", "2천만원", Rating.ON_TRACK),
)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playing:
        port = free_port()
        words = ["run", "--practice", "--folder", folder, "--port", str(port)]
        program = subprocess.Popen([sys.executable, "-m", "bot", *words], cwd=ROOT, stdout=subprocess.DEVNULL)
        browser = playing.chromium.launch(executable_path=installed_chromium(), args=QUIET)
        try:
            slack = Slack(f"http://127.0.0.1:{port}")
            slack.person("").waits_for(slack.is_up)
            take_all(browser, slack)
        finally:
            browser.close()
            program.terminate()
            program.wait()


class Photographer(Visitor):
    """A visitor who takes pictures as soon as a step's day has come, before the step is done."""

    on_the_day: Callable[[], None]

    def move_the_day(self) -> None:
        super().move_the_day()
        self.on_the_day()


def take_all(browser: Browser, slack: Slack) -> None:
    """Play the tour on a desktop and take pictures of what its people see on the way."""
    begin_in_the_field(slack)
    visitor = Photographer(opened(browser, slack, "U0OFFICER", DESK, "story", "#bar"), WORDS["ko"])
    for step, play in zip(STEPS, PLAYED, strict=True):
        expect(visitor.step).to_contain_text(step.title[0])
        visitor.on_the_day = partial(ON_THE_DAY.get(step.name, nothing), browser, slack)
        play(visitor)
        visitor.look_at_story()
        AFTER.get(step.name, nothing)(browser, slack)
        if step.name == "decide":
            take(visitor.page, "story")


def begin_in_the_field(slack: Slack) -> None:
    officer, owner = slack.person("U0OFFICER"), slack.person("U0OWNER")
    outsider = slack.person("U0OUTSIDER")
    outsider.waits_for(lambda: "/cn" in outsider.command(FIELD, "/cn", "help"))  # until the bot is connected
    asked = owner.message(FIELD, "@U0OFFICER 별양동 주민센터에 가시면 2층 창호를 봐 주세요. 이슬이 맺힌다고 합니다.")
    officer.message(FIELD, "네, 오늘 들릅니다.", asked)
    owner.react(owner.messages(FIELD)[-1], "+1")
    owner.react(owner.messages(FIELD)[0], "eyes")
    officer.message(FIELD, "다녀왔습니다. 결로가 심합니다. 접수하겠습니다.")


def field_on_a_phone(browser: Browser, slack: Slack) -> None:
    officer = slack.person("U0OFFICER")
    page = opened(browser, slack, "U0OFFICER", PHONE, FIELD)
    take(page, "phone")
    page.get_by_label("#현장에 메시지 보내기").fill("/cn 접수")
    page.get_by_role("button", name="보내기", exact=True).click()
    page.get_by_label("무엇이 문제인가요?").fill("옥상 단열재가 젖어 있습니다")
    page.get_by_label("어디인가요?").fill("별양동 주민센터")
    page.get_by_label("어느 과제와 관련 있나요?").fill("단열")
    page.get_by_role("option").first.wait_for()
    take(page, "modal")
    close_views(slack, officer)


def timeline(browser: Browser, slack: Slack) -> None:
    officer, leader = slack.person("U0OFFICER"), slack.person("U0LEADER")
    receipt = next(m for m in officer.direct_messages() if "1번으로 접수한" in str(m["blocks"]))
    officer.writes("2층, 북쪽 세 칸입니다.", receipt["ts"])
    officer.waits_for(lambda: "북쪽 세 칸" in str(leader.messages(COUNCIL)))
    officer.command(FIELD, "/cn", "문제 1")
    page = opened(browser, slack, "U0OFFICER", PHONE, FIELD)
    page.locator("#place article").last.scroll_into_view_if_needed()
    take(page, "timeline")


def nothing(browser: Browser, slack: Slack) -> None:
    """Take no picture: of this step there is none."""


def council_on_a_desk(browser: Browser, slack: Slack) -> None:
    take(opened(browser, slack, "U0LEADER", DESK, COUNCIL), "desk")


def reminder(browser: Browser, slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    owner.waits_for(owner.direct_messages)
    take(opened(browser, slack, "U0OWNER", PHONE, owner.own_channel), "reminder")


def board(browser: Browser, slack: Slack) -> None:
    take(opened(browser, slack, "U0SECRETARY", PHONE, STEERING), "board")


def results(browser: Browser, slack: Slack) -> None:
    page = opened(browser, slack, "U0HEAD", PHONE, STEERING)
    page.get_by_role("heading", name="회의 결과").last.evaluate("each => each.scrollIntoView()")
    take(page, "results")


def close_views(slack: Slack, person: Person) -> None:
    for view in person.views():
        slack.do("close_view", user=person.user, view_id=view["id"])


def round_form(browser: Browser, slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    owner.waits_for(lambda: "2분기 추진실적" in str(owner.direct_messages()))
    page = opened(browser, slack, "U0OWNER", PHONE, owner.own_channel)
    line = page.locator("#place article").last.locator(".section, .block").filter(has_text="B-06")
    line.get_by_role("button", name="실적 입력").last.click()
    page.get_by_label("실적 값").fill("12,000")
    page.get_by_label("집행액").fill("3억 7천만원")
    page.get_by_label("정상추진").check()
    take(page, "round")
    close_views(slack, owner)
    report_the_quarter(slack, slack.person("U0SECRETARY"))


def report_the_quarter(slack: Slack, secretary: Person) -> None:
    """Enter reports of other departments through the form, so that the status picture shows a plan under way."""
    for code, value, spend, rating in QUARTER:
        secretary.command(FIELD, "/cn", f"실적 {code}")
        why = {"reason": "자재 수급 지연", "action_plan": "8월까지 납품"} if rating in NEEDS_A_REASON else {}
        submit(secretary, value=value, spend=spend, rating=rating, **why)
        close_views(slack, secretary)


def submit(person: Person, **fields: str) -> None:
    """Submit the form that opens for the person, and wait for its confirmation."""
    (form,) = person.waits_for(person.views)
    person.submit(form, **fields)
    person.waits_for(lambda: person.views()[0]["blocks"] != form["blocks"])


def home_and_status(browser: Browser, slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    (sent,) = secretary.waits_for(lambda: secretary.direct_messages()[-1].get("files"))
    keep(slack.file(sent["url_private"], "xoxb-practice"), "status")
    take(opened(browser, slack, "U0OWNER", PHONE, "D00OWNER/home", "#place h2"), "home")


Taking = Callable[[Browser, Slack], None]
ON_THE_DAY: dict[str, Taking] = {"reminder": reminder, "quarter": round_form}
AFTER: dict[str, Taking] = {
    "report": field_on_a_phone,
    "agenda": timeline,
    "answers": council_on_a_desk,
    "decide": board,
    "decided": results,
    "picture": home_and_status,
}


def opened(
    browser: Browser, slack: Slack, person: str, size: ViewportSize, place: str, there: str = "#place article"
) -> Page:
    is_phone = size == PHONE
    page = browser.new_page(viewport=size, locale="ko-KR", is_mobile=is_phone, has_touch=is_phone)
    page.add_init_script(f"sessionStorage.me ??= '{person}'")
    page.goto(f"{slack.address}/#/{place}")
    page.locator(there).first.wait_for()
    return page


def take(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(1_000)  # for the fonts and the tour's next refresh
    keep(page.screenshot(animations="disabled", caret="hide"), name)


def keep(content: bytes, name: str) -> None:
    with Image.open(BytesIO(content)) as picture:  # in few colours, because the repository keeps every version
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
