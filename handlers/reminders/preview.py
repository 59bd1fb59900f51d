"""Preview of messages: a person's own in Slack, everybody's for whoever runs the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.reminders.reminders import line_of, rule_of
from handlers.slack.blocks import section
from handlers.slack.outgoing import Reading
from handlers.slack.payloads import Command, matched
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from schedules.prediction import predict
from storage.organisation.people import everybody
from storage.organisation.workspaces import Workspace

DAYS, _MOST_DAYS = 30, 366
_MESSAGES_AT_MOST = 40


@dataclass(frozen=True)
class PredictedLine:
    """A predicted line: `rule` is the rule that produces it, as `deadline D-7`; `text` is mrkdwn."""

    subject: str
    rule: str
    text: str


@dataclass(frozen=True)
class PredictedMessage:
    """A predicted message. `at` has the city's offset; `to` is a Slack id; `via` is dm or channel."""

    at: datetime
    to: str
    via: str
    lines: tuple[PredictedLine, ...]


def own(request: Request, command: Command) -> Response:
    """`/cn preview [days]`: show the reader's messages of the next 1 to 366 days, 30 if no number is given."""
    days = "".join(letter for letter in matched(command.rest) if letter.isdecimal())
    if (command.rest and not days) or (days and not 0 < int(days[:9]) <= _MOST_DAYS):
        return Response(request.say("preview.how", most=_MOST_DAYS))
    return of_reader(request, int(days or DAYS))


def of_reader(request: Request, days: int) -> Response:
    """Return the messages that the reader will get in the next `days` days, at most 40."""
    today = today_of(request.now, request.workspace.zone)
    every = predicted(request.session, request.workspace, today, today + timedelta(days=days))
    mine = [message for message in every if message.to == request.person.slack_id]
    if not mine:
        return Response(request.say("preview.nothing", days=days))
    title = request.say("preview.title", days=days, count=len(mine))
    blocks = [section(title)]
    for message in mine[:_MESSAGES_AT_MOST]:
        lines = "\n".join(f"• {line.text}" for line in message.lines)
        blocks.append(section(f"*{say_day(request.language, message.at.date())}*\n{lines}"))
    if len(mine) > _MESSAGES_AT_MOST:
        blocks.append(section(request.say("line.and_more", count=len(mine) - _MESSAGES_AT_MOST)))
    return Response(title, blocks=blocks)


def predicted(session: Session, workspace: Workspace, first: date, last: date) -> list[PredictedMessage]:
    """Predict all messages from `first` to `last`, each in its reader's language, a channel's in the city's."""
    calendar = calendar_of(workspace)
    prediction = predict(session, workspace, calendar, first, last)
    languages = {person.slack_id: person.language for person in everybody(session, workspace.id)}
    found = []
    for message in prediction.messages:
        at = message.at.astimezone(calendar.zone)
        language = languages.get(message.recipient) or workspace.language
        reading = Reading(session, workspace, language, at.date(), prediction.meetings, prediction.facts)
        lines = tuple(
            PredictedLine(line.subject, rule_of(reason), line.text)
            for reason in message.reasons
            for line in (line_of(reading, reason),)
        )
        found.append(PredictedMessage(at, message.recipient, "channel" if message.in_channel else "dm", lines))
    return found
