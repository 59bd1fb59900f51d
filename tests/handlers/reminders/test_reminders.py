"""Reminders of milestones and reports, end to end: one message, a button on each line, a reaction that settles it."""

from __future__ import annotations

import json
from typing import Any

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD
from tests.running import go_to
from tests.texts import issue_taken, korean, korean_day, says


def reminders(person: Person) -> list[dict[str, Any]]:
    return [each for each in person.direct_messages() if says(each["text"], "reminder.title") and "only" not in each]


def next_reminder(person: Person, count: int = 1) -> dict[str, Any]:
    found = person.waits_for(lambda: reminders(person) if len(reminders(person)) >= count else None)
    return dict(found[-1])


def whispered(person: Person) -> str:
    return "\n".join(each["text"] for each in person.direct_messages() if each.get("only") == person.user)


def test_a_milestone_is_done_with_a_thumb_and_the_result_is_asked_for(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 5, 14)  # B-02's milestone is due on 13 June: D-30; the council's D-10 and D-3 have passed unanswered
    reminder = next_reminder(owner)
    assert "*B-02*" in str(reminder["blocks"])
    site, left = {"name": "대상지 선정", "day": korean_day(6, 13)}, korean("left.before", days=30)
    assert says(str(reminder["blocks"]), "line.deadline", **site, left=left)
    owner.click(reminder, "progress.open", milestone_value(reminder, "B-02"))
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, note="대상지 두 곳을 골랐습니다")
    owner.waits_for(lambda: "✓ *B-02*" in str(reminders(owner)[-1]["blocks"]))
    go_to(slack, 6, 9)
    assert all("*B-02*" not in str(each["blocks"]) for each in reminders(owner)[1:])
    task = owner.command(FIELD, "/cn", "현황 B-02")
    assert f"{site['name']} {site['day']} {korean('milestone.done')}" in task


def milestone_value(reminder: dict[str, Any], code: str) -> str:
    (block,) = [each for each in reminder["blocks"] if f"*{code}*" in str(each.get("text", ""))]
    return str(block["accessory"]["value"])


def test_one_line_and_a_check_mark_removed(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 5, 2)
    next_reminder(owner)
    go_to(slack, 5, 14)
    reminder = next_reminder(owner, 2)
    assert len([block for block in reminder["blocks"] if "accessory" in block]) == 1
    owner.react(reminder, "white_check_mark")
    owner.waits_for(lambda: korean("reminder.done") in whispered(owner))
    owner.waits_for(lambda: "✓ *B-02*" in str(reminders(owner)[-1]["blocks"]))
    owner.unreact(reminder, "white_check_mark")
    owner.waits_for(lambda: korean("reminder.reopened") in whispered(owner))
    owner.waits_for(lambda: "✓ *B-02*" not in str(reminders(owner)[-1]["blocks"]))


def test_several_lines_and_a_check_mark_asks_which(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 5, 22)
    reminder = next_reminder(owner)
    assert len([block for block in reminder["blocks"] if "accessory" in block]) > 1
    owner.react(reminder, "white_check_mark")
    owner.waits_for(lambda: korean("reminder.which") in whispered(owner))
    request = owner.direct_messages()[-1]
    owner.click(request, "reminder.done", milestone_value(request, "B-04"))
    owner.waits_for(lambda: "✓ *B-04*" in str(reminders(owner)[-1]["blocks"]))


