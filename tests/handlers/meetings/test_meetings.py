"""Meetings end to end: the notice on its day, reactions as answers, attendance, and a new date."""

from __future__ import annotations

from typing import Any

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, STEERING, enter_sample
from storage.db.database import Database
from storage.organisation.workspaces import workspace_made_if_new
from tests.running import bot_on, go_to, practice
from tests.texts import COUNCIL_NAME, korean, korean_day, says

MOVED = korean("meeting.moved", committee=COUNCIL_NAME)


def notices_in(person: Person, channel: str = COUNCIL) -> list[dict[str, Any]]:
    return [
        each for each in person.messages(channel) if says(str(each["blocks"]), "meeting.notice") and "only" not in each
    ]


def counted(answer: str, count: int) -> str:
    return f"{korean(f'coming.{answer}')} {count}"


def mine(answer: str) -> str:
    return korean("meeting.mine", coming=korean(f"coming.{answer}"))


def heard(person: Person, channel: str) -> str:
    return "\n".join(str(each) for each in person.messages(channel) if each.get("only") == person.user)


def test_on_its_day_the_notice_comes_and_a_reaction_answers_it(slack: Slack) -> None:
    leader = slack.person("U0LEADER")
    go_to(slack, 4, 25)
    (notice,) = leader.waits_for(lambda: notices_in(leader))
    title = korean("meeting.notice", committee=COUNCIL_NAME, left=korean("left.before", days=14))
    assert notice["blocks"][0]["text"]["text"] == title
    assert korean("meeting.when", day=korean_day(5, 9), at="14:00", place="") in str(notice["blocks"])
    leader.react(notice, "white_check_mark::skin-tone-3")
    attending = {"day": korean_day(5, 9), "coming": korean("coming.attending")}
    leader.waits_for(lambda: korean("meeting.recorded", committee=COUNCIL_NAME, **attending) in heard(leader, COUNCIL))
    assert mine("attending") in answer_of(leader)
    leader.waits_for(lambda: counted("attending", 1) in str(notices_in(leader)))
    leader.unreact(notice, "white_check_mark::skin-tone-3")
    leader.waits_for(lambda: mine("none") in answer_of(leader))


def answer_of(person: Person) -> str:
    person.command(COUNCIL, "/cn", "meeting")
    return str(person.whispers(COUNCIL)[-1]["blocks"])


def test_a_thumb_quicker_than_slacks_answer_to_the_post_counts(slack: Slack) -> None:
    leader = slack.person("U0LEADER")
    slack.do("fault", method="chat.postMessage", fault="drop_after", times=1)
    go_to(slack, 4, 25)
    (notice,) = leader.waits_for(lambda: notices_in(leader))  # it is posted, but the bot has not recorded it yet
    leader.react(notice, "white_check_mark")
    leader.waits_for(lambda: counted("attending", 1) in str(notices_in(leader)))
    assert len(notices_in(leader)) == 1


def test_of_two_opposite_reactions_the_last_wins_and_the_first_stands_again(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 4, 25)
    (notice,) = owner.waits_for(lambda: notices_in(owner))
    owner.react(notice, "white_check_mark")
    owner.waits_for(lambda: mine("attending") in answer_of(owner))
    owner.react(notice, "x")
    owner.waits_for(lambda: mine("absent") in answer_of(owner))
    owner.unreact(notice, "x")
    owner.waits_for(lambda: mine("attending") in answer_of(owner))


def test_who_is_no_member_changes_nothing_and_hears_nothing(slack: Slack) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    go_to(slack, 4, 25)
    (notice,) = secretary.waits_for(lambda: notices_in(secretary))
    secretary.react(notice, "white_check_mark")
    leader.react(notice, "x")  # once this reaction is recorded, the other was handled too
    leader.waits_for(lambda: counted("absent", 1) in str(notices_in(leader)))
    assert counted("attending", 0) in str(notices_in(leader))
    assert heard(secretary, COUNCIL) == ""


def test_a_proxy_is_named_in_a_form(slack: Slack) -> None:
    leader = slack.person("U0LEADER")
    go_to(slack, 4, 25)
    (notice,) = leader.waits_for(lambda: notices_in(leader))
    leader.click(notice, "meeting.proxy")
    (form,) = leader.waits_for(leader.views)
    leader.submit(form, proxy="U0OFFICER")
    leader.waits_for(lambda: mine("proxy") in answer_of(leader) and "→ <@U0OFFICER>" in answer_of(leader))


