"""The weekly digest end to end: one message with everything that waits, and a button that assigns unassigned work."""

from __future__ import annotations

from bot.practice.driver import Slack
from bot.sample import FIELD
from tests.handlers.reminders.test_reminders import choice, next_reminder, reminders, whispered
from tests.running import go_to
from tests.texts import korean, korean_day, says


def test_a_secretarys_monday_is_one_message_and_unassigned_tasks_get_somebody_there(slack: Slack) -> None:
    secretary, owner = slack.person("U0SECRETARY"), slack.person("U0OWNER")
    go_to(slack, 5, 6)  # 5 and 6 May 2025 are days off (Children's Day and its substitute): the digest waits
    go_to(slack, 5, 7)
    digest = next_reminder(secretary)
    blocks = str(digest["blocks"])
    assert korean("digest.title") in blocks
    assert says(blocks, "digest.round", quarter=1)
    assert korean("digest.tasks", count=48, names="B-05") in blocks
    assert says(blocks, "digest.departments")
    assert says(blocks, "digest.meeting")
    assert len(reminders(secretary)) == 1
    secretary.click(digest, "orphans.open")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, **{"task:B-05": "U0OWNER"})
    secretary.waits_for(lambda: not secretary.views())
    assert "U0OWNER" in owner.command(FIELD, "/cn", "status B-05")
    assert says(owner.command(FIELD, "/cn", "status B-05"), "change.assigned", what="- → U0OWNER")


def test_others_do_not_open_the_form_and_a_bot_is_nobodys_owner(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    go_to(slack, 5, 7)
    digest = next_reminder(secretary)
    secretary.click(digest, "orphans.open")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, **{"task:B-05": "U0CNBOT"})
    secretary.waits_for(lambda: korean("assign.nobody", who="<@U0CNBOT>") in str(secretary.views()[0]["errors"]))


def test_a_memo_that_was_put_off_can_still_be_read_and_comes_again(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    go_to(slack, 5, 7)
    digest = next_reminder(secretary)
    secretary.click(digest, "reminder.later", choice(digest, "reminder.later", "tomorrow"))
    secretary.waits_for(lambda: says(whispered(secretary), "reminder.put_off", day=korean_day(5, 8)))
    secretary.click(digest, "reminder.more", choice(digest, "reminder.more", "why"))
    secretary.waits_for(lambda: korean("digest.title") in whispered(secretary))
    go_to(slack, 5, 8)
    assert korean("digest.title") in str(next_reminder(secretary, 2)["blocks"])
