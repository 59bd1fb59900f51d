"""The agenda of the next meeting, in the order set by its secretary."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.blocks import agenda as looks
from handlers.blocks.parts import Block, escaped
from handlers.listening import Answer, Asked
from handlers.meeting_shown import committee_of
from handlers.meetings import next_of_each
from handlers.payloads import Click, Command, Submission, matched
from handlers.text import say
from handlers.text.dates import say_day, today_of
from storage.action_items import completion
from storage.agenda import About, AgendaItem, AgendaKind, agenda_of, item_with
from storage.arranging import add_item, add_text, drop_item, move_item, put_on_agenda, set_kind
from storage.attachments import hand_over
from storage.issue_lists import open_issues
from storage.issues import Issue, first_line, issue_numbered
from storage.lineage import came_from, carried_since
from storage.meetings import Meeting, meeting_with, meetings_being_held
from storage.notices import NoticeKind, show_again
from storage.planned import say_now
from storage.rights import may_set_meetings, need
from storage.tasks import Task, task_coded

SUBJECT = "agenda"
_ISSUE_WORDS = 80


def agenda(asked: Asked, _command: Command) -> Answer:
    """`/cn agenda`: show the agenda of each committee's meeting in progress, else of its next one."""
    held = meetings_being_held(asked.session, asked.workspace.id)
    busy = {each.committee_id for each in held}
    meetings = [*held, *(each for each in next_of_each(asked) if each.committee_id not in busy)]
    if not meetings:
        return Answer(asked.say("agenda.no_meeting"))
    blocks: list[Block] = []
    for each in meetings:
        shown = shown_agenda(asked.session, asked.language, each)
        blocks += looks.agenda(asked.language, shown, 0, private=True, may_arrange=_may_arrange(asked, each))
    return Answer(asked.say("agenda.title"), blocks=blocks)


def turn_page(asked: Asked, click: Click) -> Answer:
    """[이전], [다음]: show another page privately.

    Replace the previous private page, but never the message in the channel.
    """
    number, page, private = click.value.split(":")
    there = meeting_with(asked.session, asked.workspace.id, int(number))
    shown = shown_agenda(asked.session, asked.language, there)
    blocks = looks.agenda(asked.language, shown, int(page), private=True, may_arrange=_may_arrange(asked, there))
    return Answer(asked.say("agenda.title"), blocks=blocks, replaces=private == "1")


def show_in_channel(asked: Asked, click: Click) -> Answer:
    """[채널에 올리기]: post the agenda to the committee's channel early. Raises NotFound, NotAllowed."""
    there = meeting_to_set(asked, click.value)
    stand_in_channel(asked, there)
    return Answer(asked.say("agenda.is_shown", channel=f"<#{committee_of(asked.session, there).channel}>"))


def stand_in_channel(asked: Asked, there: Meeting) -> None:
    """Post the agenda's message, or update it if it is already posted."""
    channel, city = committee_of(asked.session, there).channel, asked.workspace.id
    say_now(asked.session, city, NoticeKind.AGENDA, SUBJECT, there.id, channel, there.occurrence, asked.now)
    hand_over(asked.session, city, today_of(asked.now, asked.workspace.zone), asked.now)


def ask_to_add(asked: Asked, click: Click) -> Answer:
    """[안건 추가]: open the form. Raises NotFound, NotAllowed."""
    there = meeting_to_set(asked, click.value)
    return Answer(form=looks.add_form(asked.language, str(there.id)))


def add_by_form(asked: Asked, form: Submission) -> Answer:
    """Add a text, an issue or a task to the agenda; several may be given. Raises Lacking without any, Over."""
    there, kind = meeting_to_set(asked, form.carries), AgendaKind(form.fields["kind"])
    issue, task, title = (form.fields.get(name, "") for name in ("issue", "task", "title"))
    if issue:
        item = put_on_agenda(
            asked.session, there, issue_numbered(asked.session, there.workspace_id, int(issue)), asked.person, asked.now
        )
        set_kind(asked.session, item, kind, asked.person, asked.now)
    if task:
        found = task_coded(asked.session, there.workspace_id, task)
        item = AgendaItem(about=About.TASK, task_id=found.id, kind=kind, title=found.title)
        add_item(asked.session, there, item, asked.person, asked.now)
    if title.strip() or not (issue or task):
        add_text(asked.session, there, title, kind, asked.person, asked.now)
    show_agenda_again(asked.session, there)
    return Answer()


