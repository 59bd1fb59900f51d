"""A quarter's reporting round: who has reported; remind, close and reopen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from handlers.rounds import blocks as round_blocks
from handlers.rounds.confirmations import to_confirm
from handlers.slack.blocks import escaped, taken
from handlers.slack.payloads import Click, Command, Submission, matched
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day, say_instant, today_of
from schedules.facts.facts import reports_owed
from schedules.quarters import Quarter, quarter_asked
from schedules.rules.work import WorkFact
from storage.admin.permissions import may_run_rounds, need
from storage.db.errors import DayWrong, NotAllowed
from storage.history import note
from storage.organisation.people import Person
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted, add_to_next_reminder
from storage.rounds.lists import Seen, seen_in
from storage.rounds.rounds import RoundState, close_round, reopen_round, round_of

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
    blocks = _view(request, quarter).blocks if runs else []
    return Response(
        request.say("progress.quarter", year=quarter.year, quarter=quarter.number),
        blocks=[*blocks, *(round_blocks.to_confirm(request.language, waiting) if waiting else [])],
    )


def show_again(request: Request, click: Click) -> Response:
    """[새로 고침]: replace the round with its current state. Raises NotAllowed."""
    quarter = _run_by(request, click.value)
    return replace(_view(request, quarter), replaces=True)


def ask(request: Request, click: Click) -> Response:
    """[안내 보내기], [모두에게 안내]: put missing reports into the next reminder of one person or of all.

    Each request is recorded in the task's history and repeated at most once a day. Raises NotAllowed, and DayWrong
    before the round has opened.
    """
    quarter = _opened(request, _run_by(request, click.value))
    today, only = today_of(request.now, request.workspace.zone), click.value.split(":")[2]
    told = set()
    for work in reports_owed(request.session, request.workspace, quarter):
        to = _reader_of(request, work)
        if to and only in ("", to):
            left = (work.due - today).days
            reason = Wanted("report", work.subject_id, NoticeKind.REPORT_ASKED, work.due, left, to, request.now)
            if add_to_next_reminder(request.session, request.workspace.id, reason):
                told.add(to)
                after = {"who": to, "quarter": f"{quarter.year}-{quarter.number}"}
                city, by = request.workspace.id, request.person.id
                note(request.session, city, "task", work.subject_id, "asked", request.now, by=by, after=after)
    return Response(request.say("round.asked", count=len(told)) if told else request.say("round.asked_already"))


def close(request: Request, click: Click) -> Response:
    """[마감]: close the round and show it again.

    Raises NotAllowed, Changed if another person closed it, DayWrong before it has opened.
    """
    quarter = _opened(request, _run_by(request, click.value))
    which = {"year": quarter.year, "quarter": quarter.number}
    close_round(request.session, request.workspace.id, quarter.year, quarter.number, request.person, request.now)
    count = len(seen_in(request.session, request.workspace.id, quarter.year, quarter.number))
    return replace(_view(request, quarter, request.say("round.closed", **which, count=count)), replaces=True)


def ask_to_reopen(request: Request, click: Click) -> Response:
    """[다시 열기]: open the form that asks for the reason. Raises NotAllowed."""
    _run_by(request, click.value)
    return Response(form=round_blocks.reopen_form(request.language, click.value))


def reopen_by_form(request: Request, form: Submission) -> Response:
    """Reopen the round.

    Raises NotAllowed, Changed if another person reopened it, Lacking without a reason.
    """
    quarter = _run_by(request, form.carries)
    there = round_of(request.session, request.workspace.id, quarter.year, quarter.number)
    assert there is not None
    reopen_round(request.session, there, request.person, form.fields.get("reason", ""), request.now)
    return Response(
        form=taken(request.say("round.reopened"), request.say("round.form.reopen"), request.say("button.close"))
    )


def _opened(request: Request, quarter: Quarter) -> Quarter:
    if _is_to_come(request, quarter):
        raise DayWrong("round_to_come")
    return quarter


def _is_to_come(request: Request, quarter: Quarter) -> bool:
    return today_of(request.now, request.workspace.zone) < quarter.opens(request.workspace)


def _view(request: Request, quarter: Quarter, first: str = "") -> Response:
    lines = seen_in(request.session, request.workspace.id, quarter.year, quarter.number)
    there = round_of(request.session, request.workspace.id, quarter.year, quarter.number)
    is_closed = there is not None and there.state == RoundState.CLOSED
    is_to_come = _is_to_come(request, quarter)
    people, nobody = _people(request, quarter, {line.task_id: line.code for line in lines})
    view = round_blocks.RoundView(
        about=f"{quarter.year}:{quarter.number}",
        title="\n".join([*([first] if first else []), _title(request, quarter)]),
        count=request.say(
            "round.count",
            total=len(lines),
            reported=sum(bool(line.rating) for line in lines),
            missing=sum(not line.rating for line in lines),
            late=sum(line.late for line in lines),
        ),
        lines=[*_departments(request, lines), *([request.say("round.nobody", codes=nobody)] if nobody else [])],
        people=[] if is_to_come else people,
        missing=sum(not line.rating for line in lines),
        is_closed=is_closed,
        may_close=not is_to_come,
    )
    return Response(first or _title(request, quarter), blocks=round_blocks.round_view(request.language, view))


def _title(request: Request, quarter: Quarter) -> str:
    there = round_of(request.session, request.workspace.id, quarter.year, quarter.number)
    state = request.say("round.state.open")
    if there is not None and there.state == RoundState.CLOSED and there.closed_at is not None:
        closer = request.session.get(Person, there.closed_by_id) if there.closed_by_id else None
        at = say_instant(request.language, there.closed_at, request.workspace.zone)
        who = f"<@{closer.slack_id}>" if closer else "-"
        state = request.say("round.state.closed", at=at, who=who, closing=there.closing)
    days = (quarter.opens(request.workspace), quarter.due(request.workspace))
    first, last = (say_day(request.language, day) for day in days)
    return request.say("round.title", year=quarter.year, quarter=quarter.number, first=first, last=last, state=state)


def _departments(request: Request, lines: list[Seen]) -> list[str]:
    found = []
    for name, inside in groupby(lines, key=lambda line: line.department):
        every = list(inside)
        missing = [line.code for line in every if not line.rating]
        values = {"total": len(every), "reported": len(every) - len(missing), "codes": _listed(request, missing)}
        key = "round.department.missing" if missing else "round.department"
        found.append(request.say(key, name=escaped(name) or request.say("round.no_department"), **values))
    return found


def _people(request: Request, quarter: Quarter, known: Mapping[int, str]) -> tuple[list[tuple[str, str]], str]:
    """Return (Slack id, missing reports) of each person, most first, and the codes of reports without a person.

    `known` are the codes by task id.
    """
    codes: dict[str, list[str]] = {}
    for work in reports_owed(request.session, request.workspace, quarter):
        codes.setdefault(_reader_of(request, work), []).append(known.get(work.subject_id, ""))
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


def _reader_of(request: Request, work: WorkFact) -> str:
    return work.owner.on(today_of(request.now, request.workspace.zone)) if work.owner is not None else ""


def _run_by(request: Request, about: str) -> Quarter:
    """Return the quarter named "year:quarter…" if this person runs its round. Raises NotAllowed."""
    need(request.person, may_run_rounds(request.session, request.workspace.id), "round")
    year, number = about.split(":")[:2]
    return Quarter(int(year), int(number))