def test_who_has_not_answered_is_asked_once_by_direct_message(slack: Slack) -> None:
    leader, owner = slack.person("U0LEADER"), slack.person("U0OWNER")
    go_to(slack, 4, 25)
    (notice,) = leader.waits_for(lambda: notices_in(leader))
    leader.click(notice, "meeting.attending")
    leader.waits_for(lambda: counted("attending", 1) in str(notices_in(leader)))
    go_to(slack, 4, 29)
    (request,) = owner.waits_for(owner.direct_messages)
    assert says(str(request["blocks"]), "line.attendance", coming=korean("coming.none"))
    assert leader.direct_messages() == []
    owner.react(request, "raising_hand")
    owner.waits_for(lambda: counted("proxy", 1) in str(notices_in(owner)))


def test_a_snooze_undone_leaves_the_answer_as_it_is(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 4, 29)
    (request,) = owner.waits_for(owner.direct_messages)
    owner.react(request, "zzz")
    owner.waits_for(lambda: says(str(owner.direct_messages()), "reminder.put_off", day=korean_day(4, 30)))
    owner.click(request, "meeting.attending")
    owner.waits_for(lambda: mine("attending") in answer_of(owner))
    owner.unreact(request, "zzz")
    owner.react(request, "eyes")  # handled after the earlier reaction
    owner.command(COUNCIL, "/cn", "help")
    assert mine("attending") in answer_of(owner)
    assert not [key for key in ("failed", "busy", "form_not_opened") if says(str(owner.direct_messages()), key)]


def test_the_chairs_assistant_hears_and_answers_for_the_chair(slack: Slack) -> None:
    assistant, chair = slack.person("U0ASSISTANT"), slack.person("U0CHAIR")
    go_to(slack, 5, 12)
    (calendar_file,) = assistant.waits_for(lambda: assistant.direct_messages()[1:])
    request = assistant.direct_messages()[0]
    assert korean_day(5, 22) in str(request["blocks"])
    assert calendar_file["files"][0]["name"].endswith(".ics")
    assistant.click(request, "meeting.attending")
    assistant.waits_for(lambda: counted("attending", 1) in str(notices_in(assistant, STEERING)))
    assert chair.direct_messages() == []


def test_a_secretary_moves_a_meeting_and_is_told_of_a_holiday_first(slack: Slack) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    go_to(slack, 4, 25)
    (notice,) = leader.waits_for(lambda: notices_in(leader))
    leader.react(notice, "white_check_mark")
    leader.waits_for(lambda: counted("attending", 1) in str(notices_in(leader)))
    secretary.command(COUNCIL, "/cn", "회의")
    secretary.click(secretary.whispers(COUNCIL)[-1], "meeting.move")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, day="2025-05-06")
    (form,) = secretary.waits_for(
        lambda: [each for each in secretary.views() if says(str(each["blocks"]), "meeting.day_off")]
    )
    secretary.submit(form, day="2025-05-16", place="대회의실")
    leader.waits_for(lambda: MOVED in str(leader.messages(COUNCIL)))
    answer, hall = answer_of(leader), korean("meeting.place", place="대회의실")
    assert korean("meeting.when", day=korean_day(5, 16), at="14:00", place=hall) in answer
    assert mine("none") in answer
    go_to(slack, 5, 2)
    leader.waits_for(lambda: korean_day(5, 16) in str(notices_in(leader)[-1]["blocks"]))
    assert "D-14" in str(notices_in(leader)[-1]["blocks"])


def test_no_meeting_is_moved_to_a_past_day(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    secretary.command(COUNCIL, "/cn", "회의")
    secretary.click(secretary.whispers(COUNCIL)[-1], "meeting.move")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, day="2025-04-01")
    secretary.waits_for(lambda: korean("day.passed") in str(secretary.views()[0]["errors"]))


def test_a_meeting_moved_to_and_fro_is_told_each_time(slack: Slack) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    for times, day in enumerate(("2025-05-16", "2025-05-14", "2025-05-16", "2025-05-20"), 1):
        secretary.command(COUNCIL, "/cn", "meeting")
        secretary.click(secretary.whispers(COUNCIL)[-1], "meeting.move")
        (form,) = secretary.waits_for(secretary.views)
        secretary.submit(form, day=day)
        assert secretary.views() == []
        is_told_of_moves(leader, times)


