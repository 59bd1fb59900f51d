"""Routing: from a Slack id to the function for a button, a form, a shortcut or a searchable list."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import NoReturn

from handlers import reactions
from handlers.action_items import action_items
from handlers.documents import exports, papers
from handlers.home import home
from handlers.issues import committee_side, drafts, report, reporter_side, timeline
from handlers.meetings import (
    agenda,
    attendance,
    board,
    briefs,
    cycles,
    decisions,
    extra_meetings,
    meetings,
    minutes,
    policy,
)
from handlers.people import committees, handover, settings, unassigned
from handlers.reminders import menu
from handlers.rounds import confirmations, rounds
from handlers.shortcuts import SHORTCUTS
from handlers.slack.errors import RouteGone
from handlers.slack.messages import Shortcut
from handlers.slack.payloads import Click, Search, Submission
from handlers.slack.requests import Request, Response
from handlers.tasks import milestones, plan_changes, progress, status, tasks
from handlers.written_votes import ballots, written_votes
from handlers.written_votes import calling as written_vote_calling

log = logging.getLogger(__name__)

CLICKS: dict[str, Callable[[Request, Click], Response]] = {
    "action.open": action_items.ask_for_result,
    "actions.next": action_items.turn_page,
    "actions.previous": action_items.turn_page,
    "agenda.add": agenda.ask_to_add,
    "agenda.arrange": agenda.ask_to_arrange,
    "agenda.next": agenda.turn_page,
    "agenda.previous": agenda.turn_page,
    "agenda.show": agenda.show_in_channel,
    "ballot.against": ballots.answer_by_click,
    "ballot.for": ballots.answer_by_click,
    "ballot.open": ballots.open_one,
    "ballot.opinion": ballots.ask_for_opinion,
    "board.decide": decisions.ask_for_decision,
    "board.end": board.end,
    "board.more": board.more,
    "board.next": board.go_on,
    "board.start": board.start,
    "brief.release": briefs.release,
    "committee.add": committees.ask_for_committee,
    "committee.edit": committees.ask_for_committee,
    "seats.open": committees.ask_for_seats,
    "cycle.edit": cycles.ask_for_cycle,
    "handover.do": handover.do_it,
    "home.meetings": home.open_meetings,
    "home.more": home.open_more,
    "home.round": home.open_round,
    "home.tasks": home.open_tasks,
    "meeting.absent": attendance.answer_by_click,
    "meeting.attending": attendance.answer_by_click,
    "meeting.call_off": extra_meetings.ask_to_call_off,
    "meeting.move": meetings.ask_to_move,
    "meeting.proxy": attendance.answer_by_click,
    "minutes.confirm": minutes.confirm,
    "papers.more": papers.ask,
    "papers.minutes": papers.ask,
    "papers.one_page": papers.ask,
    "policy.next": policy.turn_page,
    "policy.previous": policy.turn_page,
    "procedure.call": written_vote_calling.call_by_click,
    "procedure.close": written_votes.close_by_click,
    "procedure.mine": ballots.open_mine,
    "procedure.more": written_votes.more,
    "orphans.open": unassigned.ask_who,
    "progress.open": progress.open_form,
    "progress.rate": progress.rate,
    "progress.unchanged": progress.unchanged,
    "round.ask": rounds.ask,
    "round.close": rounds.close,
    "round.confirm": confirmations.confirm,
    "round.reopen": rounds.ask_to_reopen,
    "round.send_back": confirmations.ask_to_send_back,
    "round.show": rounds.show_again,
    "slip.open": plan_changes.ask_to_change,
    "reminder.done": reactions.pick,
    "reminder.later": reactions.put_off,
    "draft.add": drafts.add,
    "draft.cancel": drafts.cancel,
    "draft.edit": drafts.ask_to_edit,
    "draft.more": drafts.more,
    "draft.register": drafts.register,
    "issue.agenda": committee_side.to_agenda,
    "issue.answer": committee_side.ask_to_answer,
    "issue.assign": committee_side.ask_to_assign,
    "issue.by_phone": report.ask_who_called,
    "reminder.more": menu.more,
    "issue.edit": report.ask_to_edit,
    "issue.hear": reporter_side.hush,
    "issue.join": reporter_side.join_another,
    "issue.more": committee_side.more,
    "issue.move_to": committee_side.choose_move,
    "issue.not_yet": reporter_side.ask_what_is_left,
    "issue.quiet": reporter_side.hush,
    "issue.report": report.open_report_form,
    "issue.solved": reporter_side.solved,
    "issue.withdraw": report.withdraw,
    "issues.next": timeline.turn_page,
    "issues.previous": timeline.turn_page,
    "issues.show": timeline.show,
    "results.correct": decisions.ask_which,
    "results.next": minutes.turn_page,
    "results.previous": minutes.turn_page,
    "settings.city": settings.open_city,
    "settings.committees": settings.open_committees,
    "settings.ladder": settings.open_lead_times,
    "settings.own": settings.open_own,
    "status.picture": exports.send_status_picture,
    "task.assign": tasks.ask_who_owns,
    "tasks.status": status.status_by_click,
    "tasks.next": tasks.turn_page,
    "tasks.previous": tasks.turn_page,
}
FORMS: dict[str, Callable[[Request, Submission], Response]] = {
    "action.result": action_items.result_by_form,
    "agenda.add": agenda.add_by_form,
    "agenda.arrange": agenda.arrange_by_form,
    "away.set": settings.away_by_form,
    "ballot.opinion": ballots.opinion_by_form,
    "board.action": board.action_by_form,
    "board.correct": decisions.decision_of_picked,
    "board.decide": decisions.decision_by_form,
    "board.goto": board.goto_by_form,
    "board.presence": board.presence_by_form,
    "committee.set": committees.committee_by_form,
    "cycle.set": cycles.cycle_by_form,
    "meeting.call": extra_meetings.call_by_form,
    "meeting.call_off": extra_meetings.call_off_by_form,
    "meeting.move": meetings.move_by_form,
    "meeting.proxy": attendance.proxy_by_form,
    "procedure.abandon": written_votes.abandon_by_form,
    "procedure.call": written_vote_calling.call_by_form,
    "procedure.enter": written_votes.enter_by_form,
    "procedure.extend": written_votes.extend_by_form,
    "procedure.which": written_vote_calling.which_by_form,
    "orphans.set": unassigned.named_by_form,
    "reminder.not_mine": menu.not_mine_by_form,
    "progress.milestone": milestones.milestone_by_form,
    "progress.report": progress.report_by_form,
    "round.reopen": rounds.reopen_by_form,
    "slip.set": plan_changes.change_by_form,
    "round.send_back": confirmations.send_back_by_form,
    "task.assign": tasks.owner_by_form,
    "settings.city": settings.city_by_form,
    "settings.ladder": settings.lead_times_by_form,
    "settings.own": settings.own_by_form,
    "seats.set": committees.seats_by_form,
    "draft.edit": drafts.edit_by_form,
    "issue.answer": committee_side.answer_by_form,
    "issue.assign": committee_side.assign_by_form,
    "issue.edit": report.edit_by_form,
    "issue.move": committee_side.move_by_form,
    "issue.not_yet": reporter_side.not_yet_by_form,
    "issue.propose": report.propose_by_form,
    "issue.report": report.report_by_form,
    "issue.urgent": committee_side.urgent_by_form,
}
LISTS: dict[str, Callable[[Request, str], list[dict[str, object]]]] = {
    "issue": agenda.issues_in_list,
    "task": tasks.found_in_list,
}


def answer_click(request: Request, click: Click) -> Response:
    """Run the function of a button or menu. Raises RouteGone for a button that no version draws any more."""
    work = CLICKS.get(click.kind)
    if work is None:
        _gone("button", click.action)
    return work(request, click)


def answer_form(request: Request, form: Submission) -> Response:
    """Run the function of a submitted form. Raises RouteGone for a form that no version opens any more."""
    work = FORMS.get(form.form)
    if work is None:
        _gone("form", form.form)
    return work(request, form)


def answer_shortcut(request: Request, chosen: Shortcut) -> Response:
    """Run the function of a shortcut. Raises RouteGone for one that the manifest no longer names."""
    work = SHORTCUTS.get(chosen.name)
    if work is None:
        _gone("shortcut", chosen.name)
    return work(request, chosen)


def found_in_list(request: Request, search: Search) -> list[dict[str, object]]:
    """Return the options that match the typed text. Raises RouteGone for an unknown list, which then stays empty."""
    work = LISTS.get(search.field)
    if work is None:
        _gone("form", search.field)
    return work(request, search.typed)


def _gone(kind: str, name: str) -> NoReturn:
    """Log the id that nothing handles, and raise RouteGone with its kind."""
    log.warning("nothing handles %s id=%s", kind, name)
    raise RouteGone(kind)