def test_a_late_report_needs_a_reason_and_then_is_settled_for_the_team_leader_too(slack: Slack) -> None:
    owner, leader = slack.person("U0OWNER"), slack.person("U0LEADER")
    go_to(slack, 7, 7)  # the second quarter's reports were due on 5 July, a Saturday
    reminder = next_reminder(owner)
    to_leader = next_reminder(leader)
    (block,) = [each for each in reminder["blocks"] if '"report:' in json.dumps(each) and "*B-01*" in str(each)]
    owner.click(reminder, "progress.open", block["accessory"]["value"])
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, value="많이", rating="on_track")
    no_number = {"value": korean("progress.not_a_number", text="많이")}
    owner.waits_for(lambda: owner.views()[0]["errors"] == no_number)
    owner.submit(form, value="80%", rating="on_track")
    other_unit = {"value": korean("figure.unit_differs", text="80%", expected="건")}
    owner.waits_for(lambda: owner.views()[0]["errors"] == other_unit)
    owner.submit(form, value="1 건", rating="delayed")
    owner.waits_for(lambda: owner.views()[0]["errors"] == {"reason": korean("lacking.reason")})
    owner.submit(form, value="1 건", rating="delayed", reason="용역 지연")
    owner.waits_for(lambda: list(owner.views()[0]["errors"]) == ["action_plan"])
    owner.submit(form, value="1 건", rating="delayed", reason="용역 지연", action_plan="8월에 마칩니다")
    owner.waits_for(lambda: korean("progress.late") in str(owner.views()))
    leader.waits_for(lambda: "✓ *B-01*" in str(reminders(leader)[-1]["blocks"]))
    assert "*B-01*" in str(to_leader["blocks"])
    assert f": {korean('rating.delayed')}, " in owner.command(FIELD, "/cn", "status B-01")


def test_a_share_of_one_is_asked_about_before_it_counts_as_percent(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    slack.person("U0SECRETARY").command(FIELD, "/cn", "assign W-07 <@U0OWNER|owner>")
    go_to(slack, 7, 7)
    reminder = next_reminder(owner)
    (block,) = [each for each in reminder["blocks"] if '"report:' in json.dumps(each) and "*W-07*" in str(each)]
    owner.click(reminder, "progress.open", block["accessory"]["value"])
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, value="0.8", rating="on_track")
    unclear = korean("figure.percent_unclear", text="0.8", as_is="0.8", as_share="80")
    owner.waits_for(lambda: unclear in str(owner.views()[0]["errors"]))
    owner.submit(form, value="０.５프로", rating="on_track")
    owner.waits_for(lambda: f"0.5% · {korean('rating.on_track')}" in str(owner.views()))
    assert "0.5%" in owner.command(FIELD, "/cn", "status W-07")
    owner.click(owner.whispers(FIELD)[-1], "progress.open")  # the reminder's own button goes once it is reported
    owner.waits_for(lambda: "'initial_value': '0.5%'" in str(owner.views()))


def test_a_snooze_brings_it_again_on_the_next_working_day_for_its_reader_alone(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 5)  # Thursday; the 6th is Memorial Day: B-02 at D-7 comes on the 5th
    first = next_reminder(owner)
    assert "*B-02*" in str(first["blocks"])
    owner.click(first, "reminder.later", choice(first, "reminder.later", "tomorrow"))
    owner.waits_for(lambda: says(whispered(owner), "reminder.put_off", day=korean_day(6, 9)))
    go_to(slack, 6, 9)
    assert "*B-02*" in str(next_reminder(owner, 2)["blocks"])


def test_a_snooze_of_what_is_done_says_that_nothing_is_left(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 5, 2)
    next_reminder(owner)
    go_to(slack, 5, 14)
    reminder = next_reminder(owner, 2)
    owner.click(reminder, "progress.open", milestone_value(reminder, "B-02"))
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, note="대상지 두 곳을 골랐습니다")
    owner.click(reminder, "reminder.later", choice(reminder, "reminder.later", "tomorrow"))
    owner.waits_for(lambda: korean("reminder.nothing_open") in whispered(owner))


def test_on_it_leaves_out_the_next_step_and_taking_it_back_brings_it_again(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 5)
    first = next_reminder(owner)
    owner.react(first, "eyes")
    owner.waits_for(lambda: korean("reminder.on_it") in whispered(owner))
    assert "D-1)" not in preview_of(owner, "B-02")
    owner.unreact(first, "eyes")
    owner.waits_for(lambda: "D-1)" in preview_of(owner, "B-02"))


def preview_of(person: Person, code: str) -> str:
    person.command(FIELD, "/cn", "미리보기 10")
    lines = str(person.messages(FIELD)[-1]["blocks"]).split("•")
    return "\n".join(line for line in lines if f"*{code}*" in line)


