"""`/cn`: from the first word to the function that answers it. Korean and English words mean the same."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from handlers.action_items import action_items
from handlers.documents import exports
from handlers.issues import report, timeline
from handlers.meetings import agenda, extra_meetings, meetings, policy
from handlers.people import committees, handover, settings
from handlers.reminders import preview
from handlers.rounds import rounds
from handlers.slack.blocks import escaped
from handlers.slack.payloads import Command, matched
from handlers.slack.requests import Request, Response
from handlers.tasks import progress, status, tasks
from handlers.written_votes import calling as written_vote_calling
from handlers.written_votes import written_votes


def show_help(request: Request, _command: Command) -> Response:
    """`/cn help`: return the list of commands."""
    return Response(request.say("help"))


def meeting(request: Request, command: Command) -> Response:
    """`/cn meeting [set|extra|written]`: show the next meetings and open written votes, or open a form."""
    wish = matched(command.rest)
    if wish in _EXTRA:
        return extra_meetings.ask_to_call(request, command.channel)
    if wish in _WRITTEN:
        return written_vote_calling.ask_to_call(request, command.channel)
    answer = meetings.meeting(request, command)
    return answer if answer.form else replace(answer, blocks=[*answer.blocks, *written_votes.open_ones(request)])


COMMANDS: dict[str, Callable[[Request, Command], Response]] = {
    "report": report.report,
    "propose": report.propose,
    "issue": timeline.look,
    "issues": timeline.find,
    "status": status.status,
    "tasks": tasks.tasks,
    "assign": tasks.assign_owner,
    "update": progress.update,
    "round": rounds.show,
    "export": exports.export,
    "meeting": meeting,
    "agenda": agenda.agenda,
    "actions": action_items.actions,
    "policy": policy.policy,
    "preview": preview.own,
    "handover": handover.handover,
    "settings": settings.settings,
    "setup": committees.set_up,
    "help": show_help,
}
KOREAN = {
    "접수": "report",
    "제안": "propose",
    "문제": "issue",
    "문제목록": "issues",
    "현황": "status",
    "과제": "tasks",
    "지정": "assign",
    "실적": "update",
    "점검": "round",
    "내보내기": "export",
    "회의": "meeting",
    "안건": "agenda",
    "조치": "actions",
    "정책": "policy",
    "미리보기": "preview",
    "인계": "handover",
    "환경설정": "settings",
    "설정": "setup",
    "도움말": "help",
}
_LOOKING = ("help", "status", "tasks", "issue", "issues", "propose", "preview")
_WRITTEN = ("written", "서면", "서면회의")
_EXTRA = ("extra", "임시", "임시회의")
# 보고 can mean a progress report on a task or reporting an issue.
AMBIGUOUS = "보고"


def is_read_only(command: Command) -> bool:
    """Return whether the command only reads. A repeat of it may then run again and needs no write lock."""
    return _word(command) in _LOOKING or (_word(command) == "report" and not command.rest)


def answer(request: Request, command: Command) -> Response:
    """Run the command; answer an unknown word with the nearest command and the help."""
    if command.word == AMBIGUOUS:
        return report.ask_which(request, command)
    function = COMMANDS.get(_word(command))
    return function(request, command) if function else _unknown(request, command.word)


def _word(command: Command) -> str:
    return KOREAN.get(command.word, command.word or "help")


def _unknown(request: Request, word: str) -> Response:
    lines = [request.say("unknown.command", word=escaped(word[:40]).replace("`", "'"))]
    lines += [request.say("unknown.nearest", nearest=name) for name in _nearest(word)]
    return Response("\n".join([*lines, request.say("help")]))


def _nearest(word: str) -> list[str]:
    """Return the most similar command, or nothing.

    Hangul is compared letter by letter: as syllables, one wrong letter would be half of a short word.
    """
    letters = {unicodedata.normalize("NFD", name): name for name in (*COMMANDS, *KOREAN)}
    return [letters[each] for each in difflib.get_close_matches(unicodedata.normalize("NFD", word), letters, n=1)]
