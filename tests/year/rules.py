"""A second version of the rules, from what the city was promised and a printed calendar; it calls none of the bot's
own.

`expected` predicts from the diary who gets which notice on which morning. `broken` lists the promises that the messages
break.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date, time, timedelta
from functools import reduce

from bot.sample import COUNCIL, STEERING
from tests.texts import korean, says
from tests.year.city import ASSISTANT, CHAIR, LEADERS, OFFICER, SECRETARY, TaskSaid, departments, plan
from tests.year.living import AWAY_FROM, AWAY_UNTIL, LEAVES, MEETINGS, Diary
from tests.year.reading import Line, is_reminder, lines_of
from tests.year.running import Seen

# The days off of 2026 in Korea from a printed calendar, with substitute holidays and the election of 3 June.
OFF = {
    *(date(2026, 1, 1), date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18), date(2026, 3, 1), date(2026, 3, 2)),
    *(date(2026, 5, 1), date(2026, 5, 5), date(2026, 5, 24), date(2026, 5, 25), date(2026, 6, 3), date(2026, 6, 6)),
    *(date(2026, 7, 17), date(2026, 8, 15), date(2026, 8, 17), date(2026, 9, 24), date(2026, 9, 25)),
    *(date(2026, 9, 26), date(2026, 10, 3), date(2026, 10, 5), date(2026, 10, 9), date(2026, 12, 25)),
    *(date(2027, 1, 1),),
}
# Days on which each committee's channel is notified of a meeting, from the same calendar: D-14 or D-10, D-7, D-1.
TOLD = {
    COUNCIL: "1-30 2-6 2-12 4-24 4-30 5-7 6-26 7-3 7-9 10-30 11-6 11-12",
    STEERING: "2-13 2-19 2-25 5-18 5-21 5-27 7-13 7-16 7-22 11-16 11-19 11-25",
}
# Members who have not answered are asked ten and three days before.
ASKED = {
    date(2026, 2, 13): (date(2026, 2, 3), date(2026, 2, 10)),
    date(2026, 5, 8): (date(2026, 4, 28), date(2026, 5, 4)),
    date(2026, 7, 10): (date(2026, 6, 30), date(2026, 7, 7)),
    date(2026, 11, 13): (date(2026, 11, 3), date(2026, 11, 10)),
}
ROUNDS = {  # (year, quarter): (opening day, due day)
    (2025, 4): (date(2025, 12, 21), date(2026, 1, 5)),
    (2026, 1): (date(2026, 3, 21), date(2026, 4, 5)),
    (2026, 2): (date(2026, 6, 20), date(2026, 7, 5)),
    (2026, 3): (date(2026, 9, 20), date(2026, 10, 5)),
    (2026, 4): (date(2026, 12, 21), date(2027, 1, 5)),
}
_DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
IssueDetails = tuple[date, str, str, date]  # (morning, recipient, task, due date)


def is_off(day: date) -> bool:
    return day.weekday() >= 5 or day in OFF


def on_or_before(day: date) -> date:
    return on_or_before(day - _DAY) if is_off(day) else day


def on_or_after(day: date) -> date:
    return on_or_after(day + _DAY) if is_off(day) else day


def _working_days_after(day: date, count: int) -> date:
    return day if count == 0 else _working_days_after(on_or_after(day + _DAY), count - 1)


class Predicting:
    """The predicted notices, from the plan and the diary alone."""

    def __init__(self, diary: Diary) -> None:
        self._diary, self._heads = diary, departments()

    def expected(self) -> set[IssueDetails]:
        return {each for task in plan() for each in self._of(task) if FIRST <= each[0] <= LAST}

    def _of(self, task: TaskSaid) -> Iterator[IssueDetails]:
        for due, since, until in self._milestones(task):
            before, after = [on_or_before(due - n * _DAY) for n in (30, 7, 1)], [1, 7, 30]
            yield from self._owed(task, due, before, after, (since, until))
        for quarter, (opens, due) in ROUNDS.items():
            if task.start <= quarter[0] <= task.end:
                before = [on_or_after(opens), on_or_before(due - 3 * _DAY)]
                reported = self._diary.reported.get((task.code, *quarter), date.max)
                yield from self._owed(task, due, before, [1, 7], (FIRST, reported))

    def _milestones(self, task: TaskSaid) -> Iterator[tuple[date, date, date]]:
        """Yield each date of a task, with the days from and to which it was due to be done."""
        for due in task.milestones.values():
            moved = next(
                ((day, to) for day, code, was, to in self._diary.moved if (code, was) == (task.code, due)), None
            )
            dates = [(due, FIRST, moved[0]), (moved[1], moved[0], date.max)] if moved else [(due, FIRST, date.max)]
            for each, since, until in dates:
                yield each, since, min(until, self._diary.done.get((task.code, each), date.max))

    def _owed(
        self, task: TaskSaid, due: date, before: list[date], after: list[int], owed: tuple[date, date]
    ) -> Iterator[IssueDetails]:
        late = [on_or_after(due + n * _DAY) for n in after]
        for day in (each for each in {*before, *late} if owed[0] < each <= owed[1]):
            yield day, self.owner(task, day), task.code, due
            if day in late:
                yield day, task.leader, task.code, due

    def owner(self, task: TaskSaid, day: date) -> str:
        """Return the recipient on that morning; a change counts from the next day."""
        owner = next(
            (who for on, code, who in reversed(self._diary.owners) if code == task.code and on < day), task.owner
        )
        if owner == "U0LEAVING" and day > LEAVES:
            return self._heads[task.department]
        return "U0DEPUTY" if owner == "U0AWAY" and AWAY_FROM <= day <= AWAY_UNTIL else owner

    def may_catch_up(self, told: IssueDetails) -> bool:
        """Return whether a new owner may get this notice late: once, that day or on the next working morning."""
        day, who, code, _ = told
        task = next(each for each in plan() if each.code == code)
        changes = [on for on, changed, new in self._diary.owners if (changed, new) == (code, who)]
        changes += [LEAVES] if task.owner == "U0LEAVING" and who == self._heads[task.department] else []
        return any(day in (on, on_or_after(on + _DAY)) for on in changes)

    def debts(self) -> Iterator[tuple[TaskSaid, date, date, date, date]]:
        """Yield each task's dates: (task, due, open from, open until, last day in the weekly lists)."""
        for task in plan():
            yield from ((task, *each, date.max) for each in self._milestones(task))
            for quarter, (_, due) in ROUNDS.items():
                if task.start <= quarter[0] <= task.end:
                    until = self._diary.reported.get((task.code, *quarter), date.max)
                    yield task, due, FIRST, until, due + timedelta(days=150)

    def late_on(self, day: date) -> int:
        """Return how many items are more than a week overdue on that morning, as the weekly digest counts them."""
        week = timedelta(days=7)
        return sum(due + week < day <= min(until, last) and since < day for _, due, since, until, last in self.debts())

    def heads_on(self, monday: date) -> set[tuple[date, str]]:
        """Return the heads to notify that week: an item has become more than a week overdue since last Monday."""
        on, debts = on_or_after(monday), self.debts()
        new = (monday - timedelta(days=7), monday)
        return {
            (on, self._heads[task.department])
            for task, due, since, until, _ in debts
            if new[0] < due + timedelta(days=8) <= new[1] and since < on <= until
        }


