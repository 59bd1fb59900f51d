"""Outcomes of agenda items: recorded during the meeting, corrected afterwards, with the effects of each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from handlers.action_items.action_items import add_by_fields
from handlers.meetings.agenda import lines_of, meeting_to_set, title_of
from handlers.meetings.blocks import board as board_blocks
from handlers.meetings.blocks import decisions as forms
from handlers.meetings.due_dates import carried, read_due
from handlers.meetings.vote_counts import votes_text, votes_typed, without_right
from handlers.slack.blocks import Block, escaped
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from schedules.calendar import calendar_of
from schedules.rules.issues import closes_on
from storage.decisions.conclusion import settle
from storage.decisions.decisions import Decision, decide
from storage.meetings.agenda import AgendaItem, Outcome, agenda_of, item_with
from storage.meetings.posted import show_board_again
from storage.organisation.departments import department_names


def ask_for_decision(request: Request, click: Click) -> Response:
    """[결과 기록]: open the outcome form. Raises NotFound, NotAllowed."""
    item = item_with(request.session, request.workspace.id, int(click.value))
    meeting_to_set(request, str(item.meeting_id))
    return Response(form=_decision_form(request, item))


def ask_which(request: Request, click: Click) -> Response:
    """[결과 정정] on posted results: open the form that asks for the item. Raises NotFound, NotAllowed."""
    there = meeting_to_set(request, click.value)
    lines = lines_of(request.session, request.language, agenda_of(request.session, there))
    if not lines:
        return Response(request.say("agenda.none"))
    return Response(form=board_blocks.pick_form(request.language, "board.correct", lines, click.value))


def decision_of_picked(request: Request, form: Submission) -> Response:
    """Open the outcome form of the item chosen after [결과 정정]. Raises NotFound, NotAllowed."""
    meeting_to_set(request, form.carries)
    return Response(
        form=_decision_form(request, item_with(request.session, request.workspace.id, int(form.fields["item"])))
    )


def decision_by_form(request: Request, form: Submission) -> Response:
    """Record or correct an outcome and add the action item that the form may hold.

    Return the form again if a date or a warning must be confirmed first. Raises NotAllowed, Changed, DecisionWrong,
    Over, DateNotUnderstood, Lacking.
    """
    own, seen = carried(form.carries)
    number, version, warned = own.split(":")
    item = item_with(request.session, request.workspace.id, int(number))
    there = meeting_to_set(request, str(item.meeting_id))
    until, fields = form.fields.get("until", ""), form.fields
    due = read_due(request, there, fields.get("by", ""), seen)
    if due.echo:
        return Response(form=_decision_again(request, item, fields, f"{own}|{fields['by'].strip()}", due.echo))
    votes = votes_typed(fields.get("votes", ""))
    warnings = without_right(request, there, item, fields["outcome"], votes)
    meant = f"{fields['outcome']} {votes}"
    if warnings and warned != _sealed(meant):
        again = f"{number}:{version}:{_sealed(meant)}|{fields.get('by', '').strip()}"
        return Response(form=_decision_again(request, item, fields, again, "", warnings))
    decision = Decision(
        outcome=Outcome(fields["outcome"]),
        words=fields.get("words", ""),
        remarks=fields.get("remarks", ""),
        deferred_until=date.fromisoformat(until) if until else None,
        policy=fields.get("policy", ""),
        votes=votes,
    )
    decide(request.session, item, int(version), decision, request.person, request.now)
    if fields.get("what", "").strip():
        add_by_fields(request, there, item, fields, due.day)
    calendar = calendar_of(request.workspace)
    days = (calendar.day_of(request.now), closes_on(calendar, request.now))
    settle(request.session, there, [item], request.person, request.now, *days)
    show_board_again(request.session, there)
    return Response()


def _decision_form(request: Request, item: AgendaItem) -> Block:
    until = item.deferred_until.isoformat() if item.deferred_until else ""
    held = forms.DecisionView(
        item.kind, item.outcome, item.decision, item.remarks, until, item.policy, votes_text(item)
    )
    carries = f"{item.id}:{item.version}:"
    typed = forms.FollowUpView()
    heading, named = heading_of(request, item), department_names(request.session, request.workspace.id)
    return forms.decision_form(request.language, heading, held, named, carries, typed)


def _decision_again(
    request: Request, item: AgendaItem, fields: dict[str, str], carries: str, echo: str, warnings: Sequence[str] = ()
) -> Block:
    """Reopen the form as submitted, with the date as it was read and the warnings; submitting it again confirms."""
    kept = (fields.get(name, "") for name in ("outcome", "words", "remarks", "until", "policy", "votes"))
    held, typed = forms.DecisionView(item.kind, *kept), typed_follow_up(fields, echo)
    heading, named = heading_of(request, item), department_names(request.session, request.workspace.id)
    return forms.decision_form(request.language, heading, held, named, carries, typed, warnings)


def _sealed(meant: str) -> str:
    """Return 16 hexadecimal digits for what was warned about: short, and free of the form's separators `:` and `|`."""
    return hashlib.sha256(meant.encode()).hexdigest()[:16]


def typed_follow_up(fields: dict[str, str], echo: str) -> forms.FollowUpView:
    """Build the view model of the action item typed so far; `echo` is the date as it was read."""
    return forms.FollowUpView(
        what=fields.get("what", ""),
        department=fields.get("department", ""),
        who=fields.get("who", ""),
        by=fields.get("by", ""),
        echo=echo,
    )


def heading_of(request: Request, item: AgendaItem) -> str:
    """Return the item's title in bold mrkdwn, escaped."""
    return f"*{escaped(title_of(request.session, request.language, item))}*"
