"""The people of the year: how each kind responds to reminders over Socket Mode, and a diary of it.

The independent check knows only the diary: it is written by the people who act, not read from the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from bot.sample import COUNCIL, FIELD, STEERING
from tests.texts import korean, says
from tests.year.city import AWAY, KIND, LATE, LEADERS, OFFICER, PROMPT, SECRETARY, WRONG, plan
from tests.year.reading import Line, lines_of
from tests.year.running import Document, Running, Seen
from tests.year.workbook import Exported

ANSWERS_AT_ONCE, ANSWERS_WHEN_ASKED = LEADERS[:3], LEADERS[3:6]
ISSUES = ("별양동 주민센터 창호 결로", "중앙공원 충전기 고장", "문원동 분리수거장 넘침")
RIGHT_OWNER = "U0PROMPT3"
AWAY_FROM, AWAY_UNTIL = date(2026, 6, 15), date(2026, 7, 10)
# After each reporting round, and on the last day of the year.
EXPORTED = (date(2026, 1, 20), date(2026, 4, 20), date(2026, 7, 20), date(2026, 10, 20), date(2026, 12, 31))
LEAVES, HANDED_OVER = date(2026, 8, 14), date(2026, 9, 7)
_DONE_OF_THE_YEAR = {1: "0.2", 2: "0.5", 3: "0.8", 4: "1"}


@dataclass
class Diary:
    """The day of each action; on the morning of that day the work was still due."""

    reported: dict[tuple[str, int, int], date] = field(default_factory=dict)  # (task, year, quarter)
    done: dict[tuple[str, date], date] = field(default_factory=dict)  # (task, the milestone's date)
    owners: list[tuple[date, str, str]] = field(default_factory=list)  # (day, task, owner), from the day after
    moved: list[tuple[date, str, date, date]] = field(default_factory=list)  # (day, task, from, to)
    plan_changes: list[tuple[str, str, str, str, str]] = field(
        default_factory=list
    )  # (task, what, before, after, reason)
    answered: dict[tuple[str, date], date] = field(default_factory=dict)  # (leader, the meeting's date)


class Living:
    def __init__(self, running: Running) -> None:
        self._r = running
        self.diary = Diary()
        self._tasks = {each.code: each for each in plan()}
        self._refused: set[str] = set()
        self.exported: list[Exported] = []
        self._happening = self._year()

    def answer(self, seen: Seen) -> None:
        """Respond to one message as its reader does."""
        if not seen.is_direct:
            self._answer_notice(seen)
            return
        kind = KIND.get(seen.to, "")
        for line in lines_of(seen):
            if line.kind == "not_mine" and seen.to == SECRETARY:
                self._names_another(line)
            elif line.kind == "attendance" and seen.to in ANSWERS_WHEN_ASKED and line.due is not None:
                self._r.person(seen.to).click(self._placed(seen), "meeting.attending")
                self.diary.answered[seen.to, line.due] = seen.day
            elif line.kind == "minutes" and seen.to == SECRETARY:
                self._r.person(SECRETARY).click(self._placed(seen), "minutes.confirm")
            elif line.kind in ("report", "deadline"):
                self._owes(seen, line, kind)

    def _owes(self, seen: Seen, line: Line, kind: str) -> None:
        assert line.due is not None
        if kind == WRONG:
            self._says_not_mine(seen, line.code)
        elif kind in (PROMPT, AWAY) or (kind == LATE and line.due < seen.day):
            if line.kind == "deadline":
                if (line.due - seen.day).days <= 7:
                    self._done(seen, line, line.due)
            else:
                self._reports(seen, line, kind)

    def _done(self, seen: Seen, line: Line, due: date) -> None:
        person, open_ones = self._r.person(seen.to), self._r.views(seen.to)
        person.click(self._placed(seen), "progress.open", line.about)
        person.submit(self._r.form(seen.to, open_ones), note="마쳤습니다")
        self.diary.done[line.code, due] = seen.day

    def _reports(self, seen: Seen, line: Line, kind: str) -> None:
        """Report in one line; U0PROMPT1 reports by the form with the costs, and the owner who is away repeats the last
        quarter.
        """
        assert line.quarter is not None
        year, quarter = line.quarter
        value, rating = self._figure(line.code, year, quarter), "달성" if quarter == 4 else "정상추진"
        person = self._r.person(seen.to)
        if kind == AWAY and quarter == 3:
            person.click(self._placed(seen), "progress.unchanged", line.about)
        elif seen.to == "U0PROMPT1":
            open_ones = self._r.views(seen.to)
            person.click(self._placed(seen), "progress.open", line.about)
            rated = {"달성": "achieved", "정상추진": "on_track"}[rating]
            spend = f"{quarter * 1200}만원"
            person.submit(self._r.form(seen.to, open_ones), value=value, spend=spend, rating=rated, note="추진 중")
        else:
            said = "지연 자재 수급 / 다음 분기 납품" if kind == LATE else f"{rating} 추진 중"
            answer = person.command(FIELD, "/cn", f"실적 {line.code} {value} {said}".replace("  ", " "))
            assert says(answer, "progress.taken", code=line.code), answer
        self.diary.reported[line.code, year, quarter] = seen.day

    def _figure(self, code: str, year: int, quarter: int) -> str:
        task = self._tasks[code]
        if task.is_qualitative or year not in task.targets:
            return ""
        return f"{Decimal(task.targets[year]) * Decimal(_DONE_OF_THE_YEAR[quarter]):f}"

    def _says_not_mine(self, seen: Seen, code: str) -> None:
        if code in self._refused:
            return
        self._refused.add(code)
        person, open_ones = self._r.person(seen.to), self._r.views(seen.to)
        person.click(self._placed(seen), "reminder.more", _chosen(self._r.shown(seen), "not_mine"))
        person.submit(self._r.form(seen.to, open_ones), task=code, reason="다른 팀의 일입니다")

    def _names_another(self, line: Line) -> None:
        said = self._r.person(SECRETARY).command(FIELD, "/cn", f"지정 {line.code} @{RIGHT_OWNER}")
        assert says(said, "assign.done", code=line.code, who=f"<@{RIGHT_OWNER}>"), said
        self.diary.owners.append((self._today, line.code, RIGHT_OWNER))

    def _answer_notice(self, seen: Seen) -> None:
        """Let the prompt members answer the council's first notice, by its button or by a reaction."""
        for line in lines_of(seen):
            if seen.to == COUNCIL and line.kind == "meeting" and line.due is not None:
                for user in ANSWERS_AT_ONCE:
                    if (user, line.due) not in self.diary.answered:
                        self._r.person(user).click(self._placed(seen), "meeting.attending")
                        self.diary.answered[user, line.due] = seen.day

    @property
    def _today(self) -> date:
        return self._r.today

    def _placed(self, seen: Seen) -> Document:
        return {"channel": seen.channel, "ts": seen.ts}

    # Events on fixed days.

    def on(self, day: date) -> None:
        self._happening.get(day, lambda: None)()

    def has_plans(self, day: date) -> bool:
        return day in self._happening or any(day in days for days in MEETINGS.values())

    def _year(self) -> dict[date, Callable[[], None]]:
        return {
            date(2026, 6, 10): self._goes_away,
            LEAVES: self._leaves,
            HANDED_OVER: self._is_handed_over,
            date(2026, 3, 10): lambda: self._changes_target("2026 목표"),
            date(2026, 6, 9): lambda: self._changes_target("2026 목표"),
            date(2026, 9, 8): lambda: self._changes_target("2026 목표"),
            date(2026, 3, 3): self._moves_a_date,
            date(2026, 4, 13): self._reports_from_the_field,
            date(2026, 4, 15): lambda: self._are_given_to_a_department(1, 2),
            date(2026, 4, 22): lambda: self._are_done(1, 2),
            date(2026, 4, 23): lambda: self._officer_says((1, "solved"), (2, "not_yet")),
            date(2026, 4, 29): lambda: self._are_done(2),
            date(2026, 4, 30): lambda: self._officer_says((2, "solved")),
            date(2026, 5, 12): lambda: self._are_done(3),
            date(2026, 5, 13): lambda: self._officer_says((3, "solved")),
            **dict.fromkeys(EXPORTED, self.exports),
        }

    def _goes_away(self) -> None:
        person = self._r.person("U0AWAY")
        person.command(FIELD, "/cn", "환경설정")
        form = self._r.form("U0AWAY", set())
        person.submit(form, first=AWAY_FROM.isoformat(), last=AWAY_UNTIL.isoformat(), deputy="U0DEPUTY")

    def _leaves(self) -> None:
        self._r.slack.do("deactivate", user="U0LEAVING")
        self._r.person(SECRETARY).waits_for(lambda: self._r.is_gone("U0LEAVING"))

    def _is_handed_over(self) -> None:
        secretary = self._r.person(SECRETARY)
        secretary.command(FIELD, "/cn", "인계 @U0LEAVING @U0PROMPT2")
        shown = secretary.messages(FIELD)[-1]
        secretary.click(shown, "handover.do")
        for task in self._tasks.values():
            if task.owner == "U0LEAVING":
                self.diary.owners.append((self._today, task.code, "U0PROMPT2"))

    def _change_plan(self, user: str, code: str, words: str, to: str, reason: str) -> None:
        person, open_ones = self._r.person(user), self._r.views(user)
        person.command(FIELD, "/cn", f"현황 {code}")
        person.click(person.messages(FIELD)[-1], "slip.open")
        form = self._r.form(user, open_ones)
        (what,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "what"]
        (chosen,) = [each["value"] for each in what["options"] if words in each["text"]["text"]]
        person.submit(form, what=chosen, to=to, reason=reason)
        person.waits_for(lambda: "→" in str(self._r.practice.world.views[form["id"]]["blocks"]))

    def _changes_target(self, words: str) -> None:
        """Change the target of always the same task; its third change is proposed for the agenda."""
        task = next(each for each in self._tasks.values() if each.owner == "U0PROMPT1" and not each.is_qualitative)
        before = Decimal(task.targets[2026])
        after = before - Decimal(100)
        self._change_plan("U0PROMPT1", task.code, words, f"{after:f}", "예산 감소")
        task.targets[2026] = f"{after:f}"
        self.diary.plan_changes.append((task.code, words, f"{before:f}", f"{after:f}", "예산 감소"))

    def _moves_a_date(self) -> None:
        """Move a milestone that is far enough ahead for no reminder to have been sent."""
        task = next(
            each
            for each in self._tasks.values()
            if each.owner == "U0LATE1" and each.milestones["착수"] > date(2026, 7, 1)
        )
        before = task.milestones["착수"]
        after = before.replace(day=1 if before.day > 15 else 20)
        self._change_plan("U0LATE1", task.code, "착수", after.isoformat(), "설계 지연")
        self.diary.moved.append((self._today, task.code, before, after))
        self.diary.plan_changes.append((task.code, "착수", before.isoformat(), after.isoformat(), "설계 지연"))

    # Three issues of one officer: one is solved, one is not solved at first, one waits until two reminders were sent.

    def _reports_from_the_field(self) -> None:
        for words in ISSUES:
            said = self._r.person(OFFICER).command(FIELD, "/cn", f"접수 {words}")
            assert says(said, "report.done"), said

    def _are_given_to_a_department(self, *numbers: int) -> None:
        for number in numbers:
            card, open_ones = self._card(number), self._r.views(LEADERS[0])
            leader = self._r.person(LEADERS[0])
            leader.click(card, "issue.assign")
            form = self._r.form(LEADERS[0], open_ones)
            (choice,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "department"]
            (chosen,) = [each["value"] for each in choice["options"] if each["text"]["text"] == "건축과"]
            leader.submit(form, department=chosen)

    def _are_done(self, *numbers: int) -> None:
        for number in numbers:
            card, open_ones = self._card(number), self._r.views(LEADERS[0])
            leader = self._r.person(LEADERS[0])
            leader.click(card, "issue.more", _chosen(self._r.message_of(card), "move"))
            choice = self._r.form(LEADERS[0], open_ones)
            leader.click_in_view(choice, "issue.move_to.done")
            form = self._r.form(LEADERS[0], open_ones, "issue.move")
            leader.submit(form, reason="고쳤습니다")

    def _officer_says(self, *answers: tuple[int, str]) -> None:
        """Answer under each receipt whether the issue is solved."""
        officer = self._r.person(OFFICER)
        for number, answer in answers:
            mine = [each for each in self._r.seen if each.to == OFFICER]
            receipt = next(each for each in mine if ISSUES[number - 1] in str(each.blocks))
            asked = korean("issue.is_it_done", number=number, days=10)
            of_it = [each for each in mine if each.under == receipt.ts and asked in str(each.blocks)][-1]
            open_ones = self._r.views(OFFICER)
            officer.click(self._placed(of_it), f"issue.{answer}")
            if answer == "not_yet":
                officer.submit(self._r.form(OFFICER, open_ones), reason="아직 젖습니다")

    def _card(self, number: int) -> Document:
        (card,) = [each for each in self._r.seen if each.to == COUNCIL and ISSUES[number - 1] in str(each.blocks)][:1]
        return self._placed(card)

    # Meetings and reporting rounds, as a secretary runs them.

    def meets(self, channel: str) -> None:
        """Hold the meeting through all items; its minutes are confirmed that day or after the reminder."""
        secretary, board = self._r.person(SECRETARY), self._agenda(channel)
        secretary.click(self._placed(board), "board.start")
        for _ in range(60):
            self._r.beat()
            shown = self._r.shown(board)
            if "board.end" in str(shown["blocks"]):
                break
            secretary.click(self._placed(board), "board.next")
        secretary.click(self._placed(board), "board.end")
        self._r.beat()
        if channel == STEERING:
            results = [each for each in self._r.seen if each.to == channel and says(each.text, "results.heading")][-1]
            secretary.click(self._placed(results), "minutes.confirm")

    def exports(self) -> None:
        """Export the workbook and the plan's status of one day."""
        secretary = self._r.person(SECRETARY)
        said = secretary.command(FIELD, "/cn", "내보내기 전체")
        assert said == korean("export.comes")
        self._r.beat()
        inside = self._r.practice.world.messages[secretary.own_channel]
        (file,) = [each["files"] for each in inside if each.get("files")][-1]
        content = self._r.slack.file(file["url_private"], self._r.practice.world.app.bot_token)
        self.exported.append(Exported.of(content, secretary.command(FIELD, "/cn", "현황")))

    def _agenda(self, channel: str) -> Seen:
        return [each for each in self._r.seen if each.to == channel and says(each.text, "line.agenda")][-1]


