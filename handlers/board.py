"""A meeting being held: the agenda's message as a board, one item at a time, what came of each, who is there."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.action_items import entered_action, line_of_action
from handlers.agenda import lines_of, meeting_to_set, show_agenda_again, stand_in_channel
from handlers.blocks import board as looks
from handlers.blocks import decisions as forms
from handlers.blocks.parts import Block, escaped
from handlers.closing import conclude
from handlers.decisions import departments, heading_of, show_board_again, typed_follow_up
from handlers.due_dates import carried, read_due
from handlers.listening import Answer, Asked
from handlers.meeting_shown import committee_of
from handlers.payloads import Click, Submission
from handlers.text import say
from handlers.text.dates import say_day, today_of
from storage.action_items import ActionItem, actions_of
from storage.agenda import AgendaItem, agenda_of, item_with, items_about
from storage.board import (
    close_meeting,
    current_item,
    item_after,
    note_presence,
    open_meeting,
    present_at,
    take_up,
)
from storage.issues import Issue
from storage.meetings import Meeting
from storage.people import Person
from storage.quorum import head_count
from storage.seats import Part, seats_of, voters_of


def start(asked: Asked, click: Click) -> Answer:
    """[회의 시작]. Raises Over, DayWrong."""
    there = meeting_to_set(asked, click.value)
    open_meeting(asked.session, there, asked.person, asked.now, today_of(asked.now, asked.workspace.zone))
    stand_in_channel(asked, there)
    return Answer()


def go_on(asked: Asked, click: Click) -> Answer:
    """[다음 안건], from the item it stood under: pressed by two, the meeting goes on once."""
    number, _, seen = click.value.partition(":")
    there = meeting_to_set(asked, number)
    now_at = current_item(asked.session, there)
    if str(now_at.id if now_at else 0) != seen:
        return Answer(asked.say("board.moved_on"))
    following = item_after(asked.session, there, now_at)
    if following is None:
        return Answer(asked.say("board.last"))
    take_up(asked.session, following, asked.person, asked.now)
    show_agenda_again(asked.session, there)
    return Answer()


def more(asked: Asked, click: Click) -> Answer:
    """⋯ on the board."""
    what, _, number = click.value.partition(":")
    there = meeting_to_set(asked, number)
    match what:
        case "goto":
            lines = lines_of(asked.session, asked.language, agenda_of(asked.session, there))
            return Answer(form=looks.pick_form(asked.language, "board.goto", lines, number))
        case "follow_up" | "directive":
            item = current_item(asked.session, there) if what == "follow_up" else None
            title = heading_of(asked, item) if item else ""
            carries = f"{number}:{item.id if item else ''}"
            return Answer(
                form=forms.action_form(asked.language, title, departments(asked), carries, forms.FollowUpShown())
            )
        case _:
            return Answer(form=_presence_form(asked, there))


def goto_by_form(asked: Asked, form: Submission) -> Answer:
    there = meeting_to_set(asked, form.carries)
    item = item_with(asked.session, there.workspace_id, int(form.fields["item"]))
    take_up(asked.session, item, asked.person, asked.now)
    show_agenda_again(asked.session, there)
    return Answer()


def action_by_form(asked: Asked, form: Submission) -> Answer:
    """[조치사항 추가] of an item, [지시사항 추가] of none. Raises Lacking, DateNotUnderstood."""
    own, seen = carried(form.carries)
    number, _, item_id = own.partition(":")
    there = meeting_to_set(asked, number)
    item = item_with(asked.session, there.workspace_id, int(item_id)) if item_id else None
    due = read_due(asked, there, form.fields.get("by", ""), seen)
    if due.echo:
        typed, title = typed_follow_up(form.fields, due.echo), heading_of(asked, item) if item else ""
        carries = f"{own}|{form.fields['by'].strip()}"
        return Answer(form=forms.action_form(asked.language, title, departments(asked), carries, typed))
    entered_action(asked, there, item, form.fields, due.day)
    show_board_again(asked.session, there)
    return Answer()


def presence_by_form(asked: Asked, form: Submission) -> Answer:
    number, _, listed = form.carries.partition(":")
    there = meeting_to_set(asked, number)
    asked_about = [int(each) for each in listed.split(",") if each]
    ticked = [each for name, held in form.fields.items() if name.startswith("present.") for each in held.split(",")]
    present = [int(each) for each in ticked if each]
    note_presence(asked.session, there, asked_about, present, asked.person, asked.now)
    show_board_again(asked.session, there)
    return Answer()


def end(asked: Asked, click: Click) -> Answer:
    """[회의 종료]: results into the channel, each item to where it goes, who has something to do hears it."""
    there = meeting_to_set(asked, click.value)
    if close_meeting(asked.session, there, asked.person, asked.now):
        conclude(asked, there)
    show_board_again(asked.session, there)
    return Answer()


def shown_board(session: Session, language: str, there: Meeting) -> looks.BoardShown:
    items = agenda_of(session, there)
    lines = lines_of(session, language, items)
    now_at = current_item(session, there)
    shown = next((line for line, item in zip(lines, items, strict=True) if item is now_at), None)
    following = item_after(session, there, now_at)
    heads = head_count(session, there)
    return looks.BoardShown(
        meeting_id=there.id,
        committee=committee_of(session, there).name,
        lines=lines,
        now_at=shown,
        facts=passport(session, language, now_at) if now_at else (),
        decision=now_at.decision if now_at else "",
        follow_ups=[line_of_action(session, language, each, there.on) for each in follow_ups(session, there, now_at)],
        present=heads.present,
        members=heads.members,
        needed=heads.needed,
        is_last=following is None,
    )


def passport(session: Session, language: str, item: AgendaItem) -> tuple[str, ...]:
    """Where an item comes from, as lines of mrkdwn: who raised it, and every meeting it has been through."""
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
    """Of an item, or the directives that fit none."""
    wanted = item.id if item else None
    return [each for each in actions_of(session, there) if each.item_id == wanted]


def _presence_form(asked: Asked, there: Meeting) -> Block:
    """Who has a vote first, then observers."""
    committee, present = committee_of(asked.session, there), present_at(asked.session, there)
    voters = dict.fromkeys(voters_of(asked.session, committee), Part.MEMBER)
    seats = seats_of(asked.session, committee)
    observers = {each.person_id: Part.OBSERVER for each in seats if each.part == Part.OBSERVER}
    people = []
    for person_id, seat in {**voters, **observers, **voters}.items():
        person = asked.session.get_one(Person, person_id)
        part = asked.say(f"part.{seat}")
        people.append((person.id, f"{person.name or person.slack_id} ({part})", person.id in present))
    carries = f"{there.id}:{','.join(str(number) for number, _, _ in people)}"
    return looks.presence_form(asked.language, people, carries)
