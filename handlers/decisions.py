"""Outcomes of agenda items: recorded during the meeting, corrected afterwards, with the effects of each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from handlers.action_items import entered_action, tell_corrected
from handlers.agenda import lines_of, meeting_to_set, show_agenda_again, title_of
from handlers.blocks import board as looks
from handlers.blocks import decisions as forms
from handlers.blocks.parts import Block, escaped
from handlers.due_dates import carried, read_due
from handlers.handling import closes_on
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from handlers.text.dates import today_of
from handlers.vote_counts import votes_shown, votes_typed, without_right
from storage.agenda import SUBJECT, AgendaItem, Outcome, agenda_of, item_with
from storage.board import Decision, decide
from storage.consequences import bring_down
from storage.lineage import led_to, settle_item
from storage.meetings import Meeting, MeetingState, meeting_with
from storage.notices import show_again
from storage.tasks import department_names

RESULTS = "results"


def ask_for_decision(asked: Asked, click: Click) -> Answer:
    """[결과 기록]: open the outcome form. Raises NotFound, NotAllowed."""
    item = item_with(asked.session, asked.workspace.id, int(click.value))
    meeting_to_set(asked, str(item.meeting_id))
    return Answer(form=_decision_form(asked, item))


def ask_which(asked: Asked, click: Click) -> Answer:
    """[결과 정정] on posted results: open the form that asks for the item. Raises NotFound, NotAllowed."""
    there = meeting_to_set(asked, click.value)
    lines = lines_of(asked.session, asked.language, agenda_of(asked.session, there))
    if not lines:
        return Answer(asked.say("agenda.none"))
    return Answer(form=looks.pick_form(asked.language, "board.correct", lines, click.value))


def decision_of_picked(asked: Asked, form: Submission) -> Answer:
    """Open the outcome form of the item chosen after [결과 정정]. Raises NotFound, NotAllowed."""
    meeting_to_set(asked, form.carries)
    return Answer(form=_decision_form(asked, item_with(asked.session, asked.workspace.id, int(form.fields["item"]))))


def decision_by_form(asked: Asked, form: Submission) -> Answer:
    """Record or correct an outcome and add the action item that the form may hold.

    Return the form again if a date or a warning must be confirmed first. Raises NotAllowed, Changed, DecisionWrong,
    Over, DateNotUnderstood, Lacking.
    """
    own, seen = carried(form.carries)
    number, version, warned = own.split(":")
    item = item_with(asked.session, asked.workspace.id, int(number))
    there = meeting_to_set(asked, str(item.meeting_id))
    until, fields = form.fields.get("until", ""), form.fields
    due = read_due(asked, there, fields.get("by", ""), seen)
    if due.echo:
        return Answer(form=_decision_again(asked, item, fields, f"{own}|{fields['by'].strip()}", due.echo))
    votes = votes_typed(fields.get("votes", ""))
    warnings = without_right(asked, there, item, fields["outcome"], votes)
    meant = f"{fields['outcome']} {votes}"
    if warnings and warned != _sealed(meant):
        again = f"{number}:{version}:{_sealed(meant)}|{fields.get('by', '').strip()}"
        return Answer(form=_decision_again(asked, item, fields, again, "", warnings))
    decision = Decision(
        outcome=Outcome(fields["outcome"]),
        words=fields.get("words", ""),
        remarks=fields.get("remarks", ""),
        deferred_until=date.fromisoformat(until) if until else None,
        policy=fields.get("policy", ""),
        votes=votes,
    )
    corrected = decide(asked.session, item, int(version), decision, asked.person, asked.now)
    tell_corrected(asked, corrected)
    if fields.get("what", "").strip():
        entered_action(asked, there, item, fields, due.day)
    settle(asked, there, [item])
    show_board_again(asked.session, there)
    return Answer()


def settle(asked: Asked, there: Meeting, items: Sequence[AgendaItem]) -> None:
    """Move the items of a closed meeting to where they belong; called again after each correction.

    Before the meeting is closed nothing happens.
    """
    if there.state != MeetingState.CLOSED:
        return
    today = today_of(asked.now, asked.workspace.zone)
    for item in items:
        before = led_to(asked.session, item)
        settle_item(asked.session, item, asked.person, asked.now, today)
        bring_down(asked.session, item, asked.person, asked.now, today, closes_on(asked))
        show_again(asked.session, there.workspace_id, SUBJECT, item.id)
        touched = {each.meeting_id for each in [*before, *led_to(asked.session, item)]}
        for meeting_id in touched:
            show_agenda_again(asked.session, meeting_with(asked.session, there.workspace_id, meeting_id))


def show_board_again(session: Session, there: Meeting) -> None:
    """Queue updates of the meeting's board, agenda and results."""
    show_agenda_again(session, there)
    show_again(session, there.workspace_id, RESULTS, there.id)


def departments(asked: Asked) -> list[tuple[int, str]]:
    """Return (id, name) of the city's departments, sorted by name."""
    return sorted(department_names(asked.session, asked.workspace.id).items(), key=lambda each: each[1])


def _decision_form(asked: Asked, item: AgendaItem) -> Block:
    until = item.deferred_until.isoformat() if item.deferred_until else ""
    held = forms.DecisionShown(
        item.kind, item.outcome, item.decision, item.remarks, until, item.policy, votes_shown(item)
    )
    carries = f"{item.id}:{item.version}:"
    typed = forms.FollowUpShown()
    return forms.decision_form(asked.language, heading_of(asked, item), held, departments(asked), carries, typed)


def _decision_again(
    asked: Asked, item: AgendaItem, fields: dict[str, str], carries: str, echo: str, warnings: Sequence[str] = ()
) -> Block:
    """Reopen the form as submitted, with the date as it was read and the warnings; submitting it again confirms."""
    kept = (fields.get(name, "") for name in ("outcome", "words", "remarks", "until", "policy", "votes"))
    held, typed = forms.DecisionShown(item.kind, *kept), typed_follow_up(fields, echo)
    heading, named = heading_of(asked, item), departments(asked)
    return forms.decision_form(asked.language, heading, held, named, carries, typed, warnings)


def _sealed(meant: str) -> str:
    """Return 16 hexadecimal digits for what was warned about: short, and free of the form's separators `:` and `|`."""
    return hashlib.sha256(meant.encode()).hexdigest()[:16]


def typed_follow_up(fields: dict[str, str], echo: str) -> forms.FollowUpShown:
    """Build the view model of the action item typed so far; `echo` is the date as it was read."""
    return forms.FollowUpShown(
        what=fields.get("what", ""),
        department=fields.get("department", ""),
        who=fields.get("who", ""),
        by=fields.get("by", ""),
        echo=echo,
    )


def heading_of(asked: Asked, item: AgendaItem) -> str:
    """Return the item's title in bold mrkdwn, escaped."""
    return f"*{escaped(title_of(asked.session, asked.language, item))}*"