def told_of(seen: list[Seen]) -> set[IssueDetails]:
    """Return the notices about tasks, read from the lines of the messages."""
    return {
        (each.day, each.to, line.code, line.due)
        for each in seen
        for line in lines_of(each)
        if line.kind in ("report", "deadline") and line.due is not None
    }


def broken(seen: list[Seen], diary: Diary) -> list[str]:
    """Return every promise that the year's messages break."""
    return [
        *_time(seen),
        *_lines_say_so(seen),
        *_meetings(seen, diary),
        *_tasks(seen, diary),
        *_weekly_digests(seen, diary),
    ]


def _time(seen: list[Seen]) -> Iterator[str]:
    for each in seen:
        if is_off(each.day) or not time(9) <= each.at.time() < time(18):
            yield f"at a quiet time: {each.at} {each.to} {each.text}"
    reminded = Counter((each.to, each.day) for each in seen if is_reminder(each))
    yield from (f"{count} reminders on one day: {who} {day}" for (who, day), count in reminded.items() if count > 1)
    mornings = {each.at.hour for each in seen if is_reminder(each)} - {9, 10}
    yield from (f"a reminder at {hour}" for hour in mornings)


def _lines_say_so(seen: list[Seen]) -> Iterator[str]:
    for each in seen:
        for line in lines_of(each):
            if line.left is not None and line.due is not None and (line.due - each.day).days != line.left:
                yield f"{each.day} {each.to}: {line.text}"


def _meetings(seen: list[Seen], diary: Diary) -> Iterator[str]:
    for channel, days in TOLD.items():
        wanted = [date(2026, *map(int, day.split("-"))) for day in days.split()]
        found = [each.day for each in seen if each.to == channel and lines_of(each)]
        if found != wanted:
            yield f"{channel} was told on {found}"
    asked = {(each.day, each.to, line.due) for each, line in _of_kind(seen, "attendance")}
    wanted_of_members = {
        (day, leader, meeting)
        for meeting, days in ASKED.items()
        for leader in LEADERS
        for day in days
        if day <= diary.answered.get((leader, meeting), date.max)
    }
    yield from (f"asked about attending: {each}" for each in asked ^ wanted_of_members)
    instead = {(each.day, each.to) for each, _ in _of_kind(seen, "chair")}
    told = [date(2026, *map(int, day.split("-"))) for day in TOLD[STEERING].split()]
    yield from (f"the chair's assistant: {each}" for each in instead ^ {(day, ASSISTANT) for day in told})


