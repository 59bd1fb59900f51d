"""A quarter's report end to end: by form, by button and by one line."""

from __future__ import annotations

from typing import Any

import pytest

from bot.practice.driver import Person, Slack
from bot.sample import FIELD
from tests.running import go_to
from tests.texts import korean, korean_day, says


def round_reminder(person: Person, quarter: int) -> dict[str, Any]:
    found = person.waits_for(lambda: [each for each in person.direct_messages() if _is_of_round(each, quarter)])
    return dict(found[-1])


def _is_of_round(message: dict[str, Any], quarter: int) -> bool:
    """Return whether the message has that quarter's reports as a group, or one of them alone."""
    blocks = str(message["blocks"])
    return any(says(blocks, key, quarter=quarter) for key in ("line.round", "line.report"))


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


def suggested(rating: str) -> str:
    return korean("progress.suggested", rating=korean(f"rating.{rating}"))


def quarter_line(quarter: int, rating: str, value: str, tonnes: str, note: str) -> str:
    figures = ", ".join([korean(f"rating.{rating}"), value, korean("task.saved", tonnes=tonnes)])
    return korean("task.quarter", year=2025, quarter=quarter, figures=figures, note=note)


def test_a_round_is_one_message_with_a_button_for_each_task_and_says_back_what_it_understood(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 20)
    reminder = round_reminder(owner, 2)
    group = korean("line.round", year=2025, quarter=2, day=korean_day(7, 5), left=korean("left.before", days=15))
    assert korean("reminder.group", group=group, count=5) in str(reminder["blocks"])
    assert "progress.unchanged" not in str(reminder["blocks"])  # there is no earlier report to repeat
    owner.click(reminder, "progress.open", about(reminder, "B-06"))
    (form,) = owner.waits_for(owner.views)
    delayed, reason = korean("rating.delayed"), "준공 지연"
    assert korean("progress.counts.annual", target="20,000㎡") in shown(owner)
    marks = korean("progress.marks", achieved="20,000㎡", on_track="10,000㎡", below=delayed)
    assert marks in shown(owner)
    assert "initial_option" not in str(form["blocks"])
    owner.submit(form, value="１２,０００ ㎡", spend="370백만원", rating="delayed", reason=reason, action_plan="9월")
    spent = korean("progress.spend", amount="3억 7,000만원")
    owner.waits_for(lambda: f"12,000㎡ · {spent} · {delayed}" in shown(owner))
    assert korean("progress.reason", text=reason) in shown(owner)
    assert suggested("on_track") in shown(owner)  # the rating differs from the one that the figures suggest
    owner.waits_for(lambda: "✓ *B-06*" in str(round_reminder(owner, 2)["blocks"]))


def test_no_change_is_one_tap_where_last_quarter_was_reported(slack: Slack) -> None:
    owner, note = slack.person("U0OWNER"), "준공"
    figures = f"12,000㎡ · {korean('rating.on_track')}"
    go_to(slack, 6, 20)
    said = owner.command(FIELD, "/cn", f"실적 B-06 12,000 정상추진 {note}")
    assert figures in said
    go_to(slack, 9, 22)  # the third quarter's round opens on the 20th, a Saturday
    reminder = round_reminder(owner, 3)
    assert korean("progress.last", said=figures) in str(reminder["blocks"])
    assert str(reminder["blocks"]).count("'progress.unchanged'") == 1
    owner.click(reminder, "progress.unchanged", about(reminder, "B-06"))
    owner.waits_for(lambda: says(str(owner.direct_messages()), "progress.unchanged", code="B-06"))
    owner.waits_for(lambda: "✓ *B-06*" in str(round_reminder(owner, 3)["blocks"]))
    assert quarter_line(3, "on_track", "12,000㎡", "72", note) in owner.command(FIELD, "/cn", "status B-06")


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
    assert suggested("delayed") in shown(owner)


def test_one_line_reports_and_a_rating_is_a_tap_away(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 20)
    said = owner.command(FIELD, "/cn", "update b-06 2만㎡ <착공> & 준공")
    quarter, note = korean("progress.quarter", year=2025, quarter=2), "&lt;착공&gt; &amp; 준공"
    assert korean("update.understood", code="B-06", quarter=quarter, said=f"20,000㎡ · {note}") in said
    assert suggested("achieved") in said
    assert korean("task.no_reports") in owner.command(FIELD, "/cn", "status B-06")
    question = owner.messages(FIELD)[-2]
    owner.click(question, "progress.rate.achieved")
    owner.waits_for(lambda: says(str(owner.messages(FIELD)), "progress.taken", code="B-06"))
    task = owner.command(FIELD, "/cn", "현황 B-06")
    assert quarter_line(2, "achieved", "20,000㎡", "120", note) in task


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", korean("update.how")),
        ("Z-99 3", korean("not_found.task", name="Z-99")),
        ("B-06 3,x00", korean("progress.not_a_number", text="3,x00")),
        ("B-06 30 대 보급", korean("figure.unit_differs", text="30 대", expected="㎡")),
        ("B-06 80%", korean("figure.unit_differs", text="80%", expected="㎡")),
        ("W-07 0.8", korean("figure.percent_unclear", text="0.8", as_is="0.8", as_share="80")),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(slack: Slack, line: str, words: str) -> None:
    assert slack.person("U0SECRETARY").command(FIELD, "/cn", f"update {line}".strip()) == words


def test_a_ratio_is_a_level_and_a_cumulative_figure_counts_from_the_beginning(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    go_to(slack, 6, 20)
    secretary.command(FIELD, "/cn", "update W-07")
    (form,) = secretary.waits_for(secretary.views)
    assert korean("progress.counts.ratio", target="50%") in shown(secretary)
    secretary.submit(form, value="0.8", rating="on_track")
    secretary.waits_for(lambda: list(secretary.views()[0]["errors"]) == ["value"])
    secretary.submit(form, value="80퍼센트", rating="achieved")
    secretary.waits_for(lambda: f"80% · {korean('rating.achieved')}" in shown(secretary))


def test_a_delayed_line_needs_both_or_opens_the_form_with_what_was_said(slack: Slack) -> None:
    owner, reason, plan = slack.person("U0OWNER"), "자재 수급", "8월 납품"
    go_to(slack, 7, 7)
    round_reminder(owner, 2)
    owner.command(FIELD, "/cn", f"실적 B-06 5000 지연 {reason}")
    (form,) = owner.waits_for(owner.views)
    assert f"'initial_value': '{reason}'" in str(form["blocks"])
    said = owner.command(FIELD, "/cn", f"실적 B-06 5000 지연 {reason} / {plan}")
    assert korean("progress.reason", text=reason) in said
    assert korean("progress.action_plan", text=plan) in said
    assert korean("progress.late") in said


def test_who_may_not_report_reads_who_can(slack: Slack) -> None:
    outsider = slack.person("U0OUTSIDER")
    assert "<@U0OWNER>" in outsider.command(FIELD, "/cn", "update B-06 5000")
