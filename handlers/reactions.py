"""Reactions as answers: what adding or removing a reaction on the bot's messages does."""

from __future__ import annotations

from datetime import datetime

from handlers.action_items import action_items
from handlers.issues import drafts
from handlers.meetings import attendance, minutes, view
from handlers.reminders.menu import own_message
from handlers.reminders.reminders import line_now
from handlers.slack import reminder_line as reminder_line_blocks
from handlers.slack.payloads import Click, Emoji
from handlers.slack.reminder_line import by_urgency
from handlers.slack.requests import Request, Response
from handlers.tasks import milestones, progress
from handlers.tasks.progress_blocks import ask_for_result
from handlers.text.dates import say_day, today_of
from handlers.text.titles import task_title
from handlers.written_votes import ballots
from schedules.calendar import calendar_of
from storage.action_items.action_items import action_with
from storage.admin.permissions import may_answer_action, may_report
from storage.db.errors import NotFound
from storage.issues.drafts import DraftState, add_words, draft_from, end_draft, start_draft
from storage.meetings.attendance import Coming, answers_to
from storage.meetings.meetings import Meeting, meeting_with
from storage.organisation.people import Person
from storage.organisation.seats import answers_for
from storage.outbox.lookups import notices_in
from storage.outbox.messages import Message, is_on_its_way, message_at
from storage.outbox.notices import ABOUT_REPORTS, REMINDERS, Notice, NoticeKind
from storage.outbox.planned import ask_again, no_longer_ask_again, skip_next, skip_nothing
from storage.outbox.reactions import add_reaction, reactions_on, remove_reaction
from storage.tasks.milestones import Milestone, milestone_with
from storage.tasks.tasks import Task, task_coded

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


def react(request: Request, emoji: Emoji) -> Response:
    """Handle an added or removed reaction.

    Ignore it on other messages, from people it does not concern, or if the emoji has no meaning.
    """
    meaning = MEANINGS.get(emoji.name)
    if meaning is None:
        return Response()
    where = (request.session, request.workspace.id)
    message = message_at(*where, emoji.channel, emoji.ts)
    if message is None:  # a reaction may arrive before Slack's response to our post
        if is_on_its_way(*where, (emoji.channel, emoji.user)):
            return Response(too_early=True)
        message = message_at(*where, emoji.channel, emoji.ts)  # that response may have come between the two questions
    if message is None:
        return Response()
    place = (request.session, request.workspace.id, message.id, request.person.id, emoji.name)
    changed = add_reaction(*place, request.now) if emoji.given else remove_reaction(*place)
    if not changed:
        return Response()
    notices = [each for each in notices_in(request.session, request.workspace.id, message.id) if _is_ours(each)]
    return (_given if emoji.given else _removed)(request, message, notices, meaning)


def _is_ours(notice: Notice) -> bool:
    return notice.kind in (*REMINDERS, *ABOUT_REPORTS, NoticeKind.MOVED)


def _given(request: Request, message: Message, notices: list[Notice], meaning: str) -> Response:
    about_meeting = [each for each in (_meeting_of(request, notice) for notice in notices) if each is not None]
    owed = [notice for notice in notices if _may_settle(request, notice)]
    if meaning == HELP:
        return _ask_for_help(request, message, owed)
    if meaning == TOMORROW:
        return _tomorrow(request, notices) if message.recipient == request.person.slack_id else Response()
    if meaning == ON_IT:
        for notice in owed:
            skip_next(request.session, notice)
        return Response(request.say("reminder.on_it")) if owed else Response()
    if meaning == YES and len(owed) + len(about_meeting) > 1:
        lines = [line for notice in notices if (line := line_now(request, notice)).is_open]
        return Response(request.say("reminder.which"), blocks=reminder_line_blocks.which(request.language, lines))
    if about_meeting:
        there, member = about_meeting[0]
        return attendance.record(request, there, member, _COMING[meaning])
    return _done(request, *owed) if meaning == YES and owed else Response()


def _removed(request: Request, message: Message, notices: list[Notice], meaning: str) -> Response:
    """Remove an answer.

    The last of two opposite answers counts; when it is removed, the earlier one counts again.
    """
    remaining = _remaining_meanings(request, message)
    if meaning in remaining:  # another emoji with this meaning remains
        return Response()
    if meaning == HELP:
        draft = draft_from(request.session, request.person, _helping(message))
        if draft is not None:
            end_draft(request.session, draft, DraftState.CANCELLED)
    elif meaning == TOMORROW:
        for notice in notices if message.recipient == request.person.slack_id else ():
            no_longer_ask_again(request.session, notice)
    elif meaning == ON_IT:
        for notice in notices:
            if _may_settle(request, notice):
                skip_nothing(request.session, notice)
    else:
        return _choice_removed(request, notices, meaning, [each for each in remaining if each in _COMING])
    return Response()


def _remaining_meanings(request: Request, message: Message) -> list[str]:
    """Return the meanings of this person's reactions on the message, in the order they were given."""
    every = reactions_on(request.session, request.workspace.id, message.id)
    return [MEANINGS[each.name] for each in every if each.person_id == request.person.id]


def _choice_removed(request: Request, notices: list[Notice], meaning: str, remaining: list[str]) -> Response:
    """Remove a yes, no or proxy: the answer about a meeting, else the milestone's completion."""
    for notice in notices:
        about = _meeting_of(request, notice)
        if about is not None:
            return _answer_removed(request, *about, meaning, remaining)
    owed = [notice for notice in notices if _may_settle(request, notice)]
    milestone = _milestone(request, *owed) if len(owed) == 1 else None
    if milestone is not None and milestone.done_by_id == request.person.id and not milestone.result:
        return milestones.mark_open(request, milestone)
    return Response()


