"""A meeting in progress: the agenda's message as a board with one item at a time, outcomes and attendance."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.action_items.action_items import add_by_fields, line_of_action
from handlers.meetings.agenda import lines_of, meeting_to_set, stand_in_channel
from handlers.meetings.blocks import board as board_blocks
from handlers.meetings.blocks import decisions as forms
from handlers.meetings.decisions import heading_of, typed_follow_up
from handlers.meetings.due_dates import carried, read_due
from handlers.meetings.view import committee_of
from handlers.slack.blocks import Block, escaped
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text import say
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from schedules.rules.issues import closes_on
from storage.action_items.action_items import ActionItem, actions_of
from storage.decisions.conclusion import end_meeting
from storage.decisions.head_count import head_count
from storage.issues.issues import Issue
from storage.meetings.agenda import AgendaItem, agenda_of, item_with, items_about
from storage.meetings.board import (
    current_item,
    item_after,
    note_presence,
    open_meeting,
    present_at,
    take_up,
)
from storage.meetings.meetings import Meeting
from storage.meetings.posted import show_agenda_again, show_board_again
from storage.organisation.departments import department_names
from storage.organisation.people import Person
from storage.organisation.seats import Part, seats_of, voters_of


def start(request: Request, click: Click) -> Response:
    """[회의 시작]: start the meeting and post its board. Raises NotAllowed, Over, DayWrong before its day."""
    there = meeting_to_set(request, click.value)
    open_meeting(request.session, there, request.person, request.now, today_of(request.now, request.workspace.zone))
    stand_in_channel(request, there)
    return Response()


def go_on(request: Request, click: Click) -> Response:
    """[다음 안건]: go to the next item. If two people press it for the same item, the meeting advances only once."""
    number, _, seen = click.value.partition(":")
    there = meeting_to_set(request, number)
    now_at = current_item(request.session, there)
    if str(now_at.id if now_at else 0) != seen:
        return Response(request.say("board.moved_on"))
    following = item_after(request.session, there, now_at)
    if following is None:
        return Response(request.say("board.last"))
    take_up(request.session, following, request.person, request.now)
    show_agenda_again(request.session, there)
    return Response()


def more(request: Request, click: Click) -> Response:
    """⋯ on the board: open the form to choose an item, add an action item or a directive, or record attendance."""
    what, _, number = click.value.partition(":")
    there = meeting_to_set(request, number)
    match what:
        case "goto":
            lines = lines_of(request.session, request.language, agenda_of(request.session, there))
            return Response(form=board_blocks.pick_form(request.language, "board.goto", lines, number))
        case "follow_up" | "directive":
            item = current_item(request.session, there) if what == "follow_up" else None
            title = heading_of(request, item) if item else ""
            carries = f"{number}:{item.id if item else ''}"
            return Response(form=_action_form(request, title, carries, forms.FollowUpView()))
        case _:
            return Response(form=_presence_form(request, there))


def _action_form(request: Request, title: str, carries: str, typed: forms.FollowUpView) -> Block:
    departments = department_names(request.session, request.workspace.id)
    return forms.action_form(request.language, title, departments, carries, typed)


def goto_by_form(request: Request, form: Submission) -> Response:
    """[다른 안건으로]: continue the meeting at the chosen item. Raises NotFound, NotAllowed."""
    there = meeting_to_set(request, form.carries)
    item = item_with(request.session, there.workspace_id, int(form.fields["item"]))
    take_up(request.session, item, request.person, request.now)
    show_agenda_again(request.session, there)
    return Response()


def action_by_form(request: Request, form: Submission) -> Response:
    """[조치사항 추가] to the current item, [지시사항 추가] to the meeting: create an action item.

    Return the form again if its date must be confirmed first. Raises Lacking, DateNotUnderstood.
    """
    own, seen = carried(form.carries)
    number, _, item_id = own.partition(":")
    there = meeting_to_set(request, number)
    item = item_with(request.session, there.workspace_id, int(item_id)) if item_id else None
    due = read_due(request, there, form.fields.get("by", ""), seen)
    if due.echo:
        typed, title = typed_follow_up(form.fields, due.echo), heading_of(request, item) if item else ""
        carries = f"{own}|{form.fields['by'].strip()}"
        return Response(form=_action_form(request, title, carries, typed))
    add_by_fields(request, there, item, form.fields, due.day)
    show_board_again(request.session, there)
    return Response()


def presence_by_form(request: Request, form: Submission) -> Response:
    """[참석 확인]: record who is present, of the people listed when the form was opened."""
    number, _, listed = form.carries.partition(":")
    there = meeting_to_set(request, number)
    asked_about = [int(each) for each in listed.split(",") if each]
    ticked = [each for name, held in form.fields.items() if name.startswith("present.") for each in held.split(",")]
    present = [int(each) for each in ticked if each]
    note_presence(request.session, there, asked_about, present, request.person, request.now)
    show_board_again(request.session, there)
    return Response()


def end(request: Request, click: Click) -> Response:
    """[회의 종료]: end the meeting; a second call only updates the messages.

    Raises NotAllowed, Over if the meeting was not started.
    """
    there, calendar = meeting_to_set(request, click.value), calendar_of(request.workspace)
    days = (calendar.day_of(request.now), closes_on(calendar, request.now))
    end_meeting(request.session, there, request.person, request.now, *days)
    return Response()


def board_view(session: Session, language: str, there: Meeting) -> board_blocks.BoardView:
    """Build the view model of the board: the current item, its timeline, outcome and action items, attendance."""
    items = agenda_of(session, there)
    lines = lines_of(session, language, items)
    now_at = current_item(session, there)
    shown = next((line for line, item in zip(lines, items, strict=True) if item is now_at), None)
    following = item_after(session, there, now_at)
    heads = head_count(session, there)
    return board_blocks.BoardView(
        meeting_id=there.id,
        committee=committee_of(session, there).name,
        lines=lines,
        now_at=shown,
        facts=timeline(session, language, now_at) if now_at else (),
        decision=now_at.decision if now_at else "",
        follow_ups=[line_of_action(session, language, each, there.on) for each in follow_ups(session, there, now_at)],
        present=heads.present,
        members=heads.members,
        needed=heads.needed,
        is_last=following is None,
    )


def timeline(session: Session, language: str, item: AgendaItem) -> tuple[str, ...]:
    """Return an item's timeline as mrkdwn lines: who raised it and every meeting that discussed it.

    An item without an issue has no timeline.
    """
    if item.issue_id is None:
        return ()
    issue = session.get_one(Issue, item.issue_id)
    reporter = session.get_one(Person, issue.reporter_id).slack_id
    facts = [say(language, "issue.reporter", reporter=f"<@{reporter}>")]
    facts += [say(language, "issue.place", place=escaped(issue.place))] if issue.place else []
    for earlier in items_about(session, issue):
        if earlier.id < item.id and earlier.outcome:
            there = session.get_one(Meeting, earlier.meeting_id)
            values = {"day": say_day(language, there.on), "committee": escaped(committee_of(session, there).name)}
            facts.append(say(language, "board.earlier", outcome=say(language, f"outcome.{earlier.outcome}"), **values))
    return tuple(facts)


def follow_ups(session: Session, there: Meeting, item: AgendaItem | None) -> list[ActionItem]:
    """Return the action items of an agenda item; for None, the directives that belong to no item."""
    wanted = item.id if item else None
    return [each for each in actions_of(session, there) if each.item_id == wanted]


def _presence_form(request: Request, there: Meeting) -> Block:
    """Build the attendance form: members with a vote first, then observers."""
    committee, present = committee_of(request.session, there), present_at(request.session, there)
    voters = dict.fromkeys(voters_of(request.session, committee), Part.MEMBER)
    seats = seats_of(request.session, committee)
    observers = {each.person_id: Part.OBSERVER for each in seats if each.part == Part.OBSERVER}
    people = []
    for person_id, seat in {**voters, **observers, **voters}.items():
        person = request.session.get_one(Person, person_id)
        part = request.say(f"part.{seat}")
        people.append((person.id, f"{person.name or person.slack_id} ({part})", person.id in present))
    carries = f"{there.id}:{','.join(str(number) for number, _, _ in people)}"
    return board_blocks.presence_form(request.language, people, carries)
