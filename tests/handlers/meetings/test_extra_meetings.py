"""Extra meetings and cancelled meetings end to end: with a reason, announced once, and no agenda item is lost."""

from __future__ import annotations

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, STEERING
from tests.handlers.meetings.test_agenda import add, agendas_in, privately, value_of
from tests.running import go_to
from tests.texts import COUNCIL_NAME, STEERING_NAME, korean, korean_day


def said_in_channel(person: Person, words: str) -> list[str]:
    return [str(each["blocks"]) for each in person.messages(COUNCIL) if words in each["text"] and "only" not in each]


def call(person: Person, day: str, reason: str = "긴급한 안건") -> None:
    person.command(COUNCIL, "/cn", "회의 임시")
    (form,) = person.waits_for(person.views)
    (committee,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "committee"]
    council = next(each["value"] for each in committee["options"] if each["text"]["text"] == COUNCIL_NAME)
    person.submit(form, committee=council, day=day, at="10:00", place="소회의실", reason=reason)


def test_an_extra_meeting_is_told_with_its_reason_answered_and_announced(slack: Slack) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    reason, place = "긴급한 안건", korean("meeting.place", place="소회의실")
    call(secretary, "2025-05-02", reason)
    (told,) = leader.waits_for(lambda: said_in_channel(leader, korean("meeting.called", committee=COUNCIL_NAME)))
    when = korean("meeting.when", day=korean_day(5, 2), at="10:00", place=place)
    assert when in told
    assert reason in told
    leader.command(COUNCIL, "/cn", "회의")
    assert when in str(leader.whispers(COUNCIL)[-1]["blocks"])
    go_to(slack, 5, 1)  # Labour Day: the notice of the day before the meeting is sent on 30 April
    leader.waits_for(lambda: said_in_channel(leader, korean_day(5, 2)))
    call(secretary, "2025-05-09")
    secretary.waits_for(lambda: secretary.views()[0]["errors"].get("day") == korean("day.meets_already"))


def test_a_meeting_called_off_says_why_and_hands_its_agenda_on(slack: Slack) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    title, reason = "녹색건축물 조례 개정", "산불 대응"
    add(secretary, title=title)
    go_to(slack, 4, 29)
    leader.waits_for(lambda: agendas_in(leader))
    secretary.command(COUNCIL, "/cn", "meeting")
    listed = secretary.whispers(COUNCIL)[-1]
    secretary.click(listed, "meeting.call_off", value_of(listed, "meeting.call_off"))
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, reason=reason)
    (told,) = leader.waits_for(lambda: said_in_channel(leader, korean("meeting.called_off", committee=COUNCIL_NAME)))
    assert reason in told
    carried = korean("agenda.carried", times=2, day=korean_day(5, 9))
    assert f"{title} ({carried})" in str(privately(secretary)["blocks"])
    go_to(slack, 5, 8)
    assert not [each for each in said_in_channel(leader, COUNCIL_NAME) if "D-1)" in each]
    assert korean("meeting.when", day=korean_day(5, 9), at="14:00", place="") not in str(privately(leader)["blocks"])


def test_no_extra_meeting_is_called_on_a_past_day(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    call(secretary, "2025-04-01")
    secretary.waits_for(lambda: secretary.views()[0]["errors"].get("day") == korean("day.passed"))


def test_others_read_who_can_call_one(slack: Slack) -> None:
    leader = slack.person("U0LEADER")
    assert "<@U0SECRETARY>" in leader.command(COUNCIL, "/cn", "meeting extra")


def test_a_form_begins_with_the_committee_of_the_channel(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    for channel, name in ((COUNCIL, COUNCIL_NAME), (STEERING, STEERING_NAME)):
        for request in ("회의 임시", "회의 서면"):
            secretary.command(channel, "/cn", request)
            (form,) = secretary.waits_for(secretary.views)
            (committee,) = [each["element"] for each in form["blocks"] if each.get("block_id") == "committee"]
            assert committee["initial_option"]["text"]["text"] == name
            slack.do("close_view", user=secretary.user, view_id=form["id"])
