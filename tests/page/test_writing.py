"""What people write on the page: hostile text, threads, mentions, photos, edits."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route, expect

from bot.practice.driver import Slack
from bot.practice.server import Practice
from bot.sample import FIELD
from tests.page import kitchen
from tests.page.conftest import PHONE, OpenPage

HOSTILE = (
    '<img src=x onerror="document.title=1"> <script>document.title=2</script> &lt;b&gt; &amp;amp; '
    "<javascript:alert(1)|눌러> <https://x.example|link> <!channel> ${1+1} {{7*7}} </textarea>"
)


def test_a_message_full_of_hostile_text_shows_as_it_was_typed(slack: Slack, open_page: OpenPage) -> None:
    page = open_page(slack, "U0OFFICER", place=FIELD)
    title = page.title()
    page.get_by_label("#현장에 메시지 보내기").fill(HOSTILE)
    page.keyboard.press("Enter")
    said = page.locator("#place article .words")
    expect(said).to_have_text(HOSTILE)
    slack.person("U0OFFICER").command(FIELD, "/cn", f"report {HOSTILE}")
    page.get_by_role("link", name="탄소중립 봇").click()
    expect(page.locator("#place article .plain")).to_have_text(HOSTILE)
    assert page.locator("#place article img, #place article script").count() == 0
    assert page.title() == title


def test_links_lead_only_to_the_web_and_nothing_becomes_html(
    alone: tuple[Practice, Slack], open_page: OpenPage
) -> None:
    server, slack = alone
    bad = "<javascript:alert(1)|나쁜> <data:text/html,x|나쁜> <img src=x onerror=alert(1)>"
    text = f"{bad} <https://example.com/a?b=1&amp;c|좋은> <mailto:a@b.c|쓰기>"
    server.world.add_message({"user": "U0OWNER", "channel": FIELD, "text": text, "blocks": []})
    page = open_page(slack, "U0OFFICER", place=FIELD)
    expect(page.locator("#place .words")).to_have_text("나쁜 나쁜 img src=x onerror=alert(1) 좋은 쓰기")
    links = page.locator("#place .words a").evaluate_all("found => found.map((link) => link.href)")
    assert links == ["https://example.com/a?b=1&c", "mailto:a@b.c"]
    assert page.locator("#place article img").count() == 0


def test_a_thread_keeps_its_replies_and_a_mention_reaches_who_is_meant(
    alone: tuple[Practice, Slack], open_page: OpenPage
) -> None:
    slack = alone[1]
    slack.person("U0OWNER").message(FIELD, "누가 가 보나요?")
    page = open_page(slack, "U0OFFICER", place=FIELD)
    page.locator("#place article").hover()
    page.get_by_role("button", name="스레드에 답글").click()
    reply = page.get_by_label("답글 쓰기")
    reply.fill("제가 갑니다 @과제")
    page.get_by_role("option", name="@과제 담당자").click()
    reply.press("Enter")
    expect(page.locator("#side .mention")).to_have_text("@과제 담당자")
    expect(page.locator("#place").get_by_role("link", name="답글 1개")).to_be_visible()
    expect(page.locator("#place article")).to_have_count(1)
    root, said = slack.person("U0OWNER").messages(FIELD)
    assert (said["thread_ts"], said["text"]) == (root["ts"], "제가 갑니다 <@U0OWNER>")
    reply.fill("/cn help")
    reply.press("Enter")
    expect(page.get_by_text("스레드에서 명령을 실행하지 않습니다")).to_be_visible()


def test_ones_own_message_is_edited_and_deleted(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    slack = alone[1]
    slack.person("U0OWNER").message(FIELD, "남의 글")
    slack.person("U0OFFICER").message(FIELD, "1층 <창>")
    page = open_page(slack, "U0OFFICER", place=FIELD)
    theirs, mine = page.locator("#place article").first, page.locator("#place article").last
    theirs.hover()
    theirs.get_by_role("button", name="더 보기").click()
    expect(page.get_by_role("menu")).to_be_visible()
    expect(page.get_by_role("menuitem", name="메시지 편집")).to_have_count(0)
    page.keyboard.press("Escape")
    mine.hover()
    mine.get_by_role("button", name="더 보기").click()
    page.get_by_role("menuitem", name="메시지 편집").click()
    expect(mine.get_by_label("메시지 편집")).to_have_value("1층 <창>")
    mine.get_by_label("메시지 편집").fill("2층 <창>")
    mine.get_by_role("button", name="저장").click()
    expect(mine).to_contain_text("2층 <창>")
    expect(mine).to_contain_text("(편집됨)")
    mine.get_by_role("button", name="더 보기").click()
    page.keyboard.press("ArrowUp")  # from the first entry to the last
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="메시지 삭제").click()
    expect(page.locator("#place article")).to_have_count(1)


def test_photos_from_a_phone_are_shown_to_everybody(
    alone: tuple[Practice, Slack], open_page: OpenPage, tmp_path: Path
) -> None:
    photo, note = tmp_path / "창문 <1>.gif", tmp_path / "메모.csv"
    photo.write_bytes(kitchen.PIXEL)
    note.write_text("층,상태\n2,결로\n", encoding="utf-8")
    page, other = open_page(alone[1], "U0OFFICER", PHONE, place=FIELD), open_page(alone[1], "U0OWNER", place=FIELD)
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="사진·파일 올리기").click()
    choosing.value.set_files([photo, note])
    page.get_by_label("#현장에 메시지 보내기").fill("여기입니다")
    page.get_by_role("button", name="보내기", exact=True).click()
    shown = other.locator("#place").get_by_role("img", name="창문 <1>.gif")
    expect(shown).to_be_visible()
    assert shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 1
    with other.expect_download() as saving:
        other.get_by_role("link", name="메모.csv").click()
    assert saving.value.path().read_bytes() == note.read_bytes()


def test_while_another_persons_slack_comes_nothing_is_sent_as_who_one_was(
    alone: tuple[Practice, Slack], open_page: OpenPage
) -> None:
    slack = alone[1]
    page = open_page(slack, "U0OWNER", place=FIELD)
    box, held = page.get_by_label("#현장에 메시지 보내기"), list[Route]()
    box.fill("누구의 글?")
    page.route("**/practice/sees?as=U0OFFICER", lambda route: held.append(route), times=1)
    be(page, "현장 주무관")
    expect(page.locator("#app")).to_have_attribute("inert", "")
    page.locator(".send").click(force=True)
    page.keyboard.press("Enter")
    held[0].continue_()
    expect(box).to_have_value("")
    be(page, "과제 담당자")
    expect(box).to_have_value("누구의 글?")
    assert slack.person("U0OWNER").messages(FIELD) == []


def be(page: Page, name: str) -> None:
    page.locator("#who").click()
    page.locator(".cast button").filter(has_text=name).click()