def _chosen(message: Document, which: str) -> str:
    menus = [each for block in message["blocks"] for each in block.get("elements", ()) if each["type"] == "overflow"]
    values: Iterator[str] = (option["value"] for menu in menus for option in menu["options"])
    return next(value for value in values if re.match(which, value))


MEETINGS = {
    COUNCIL: (date(2026, 2, 13), date(2026, 5, 8), date(2026, 7, 10), date(2026, 11, 13)),
    STEERING: (date(2026, 2, 26), date(2026, 5, 28), date(2026, 7, 23), date(2026, 11, 26)),
}
MIDNIGHT, MORNING, ACTING, LATER, MEETING = time(0, 1), time(9, 1), time(10), time(10, 30), time(14)


def lived(running: Running) -> Living:
    """Run all of 2026.

    Messages of the morning are answered that morning; nights and days off are checked too.
    """
    living = Living(running)
    for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(365)):
        running.go(day, MORNING)
        came = running.beat()
        if not came and not living.has_plans(day):
            continue
        running.go(day, ACTING)
        for each in came:
            living.answer(each)
        living.on(day)
        running.go(day, LATER)
        running.beat()
        for channel in (each for each, days in MEETINGS.items() if day in days):
            running.go(day, MEETING)
            living.meets(channel)
        running.go(day + timedelta(days=1), MIDNIGHT)
        running.beat()
    return living
