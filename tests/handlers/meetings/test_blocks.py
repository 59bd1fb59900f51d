"""Blocks of meetings fit Slack's limits for any text and any number of items: agenda, board, results, forms, briefs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.blocks_check import check_blocks, check_view
from handlers.action_items import blocks as action_items
from handlers.meetings.blocks import agenda, board, briefs, decisions, minutes
from storage.meetings.agenda import AgendaKind, Outcome

DAY = date(2025, 5, 9)
MESSAGE_BLOCKS, MESSAGE_CHARACTERS = 50, 13_200  # the first from docs.slack.dev, the second found by experiment
HOSTILE = st.sampled_from(["<!channel>", "a" * 300, "&<>" * 100, "한" * 300, "e\u0301" * 150, "1", "\u200b*_~`"])
TITLES = st.one_of(st.text(min_size=1, max_size=300), HOSTILE)
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", ["ko", "en"])
# The longest line of mrkdwn about an action item: its words are shortened when it is created.
LINE = "할 일 " * 40 + "· 건축과 <@U0OWNER> · 2025. 5. 16.(금) · 추진 중"


def item(number: int, title: str, outcome: str = "") -> agenda.ItemView:
    notes = ("12번째 상정, 2025. 5. 9.(금)부터", "탄소중립 실무협의체 2025. 5. 9.(금) 상정")
    return agenda.ItemView(number, number, AgendaKind.DELIBERATION, title, notes, outcome)


def fits(blocks: list[dict[str, Any]]) -> None:
    check_blocks(blocks, MESSAGE_BLOCKS)
    said = "".join(text for text in _texts(blocks))
    assert len(said) <= MESSAGE_CHARACTERS, len(said)
    assert "<!channel>" not in json.dumps([each for each in blocks if "plain_text" not in json.dumps(each)])


def _texts(held: Any) -> list[str]:
    if isinstance(held, dict):
        own = [held["text"]] if isinstance(held.get("text"), str) else []
        return own + [text for each in held.values() for text in _texts(each)]
    return [text for each in held for text in _texts(each)] if isinstance(held, list) else []


@IN_EACH_LANGUAGE
@settings(max_examples=30)
@given(titles=st.lists(TITLES, max_size=60), page=st.integers(-1, 9), private=st.booleans())
def test_an_agenda_of_any_length(language: str, titles: list[str], page: int, private: bool) -> None:
    lines = [item(number, title) for number, title in enumerate(titles, 1)]
    shown = agenda.AgendaView(7, "탄소중립 실무협의체", DAY, "14:00", "<대회의실>", lines, 3, 9)
    fits(agenda.agenda(language, shown, page, private=private, may_arrange=True))
    if lines:
        check_view(agenda.arrange_form(language, lines, "7"))
        check_view(board.pick_form(language, "board.goto", lines, "7"))


@IN_EACH_LANGUAGE
@settings(max_examples=30)
@given(titles=st.lists(TITLES, max_size=60), words=st.text(max_size=3_000), count=st.integers(0, 30))
def test_a_board_of_any_length(language: str, titles: list[str], words: str, count: int) -> None:
    lines = [item(number, title, Outcome.SENT_UP) for number, title in enumerate(titles, 1)]
    now_at = lines[-1] if lines else None
    shown = board.BoardView(7, "협의체", lines, now_at, ["사실"] * 12, words, [LINE] * count, 3, 9, 5, not lines)
    fits(board.board(language, shown))


@IN_EACH_LANGUAGE
@settings(max_examples=30)
@given(titles=st.lists(TITLES, max_size=60), words=st.text(max_size=3_000), page=st.integers(-1, 9))
def test_results_of_any_length(language: str, titles: list[str], words: str, page: int) -> None:
    goes = ":warning: 상정하지 못했습니다. 상위 회의체에 잡힌 회의가 없습니다."
    items = [
        minutes.ResultView(item(number, title, Outcome.SENT_UP), words, "ordinance", goes, [LINE] * 9)
        for number, title in enumerate(titles, 1)
    ]
    shown = minutes.ResultsView(7, "협의체", DAY, items, [LINE] * 30, False)
    for private in (True, False):
        fits(minutes.results(language, shown, page, private=private))


@IN_EACH_LANGUAGE
@pytest.mark.parametrize("kind", list(AgendaKind))
def test_the_forms_of_a_meeting(language: str, kind: AgendaKind) -> None:
    held = decisions.DecisionView(kind, "", "말" * 3_000, "말" * 3_000, "2025-05-16", "budget")
    departments = {number: f"{number}과" * 30 for number in range(130)}
    typed = decisions.FollowUpView("할 일", "3", "U0OWNER", "다음주 금", "`다음주 금` → *2025. 5. 16.(금)*")
    check_view(decisions.decision_form(language, "*안건*", held, departments, "7:1", typed))
    check_view(decisions.action_form(language, "", {}, "7:", decisions.FollowUpView()))
    check_view(board.presence_form(language, [(n, "이름" * 60, n % 2 == 0) for n in range(57)], "7:1,2"))
    check_view(agenda.add_form(language, "7"))
    check_view(action_items.result_form(language, LINE, "long_term", "결과" * 1_500, "2025-08-01", "3"))


@IN_EACH_LANGUAGE
def test_lists_and_briefs(language: str) -> None:
    shown = [
        action_items.ActionItemView(n, LINE, "탄소중립추진단 2025. 5. 22.(목) 회의", "결과 " * 100, True)
        for n in range(45)
    ]
    fits(action_items.action_list(language, "모든 조치사항", shown, 3, 2, ""))
    fits(action_items.assigned(language, shown))
    lines = ["줄 " * 110] * 40
    coded = [(each, "B-01" if number % 2 else "") for number, each in enumerate(lines)]
    fits(briefs.brief(language, briefs.BriefView(7, "추진단", DAY, coded, coded, coded, coded), may_release=True))
    fits(briefs.brief(language, briefs.BriefView(7, "추진단", DAY, [], [], [], []), may_release=False))
    fits(
        minutes.policy_list(
            language, ["*이름*\n조례 · 추진단 2025. 5. 22.(목) 원안가결 · 조치 1/3건 완료 " * 3] * 60, 3
        )
    )
