"""The weekly digest: everything that needs a secretary's attention, as one line of one message."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handlers.slack.blocks import escaped
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from handlers.tasks.reminder_lines import work_text
from schedules.calendar import calendar_of
from schedules.facts.facts import facts_of
from schedules.legal_dates import legal_dates
from schedules.planning import AHEAD
from schedules.quarters import quarter_asked
from schedules.rules import Facts
from schedules.rules.issues import waits_until
from schedules.rules.lists import listed
from storage.admin.waiting import Waiting, waiting_in
from storage.issues.issues import Issue, first_line
from storage.meetings.meetings import Meeting, meetings_from
from storage.organisation.committees import all_committees
from storage.outbox.notices import Notice, NoticeKind
from storage.outbox.planned import Wanted, snoozed
from storage.rounds.lists import round_by_department

_SHOWN = 5  # entries of each list
_LINE = 60  # characters
LineOf = Callable[[Reading, Notice | Wanted], LineView]


def weekly_digest_line(reading: Reading, reason: Notice | Wanted, line_of: LineOf) -> LineView:
    """Build the digest as of today; `line_of` builds the line of each snoozed reminder."""
    waiting = waiting_in(reading.session, reading.workspace.id, _SHOWN, reading.today)
    facts = _facts(reading)
    parts = [*_round(reading), *_late(reading, facts), *_issues(reading, facts)]
    parts += [*_people(reading, waiting), *_put_off(reading, line_of)]
    text = "\n".join([reading.say("digest.title"), *parts, *_dates(reading), *_legal_dates(reading)])
    offer = "orphans.open" if waiting.unassigned.count else ""
    return LineView(reason.kind, "", text, reason.due_date, bool(parts), f"memo:{reason.subject_id}", offer=offer)


def _round(reading: Reading) -> Iterator[str]:
    """Yield the line on departments with missing reports in the present reporting round; none if all are in."""
    quarter = quarter_asked(reading.workspace, reading.today)
    rounds = round_by_department(reading.session, reading.workspace.id, quarter.year, quarter.number)
    lacking = [(each.name or "-", each.owed - each.given) for each in rounds if each.given < each.owed]
    if not lacking:
        return
    yield reading.say(
        "digest.round",
        year=quarter.year,
        quarter=quarter.number,
        given=sum(each.given for each in rounds),
        owed=sum(each.owed for each in rounds),
        lacking=_first(reading, [f"{escaped(name)} {count}" for name, count in lacking], len(lacking)),
    )


def _facts(reading: Reading) -> Facts:
    if reading.facts is not None:
        return reading.facts
    calendar = calendar_of(reading.workspace)
    return facts_of(reading.session, reading.workspace, calendar, reading.today, reading.today)


def _issues(reading: Reading, facts: Facts) -> Iterator[str]:
    """Yield lines on issues without progress past their date, longest waiting first."""
    calendar = calendar_of(reading.workspace)
    waited = sorted((waits_until(fact, calendar), fact.id) for fact in facts.issues)
    late = [(day, issue_id) for day, issue_id in waited if day < reading.today]
    if late:
        yield reading.say("digest.issues", count=len(late))
        for day, issue_id in late[:_SHOWN]:
            issue = reading.session.get_one(Issue, issue_id)
            line = escaped(first_line(issue)[:_LINE])
            yield reading.say("digest.issue", number=issue.number, line=line, left=reading.left(day))


def _late(reading: Reading, facts: Facts) -> Iterator[str]:
    late = listed(facts.owed, reading.today)
    if late:
        yield reading.say("digest.late", count=len(late))
        yield from (f"    ◦ {work_text(reading, work)}" for work in late[:_SHOWN])


def _people(reading: Reading, waiting: Waiting) -> Iterator[str]:
    unassigned = waiting.unassigned
    if unassigned.task_count:
        names = [escaped(task.code) for task in unassigned.tasks]
        yield reading.say(
            "digest.tasks", count=unassigned.task_count, names=_first(reading, names, unassigned.task_count)
        )
    if unassigned.department_count:
        names = [escaped(each.name) for each in unassigned.departments]
        view = _first(reading, names, unassigned.department_count)
        yield reading.say("digest.departments", count=unassigned.department_count, names=view)
    for name, count in waiting.seats.items():
        yield reading.say("digest.seats", committee=escaped(name), count=count)
    if waiting.undeliverable:
        whom = sorted({_addressed(message.recipient) for message in waiting.undeliverable})
        yield reading.say(
            "digest.undeliverable", count=len(waiting.undeliverable), whom=_first(reading, whom, len(whom))
        )


def _put_off(reading: Reading, line_of: LineOf) -> Iterator[str]:
    """Yield a line for each snoozed reminder: who snoozed it, until when, and its text.

    A snoozed digest is not listed: it would contain itself.
    """
    put_off = [each for each in snoozed(reading.session, reading.workspace.id) if each.kind != NoticeKind.WEEKLY_DIGEST]
    for notice in put_off[:_SHOWN]:
        day = reading.day(calendar_of(reading.workspace).day_of(notice.due_at))
        yield reading.say("line.put_off", who=f"<@{notice.recipient}>", day=day, text=line_of(reading, notice).text)


def _dates(reading: Reading) -> Iterator[str]:
    """Yield a line for each committee's next meeting within the planning period."""
    committees = {each.id: each for each in all_committees(reading.session, reading.workspace.id)}
    entered = meetings_from(reading.session, reading.workspace.id, reading.today)
    to_come = [each for each in reading.meetings.values() if each.on >= reading.today]
    first: dict[int, Meeting] = {}
    for meeting in sorted([*entered, *to_come], key=lambda each: (each.on, each.committee_id)):
        first.setdefault(meeting.committee_id, meeting)
    for meeting in (each for each in first.values() if each.on <= reading.today + AHEAD):
        name, left = escaped(committees[meeting.committee_id].name), reading.left(meeting.on)
        yield reading.say("digest.meeting", committee=name, day=reading.day(meeting.on), at=meeting.at, left=left)


def _legal_dates(reading: Reading) -> Iterator[str]:
    """Yield a line for each statutory date within the planning period."""
    years = (reading.today.year, reading.today.year + 1)
    for each in (each for year in years for each in legal_dates(reading.workspace.country, year)):
        if reading.today <= each.on <= reading.today + AHEAD:
            what, left = reading.say(f"legal.{each.key}"), reading.left(each.on)
            yield reading.say("digest.legal", day=reading.day(each.on), what=what, left=left, source=each.source)


def _first(reading: Reading, names: list[str], count: int) -> str:
    view = ", ".join(names[:_SHOWN])
    return f"{view} {reading.say('line.and_more', count=count - _SHOWN)}" if count > _SHOWN else view


def _addressed(recipient: str) -> str:
    return f"<@{recipient}>" if recipient.startswith(("U", "W")) else f"<#{recipient}>"