def is_told_of_moves(person: Person, times: int) -> None:
    person.waits_for(lambda: len(moves_told(person)) == times)


def moves_told(person: Person) -> list[dict[str, Any]]:
    return [each for each in person.messages(COUNCIL) if MOVED in each["text"]]


def test_a_named_proxy_stays_when_the_button_is_pressed_again(slack: Slack) -> None:
    leader = slack.person("U0LEADER")
    go_to(slack, 4, 25)
    (notice,) = leader.waits_for(lambda: notices_in(leader))
    leader.click(notice, "meeting.proxy")
    (form,) = leader.waits_for(leader.views)
    leader.submit(form, proxy="U0OFFICER")
    leader.click(notice, "meeting.proxy")
    (form,) = leader.waits_for(leader.views)
    assert "→ <@U0OFFICER>" in answer_of(leader)


def test_two_secretaries_at_one_meeting_the_second_hears_who_was_first(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    secretary.command(COUNCIL, "/cn", "meeting")
    listed = secretary.whispers(COUNCIL)[-1]
    secretary.click(listed, "meeting.move")
    secretary.waits_for(secretary.views)
    secretary.click(listed, "meeting.move")
    first, second = secretary.waits_for(lambda: secretary.views() if len(secretary.views()) == 2 else None)
    secretary.submit(first, day="2025-05-15")
    secretary.submit(second, day="2025-05-14")
    (left,) = secretary.waits_for(lambda: [each for each in secretary.views() if each["errors"]])
    assert "<@U0SECRETARY>" in str(left["errors"])


def test_a_chair_who_is_not_in_the_channel_is_no_question_to_the_secretary(slack: Slack) -> None:
    assistant, secretary = slack.person("U0ASSISTANT"), slack.person("U0SECRETARY")
    go_to(slack, 5, 12)
    assistant.waits_for(assistant.direct_messages)
    assert "seats.open" not in str(secretary.direct_messages())


def test_others_read_who_can_move_a_meeting(slack: Slack) -> None:
    leader = slack.person("U0LEADER")
    assert "<@U0SECRETARY>" in leader.command(COUNCIL, "/cn", "meeting set")


def test_a_committees_cycle_is_set_in_a_form(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    secretary.command(COUNCIL, "/cn", "setup")
    setup = secretary.whispers(COUNCIL)[-1]
    council = [block for block in setup["blocks"] if COUNCIL_NAME in str(block)]
    assert council
    secretary.click(setup, "cycle.edit", cycle_value(setup))
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, notice_days="14, x")
    secretary.waits_for(lambda: secretary.views()[0]["errors"])
    secretary.submit(form, months="6,9", nth="1", weekday="2", notice_days="5", asking_days="")
    secretary.waits_for(lambda: not secretary.views())
    secretary.waits_for(lambda: korean_day(6, 4) in answer_of(secretary))


def cycle_value(setup: dict[str, Any]) -> str:
    """Return the value of the council's button; the council is the committee that receives issues."""
    blocks = setup["blocks"]
    place = next(place for place, block in enumerate(blocks) if korean("committee.receives") in str(block))
    return str(blocks[place + 1]["elements"][1]["value"])


def test_what_was_reacted_while_the_bot_was_off_counts_when_it_is_back(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    with practice() as (server, slack):
        leader, owner = slack.person("U0LEADER"), slack.person("U0OWNER")
        with database.writing() as session:
            enter_sample(session, workspace_made_if_new(session, "T0CITY").id, server.clock())
        with bot_on(server, url):
            go_to(slack, 4, 25)
            (notice,) = leader.waits_for(lambda: notices_in(leader))
            owner.react(notice, "white_check_mark")
            leader.waits_for(lambda: counted("attending", 1) in str(notices_in(leader)))
        owner.unreact(notice, "white_check_mark")
        leader.react(notice, "x::skin-tone-2")
        with bot_on(server, url):
            after = f"{counted('attending', 0)} · {counted('absent', 1)}"
            leader.waits_for(lambda: after in str(notices_in(leader)))
