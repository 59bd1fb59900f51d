"""A quarter's reporting round: who has reported; remind, close and reopen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from handlers.rounds import blocks as round_blocks
from handlers.rounds.confirmations import to_confirm
from handlers.slack.blocks import escaped, taken
from handlers.slack.payloads import Click, Command, Submission, matched
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day, say_instant, today_of
from schedules.quarters import Quarter, quarter_asked
from schedules.rounds import ask_for_reports, need_opened, reports_owed
from storage.admin.permissions import may_run_rounds, need
from storage.db.errors import NotAllowed
from storage.organisation.people import Person
from storage.rounds import closing
from storage.rounds.lists import RoundStatus, round_status

_CODES_AT_MOST = 40
_WHICH = re.compile(r"(?:(20\d\d)\D+)?[q ]*([1-4])\D*")


def show(request: Request, command: Command) -> Response:
    """`/cn round [quarter]`: show the round to its secretary, and to a department head the reports to confirm.

    Without a quarter, show the one that is reported now. Raises NotAllowed for anybody else.
    """
    newest = quarter_asked(request.workspace, today_of(request.now, request.workspace.zone))
    found = _WHICH.fullmatch(matched(command.rest).strip()) if command.rest else None
    if command.rest and found is None:
        return Response(request.say("round.how"))
    return _shown(request, Quarter(int(found[1] or newest.year), int(found[2])) if found else newest)


def open_newest(request: Request, _click: Click) -> Response:
    """[점검 현황], [확인할 실적] in App Home: show the round that is reported now. Raises NotAllowed."""
    return _shown(request, quarter_asked(request.workspace, today_of(request.now, request.workspace.zone)))


def _shown(request: Request, quarter: Quarter) -> Response:
    """Return what this person may see of the round. Raises NotAllowed if that is nothing."""
    runners = may_run_rounds(request.session, request.workspace.id)
    runs = request.person.id in {each.id for each in runners}
    waiting = to_confirm(request, quarter)
    if not runs and not waiting:
        raise NotAllowed("round", tuple(each.slack_id for each in runners))
    blocks = _current_view(request, quarter).blocks if runs else []
    return Response(
        request.say("progress.quarter", year=quarter.year, quarter=quarter.number),
        blocks=[*blocks, *(round_blocks.to_confirm(request.language, waiting) if waiting else [])],
    )


def show_again(request: Request, click: Click) -> Response:
    """[새로 고침]: replace the round with its current state. Raises NotAllowed."""
    return _current_view(request, _run_by(request, click.value)).in_place()


def ask(request: Request, click: Click) -> Response:
    """[안내 보내기], [모두에게 안내]: put missing reports into the next reminder of one person or of all.

    Raises NotAllowed, and DayWrong before the round has opened.
    """
    quarter, only = _run_by(request, click.value), click.value.split(":")[2]
    today = today_of(request.now, request.workspace.zone)
    asked = ask_for_reports(request.session, request.workspace, quarter, only, request.person, request.now, today)
    return Response(request.say("round.asked", count=asked) if asked else request.say("round.asked_already"))


def close(request: Request, click: Click) -> Response:
    """[마감]: close the round and show it again.

    Raises NotAllowed, Changed if another person closed it, DayWrong before it has opened.
    """
    quarter = _run_by(request, click.value)
    need_opened(request.workspace, quarter, today_of(request.now, request.workspace.zone))
    which = {"year": quarter.year, "quarter": quarter.number}
    status = closing.close(
        request.session, request.workspace.id, quarter.year, quarter.number, request.person, request.now
    )
    said = request.say("round.closed", **which, count=status.total)
    return _view(request, quarter, status, said).in_place()


def ask_to_reopen(request: Request, click: Click) -> Response:
    """[다시 열기]: open the form that asks for the reason. Raises NotAllowed."""
    _run_by(request, click.value)
    return Response(form=round_blocks.reopen_form(request.language, click.value))


def reopen_by_form(request: Request, form: Submission) -> Response:
    """Reopen the round.

    Raises NotAllowed, Changed if another person reopened it, Lacking without a reason.
    """
    quarter = _run_by(request, form.carries)
    reason = form.fields.get("reason", "")
    closing.reopen(
        request.session, request.workspace.id, quarter.year, quarter.number, reason, request.person, request.now
    )
    return Response(
        form=taken(request.say("round.reopened"), request.say("round.form.reopen"), request.say("button.close"))
    )


def _current_view(request: Request, quarter: Quarter) -> Response:
    status = round_status(request.session, request.workspace.id, quarter.year, quarter.number)
    return _view(request, quarter, status)


def _view(request: Request, quarter: Quarter, status: RoundStatus, first: str = "") -> Response:
    has_opened = quarter.has_opened(request.workspace, today_of(request.now, request.workspace.zone))
    people, nobody = _people(request, quarter)
    title = _title(request, quarter, status)
    view = round_blocks.RoundView(
        about=f"{quarter.year}:{quarter.number}",
        title="\n".join([*([first] if first else []), title]),
        count=request.say(
            "round.count", total=status.total, reported=status.reported, missing=status.missing, late=status.late
        ),
        lines=[*_departments(request, status), *([request.say("round.nobody", codes=nobody)] if nobody else [])],
        people=people if has_opened else [],
        missing=status.missing,
        is_closed=status.is_closed,
        may_close=has_opened,
    )
    return Response(first or title, blocks=round_blocks.round_view(request.language, view))


def _title(request: Request, quarter: Quarter, status: RoundStatus) -> str:
    there, state = status.round, request.say("round.state.open")
    if there is not None and there.is_closed and there.closed_at is not None:
        closer = request.session.get(Person, there.closed_by_id) if there.closed_by_id else None
        at = say_instant(request.language, there.closed_at, request.workspace.zone)
        who = f"<@{closer.slack_id}>" if closer else "-"
        state = request.say("round.state.closed", at=at, who=who, closing=there.closing)
    days = (quarter.opens(request.workspace), quarter.due(request.workspace))
    first, last = (say_day(request.language, day) for day in days)
    return request.say("round.title", year=quarter.year, quarter=quarter.number, first=first, last=last, state=state)


def _departments(request: Request, status: RoundStatus) -> list[str]:
    found = []
    for name, inside in groupby(status.tasks, key=lambda line: line.department):
        every = list(inside)
        missing = [line.code for line in every if not line.rating]
        values = {"total": len(every), "reported": len(every) - len(missing), "codes": _listed(request, missing)}
        key = "round.department.missing" if missing else "round.department"
        found.append(request.say(key, name=escaped(name) or request.say("round.no_department"), **values))
    return found


def _people(request: Request, quarter: Quarter) -> tuple[list[tuple[str, str]], str]:
    """Return (Slack id, missing reports) of each person, most first, and the codes of reports without a person."""
    codes: dict[str, list[str]] = {}
    today = today_of(request.now, request.workspace.zone)
    for owed in reports_owed(request.session, request.workspace, quarter, today):
        codes.setdefault(owed.reader, []).append(owed.code)
    nobody = _listed(request, codes.pop("", []))
    most_first = sorted(codes.items(), key=lambda each: (-len(each[1]), each[0]))
    return [
        (who, request.say("round.person", who=f"<@{who}>", codes=_listed(request, theirs)))
        for who, theirs in most_first
    ], nobody


def _listed(request: Request, codes: Sequence[str]) -> str:
    """Return the first codes, joined by commas, and how many more there are."""
    view = escaped(", ".join(codes[:_CODES_AT_MOST]))
    more = len(codes) - _CODES_AT_MOST
    return f"{view} {request.say('line.and_more', count=more)}" if more > 0 else view


def _run_by(request: Request, about: str) -> Quarter:
    """Return the quarter named "year:quarter…" if this person runs its round. Raises NotAllowed."""
    need(request.person, may_run_rounds(request.session, request.workspace.id), "round")
    year, number = about.split(":")[:2]
    return Quarter(int(year), int(number))
