"""Papers of a meeting on request: files by direct message, and the letter as text to copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time

from handlers.documents.agenda import agenda_paper, one_page
from handlers.documents.ics import Event, ics_bytes
from handlers.documents.minutes import minutes_paper
from handlers.documents.paper import Paper
from handlers.meetings.agenda import meeting_to_set, title_of
from handlers.meetings.view import committee_of, meeting_view
from handlers.slack.blocks import section, words
from handlers.slack.outgoing import OutgoingFile, Rendered, Rendering
from handlers.slack.payloads import Click
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from storage.meetings.agenda import agenda_of
from storage.meetings.meetings import Meeting, MeetingState, meeting_with
from storage.meetings.rescheduling import changes_of
from storage.organisation.committees import Tier
from storage.outbox.lookups import count_notices
from storage.outbox.notices import Notice, NoticeKind, Topic, notify

# `subject` of a PAPER notice: which paper of the meeting whose id is `subject_id`.
MINUTES, AGENDA, ONE_PAGE, CALENDAR, LETTER = "minutes_paper", "agenda_paper", "one_page", "calendar", "letter"
_FOR_SECRETARIES = (ONE_PAGE, LETTER, MINUTES)
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))


def ask(request: Request, click: Click) -> Response:
    """[회의록 받기] and ⋯ on an agenda: send the paper by direct message, or show the letter at once.

    A further request sends the paper again. Raises NotFound; NotAllowed for a paper that only secretaries get.
    """
    which, _, number = click.value.partition(":")
    there = meeting_with(request.session, request.workspace.id, int(number))
    if which in _FOR_SECRETARIES:
        meeting_to_set(request, number)
    if which == LETTER:
        return _letter(request, there)
    city, reader, topic = request.workspace.id, request.person.slack_id, Topic(NoticeKind.PAPER, which, there.id)
    topic = replace(topic, repeat=count_notices(request.session, city, topic, reader))
    notify(request.session, city, topic, reader, request.now)
    return Response(request.say("paper.coming"))


def _letter(request: Request, there: Meeting) -> Response:
    """Return the text of the meeting notice (개최 알림 공문), to be pasted into the city's document system."""
    items = agenda_of(request.session, there)
    lines = [f"    {n}) {title_of(request.session, request.language, item)}" for n, item in enumerate(items, 1)]
    text = request.say(
        "letter.body",
        committee=committee_of(request.session, there).name,
        when=f"{say_day(request.language, there.on)} {there.at}",
        place=there.place or "-",
        members=meeting_view(request.session, there).members,
        count=len(items),
        items="\n".join(lines) or "    -",
    )
    return Response(request.say("letter.title"), blocks=[section(request.say("letter.title")), *words(text)])


def paper(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the requested paper as a file, built from the records at the time of posting."""
    (notice, *_) = notices
    there = meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    name, content = FILES[notice.subject](rendering, there)
    return Rendered(name, [], file=OutgoingFile(alt=name, make=lambda: (name, content)))


def _written(made: Paper, rendering: Rendering, there: Meeting) -> tuple[str, bytes]:
    """Return (name, content) of a paper: .hwpx for readers of Korean, .docx for readers of English."""
    from handlers.documents.docx import docx_bytes  # late: its XML libraries are needed for papers only
    from handlers.documents.hwpx import hwpx_bytes  # late: as above

    korean = rendering.language != "en"
    mark = rendering.say("paper.draft_mark")
    title = f"{made.title} {there.on.isoformat()} {mark}".translate(_NOT_IN_A_NAME)
    content = hwpx_bytes(made) if korean else docx_bytes(made)
    return f"{'_'.join(title.split())}.{'hwpx' if korean else 'docx'}", content


def _minutes(rendering: Rendering, there: Meeting) -> tuple[str, bytes]:
    made = minutes_paper(rendering.session, rendering.workspace, rendering.language, there, rendering.now)
    return _written(made, rendering, there)


def _agenda(rendering: Rendering, there: Meeting) -> tuple[str, bytes]:
    """Build the agenda paper; the steering group's also has the plan's status with a page for each department."""
    made = agenda_paper(rendering.session, rendering.language, there, rendering.now)
    if committee_of(rendering.session, there).tier == Tier.STEERING:
        from handlers.documents.plan_pages import status_pages  # late: loads an imaging library

        today = today_of(rendering.now, rendering.workspace.zone)
        pages = status_pages(rendering.session, rendering.workspace, rendering.language, today)
        made = replace(made, sections=(*made.sections, *pages))
    return _written(made, rendering, there)


def _one_page(rendering: Rendering, there: Meeting) -> tuple[str, bytes]:
    return _written(one_page(rendering.session, rendering.language, there, rendering.now), rendering, there)


def _calendar(rendering: Rendering, there: Meeting) -> tuple[str, bytes]:
    return calendar_file(rendering, there, cancelled=there.state == MeetingState.CANCELLED)


def calendar_file(rendering: Rendering, there: Meeting, *, cancelled: bool) -> tuple[str, bytes]:
    """Return (name, content) of the meeting's .ics file; with `cancelled` it removes the calendar entry."""
    committee = committee_of(rendering.session, there).name
    titles = [title_of(rendering.session, rendering.language, each) for each in agenda_of(rendering.session, there)]
    local = datetime.combine(there.on, time.fromisoformat(there.at), calendar_of(rendering.workspace).zone)
    event = Event(
        uid=f"meeting-{there.id}@{rendering.workspace.team_id.lower()}.cn-bot",
        sequence=changes_of(rendering.session, there),
        starts=local.astimezone(UTC),
        title=committee,
        place=there.place,
        about="\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1)),
        cancelled=cancelled,
        made_at=rendering.now,
    )
    title = f"{committee} {there.on.isoformat()}".translate(_NOT_IN_A_NAME)
    return f"{'_'.join(title.split())}.ics", ics_bytes(event)


FILES: Mapping[str, Callable[[Rendering, Meeting], tuple[str, bytes]]] = {
    MINUTES: _minutes,
    AGENDA: _agenda,
    ONE_PAGE: _one_page,
    CALENDAR: _calendar,
}