def ask_to_arrange(asked: Asked, click: Click) -> Answer:
    """[순서·종류 변경]: open the form, or say that the agenda is empty. Raises NotFound, NotAllowed."""
    there = meeting_to_set(asked, click.value)
    lines = lines_of(asked.session, asked.language, agenda_of(asked.session, there))
    if not lines:
        return Answer(asked.say("agenda.none"))
    return Answer(form=looks.arrange_form(asked.language, lines, str(there.id)))


def arrange_by_form(asked: Asked, form: Submission) -> Answer:
    """Change one item: its place, its kind, or remove it from the agenda. Raises NotFound, NotAllowed."""
    there = meeting_to_set(asked, form.carries)
    item = item_with(asked.session, there.workspace_id, int(form.fields["item"]))
    if form.fields.get("drop"):
        drop_item(asked.session, item, asked.person, asked.now)
    if form.fields.get("kind"):
        set_kind(asked.session, item, AgendaKind(form.fields["kind"]), asked.person, asked.now)
    if form.fields.get("place"):
        move_item(asked.session, there, item, int(form.fields["place"]), asked.person, asked.now)
    show_agenda_again(asked.session, there)
    return Answer()


def issues_in_list(asked: Asked, typed: str) -> list[dict[str, object]]:
    """Return options for the open issues whose number or text contains `typed`."""
    looked_for = matched(typed)
    every = [(each.number, each.text) for each in open_issues(asked.session, asked.workspace.id)]
    return looks.issue_options([each for each in every if looked_for in matched(f"{each[0]} {each[1]}")])


def meeting_to_set(asked: Asked, number: str) -> Meeting:
    """Return the meeting if this person may set it; checked at every step. Raises NotFound, NotAllowed."""
    there = meeting_with(asked.session, asked.workspace.id, int(number))
    need(asked.person, may_set_meetings(asked.session, committee_of(asked.session, there)), "meeting")
    return there


def show_agenda_again(session: Session, there: Meeting) -> None:
    """Queue an update of every message that shows the meeting's agenda or board."""
    show_again(session, there.workspace_id, SUBJECT, there.id)


def shown_agenda(session: Session, language: str, there: Meeting) -> looks.AgendaShown:
    """Build the view model of an agenda, with the completion of the committee's earlier action items."""
    committee = committee_of(session, there)
    done, every = completion(session, committee)
    return looks.AgendaShown(
        meeting_id=there.id,
        committee=committee.name,
        on=there.on,
        at=there.at,
        place=there.place,
        lines=lines_of(session, language, agenda_of(session, there)),
        actions_done=done,
        actions=every,
    )


def lines_of(session: Session, language: str, items: Sequence[AgendaItem]) -> list[looks.ItemShown]:
    """Return a view model for each item, numbered from 1 in the given order."""
    return [shown_item(session, language, item, number) for number, item in enumerate(items, 1)]


def shown_item(session: Session, language: str, item: AgendaItem, number: int) -> looks.ItemShown:
    """Build the view model of an item, with notes on its carry-over and on the committee that referred it."""
    notes = []
    times, since = carried_since(session, item)
    if times and since is not None:
        notes.append(say(language, "agenda.carried", times=times + 1, day=say_day(language, since)))
    if item.sent_up_from_id is not None:
        below = session.get_one(Meeting, came_from(session, item)[0].meeting_id)
        name, day = committee_of(session, below).name, say_day(language, below.on)
        notes.append(say(language, "agenda.from_below", committee=escaped(name), day=day))
    return looks.ItemShown(item.id, number, item.kind, title_of(session, language, item), tuple(notes), item.outcome)


def title_of(session: Session, language: str, item: AgendaItem) -> str:
    """Return the item's title in the reader's language, not yet escaped."""
    match item.about:
        case About.ISSUE:
            issue = session.get_one(Issue, item.issue_id)
            words = " ".join(first_line(issue).split())
            return say(language, "agenda.issue", number=issue.number, text=words[:_ISSUE_WORDS])
        case About.TASK:
            task = session.get_one(Task, item.task_id)
            return f"{task.code} {task.title_en if language == 'en' and task.title_en else task.title}"
        case About.RATINGS | About.OVERDUE:
            listed = item.title.split(",")
            return say(language, f"agenda.{item.about}", count=len(listed), listed=", ".join(listed))
        case _:
            return item.title


def _may_arrange(asked: Asked, there: Meeting) -> bool:
    return asked.person.id in {each.id for each in may_set_meetings(asked.session, committee_of(asked.session, there))}
