"""The recognised meaning of free messages, as a table of what people write."""

from __future__ import annotations

import pytest

from handlers.issues.understanding import Known, guess, is_greeting, is_thanks, place_in

TASKS = (
    Known(1, "B-09", "노후 공동주택 고단열 창호 교체 지원", "도시정비과"),
    Known(2, "B-19", "가로등·보안등 LED 교체", "건설과"),
    Known(3, "T-05", "전기차 충전 인프라 확대", "기후환경과"),
    Known(4, "W-09", "공공하수처리시설 현대화", "환경사업소"),
    Known(5, "T-01", "전기승용차 보급", "기후환경과"),
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("별양동 주민센터 2층 창호에 결로", "별양동 주민센터"),
        ("중앙공원 가로등이 꺼졌어요", "중앙공원"),
        ("문원동 12-3 앞 도로 파임", "문원동 12-3"),
        ("관문로 69 횡단보도 앞", "관문로 69"),
        ("과천도서관 지하 주차장에 물이 샙니다", "과천도서관"),
        ("창호에 결로가 심합니다", ""),
        ("condensation on the windows at City Hall", "City Hall"),
        ("", ""),
    ],
)
def test_the_first_place_it_names(text: str, place: str) -> None:
    found = place_in(text)
    assert found == place or (place and found.startswith(place.split()[0]) and place in text)


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("결로 B-09", 1),
        ("결로 b-9 입니다", 1),
        ("Ｂ－０９ 결로", 1),
        ("B-09랑 B-19 둘 다", None),
        ("가로등 보안등 교체가 늦어요", 2),
        ("점심 뭐 먹지", None),
        ("전기차 충전 인프라가 부족합니다", 3),
        ("AB-09", None),
    ],
)
def test_the_task_it_means_or_none_rather_than_a_wild_guess(text: str, task: int | None) -> None:
    assert guess(text, TASKS).task_id == task


@pytest.mark.parametrize("text", ["감사합니다!!", "네 ^^", "고맙습니다ㅎㅎ", "OK", "Thank you so much 🙏", "넵~"])
def test_thanks_are_no_report(text: str) -> None:
    assert is_thanks(text)
    assert not is_greeting(text)


@pytest.mark.parametrize("text", ["안녕하세요?", "hi!", "도움말", "테스트"])
def test_a_greeting_is_no_report(text: str) -> None:
    assert is_greeting(text)


@pytest.mark.parametrize("text", ["네거리 신호등 고장", "확인 부탁: 물이 샘", "감사실 천장 누수"])
def test_words_that_only_begin_so_are_a_report(text: str) -> None:
    assert not is_thanks(text)
    assert not is_greeting(text)
