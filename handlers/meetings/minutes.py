"""Results of a meeting for its channel, and the minutes that its secretary confirms."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.action_items.action_items import line_of_action
from handlers.meetings.agenda import lines_of, meeting_to_set
from handlers.meetings.blocks import minutes as minutes_blocks
from handlers.meetings.blocks.meetings import quorum
from handlers.meetings.board import follow_ups
from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped
from handlers.slack.payloads import Click
from handlers.slack.requests import Request, Response
from handlers.text import say
from handlers.text.dates import say_day
from storage.decisions.head_count import head_count
from storage.decisions.undo import made_of
from storage.issues.issues import Issue
from storage.meetings.agenda import APPROVED, OUTCOMES, AgendaItem, AgendaKind, agenda_of
from storage.meetings.carry_over import led_to, why_stuck
from storage.meetings.meetings import Meeting, MeetingKind, meeting_with
from storage.meetings.minutes import confirm_minutes
from storage.meetings.posted import RESULTS
from storage.meetings.votes import Tally
from storage.outbox.notices import show_again


def confirm(request: Request, click: Click) -> Response:
    """[회의록 확인] on the results or on the reminder: confirm the minutes; a second call changes nothing.

    Raises NotFound, NotAllowed, Over before the meeting is closed.
    """
    there = meeting_to_set(request, click.value.rpartition(":")[2])
    confirm_minutes(request.session, there, request.person, request.now)
    for subject in (RESULTS, "minutes"):
        show_again(request.session, request.workspace.id, subject, there.id)
    return Response(request.say("minutes.confirmed", committee=escaped(committee_of(request.session, there).name)))


def turn_page(request: Request, click: Click) -> Response:
    """[이전], [다음]: show another page privately.

    Replace the previous private page, but never the message in the channel.
    """
    number, page, private = click.value.split(":")
    shown = results_view(
        request.session, request.language, meeting_with(request.session, request.workspace.id, int(number))
    )
    blocks = minutes_blocks.results(request.language, shown, int(page), private=True)
    return Response(request.say("results.title"), blocks=blocks, replaces=private == "1")


def results_view(session: Session, language: str, there: Meeting) -> minutes_blocks.ResultsView:
    """Build the view model of the results: outcomes with votes and action items, directives, attendance."""
    items = agenda_of(session, there)
    lines = lines_of(session, language, items)
    return minutes_blocks.ResultsView(
        meeting_id=there.id,
        committee=committee_of(session, there).name,
        on=there.on,
        items=[
            minutes_blocks.ResultView(
                line=line,
                words=item.decision,
                policy=item.policy,
                goes=_goes(session, language, item),
                follow_ups=[
                    line_of_action(session, language, each, there.on) for each in follow_ups(session, there, item)
                ],
                votes=votes_said(language, there, item),
            )
            for line, item in zip(lines, items, strict=True)
        ],
        directives=[line_of_action(session, language, each, there.on) for each in follow_ups(session, there, None)],
        is_confirmed=there.minutes_confirmed_at is not None,
        heads=_heads(session, language, there),
        is_written=there.kind == MeetingKind.WRITTEN,
    )


def votes_said(language: str, there: Meeting, item: AgendaItem) -> str:
    """Return the vote counts of an item, never with names; "" if there was no vote."""
    if item.ayes is None or item.nays is None or item.others is None:
        return ""
    values = {"ayes": item.ayes, "nays": item.nays, "others": item.others}
    match MeetingKind(there.kind):
        case MeetingKind.SITTING:
            return say(language, "votes.sitting", **values)
        case MeetingKind.WRITTEN:
            tally = Tally(item.ayes, item.nays, item.others, there.members or 0)
            return say(language, "votes.written", unanswered=tally.unanswered, **values)


def _heads(session: Session, language: str, there: Meeting) -> tuple[str, ...]:
    heads = head_count(session, there)
    key = "written_vote.answered" if there.kind == MeetingKind.WRITTEN else "board.presence"
    counted = say(language, key, present=heads.present, members=heads.members)
    return (counted, *quorum(language, heads.present, heads.needed))


def _task_status_text(session: Session, item: AgendaItem) -> str:
    """Return the code of a task in use that came from an approval which was corrected since; "" for none."""
    if item.issue_id is None or item.outcome not in OUTCOMES[AgendaKind.DELIBERATION] or item.outcome in APPROVED:
        return ""
    task = made_of(session, session.get_one(Issue, item.issue_id))
    return task.code if task is not None else ""


def _goes(session: Session, language: str, item: AgendaItem) -> str:
    """Return as mrkdwn where an item goes next, or why it does not; "" if it ends here."""
    stands = _task_status_text(session, item)
    if stands:
        return say(language, "results.task_stands", code=escaped(stands))
    stuck = why_stuck(session, item)
    if stuck is not None:
        return say(language, f"stuck.{stuck}")
    for other in led_to(session, item):
        there = session.get_one(Meeting, other.meeting_id)
        committee = escaped(committee_of(session, there).name)
        return say(language, "results.goes", committee=committee, day=say_day(language, there.on))
    return ""
