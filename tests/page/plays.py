"""What a visitor does at each step of the tour, in its order."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, expect

from tests.handlers.issues.test_drafts import photo
from tests.page.visitor import Visitor

PHOTO: FilePayload = {"name": "누수.jpg", "mimeType": "image/jpeg", "buffer": photo()}
_FIVE = 5


def plan(visitor: Visitor) -> None:
    visitor.type_and_send()
    expect(visitor.place.locator(".ephemeral")).to_contain_text("세부과제 53개")


def report(visitor: Visitor) -> None:
    visitor.type_and_send()
    expect(visitor.place.locator(".ephemeral")).to_contain_text("1번으로 접수했습니다")


def card(visitor: Visitor) -> None:
    visitor.go_there()
    expect(visitor.place.get_by_role("heading", name="현장 문제 1번")).to_be_visible()


def draft(visitor: Visitor) -> None:
    visitor.step.get_by_role("button", name=visitor.words["type"]).click()
    visitor.choose(PHOTO)
    visitor.send()
    visitor.place.get_by_role("button", name=re.compile("등록$")).click()
    expect(visitor.place).to_contain_text("2번으로 등록했습니다")


def assign(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("담당부서 지정")
    visitor.form.get_by_label("담당 부서").select_option("건축과")
    visitor.send_form()
    expect(visitor.place).to_contain_text("담당: 건축과")


def talk(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("답변")
    visitor.form.get_by_label("답변").fill("몇 층인가요?")
    visitor.send_form()


def agenda(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("안건 상정")
    expect(visitor.place.locator(".ephemeral").last).to_contain_text("안건으로 올렸습니다")


def notice(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    expect(visitor.place.get_by_role("heading", name="D-14")).to_be_visible()


def answers(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("참석")
    expect(visitor.place).to_contain_text("참석 1")


def reminder(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    visitor.press("실적 입력")
    visitor.form.get_by_label("결과").fill("강화기준안을 마련했습니다")
    visitor.send_form()
    expect(visitor.place).to_contain_text("✓ B-01")


def solved(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.place.locator(".actions").first.get_by_role("button").last.click()
    visitor.page.get_by_role("menuitem", name="상태 바꾸기").click()
    visitor.form.get_by_role("button", name="완료", exact=True).click()
    visitor.send_form()
    expect(visitor.place).to_contain_text("상태: 완료")
    visitor.be("현장 주무관")
    visitor.place.get_by_role("link", name=re.compile("답글|Replies")).first.click()
    visitor.page.locator("#side").get_by_role("button", name="해결됨").click()


def five(visitor: Visitor) -> None:
    visitor.step.get_by_role("button", name=visitor.words["type"]).click()
    for number in range(3, 3 + _FIVE):
        visitor.send()
        expect(visitor.place.locator(".ephemeral").last).to_contain_text(f"{number}번으로 접수했습니다")


def raise_five(visitor: Visitor) -> None:
    visitor.go_there()
    for number in range(3, 3 + _FIVE):
        card_of(visitor, f"현장 문제 {number}번").get_by_role("button", name="안건 상정").click()
        expect(visitor.place.locator(".ephemeral").last).to_contain_text("안건으로 올렸습니다")


def council(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    start(visitor)


def send_up(visitor: Visitor) -> None:
    visitor.go_there()
    for number in range(2, 2 + _FIVE):
        visitor.press("다음 안건")
        at(visitor, number)
        record(visitor, "상위 회의 상정")
        expect(visitor.place).to_contain_text(f"결과 {number - 1}/6건")


def results(visitor: Visitor) -> None:
    visitor.go_there()
    end(visitor)
    expect(visitor.place).to_contain_text("→ 탄소중립추진단 2025. 5. 22.(목) 회의")


def brief(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("부서장에게 보내기")
    expect(visitor.place.locator(".ephemeral").last).to_contain_text("부서장 1명에게 보냈습니다")


def steering(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    start(visitor)


def decide(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("결과 기록")
    visitor.form.get_by_label("원안가결").check()
    visitor.form.get_by_label("정책화한다면 무엇으로?").select_option("기준")
    follow_up(visitor, "강화기준안을 낸다", "건축과", "6월 13일")
    visitor.form.locator("button.primary").click()
    expect(visitor.form).to_contain_text("2025. 6. 13.(금)")
    visitor.send_form()
    expect(visitor.place).to_contain_text("강화기준안을 낸다")


def decide_rest(visitor: Visitor) -> None:
    visitor.go_there()
    for number in range(2, 1 + _FIVE):
        visitor.press("다음 안건")
        at(visitor, number)
        if number == _FIVE:
            visitor.press("결과 기록")
            follow_up(visitor, "홍보 계획을 낸다", "기후환경과", "")
            visitor.form.get_by_label("원안가결").check()
            visitor.send_form()
        else:
            record(visitor, "원안가결")
        expect(visitor.place).to_contain_text(f"결과 {number}/5건")


def decided(visitor: Visitor) -> None:
    visitor.go_there()
    end(visitor)
    expect(visitor.place).to_contain_text("정책화: 기준")
    visitor.send()
    expect(visitor.place.locator(".ephemeral").last).to_contain_text("정책화한 결정 1건")


def minutes(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("회의록 확인")
    expect(visitor.place).to_contain_text("회의록: 확인함")


def follow_up_answered(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    visitor.place.get_by_role("button", name="결과 입력").last.click()
    visitor.form.locator("textarea").fill("강화기준안을 냈습니다")
    visitor.send_form()


def quarter(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.type_and_send()
    expect(visitor.place.locator(".ephemeral").last).to_contain_text("B-01")


def round_closed(visitor: Visitor) -> None:
    visitor.type_and_send()
    visitor.press("마감")
    visitor.say_yes()
    expect(visitor.place.locator(".ephemeral").last).to_contain_text("2025년 2분기를 마감했습니다")


def picture(visitor: Visitor) -> None:
    visitor.type_and_send()
    visitor.place.get_by_role("button", name="그림으로 보기").last.click()
    expect(visitor.place.locator(".ephemeral").last).to_contain_text("메시지로 보냅니다")


def propose(visitor: Visitor) -> None:
    visitor.type_and_send()
    visitor.form.get_by_label("무엇을 하자는 제안인가요?").fill("공영주차장 태양광 설치")
    visitor.form.get_by_label("부문").select_option("건물")
    visitor.form.get_by_label("무엇이 달라지나요?").fill("재생에너지를 늘립니다")
    visitor.form.get_by_label("성과지표").fill("설치 용량")
    visitor.form.get_by_label("단위").fill("kW")
    visitor.form.locator("button.primary").click()
    expect(visitor.form).to_contain_text("8번")
    visitor.form.get_by_role("button").last.click()


def raise_proposal(visitor: Visitor) -> None:
    visitor.go_there()
    card_of(visitor, "신규 과제 제안 8번").get_by_role("button", name="안건 상정").click()
    expect(visitor.place.locator(".ephemeral").last).to_contain_text("안건으로 올렸습니다")


def second_council(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    start(visitor)
    to_proposal(visitor)
    record(visitor, "상위 회의 상정")
    to_end(visitor)
    end(visitor)


def new_task(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    start(visitor)
    to_proposal(visitor)
    record(visitor, "원안가결")
    to_end(visitor)
    end(visitor)


def in_writing(visitor: Visitor) -> None:
    visitor.type_and_send()
    visitor.form.get_by_label("회의체").select_option("탄소중립 실무협의체")
    visitor.form.locator("button.primary").click()
    visitor.form.get_by_label("직접 적는 안건").fill("폭염 대책 예산 전용")
    visitor.form.get_by_label("왜 서면으로 정하나요?").fill("다음 회의까지 기다릴 수 없습니다")
    visitor.form.get_by_label("언제까지 회신을 받나요?").fill("7월 31일")
    visitor.form.locator("button.primary").click()
    expect(visitor.form).to_contain_text("2025. 7. 31.(목)")
    visitor.send_form()


def vote(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.place.get_by_role("button", name="찬성", exact=True).last.click()
    expect(visitor.place).to_contain_text("회신 1/1건")


def card_of(visitor: Visitor, heading: str) -> Locator:
    return visitor.place.locator("article").filter(has=visitor.page.get_by_role("heading", name=heading)).last


def start(visitor: Visitor) -> None:
    visitor.place.get_by_role("button", name="회의 시작").last.click()
    expect(visitor.place.get_by_role("heading", name=re.compile("회의 중")).last).to_be_visible()


def at(visitor: Visitor, number: int) -> None:
    expect(visitor.place.get_by_role("heading", name=f"회의 중 ({number}/").last).to_be_visible()


def record(visitor: Visitor, outcome: str) -> None:
    visitor.press("결과 기록")
    visitor.form.get_by_label(outcome).check()
    visitor.send_form()


def follow_up(visitor: Visitor, what: str, department: str, by: str) -> None:
    visitor.form.get_by_label("조치할 일").fill(what)
    visitor.form.get_by_label("담당 부서").select_option(department)
    visitor.form.get_by_label("언제까지?").last.fill(by)


def end(visitor: Visitor) -> None:
    visitor.press("회의 종료")
    visitor.say_yes()
    expect(visitor.place.get_by_role("heading", name=re.compile("회의 결과")).last).to_be_visible()


def to_proposal(visitor: Visitor) -> None:
    go_on(visitor, visitor.place.locator("article").last.get_by_text("공영주차장"))


def to_end(visitor: Visitor) -> None:
    go_on(visitor, visitor.place.get_by_role("button", name="회의 종료"))


def go_on(visitor: Visitor, until: Locator) -> None:
    """Go on from item to item until `until` is visible."""
    heading = visitor.place.get_by_role("heading", name=re.compile("회의 중")).last
    while not until.count():
        seen = heading.inner_text()
        visitor.press("다음 안건")
        expect(heading).not_to_have_text(seen)


PLAYED: tuple[Callable[[Visitor], None], ...] = (
    plan,
    report,
    card,
    draft,
    assign,
    talk,
    agenda,
    notice,
    answers,
    reminder,
    solved,
    five,
    raise_five,
    council,
    send_up,
    results,
    brief,
    steering,
    decide,
    decide_rest,
    decided,
    minutes,
    follow_up_answered,
    quarter,
    round_closed,
    picture,
    propose,
    raise_proposal,
    second_council,
    new_task,
    in_writing,
    vote,
)