def _answer_removed(request: Request, there: Meeting, member: Person, meaning: str, remaining: list[str]) -> Response:
    answer = answers_to(request.session, there).get(member.id)
    if answer is None or answer.coming != _COMING[meaning]:  # the answer has changed since then
        return Response()
    if remaining:
        return attendance.record(request, there, member, _COMING[remaining[-1]])
    return attendance.remove(request, there, member)


def _ask_for_help(request: Request, message: Message, owed: list[Notice]) -> Response:
    """Create a private draft about the task of this person's most urgent line; a second call changes nothing."""
    lines = by_urgency([line for notice in owed if (line := line_now(request, notice)).is_open])
    if not lines or draft_from(request.session, request.person, _helping(message)) is not None:
        return Response()
    draft = start_draft(
        request.session, request.person, request.person.dm_channel or str(message.channel), "", request.now
    )
    task = task_coded(request.session, request.workspace.id, lines[0].subject)
    draft.task_id, draft.source, draft.edited = task.id, _helping(message), True
    add_words(draft, request.say("draft.help", code=task.code, title=task_title(request.language, task)), request.now)
    drafts.show_draft(request, draft)
    return Response()


def _helping(message: Message) -> str:
    return f"reminder:{message.id}"


def put_off(request: Request, click: Click) -> Response:
    """[나중에 알림]: snooze every open line of the message, for this reader only.

    It comes again tomorrow or next week, on a working day.
    """
    when, _, number = click.value.partition(":")
    notices = notices_in(request.session, request.workspace.id, own_message(request, number).id)
    response = _next_week(request, notices) if when == "next_week" else _tomorrow(request, notices)
    return response if response.text else Response(request.say("reminder.nothing_open"))


def pick(request: Request, click: Click) -> Response:
    """[완료] on the question which line a ✅ meant: settle that line, or open the form it needs. Raises NotFound."""
    if click.value.startswith("milestone:"):
        milestone = milestone_with(request.session, request.workspace.id, int(click.value.split(":")[1]))
        task = request.session.get_one(Task, milestone.task_id)
        if request.person.id in {each.id for each in may_report(request.session, task)}:
            return milestones.mark_done(request, milestone)
        raise NotFound("milestone", click.value)
    if click.value.startswith("meeting:"):
        there = meeting_with(request.session, request.workspace.id, int(click.value.split(":")[1]))
        committee = view.committee_of(request.session, there)
        member = answers_for(request.session, committee, request.person)
        if member is not None:
            return attendance.record(request, there, member, Coming.ATTENDING)
        raise NotFound("meeting", click.value)
    if click.value.startswith("action:"):
        return action_items.ask_for_result(request, click)
    if click.value.startswith("minutes:"):
        return minutes.confirm(request, click)
    if click.value.startswith("ballot:"):
        return ballots.open_one(request, click)
    return progress.open_form(request, click)


def _tomorrow(request: Request, notices: list[Notice]) -> Response:
    return _put_off(request, notices, calendar_of(request.workspace).next_working_morning(request.now))


def _next_week(request: Request, notices: list[Notice]) -> Response:
    return _put_off(request, notices, calendar_of(request.workspace).next_weeks_morning(request.now))


def _put_off(request: Request, notices: list[Notice], at: datetime) -> Response:
    open_ones = [notice for notice in notices if line_now(request, notice).is_open]
    for notice in open_ones:
        ask_again(request.session, notice, at)
    day = say_day(request.language, calendar_of(request.workspace).day_of(at))
    return Response(request.say("reminder.put_off", count=len(open_ones), day=day)) if open_ones else Response()


def _done(request: Request, notice: Notice) -> Response:
    milestone = _milestone(request, notice)
    if milestone is not None:
        return milestones.mark_done(request, milestone)
    if notice.kind == NoticeKind.ACTION:
        return action_items.asks_for_result(request, notice.subject_id)
    text = request.say("reminder.needs_result")
    return Response(text, blocks=ask_for_result(request.language, text, line_now(request, notice).about))


def _may_settle(request: Request, notice: Notice) -> bool:
    """Return whether this person may settle the notice: owner, deputy, team leader and others who may report."""
    if notice.kind == NoticeKind.ACTION:
        action = action_with(request.session, request.workspace.id, notice.subject_id)
        return request.person.id in {each.id for each in may_answer_action(request.session, action)}
    milestone = _milestone(request, notice)
    if milestone is not None:
        task = request.session.get(Task, milestone.task_id)
    else:
        task = request.session.get(Task, notice.subject_id) if notice.kind in ABOUT_REPORTS else None
    return task is not None and request.person.id in {each.id for each in may_report(request.session, task)}


def _milestone(request: Request, notice: Notice) -> Milestone | None:
    return request.session.get(Milestone, notice.subject_id) if notice.kind == NoticeKind.DEADLINE else None


def _meeting_of(request: Request, notice: Notice) -> tuple[Meeting, Person] | None:
    """Return the meeting that the notice is still about and the member this person answers for, or None."""
    if notice.kind not in (NoticeKind.MEETING, NoticeKind.MOVED, NoticeKind.CHAIR, NoticeKind.ATTENDANCE):
        return None
    today = today_of(request.now, request.workspace.zone)
    there = view.meeting_of_notice(request.session, notice)
    if there is None or there.on < today:
        return None
    if notice.kind != NoticeKind.MOVED and there.on != notice.due_date:
        return None
    member = answers_for(request.session, view.committee_of(request.session, there), request.person)
    return (there, member) if member is not None else None
