"""Reactions as answers: what adding or removing a reaction on the bot's messages does."""

from __future__ import annotations

from datetime import datetime

from handlers import action_items, attendance, ballots, drafts, meeting_shown, milestones, minutes, progress
from handlers.blocks import reminders as looks
from handlers.blocks.progress import ask_for_result
from handlers.blocks.reminders import LineShown, by_urgency
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Emoji
from handlers.reading import Reading
from handlers.reminder_menu import own_message
from handlers.reminders import line_of
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from storage.action_items import action_with
from storage.attendance import Coming, answers_to
from storage.drafts import add_words, draft_from, start_draft
from storage.errors import NotFound
from storage.meetings import Meeting, meeting_with
from storage.messages import Message, is_on_its_way, message_at
from storage.milestones import Milestone, milestone_with
from storage.notices import ABOUT_REPORTS, REMINDERS, Notice, NoticeKind, notices_in
from storage.people import Person
from storage.planned import ask_again, no_longer_ask_again, skip_next, skip_nothing
from storage.reactions import add_reaction, reactions_on, remove_reaction
from storage.rights import may_answer_action, may_report
from storage.tasks import Task, task_coded

# Slack's names of emoji, without skin tones; several emoji have the same meaning.
YES, NO, PROXY, ON_IT, TOMORROW, HELP = "yes", "no", "proxy", "on_it", "tomorrow", "help"
MEANINGS = {
    "white_check_mark": YES,
    "heavy_check_mark": YES,
    "ballot_box_with_check": YES,
    "x": NO,
    "negative_squared_cross_mark": NO,
    "raising_hand": PROXY,
    "man-raising-hand": PROXY,
    "woman-raising-hand": PROXY,
    "eyes": ON_IT,
    "zzz": TOMORROW,
    "sos": HELP,
}
_COMING = {YES: Coming.ATTENDING, NO: Coming.ABSENT, PROXY: Coming.PROXY}


def react(asked: Asked, emoji: Emoji) -> Answer:
    """Handle an added or removed reaction.

    Ignore it on other messages, from people it does not concern, or if the emoji has no meaning.
    """
    message = message_at(asked.session, asked.workspace.id, emoji.channel, emoji.ts)
    meaning = MEANINGS.get(emoji.name)
    if message is None and meaning is not None:  # a reaction may arrive before Slack's response to our post
        readers = (emoji.channel, emoji.user)
        return Answer(too_early=is_on_its_way(asked.session, asked.workspace.id, readers))
    if message is None or meaning is None:
        return Answer()
    place = (asked.session, asked.workspace.id, message.id, asked.person.id, emoji.name)
    changed = add_reaction(*place, asked.now) if emoji.given else remove_reaction(*place)
    if not changed:
        return Answer()
    notices = [each for each in notices_in(asked.session, asked.workspace.id, message.id) if _is_ours(each)]
    return (_given if emoji.given else _taken_back)(asked, message, notices, meaning)


def _is_ours(notice: Notice) -> bool:
    return notice.kind in (*REMINDERS, *ABOUT_REPORTS, NoticeKind.MOVED)


def _given(asked: Asked, message: Message, notices: list[Notice], meaning: str) -> Answer:
    about_meeting = [each for each in (_meeting_of(asked, notice) for notice in notices) if each is not None]
    owed = [notice for notice in notices if _may_settle(asked, notice)]
    if meaning == HELP:
        return _ask_for_help(asked, message, owed)
    if meaning == TOMORROW:
        return _tomorrow(asked, notices) if message.recipient == asked.person.slack_id else Answer()
    if meaning == ON_IT:
        for notice in owed:
            skip_next(asked.session, notice)
        return Answer(asked.say("reminder.on_it")) if owed else Answer()
    if meaning == YES and len(owed) + len(about_meeting) > 1:
        lines = [line for notice in notices if (line := _line(asked, notice)).is_open]
        return Answer(asked.say("reminder.which"), blocks=looks.which(asked.language, lines))
    if about_meeting:
        there, member = about_meeting[0]
        return attendance.record(asked, there, member, _COMING[meaning])
    return _done(asked, owed[0]) if meaning == YES and owed else Answer()


def _taken_back(asked: Asked, message: Message, notices: list[Notice], meaning: str) -> Answer:
    """Remove an answer.

    The last of two opposite answers counts; when it is removed, the earlier one counts again.
    """
    standing = [
        MEANINGS[each.name]
        for each in reactions_on(asked.session, asked.workspace.id, message.id)
        if each.person_id == asked.person.id and each.name in MEANINGS
    ]
    if meaning in standing:  # another emoji with this meaning remains
        return Answer()
    owed = [notice for notice in notices if _may_settle(asked, notice)]
    if meaning == HELP:
        draft = draft_from(asked.session, asked.person, _helping(message))
        if draft is not None:
            drafts.drop(asked, draft)
        return Answer()
    if meaning == TOMORROW:
        for notice in notices if message.recipient == asked.person.slack_id else ():
            no_longer_ask_again(asked.session, notice)
        return Answer()
    if meaning == ON_IT:
        for notice in owed:
            skip_nothing(asked.session, notice)
        return Answer()
    for notice in notices:
        about = _meeting_of(asked, notice)
        if about is not None:
            return _answer_taken_back(asked, *about, meaning, [each for each in standing if each in _COMING])
    milestone = _milestone(asked, owed[0]) if len(owed) == 1 else None
    if milestone is not None and milestone.done_by_id == asked.person.id and not milestone.result:
        return milestones.mark_open(asked, milestone)
    return Answer()


