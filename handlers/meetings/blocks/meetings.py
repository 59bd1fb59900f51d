"""Blocks for meetings: the notice in a channel, the next meetings, the form that moves one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import (
    DatePickerElement,
    TimePickerElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import PlainTextInputElement

from handlers.slack.blocks import Block, button, buttons, context, escaped, field, header, modal, section
from handlers.slack.reminder_line import coming_buttons
from handlers.text import say
from handlers.text.dates import say_day
from storage.meetings.attendance import ANSWERS
from storage.meetings.quorum import is_quorate

PLACE_LIMIT, _REASON_LIMIT = 200, 1_000
_NAMES_AT_MOST = 30


@dataclass(frozen=True)
class MeetingView:
    """View model of a meeting.

    `said` lists people by answer: attending, absent, proxy (with the proxy's name) and none. `needed` is the quorum in
    people, 0 if the committee has set none.
    """

    id: int
    committee: str
    on: date
    at: str
    place: str
    said: dict[str, list[str]]
    needed: int = 0
    committee_id: int = 0

    @property
    def members(self) -> int:
        """Return how many members there are, with and without an answer."""
        return sum(len(people) for people in self.said.values())


def when(language: str, meeting: MeetingView) -> str:
    """Return date, time and place in one line of mrkdwn."""
    place = say(language, "meeting.place", place=escaped(meeting.place)) if meeting.place else ""
    return say(language, "meeting.when", day=say_day(language, meeting.on), at=meeting.at, place=place)


def notice(language: str, meeting: MeetingView, left: str, *, is_open: bool, agenda_at: str = "") -> list[Block]:
    """Build the notice in the committee's channel, which is updated as people answer.

    `left` says in words how far the meeting is away. `agenda_at` is the address of the agenda's message, "" for none.
    """
    title = say(language, "meeting.notice", committee=meeting.committee, left=left)
    blocks = [header(title), section(when(language, meeting)), context(counts(language, meeting))]
    if not is_open:
        return [header(title), section(say(language, "meeting.notice_old", when=when(language, meeting)))]
    below = [say(language, "meeting.by_reaction")]
    below += [say(language, "meeting.agenda_at", address=agenda_at)] if agenda_at else []
    return [*blocks, coming_buttons(language, f"{meeting.id}:0"), context(*below)]


def moved(language: str, meeting: MeetingView, before: date, reason: str, *, is_last: bool) -> list[Block]:
    """Build the message about a moved meeting.

    If the meeting has been moved again (not `is_last`), the message says so and takes no answers.
    """
    title = header(say(language, "meeting.moved", committee=meeting.committee))
    if not is_last:
        return [title, section(say(language, "meeting.notice_old", when=say_day(language, before)))]
    to = say(language, "meeting.moved_to", before=say_day(language, before), when=when(language, meeting))
    because = [context(escaped(reason))] if reason else []
    return [title, section(to), *because, coming_buttons(language, f"{meeting.id}:0")]


def counts(language: str, meeting: MeetingView) -> str:
    """Return how many gave each answer, and the quorum, in one line."""
    said = [f"{say(language, f'coming.{each}')} {len(meeting.said[each])}" for each in ANSWERS]
    coming = len(meeting.said["attending"]) + len(meeting.said["proxy"])
    return " · ".join([*said, *quorum(language, coming, meeting.needed)])


def quorum(language: str, present: int, needed: int) -> list[str]:
    """Return a line that says whether the quorum is reached, or [] if the committee has set none."""
    if not needed:
        return []
    key = "quorum.reached" if is_quorate(present, needed) else "quorum.missed"
    return [say(language, key, present=present, needed=needed)]


def next_meetings(
    language: str, view: Sequence[tuple[MeetingView, str, str, bool]], nothing: Sequence[str]
) -> list[Block]:
    """Build the list of next meetings.

    `view` has the meeting, the reader's answer, "meeting:member" to answer for ("" for nobody) and whether they may
    move it. `nothing` names committees without a cycle.
    """
    blocks: list[Block] = []
    for meeting, mine, asks, may_move in view:
        blocks.append(section(f"*{escaped(meeting.committee)}*\n{when(language, meeting)}"))
        blocks.append(context(counts(language, meeting), *_names(language, meeting)))
        if asks:
            blocks.append(section(say(language, "meeting.mine", coming=say(language, f"coming.{mine}"))))
            blocks.append(coming_buttons(language, asks))
        if may_move:
            move = button(say(language, "button.move_meeting"), "meeting.move", str(meeting.id))
            call_off = button(say(language, "button.call_off"), "meeting.call_off", str(meeting.id))
            written = button(say(language, "button.written_vote"), "procedure.call", str(meeting.committee_id))
            blocks.append(buttons(move, call_off, written))
    return [*blocks, *(section(say(language, "meeting.no_cycle", committee=escaped(name))) for name in nothing)]


def _names(language: str, meeting: MeetingView) -> list[str]:
    lines = []
    for each in ANSWERS:
        people = meeting.said[each]
        if people:
            names = ", ".join(people[:_NAMES_AT_MOST])
            lines.append(f"{say(language, f'coming.{each}')}: {names}")
    return lines


def move_form(
    language: str, meeting: MeetingView, carries: str, warnings: Sequence[str] = (), reason: str = ""
) -> Block:
    """Build the form that moves a meeting. With `warnings` it shows them, and submitting it again confirms."""
    said = [section(say(language, "meeting.warning", warnings="\n".join(f"• {each}" for each in warnings)))]
    return modal(
        "meeting.move",
        say(language, "form.meeting"),
        [
            *(said if warnings else ()),
            section(f"*{escaped(meeting.committee)}*"),
            field("day", say(language, "field.day"), DatePickerElement(initial_date=meeting.on.isoformat())),
            field("at", say(language, "field.at"), TimePickerElement(initial_time=meeting.at)),
            field(
                "place",
                say(language, "field.meeting_place"),
                PlainTextInputElement(max_length=PLACE_LIMIT, initial_value=meeting.place or None),
                optional=True,
            ),
            field(
                "reason",
                say(language, "field.why_moved"),
                PlainTextInputElement(max_length=_REASON_LIMIT, initial_value=reason or None),
                optional=True,
            ),
        ],
        submit=say(language, "button.save_anyway" if warnings else "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def proxy_form(language: str, asks: str) -> Block:
    """Build the form that names a proxy; `asks` is "meeting:member"."""
    return modal(
        "meeting.proxy",
        say(language, "form.proxy"),
        [field("proxy", say(language, "field.proxy"), UserSelectElement())],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=asks,
    )


def recorded(language: str, text: str, asks: str, coming: str) -> list[Block]:
    """Build the private answer to a recorded attendance, with the other two answers as buttons."""
    who = [button(say(language, "button.name_proxy"), "meeting.proxy", asks)] if coming == "proxy" else []
    return [section(text), *([buttons(*who)] if who else []), coming_buttons(language, asks, coming)]
