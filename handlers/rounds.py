"""A quarter's reporting round: who has reported; remind, close and reopen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from handlers.blocks import rounds as looks
from handlers.blocks.parts import escaped, taken
from handlers.confirming import to_confirm
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission, matched
from handlers.text.dates import say_day, say_instant, today_of
from schedules.facts import reports_owed
from schedules.quarters import Quarter, quarter_asked
from schedules.rules.work import WorkFact
from storage.errors import DayWrong, NotAllowed
from storage.history import note
from storage.notices import NoticeKind
from storage.people import Person
from storage.planned import Wanted, bring_up
from storage.rights import may_run_rounds, need
from storage.round_lists import Seen, seen_in
from storage.rounds import RoundState, close_round, reopen_round, round_of

_CODES_AT_MOST = 40
_WHICH = re.compile(r"(?:(20\d\d)\D+)?[q ]*([1-4])\D*")


def show(asked: Asked, command: Command) -> Answer:
    """`/cn round [quarter]`: show the round to its secretary, and to a department head the reports to confirm.

    Without a quarter, show the one that is reported now. Raises NotAllowed for anybody else.
    """
    newest = quarter_asked(asked.workspace, today_of(asked.now, asked.workspace.zone))
    found = _WHICH.fullmatch(matched(command.rest).strip()) if command.rest else None
    if command.rest and found is None:
        return Answer(asked.say("round.how"))
    return _shown(asked, Quarter(int(found[1] or newest.year), int(found[2])) if found else newest)


def open_newest(asked: Asked, _click: Click) -> Answer:
    """[점검 현황], [확인할 실적] in App Home: show the round that is reported now. Raises NotAllowed."""
    return _shown(asked, quarter_asked(asked.workspace, today_of(asked.now, asked.workspace.zone)))


def _shown(asked: Asked, quarter: Quarter) -> Answer:
    """Return what this person may see of the round. Raises NotAllowed if that is nothing."""
    runners = may_run_rounds(asked.session, asked.workspace.id)
    runs = asked.person.id in {each.id for each in runners}
    waiting = to_confirm(asked, quarter)
    if not runs and not waiting:
        raise NotAllowed("round", tuple(each.slack_id for each in runners))
    blocks = _view(asked, quarter).blocks if runs else []
    return Answer(
        asked.say("progress.quarter", year=quarter.year, quarter=quarter.number),
        blocks=[*blocks, *(looks.to_confirm(asked.language, waiting) if waiting else [])],
    )


def show_again(asked: Asked, click: Click) -> Answer:
    """[새로 고침]: replace the round with its current state. Raises NotAllowed."""
    quarter = _run_by(asked, click.value)
    return replace(_view(asked, quarter), replaces=True)


def ask(asked: Asked, click: Click) -> Answer:
    """[안내 보내기], [모두에게 안내]: put missing reports into the next reminder of one person or of all.

    Each request is recorded in the task's history and repeated at most once a day. Raises NotAllowed, and DayWrong
    before the round has opened.
    """
    quarter = _opened(asked, _run_by(asked, click.value))
    today, only = today_of(asked.now, asked.workspace.zone), click.value.split(":")[2]
    told = set()
    for work in reports_owed(asked.session, asked.workspace, quarter):
        to = _reader_of(asked, work)
        if to and only in ("", to):
            left = (work.due - today).days
            reason = Wanted("report", work.subject_id, NoticeKind.REPORT_ASKED, work.due, left, to, asked.now)
            if bring_up(asked.session, asked.workspace.id, reason):
                told.add(to)
                after = {"who": to, "quarter": f"{quarter.year}-{quarter.number}"}
                city, by = asked.workspace.id, asked.person.id
                note(asked.session, city, "task", work.subject_id, "asked", asked.now, by=by, after=after)
    return Answer(asked.say("round.asked", count=len(told)) if told else asked.say("round.asked_already"))


def close(asked: Asked, click: Click) -> Answer:
    """[마감]: close the round and show it again.

    Raises NotAllowed, Changed if another person closed it, DayWrong before it has opened.
    """
    quarter = _opened(asked, _run_by(asked, click.value))
    which = {"year": quarter.year, "quarter": quarter.number}
    close_round(asked.session, asked.workspace.id, quarter.year, quarter.number, asked.person, asked.now)
    count = len(seen_in(asked.session, asked.workspace.id, quarter.year, quarter.number))
    return replace(_view(asked, quarter, asked.say("round.closed", **which, count=count)), replaces=True)


def ask_to_reopen(asked: Asked, click: Click) -> Answer:
    """[다시 열기]: open the form that asks for the reason. Raises NotAllowed."""
    _run_by(asked, click.value)
    return Answer(form=looks.reopen_form(asked.language, click.value))


def reopen_by_form(asked: Asked, form: Submission) -> Answer:
    """Reopen the round.

    Raises NotAllowed, Changed if another person reopened it, Lacking without a reason.
    """
    quarter = _run_by(asked, form.carries)
    there = round_of(asked.session, asked.workspace.id, quarter.year, quarter.number)
    assert there is not None
    reopen_round(asked.session, there, asked.person, form.fields.get("reason", ""), asked.now)
    return Answer(form=taken(asked.say("round.reopened"), asked.say("round.form.reopen"), asked.say("button.close")))


def _opened(asked: Asked, quarter: Quarter) -> Quarter:
    if _is_to_come(asked, quarter):
        raise DayWrong("round_to_come")
    return quarter


def _is_to_come(asked: Asked, quarter: Quarter) -> bool:
    return today_of(asked.now, asked.workspace.zone) < quarter.opens(asked.workspace)


def _view(asked: Asked, quarter: Quarter, first: str = "") -> Answer:
    lines = seen_in(asked.session, asked.workspace.id, quarter.year, quarter.number)
    there = round_of(asked.session, asked.workspace.id, quarter.year, quarter.number)
    is_closed = there is not None and there.state == RoundState.CLOSED
    is_to_come = _is_to_come(asked, quarter)
    people, nobody = _people(asked, quarter, {line.task_id: line.code for line in lines})
    shown = looks.RoundShown(
        about=f"{quarter.year}:{quarter.number}",
        title="\n".join([*([first] if first else []), _title(asked, quarter)]),
        count=asked.say(
            "round.count",
            total=len(lines),
            reported=sum(bool(line.rating) for line in lines),
            missing=sum(not line.rating for line in lines),
            late=sum(line.late for line in lines),
        ),
        lines=[*_departments(asked, lines), *([asked.say("round.nobody", codes=nobody)] if nobody else [])],
        people=[] if is_to_come else people,
        missing=sum(not line.rating for line in lines),
        is_closed=is_closed,
        may_close=not is_to_come,
    )
    return Answer(first or _title(asked, quarter), blocks=looks.round_view(asked.language, shown))


def _title(asked: Asked, quarter: Quarter) -> str:
    there = round_of(asked.session, asked.workspace.id, quarter.year, quarter.number)
    state = asked.say("round.state.open")
    if there is not None and there.state == RoundState.CLOSED and there.closed_at is not None:
        closer = asked.session.get(Person, there.closed_by_id) if there.closed_by_id else None
        at = say_instant(asked.language, there.closed_at, asked.workspace.zone)
        who = f"<@{closer.slack_id}>" if closer else "-"
        state = asked.say("round.state.closed", at=at, who=who, closing=there.closing)
    days = (quarter.opens(asked.workspace), quarter.due(asked.workspace))
    first, last = (say_day(asked.language, day) for day in days)
    return asked.say("round.title", year=quarter.year, quarter=quarter.number, first=first, last=last, state=state)


def _departments(asked: Asked, lines: list[Seen]) -> list[str]:
    found = []
    for name, inside in groupby(lines, key=lambda line: line.department):
        every = list(inside)
        missing = [line.code for line in every if not line.rating]
        values = {"total": len(every), "reported": len(every) - len(missing), "codes": _listed(asked, missing)}
        key = "round.department.missing" if missing else "round.department"
        found.append(asked.say(key, name=escaped(name) or asked.say("round.no_department"), **values))
    return found


def _people(asked: Asked, quarter: Quarter, known: Mapping[int, str]) -> tuple[list[tuple[str, str]], str]:
    """Return (Slack id, missing reports) of each person, most first, and the codes of reports without a person.

    `known` are the codes by task id.
    """
    codes: dict[str, list[str]] = {}
    for work in reports_owed(asked.session, asked.workspace, quarter):
        codes.setdefault(_reader_of(asked, work), []).append(known.get(work.subject_id, ""))
    nobody = _listed(asked, codes.pop("", []))
    most_first = sorted(codes.items(), key=lambda each: (-len(each[1]), each[0]))
    return [
        (who, asked.say("round.person", who=f"<@{who}>", codes=_listed(asked, theirs))) for who, theirs in most_first
    ], nobody


def _listed(asked: Asked, codes: Sequence[str]) -> str:
    """Return the first codes, joined by commas, and how many more there are."""
    shown = escaped(", ".join(codes[:_CODES_AT_MOST]))
    more = len(codes) - _CODES_AT_MOST
    return f"{shown} {asked.say('line.and_more', count=more)}" if more > 0 else shown


def _reader_of(asked: Asked, work: WorkFact) -> str:
    return work.owner.on(today_of(asked.now, asked.workspace.zone)) if work.owner is not None else ""


def _run_by(asked: Asked, about: str) -> Quarter:
    """Return the quarter named "year:quarter…" if this person runs its round. Raises NotAllowed."""
    need(asked.person, may_run_rounds(asked.session, asked.workspace.id), "round")
    year, number = about.split(":")[:2]
    return Quarter(int(year), int(number))
