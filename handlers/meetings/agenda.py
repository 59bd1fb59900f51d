"""The agenda of the next meeting, in the order set by its secretary."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.meetings.blocks import agenda as agenda_blocks
from handlers.meetings.meetings import may_set, next_of_each
from handlers.meetings.view import committee_of
from handlers.slack.blocks import Block, escaped
from handlers.slack.payloads import Click, Command, Submission, matched
from handlers.slack.requests import Request, Response
from handlers.text import say
from handlers.text.dates import say_day, today_of
from handlers.text.titles import coded_title
from storage.action_items.action_items import completion
from storage.admin.permissions import may_set_meetings, need
from storage.issues.issues import Issue, first_line, issue_numbered
from storage.issues.lists import open_issues
from storage.meetings.agenda import About, AgendaItem, AgendaKind, agenda_of, item_with
from storage.meetings.agenda_editing import add_item, add_text, drop_item, move_item, put_on_agenda, set_kind
from storage.meetings.carry_over import came_from, carried_since
from storage.meetings.meetings import Meeting, meeting_with, meetings_being_held
from storage.meetings.posted import AGENDA, show_agenda_again
from storage.outbox.notices import NoticeKind, Topic
from storage.outbox.planned import send_now
from storage.rounds.attachments import hand_over
from storage.tasks.tasks import Task, task_coded

_ISSUE_WORDS = 80


def agenda(request: Request, _command: Command) -> Response:
    """`/cn agenda`: show the agenda of each committee's meeting in progress, else of its next one."""
    held = meetings_being_held(request.session, request.workspace.id)
    busy = {each.committee_id for each in held}
    meetings = [*held, *(each for each in next_of_each(request) if each.committee_id not in busy)]
    if not meetings:
        return Response(request.say("agenda.no_meeting"))
    blocks: list[Block] = []
    for each in meetings:
        shown = agenda_view(request.session, request.language, each)
        blocks += agenda_blocks.agenda(request.language, shown, 0, private=True, may_arrange=may_set(request, each))
    return Response(request.say("agenda.title"), blocks=blocks)


def turn_page(request: Request, click: Click) -> Response:
    """[이전], [다음]: show another page privately.

    Replace the previous private page, but never the message in the channel.
    """
    number, page, private = click.value.split(":")
    there = meeting_with(request.session, request.workspace.id, int(number))
    shown = agenda_view(request.session, request.language, there)
    blocks = agenda_blocks.agenda(request.language, shown, int(page), private=True, may_arrange=may_set(request, there))
    return Response(request.say("agenda.title"), blocks=blocks, replaces=private == "1")


def show_in_channel(request: Request, click: Click) -> Response:
    """[채널에 올리기]: post the agenda to the committee's channel early. Raises NotFound, NotAllowed."""
    there = meeting_to_set(request, click.value)
    stand_in_channel(request, there)
    return Response(request.say("agenda.is_shown", channel=f"<#{committee_of(request.session, there).channel}>"))


def stand_in_channel(request: Request, there: Meeting) -> None:
    """Post the agenda's message, or update it if it is already posted."""
    channel, city = committee_of(request.session, there).channel, request.workspace.id
    topic = Topic(NoticeKind.AGENDA, AGENDA, there.id, due_date=there.occurrence)
    send_now(request.session, city, topic, channel, request.now)
    hand_over(request.session, city, today_of(request.now, request.workspace.zone), request.now)


def ask_to_add(request: Request, click: Click) -> Response:
    """[안건 추가]: open the form. Raises NotFound, NotAllowed."""
    there = meeting_to_set(request, click.value)
    return Response(form=agenda_blocks.add_form(request.language, str(there.id)))


def add_by_form(request: Request, form: Submission) -> Response:
    """Add a text, an issue or a task to the agenda; several may be given. Raises Lacking without any, Over."""
    there, kind = meeting_to_set(request, form.carries), AgendaKind(form.fields["kind"])
    issue, task, title = (form.fields.get(name, "") for name in ("issue", "task", "title"))
    if issue:
        item = put_on_agenda(
            request.session,
            there,
            issue_numbered(request.session, there.workspace_id, int(issue)),
            request.person,
            request.now,
        )
        set_kind(request.session, item, kind, request.person, request.now)
    if task:
        found = task_coded(request.session, there.workspace_id, task)
        item = AgendaItem(about=About.TASK, task_id=found.id, kind=kind, title=found.title)
        add_item(request.session, there, item, request.person, request.now)
    if title.strip() or not (issue or task):
        add_text(request.session, there, title, kind, request.person, request.now)
    show_agenda_again(request.session, there)
    return Response()