def _answer_taken_back(asked: Asked, there: Meeting, member: Person, meaning: str, standing: list[str]) -> Answer:
    answer = answers_to(asked.session, there).get(member.id)
    if answer is None or answer.coming != _COMING[meaning]:  # the answer has changed since then
        return Answer()
    if standing:
        return attendance.record(asked, there, member, _COMING[standing[-1]])
    return attendance.take_back(asked, there, member)


def _ask_for_help(asked: Asked, message: Message, owed: list[Notice]) -> Answer:
    """Create a private draft about the task of this person's most urgent line; a second call changes nothing."""
    lines = by_urgency([line for notice in owed if (line := _line(asked, notice)).is_open])
    if not lines or draft_from(asked.session, asked.person, _helping(message)) is not None:
        return Answer()
    draft = start_draft(asked.session, asked.person, asked.person.dm_channel or str(message.channel), "", asked.now)
    task = task_coded(asked.session, asked.workspace.id, lines[0].subject)
    draft.task_id, draft.source, draft.edited = task.id, _helping(message), True
    add_words(draft, asked.say("draft.help", code=task.code, title=task.title), asked.now)
    drafts.show_draft(asked, draft)
    return Answer()


def _helping(message: Message) -> str:
    return f"reminder:{message.id}"


def put_off(asked: Asked, click: Click) -> Answer:
    """[나중에 알림]: snooze every open line of the message, for this reader only.

    It comes again tomorrow or next week, on a working day.
    """
    when, _, number = click.value.partition(":")
    notices = notices_in(asked.session, asked.workspace.id, own_message(asked, number).id)
    return _next_week(asked, notices) if when == "next_week" else _tomorrow(asked, notices)


def pick(asked: Asked, click: Click) -> Answer:
    """[완료] on the question which line a ✅ meant: settle that line, or open the form it needs. Raises NotFound."""
    if click.value.startswith("milestone:"):
        milestone = milestone_with(asked.session, asked.workspace.id, int(click.value.split(":")[1]))
        task = asked.session.get_one(Task, milestone.task_id)
        if asked.person.id in {each.id for each in may_report(asked.session, task)}:
            return milestones.mark_done(asked, milestone)
        raise NotFound("milestone", click.value)
    if click.value.startswith("meeting:"):
        there = meeting_with(asked.session, asked.workspace.id, int(click.value.split(":")[1]))
        committee = meeting_shown.committee_of(asked.session, there)
        member = meeting_shown.answers_for(asked.session, committee, asked.person)
        if member is not None:
            return attendance.record(asked, there, member, Coming.ATTENDING)
        raise NotFound("meeting", click.value)
    if click.value.startswith("action:"):
        return action_items.ask_for_result(asked, click)
    if click.value.startswith("minutes:"):
        return minutes.confirm(asked, click)
    if click.value.startswith("ballot:"):
        return ballots.open_one(asked, click)
    return progress.open_form(asked, click)


def _tomorrow(asked: Asked, notices: list[Notice]) -> Answer:
    return _put_off(asked, notices, calendar_of(asked.workspace).next_working_morning(asked.now))


def _next_week(asked: Asked, notices: list[Notice]) -> Answer:
    return _put_off(asked, notices, calendar_of(asked.workspace).next_weeks_morning(asked.now))


def _put_off(asked: Asked, notices: list[Notice], at: datetime) -> Answer:
    open_ones = [notice for notice in notices if _line(asked, notice).is_open]
    for notice in open_ones:
        ask_again(asked.session, notice, at)
    day = say_day(asked.language, calendar_of(asked.workspace).day_of(at))
    return Answer(asked.say("reminder.put_off", count=len(open_ones), day=day)) if open_ones else Answer()


def _done(asked: Asked, notice: Notice) -> Answer:
    milestone = _milestone(asked, notice)
    if milestone is not None:
        return milestones.mark_done(asked, milestone)
    if notice.kind == NoticeKind.ACTION:
        return action_items.asks_for_result(asked, notice.subject_id)
    text = asked.say("reminder.needs_result")
    return Answer(text, blocks=ask_for_result(asked.language, text, _line(asked, notice).about))


def _may_settle(asked: Asked, notice: Notice) -> bool:
    """Return whether this person may settle the notice: owner, deputy, team leader and others who may report."""
    if notice.kind == NoticeKind.ACTION:
        action = action_with(asked.session, asked.workspace.id, notice.subject_id)
        return asked.person.id in {each.id for each in may_answer_action(asked.session, action)}
    milestone = _milestone(asked, notice)
    if milestone is not None:
        task = asked.session.get(Task, milestone.task_id)
    elif notice.kind in ABOUT_REPORTS:
        task = asked.session.get(Task, notice.subject_id)
    else:
        return False
    return task is not None and asked.person.id in {each.id for each in may_report(asked.session, task)}


def _milestone(asked: Asked, notice: Notice) -> Milestone | None:
    return asked.session.get(Milestone, notice.subject_id) if notice.kind == NoticeKind.DEADLINE else None


def _meeting_of(asked: Asked, notice: Notice) -> tuple[Meeting, Person] | None:
    """Return the meeting that the notice is still about and the member this person answers for, or None."""
    if notice.kind not in (NoticeKind.MEETING, NoticeKind.MOVED, NoticeKind.CHAIR, NoticeKind.ATTENDANCE):
        return None
    today = today_of(asked.now, asked.workspace.zone)
    there = meeting_shown.meeting_of_notice(asked.session, notice)
    if there is None or there.on < today:
        return None
    if notice.kind != NoticeKind.MOVED and there.on != notice.anchor:
        return None
    member = meeting_shown.answers_for(asked.session, meeting_shown.committee_of(asked.session, there), asked.person)
    return (there, member) if member is not None else None


def _line(asked: Asked, notice: Notice) -> LineShown:
    today = today_of(asked.now, asked.workspace.zone)
    return line_of(Reading(asked.session, asked.workspace, asked.language, today), notice)
