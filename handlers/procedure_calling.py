"""The start of a written vote (서면회의): items, deadline, quorum."""

from __future__ import annotations

from handlers.agenda import show_agenda_again, title_of
from handlers.ballots import PROCEDURE
from handlers.blocks import procedures as looks
from handlers.blocks.parts import Block
from handlers.calling import own_committees
from handlers.cycles import quorum_chosen
from handlers.deadlines import read_deadline
from handlers.due_dates import carried
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from handlers.procedures import hand_out
from handlers.text.dates import today_of
from storage.agenda import agenda_of, item_with
from storage.ballots import ballots_of
from storage.committees import Committee, committee_with
from storage.consequences import held_by_meeting
from storage.cycles import cycle_of
from storage.history import note
from storage.issue_lists import open_issues
from storage.issues import SUBJECT as ISSUE
from storage.issues import Issue, first_line, issue_numbered
from storage.meetings import Meeting, meeting_with
from storage.notices import NoticeKind, tell
from storage.procedures import (
    Call,
    call_procedure,
    waiting_issues,
    waiting_items,
)
from storage.rights import may_set_meetings, need
from storage.telling import hop_made


def ask_to_call(asked: Asked, channel: str) -> Answer:
    """`/cn meeting written`: open the form, or first ask for the committee if there are several.

    Raises NotAllowed if the person sets no committee's meetings.
    """
    mine = own_committees(asked, channel)
    if len(mine) == 1:
        return Answer(form=_call_form(asked, mine[0]))
    return Answer(form=looks.which_form(asked.language, [(each.id, each.name) for each in mine]))


def which_by_form(asked: Asked, form: Submission) -> Answer:
    """Open the form for the chosen committee. Raises NotFound, NotAllowed."""
    return Answer(form=_call_form(asked, _to_set(asked, form.fields["committee"])))


def call_by_click(asked: Asked, click: Click) -> Answer:
    """[서면회의] beside the next meeting's date: open the form. Raises NotFound, NotAllowed."""
    return Answer(form=_call_form(asked, _to_set(asked, click.value)))


def call_by_form(asked: Asked, form: Submission) -> Answer:
    """Start the written vote; before that, show the deadline as it was read and ask to confirm it.

    Raises Lacking, TooManyItems, DateNotUnderstood, DayWrong, Over.
    """
    number, seen = carried(form.carries)
    committee, fields = _to_set(asked, number), form.fields
    ends = read_deadline(asked, committee, fields.get("until", ""), seen)
    if ends.echo:
        return Answer(form=_call_form(asked, committee, form, ends.echo))
    chosen = [each.partition(":") for each in fields.get("items", "").split(",") if each]
    items = [item_with(asked.session, asked.workspace.id, int(number)) for what, _, number in chosen if what == "item"]
    issues = [issue_numbered(asked.session, asked.workspace.id, int(n)) for what, _, n in chosen if what == "issue"]
    titles = [each for each in (line.strip() for line in fields.get("titles", "").splitlines()) if each]
    sends_up, reason = bool(fields.get("up")) and committee.reports_to_id is not None, fields.get("reason", "")
    call = Call(items, issues, titles, ends.day, ends.at, quorum_chosen(form), sends_up, reason)
    waited_for = {each.meeting_id for each in items}
    today = today_of(asked.now, asked.workspace.zone)
    there = call_procedure(asked.session, committee, call, asked.person, asked.now, today)
    tell(asked.session, asked.workspace.id, NoticeKind.PROCEDURE, PROCEDURE, there.id, committee.channel, asked.now)
    hand_out(asked, there, ballots_of(asked.session, there))
    for meeting_id in waited_for:
        show_agenda_again(asked.session, meeting_with(asked.session, asked.workspace.id, meeting_id))
    _note_on_issues(asked, there)
    return Answer()


def _note_on_issues(asked: Asked, there: Meeting) -> None:
    goes_to = held_by_meeting(asked.session, there)
    for item in agenda_of(asked.session, there):
        if item.issue_id is not None:
            issue = asked.session.get_one(Issue, item.issue_id)
            args = (asked.session, asked.workspace.id, ISSUE, issue.id, "on_agenda", asked.now)
            hop_made(asked.session, issue, note(*args, by=asked.person.id, after=goes_to), asked.person, asked.now)


def _call_form(asked: Asked, committee: Committee, form: Submission | None = None, echo: str = "") -> Block:
    today, fields = today_of(asked.now, asked.workspace.zone), form.fields if form is not None else {}
    cycle = cycle_of(asked.session, committee)
    above = asked.session.get(Committee, committee.reports_to_id) if committee.reports_to_id else None
    items = waiting_items(asked.session, committee, today)
    waiting = [(f"item:{each.id}", title_of(asked.session, asked.language, each)) for each in items]
    issues = waiting_issues(asked.session, asked.workspace.id, open_issues(asked.session, asked.workspace.id))
    if committee.receives_issues:
        waiting += [(f"issue:{each.number}", _named(asked, each)) for each in issues]
    typed = fields.get("until", "").strip()
    shown = looks.CallShown(
        committee=committee.name,
        waiting=waiting,
        above=above.name if above is not None else "",
        quorum=quorum_chosen(form) if form is not None else (cycle.quorum if cycle is not None else ""),
        items=fields.get("items", ""),
        titles=fields.get("titles", ""),
        until=typed,
        reason=fields.get("reason", ""),
        up=fields.get("up", ""),
        echo=echo,
    )
    return looks.call_form(asked.language, shown, f"{committee.id}|{typed}")


def _named(asked: Asked, issue: Issue) -> str:
    return asked.say("agenda.issue", number=issue.number, text=" ".join(first_line(issue).split()))


def _to_set(asked: Asked, number: str) -> Committee:
    committee = committee_with(asked.session, asked.workspace.id, int(number))
    need(asked.person, may_set_meetings(asked.session, committee), "meeting")
    return committee
