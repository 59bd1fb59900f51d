"""A quarter's report end to end: by form, by button and by one line."""

from __future__ import annotations

from typing import Any

import pytest

from bot.practice.driver import Person, Slack
from bot.sample import FIELD
from tests.running import go_to


def round_reminder(person: Person, quarter: int) -> dict[str, Any]:
    words = f"{quarter}분기 추진실적"
    found = person.waits_for(lambda: [each for each in person.direct_messages() if words in str(each["blocks"])])
    return dict(found[-1])


def about(reminder: dict[str, Any], code: str) -> str:
    """Return the value of the buttons on that task's line."""
    lines = [place for place, block in enumerate(reminder["blocks"]) if f"*{code}*" in str(block)]
    near = reminder["blocks"][lines[0] : lines[0] + 2]
    (found, *_) = [word for word in str(near).replace("'", '"').split('"') if word.startswith("report:")]
    return found


def shown(person: Person) -> str:
    return "\n".join(str(view["blocks"]) for view in person.views())


def last(person: Person) -> dict[str, Any]:
    return dict(person.messages(FIELD)[-1])


def test_a_round_is_one_message_with_a_button_for_each_task_and_says_back_what_it_understood(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 20)
    reminder = round_reminder(owner, 2)
    assert "*2025년 2분기 추진실적* · 2025. 7. 5.(토)까지 (D-15) · 5건" in str(reminder["blocks"])
    assert "변동 없음" not in str(reminder["blocks"])  # there is no earlier report to repeat
    owner.click(reminder, "progress.open", about(reminder, "B-06"))
    (form,) = owner.waits_for(owner.views)
    assert "올해 목표 20,000㎡ · 1월부터의 누계" in shown(owner)
    assert "20,000㎡부터 달성, 10,000㎡부터 정상추진, 그 아래는 지연" in shown(owner)
    assert "initial_option" not in str(form["blocks"])
    owner.submit(
        form, value="１２,０００ ㎡", spend="370백만원", rating="delayed", reason="준공 지연", action_plan="9월"
    )
    owner.waits_for(lambda: "12,000㎡ · 집행 3억 7,000만원 · 지연" in shown(owner))
    assert "사유: 준공 지연" in shown(owner)
    assert "제안: 정상추진" in shown(owner)  # the rating differs from the one that the figures suggest
    owner.waits_for(lambda: "✓ *B-06*" in str(round_reminder(owner, 2)["blocks"]))


def test_no_change_is_one_tap_where_last_quarter_was_reported(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 20)
    assert "12,000㎡ · 정상추진" in owner.command(FIELD, "/cn", "실적 B-06 12,000 정상추진 준공")
    go_to(slack, 9, 22)  # the third quarter's round opens on the 20th, a Saturday
    reminder = round_reminder(owner, 3)
    assert "지난 보고: 12,000㎡ · 정상추진" in str(reminder["blocks"])
    assert str(reminder["blocks"]).count("변동 없음") == 1
    owner.click(reminder, "progress.unchanged", about(reminder, "B-06"))
    owner.waits_for(lambda: "지난 보고와 같게 기록했습니다" in str(owner.direct_messages()))
    owner.waits_for(lambda: "✓ *B-06*" in str(round_reminder(owner, 3)["blocks"]))
    assert "2025년 3분기: 정상추진, 12,000㎡" in owner.command(FIELD, "/cn", "status B-06")


def test_last_quarters_figures_are_filled_in_but_not_its_rating(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 20)
    owner.command(FIELD, "/cn", "실적 B-06 12,000 정상추진")
    go_to(slack, 9, 22)
    reminder = round_reminder(owner, 3)
    owner.click(reminder, "progress.open", about(reminder, "B-06"))
    (form,) = owner.waits_for(owner.views)
    (value,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "value"]
    (rating,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "rating"]
    assert (value["initial_value"], "initial_option" in rating) == ("12,000", False)
    assert "제안: 지연" in shown(owner)


def test_one_line_reports_and_a_rating_is_a_tap_away(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 20)
    said = owner.command(FIELD, "/cn", "update b-06 2만㎡ <착공> & 준공")
    assert "*B-06* 2025년 2분기: 20,000㎡ · &lt;착공&gt; &amp; 준공" in said
    assert "제안: 달성" in said
    assert "아직 보고된" in owner.command(FIELD, "/cn", "status B-06")
    question = owner.messages(FIELD)[-2]
    owner.click(question, "progress.rate.achieved")
    owner.waits_for(lambda: "기록했습니다" in str(owner.messages(FIELD)))
    assert "2025년 2분기: 달성, 20,000㎡, 감축 120tCO2eq &lt;착공&gt;" in owner.command(FIELD, "/cn", "현황 B-06")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "과제 번호와 실적을 적어 주세요"),
        ("Z-99 3", "`Z-99` 과제가 없습니다"),
        ("B-06 3,x00", "`3,x00`: 숫자로 적어 주세요"),
        ("B-06 30 대 보급", "여기는 ㎡ 단위로"),
        ("B-06 80%", "여기는 ㎡ 단위로"),
        ("W-07 0.8", "0.8%인가요, 80%인가요"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(slack: Slack, line: str, words: str) -> None:
    assert words in slack.person("U0SECRETARY").command(FIELD, "/cn", f"update {line}".strip())


def test_a_ratio_is_a_level_and_a_cumulative_figure_counts_from_the_beginning(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    go_to(slack, 6, 20)
    secretary.command(FIELD, "/cn", "update W-07")
    (form,) = secretary.waits_for(secretary.views)
    assert "올해 목표 50% · 지금의 비율로" in shown(secretary)
    secretary.submit(form, value="0.8", rating="on_track")
    secretary.waits_for(lambda: list(secretary.views()[0]["errors"]) == ["value"])
    secretary.submit(form, value="80퍼센트", rating="achieved")
    secretary.waits_for(lambda: "80% · 달성" in shown(secretary))


def test_a_delayed_line_needs_both_or_opens_the_form_with_what_was_said(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 7, 7)
    round_reminder(owner, 2)
    owner.command(FIELD, "/cn", "실적 B-06 5000 지연 자재 수급")
    (form,) = owner.waits_for(owner.views)
    assert "'initial_value': '자재 수급'" in str(form["blocks"])
    said = owner.command(FIELD, "/cn", "실적 B-06 5000 지연 자재 수급 / 8월 납품")
    assert "사유: 자재 수급" in said
    assert "조치계획: 8월 납품" in said
    assert "늦은 보고로 표시" in said


def test_who_may_not_report_reads_who_can(slack: Slack) -> None:
    outsider = slack.person("U0OUTSIDER")
    assert "<@U0OWNER>" in outsider.command(FIELD, "/cn", "update B-06 5000")
