"""The start of a written vote (서면회의): items, deadline, quorum."""

from __future__ import annotations

from handlers.meetings.agenda import title_of
from handlers.meetings.cycles import quorum_chosen
from handlers.meetings.due_dates import carried, read_deadline
from handlers.meetings.extra_meetings import own_committees
from handlers.slack.blocks import Block
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text.dates import today_of
from handlers.written_votes import blocks as written_vote_blocks
from schedules.calendar import calendar_of
from schedules.written_votes import hand_out
from storage.admin.permissions import may_set_meetings, need
from storage.issues.issues import Issue, first_line, issue_numbered
from storage.issues.lists import open_issues
from storage.meetings.agenda import item_with
from storage.meetings.cycles import cycle_of
from storage.organisation.committees import Committee, committee_with
from storage.written_votes.ballots import ballots_of
from storage.written_votes.written_votes import Call, call_written_vote, waiting_issues, waiting_items


def ask_to_call(request: Request, channel: str) -> Response:
    """`/cn meeting written`: open the form, or first ask for the committee if there are several.

    Raises NotAllowed if the person sets no committee's meetings.
    """
    mine = own_committees(request, channel)
    if len(mine) == 1:
        return Response(form=_call_form(request, mine[0]))
    return Response(form=written_vote_blocks.which_form(request.language, [(each.id, each.name) for each in mine]))


def which_by_form(request: Request, form: Submission) -> Response:
    """Open the form for the chosen committee. Raises NotFound, NotAllowed."""
    return Response(form=_call_form(request, _to_set(request, form.fields["committee"])))


def call_by_click(request: Request, click: Click) -> Response:
    """[서면회의] beside the next meeting's date: open the form. Raises NotFound, NotAllowed."""
    return Response(form=_call_form(request, _to_set(request, click.value)))


def call_by_form(request: Request, form: Submission) -> Response:
    """Start the written vote; before that, show the deadline as it was read and ask to confirm it.

    Raises Lacking, TooManyItems, DateNotUnderstood, DayWrong, Over.
    """
    number, seen = carried(form.carries)
    committee, fields = _to_set(request, number), form.fields
    ends, echo = read_deadline(request, committee, fields.get("until", ""), seen)
    if echo:
        return Response(form=_call_form(request, committee, form, echo))
    chosen = [each.partition(":") for each in fields.get("items", "").split(",") if each]
    items = [
        item_with(request.session, request.workspace.id, int(number)) for what, _, number in chosen if what == "item"
    ]
    issues = [issue_numbered(request.session, request.workspace.id, int(n)) for what, _, n in chosen if what == "issue"]
    titles = [each for each in (line.strip() for line in fields.get("titles", "").splitlines()) if each]
    call = Call(items, issues, titles, ends, quorum_chosen(form), bool(fields.get("up")), fields.get("reason", ""))
    today = today_of(request.now, request.workspace.zone)
    there = call_written_vote(request.session, committee, call, request.person, request.now, today)
    calendar = calendar_of(request.workspace)
    hand_out(request.session, there, ballots_of(request.session, there), calendar, request.now)
    return Response()


def _call_form(request: Request, committee: Committee, form: Submission | None = None, echo: str = "") -> Block:
    today, fields = today_of(request.now, request.workspace.zone), form.fields if form is not None else {}
    cycle = cycle_of(request.session, committee)
    above = request.session.get(Committee, committee.reports_to_id) if committee.reports_to_id else None
    items = waiting_items(request.session, committee, today)
    waiting = [(f"item:{each.id}", title_of(request.session, request.language, each)) for each in items]
    issues = waiting_issues(request.session, request.workspace.id, open_issues(request.session, request.workspace.id))
    if committee.receives_issues:
        waiting += [(f"issue:{each.number}", _named(request, each)) for each in issues]
    typed = fields.get("until", "").strip()
    view = written_vote_blocks.CallView(
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
    return written_vote_blocks.call_form(request.language, view, f"{committee.id}|{typed}")


def _named(request: Request, issue: Issue) -> str:
    return request.say("agenda.issue", number=issue.number, text=" ".join(first_line(issue).split()))


def _to_set(request: Request, number: str) -> Committee:
    committee = committee_with(request.session, request.workspace.id, int(number))
    need(request.person, may_set_meetings(request.session, committee), "meeting")
    return committee