def _tasks(seen: list[Seen], diary: Diary) -> Iterator[str]:
    predicting, told = Predicting(diary), told_of(seen)
    expected = predicting.expected()
    yield from (f"not told: {each}" for each in sorted(expected - told))
    more = sorted(each for each in told - expected if not predicting.may_catch_up(each))
    yield from (f"told for nothing: {each}" for each in more)
    new = {(who, code) for _, code, who in diary.owners}
    heard = {(who, code) for _, who, code, _ in told}
    yield from (f"came to a task and heard nothing of it: {each}" for each in new - heard)


def _weekly_digests(seen: list[Seen], diary: Diary) -> Iterator[str]:
    """Check for one digest on the first working day of each week with the right count, and for the heads' lists."""
    predicting = Predicting(diary)
    mondays = [FIRST + n * _DAY for n in range(365) if (FIRST + n * _DAY).weekday() == 0]
    weekly_digests = {each.day: line for each, line in _of_kind(seen, "memo") if each.to == SECRETARY}
    wanted = {on_or_after(monday) for monday in mondays}
    yield from (f"a weekly digest too many or too few: {each}" for each in sorted(set(weekly_digests) ^ wanted))
    for day, digest in weekly_digests.items():
        late = predicting.late_on(day)
        said = korean("digest.late", count=late) in digest.text if late else not says(digest.text, "digest.late")
        if not said:
            yield f"the weekly digest of {day} counts {late} late otherwise: {digest.text[:400]}"
    minutes = {each.day for each, _ in _of_kind(seen, "minutes")}
    third = {_working_days_after(day, 3) for day in MEETINGS[COUNCIL]}
    yield from (f"the minutes are asked for: {each}" for each in minutes ^ third)
    listed = {(each.day, each.to) for each, _ in _of_kind(seen, "heads_list")}
    yield from (f"a head's list: {each}" for each in listed ^ set().union(*map(predicting.heads_on, mondays)))


def _of_kind(seen: list[Seen], kind: str) -> list[tuple[Seen, Line]]:
    return [(each, line) for each in seen for line in lines_of(each) if line.kind == kind]


# The promise: the most that one person in a role gets in a quarter, as (notices in channels, direct messages). The
# secretary of both committees is notified of two meetings, three times each. If the first notice of the next council
# falls into the quarter before it, as on 10 July, there is a seventh.
PROMISED = {
    "leader": (6, 14),
    "secretary": (7, 28),
    "head": (5, 8),
    "officer": (0, 22),
    "chair": (0, 0),
    "assistant": (6, 5),
}


@dataclass(frozen=True)
class Heard:
    """What one person gets in a quarter: notices in channels, other posts there caused by people, direct messages."""

    notices: int = 0
    others: int = 0
    direct: int = 0
    in_threads: int = 0

    def or_more(self, other: Heard) -> Heard:
        return Heard(*(max(pair) for pair in zip(astuple(self), astuple(other), strict=True)))


def over_budget(seen: list[Seen]) -> list[str]:
    found = heard_by_role(seen)
    return [
        f"{role}: {heard}"
        for role, heard in found.items()
        if heard.notices > PROMISED[role][0] or heard.direct + heard.in_threads > PROMISED[role][1]
    ]


def heard_by_role(seen: list[Seen]) -> dict[str, Heard]:
    """Return the most that any person in each role gets in any quarter."""
    roles = {"leader": LEADERS, "secretary": (SECRETARY,), "head": tuple(departments().values())}
    roles |= {"officer": (OFFICER,), "chair": (CHAIR,), "assistant": (ASSISTANT,)}
    return {
        role: reduce(Heard.or_more, (_heard(seen, who, quarter) for who in people for quarter in range(4)))
        for role, people in roles.items()
    }


def _heard(seen: list[Seen], who: str, quarter: int) -> Heard:
    inside = {COUNCIL: {*LEADERS, SECRETARY}, STEERING: {*departments().values(), SECRETARY, ASSISTANT}}
    then = [each for each in seen if (each.day.month - 1) // 3 == quarter]
    there = [each for each in then if who in inside.get(each.to, ()) and not each.in_thread]
    notices = sum(bool(lines_of(each)) for each in there)
    threads = [each.in_thread for each in then if each.to == who]
    return Heard(notices, len(there) - notices, threads.count(False), threads.count(True))