def test_while_the_owner_is_away_the_deputy_hears(slack: Slack) -> None:
    owner, leader = slack.person("U0OWNER"), slack.person("U0LEADER")
    go_to(slack, 5, 14)
    reminder = next_reminder(owner)
    owner.click(reminder, "reminder.more", overflow(reminder, "away"))
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, first="2025-05-20", last="2025-05-10", deputy="U0LEADER")
    owner.waits_for(lambda: korean("day.ends_before") in str(owner.views()[0]["errors"]))
    owner.submit(form, first="2025-05-20", last="2025-05-30", deputy="U0LEADER")
    owner.waits_for(lambda: not owner.views())
    go_to(slack, 5, 22)
    assert "*B-04*" in str(next_reminder(leader)["blocks"])
    assert len(reminders(owner)) == 1


def overflow(reminder: dict[str, Any], what: str) -> str:
    return choice(reminder, "reminder.more", what)


def choice(reminder: dict[str, Any], action: str, what: str) -> str:
    every = [each for block in reminder["blocks"] for each in block.get("elements", ())]
    (menu,) = [each for each in every if each.get("action_id") == action]
    return str(next(option["value"] for option in menu["options"] if option["value"].startswith(what)))


def test_a_call_for_help_is_a_private_draft_of_that_task_and_goes_when_it_is_removed(slack: Slack) -> None:
    owner, leader = slack.person("U0OWNER"), slack.person("U0LEADER")
    go_to(slack, 6, 5)
    first = next_reminder(owner)
    owner.react(first, "sos")
    owner.waits_for(lambda: says(str(owner.direct_messages()), "draft.help"))
    owner.unreact(first, "sos")
    owner.waits_for(lambda: korean("draft.cancelled") in str(owner.direct_messages()))
    owner.react(first, "sos")
    title = korean("draft.title")
    draft = owner.waits_for(lambda: [m for m in owner.direct_messages() if title in str(m["blocks"])])[-1]
    code = str(first["blocks"][1]["text"]["text"]).split("*")[1]  # the code on the most urgent line
    task = korean("issue.task", task=f"{code} ")
    assert task in str(draft["blocks"])
    owner.click(draft, "draft.register")
    leader.waits_for(lambda: task in str(leader.messages(COUNCIL)))


def test_next_week_is_its_first_working_morning(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 5, 14)
    first = next_reminder(owner)
    owner.click(first, "reminder.later", choice(first, "reminder.later", "next_week"))
    owner.waits_for(lambda: says(whispered(owner), "reminder.put_off", day=korean_day(5, 19)))


def test_who_is_not_the_owner_says_so_and_the_secretary_names_another(slack: Slack) -> None:
    owner, secretary = slack.person("U0OWNER"), slack.person("U0SECRETARY")
    go_to(slack, 5, 14)
    reminder = next_reminder(owner)
    owner.click(reminder, "reminder.more", choice(reminder, "reminder.more", "not_mine"))
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, task="B-02", reason=" ")
    owner.waits_for(lambda: owner.views()[0]["errors"])
    owner.submit(form, task="B-02", reason="<건축과> 로 옮겨 갔습니다")
    owner.waits_for(lambda: not owner.views())
    go_to(slack, 5, 15)
    said = {"code": "B-02", "who": "<@U0OWNER>", "reason": "&lt;건축과&gt; 로 옮겨 갔습니다"}
    told = secretary.waits_for(
        lambda: next((m for m in reminders(secretary) if says(str(m["blocks"]), "line.not_mine", **said)), None)
    )
    secretary.click(told, "task.assign")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, owner="U0LEADER")
    secretary.waits_for(lambda: "✓ *B-02*" in str(reminders(secretary)[-1]["blocks"]))
    assert "<@U0LEADER>" in owner.command(FIELD, "/cn", "status B-02")


def test_why_names_the_rule_and_help_opens_an_issue_on_the_task(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 5, 14)
    reminder = next_reminder(owner)
    owner.click(reminder, "reminder.more", choice(reminder, "reminder.more", "why"))
    owner.waits_for(lambda: says(whispered(owner), "why.deadline.before", days=30))
    owner.click(reminder, "reminder.more", choice(reminder, "reminder.more", "help"))
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, text="대상지 협의가 막혔습니다")
    owner.waits_for(lambda: issue_taken(1) in str(owner.views()))
    owner.command(FIELD, "/cn", "issue 1")
    assert "B-01" in str(owner.messages(FIELD)[-1])  # the line with the nearest due date