def ask_to_arrange(request: Request, click: Click) -> Response:
    """[순서·종류 변경]: open the form, or say that the agenda is empty. Raises NotFound, NotAllowed."""
    there = meeting_to_set(request, click.value)
    lines = lines_of(request.session, request.language, agenda_of(request.session, there))
    if not lines:
        return Response(request.say("agenda.none"))
    return Response(form=agenda_blocks.arrange_form(request.language, lines, str(there.id)))


def arrange_by_form(request: Request, form: Submission) -> Response:
    """Change one item: its place, its kind, or remove it from the agenda. Raises NotFound, NotAllowed."""
    there = meeting_to_set(request, form.carries)
    item = item_with(request.session, there.workspace_id, int(form.fields["item"]))
    if form.fields.get("drop"):
        drop_item(request.session, item, request.person, request.now)
    if form.fields.get("kind"):
        set_kind(request.session, item, AgendaKind(form.fields["kind"]), request.person, request.now)
    if form.fields.get("place"):
        move_item(request.session, there, item, int(form.fields["place"]), request.person, request.now)
    show_agenda_again(request.session, there)
    return Response()


def issues_in_list(request: Request, typed: str) -> list[dict[str, object]]:
    """Return options for the open issues whose number or text contains `typed`."""
    looked_for = matched(typed)
    every = [(each.number, each.text) for each in open_issues(request.session, request.workspace.id)]
    return agenda_blocks.issue_options([each for each in every if looked_for in matched(f"{each[0]} {each[1]}")])


def meeting_to_set(request: Request, number: str) -> Meeting:
    """Return the meeting if this person may set it; checked at every step. Raises NotFound, NotAllowed."""
    there = meeting_with(request.session, request.workspace.id, int(number))
    need(request.person, may_set_meetings(request.session, committee_of(request.session, there)), "meeting")
    return there


def agenda_view(session: Session, language: str, there: Meeting) -> agenda_blocks.AgendaView:
    """Build the view model of an agenda, with the completion of the committee's earlier action items."""
    committee = committee_of(session, there)
    done, every = completion(session, committee)
    return agenda_blocks.AgendaView(
        meeting_id=there.id,
        committee=committee.name,
        on=there.on,
        at=there.at,
        place=there.place,
        lines=lines_of(session, language, agenda_of(session, there)),
        actions_done=done,
        actions=every,
    )


def lines_of(session: Session, language: str, items: Sequence[AgendaItem]) -> list[agenda_blocks.ItemView]:
    """Return a view model for each item, numbered from 1 in the given order."""
    return [item_view(session, language, item, number) for number, item in enumerate(items, 1)]


def item_view(session: Session, language: str, item: AgendaItem, number: int) -> agenda_blocks.ItemView:
    """Build the view model of an item, with notes on its carry-over and on the committee that referred it."""
    notes = []
    times, since = carried_since(session, item)
    if times and since is not None:
        notes.append(say(language, "agenda.carried", times=times + 1, day=say_day(language, since)))
    if item.sent_up_from_id is not None:
        below = session.get_one(Meeting, came_from(session, item)[0].meeting_id)
        name, day = committee_of(session, below).name, say_day(language, below.on)
        notes.append(say(language, "agenda.from_below", committee=escaped(name), day=day))
    return agenda_blocks.ItemView(
        item.id, number, item.kind, title_of(session, language, item), tuple(notes), item.outcome
    )


def title_of(session: Session, language: str, item: AgendaItem) -> str:
    """Return the item's title in the reader's language, not yet escaped."""
    match About(item.about):
        case About.ISSUE:
            issue = session.get_one(Issue, item.issue_id)
            words = " ".join(first_line(issue).split())
            return say(language, "agenda.issue", number=issue.number, text=words[:_ISSUE_WORDS])
        case About.TASK:
            return coded_title(language, session.get_one(Task, item.task_id))
        case About.RATINGS | About.OVERDUE:
            listed = item.title.split(",")
            return say(language, f"agenda.{item.about}", count=len(listed), listed=", ".join(listed))
        case About.TEXT:
            return item.title
