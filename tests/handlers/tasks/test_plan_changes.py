"""Changes of a date or a target, end to end: with a reason, confirmed, and proposed for the agenda the third time."""

from __future__ import annotations

from typing import Any

from bot.practice.driver import Person, Slack
from bot.sample import FIELD, STEERING
from tests.handlers.meetings.test_agenda import item_line
from tests.running import go_to
from tests.texts import korean, korean_day, says


def form_of(person: Person) -> dict[str, Any]:
    person.command(FIELD, "/cn", "status B-02")
    before = {view["id"] for view in person.views()}
    person.click(person.messages(FIELD)[-1], "slip.open")
    (form,) = person.waits_for(lambda: [view for view in person.views() if view["id"] not in before])
    return dict(form)


def choice(form: dict[str, Any], words: str) -> str:
    (what,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "what"]
    (found,) = [option["value"] for option in what["options"] if words in option["text"]["text"]]
    return str(found)


def shown(person: Person) -> str:
    return str(person.views()[-1])


def test_a_milestone_moves_with_a_reason_and_its_reminders_with_it(slack: Slack) -> None:
    owner, name = slack.person("U0OWNER"), "대상지 선정"
    before, after = korean_day(6, 13), korean_day(6, 20)
    form = form_of(owner)
    site = choice(form, f"{name} · {before}")
    owner.submit(form, what=site, to="6월 20일", reason=" ")
    owner.waits_for(lambda: list(owner.views()[-1]["errors"]) == ["reason"])
    owner.submit(form, what=site, to="언젠가", reason="설계 지연")
    owner.waits_for(lambda: list(owner.views()[-1]["errors"]) == ["to"])
    owner.submit(form, what=site, to="6월 20일", reason="설계 지연")
    changed = korean("plan_change.changed", code="B-02", what=name, before=before, after=after)
    owner.waits_for(lambda: changed in shown(owner))
    go_to(slack, 5, 21)  # 30 days before the new date
    due = {"day": after, "left": korean("left.before", days=30)}
    owner.waits_for(lambda: says(str(owner.direct_messages()), "line.deadline", code="B-02", name=name, **due))
    assert not says(str(owner.direct_messages()), "line.deadline", day=before)
    go_to(slack, 6, 22)
    late = f"{name} {after} *{korean('left.after', days=2)}*"
    task = owner.command(FIELD, "/cn", "현황 B-02")
    assert korean("task.milestones", milestones=late) in task


def test_the_third_postponement_is_proposed_for_the_agenda(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    for year, target in ((2026, "2,500㎡"), (2026, "2000"), (2026, "1천5백㎡")):
        form = form_of(owner)
        owner.submit(form, what=choice(form, korean("sheet.target_of", year=year)), to=target, reason="예산 감소")
        owner.waits_for(lambda: "→" in shown(owner))
    assert korean("plan_change.to_the_agenda", count=3) in shown(owner)
    secretary = slack.person("U0SECRETARY")
    secretary.command(STEERING, "/cn", "안건")
    item = item_line(1, "deliberation", "B-02 제로에너지빌딩 시범사업 추진")
    assert str(secretary.messages(STEERING)[-1]["blocks"]).count(item) == 1


def test_others_see_the_task_without_its_buttons(slack: Slack) -> None:
    outsider = slack.person("U0OUTSIDER")
    outsider.command(FIELD, "/cn", "status B-02")
    assert "slip.open" not in str(outsider.messages(FIELD)[-1])
