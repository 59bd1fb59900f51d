"""Changes of a date or a target, end to end: with a reason, confirmed, and proposed for the agenda the third time."""

from __future__ import annotations

from typing import Any

from bot.practice.driver import Person, Slack
from bot.sample import FIELD, STEERING
from tests.running import go_to


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
    owner = slack.person("U0OWNER")
    form = form_of(owner)
    site = choice(form, "대상지 선정 · 2025. 6. 13.(금)")
    owner.submit(form, what=site, to="6월 20일", reason=" ")
    owner.waits_for(lambda: list(owner.views()[-1]["errors"]) == ["reason"])
    owner.submit(form, what=site, to="언젠가", reason="설계 지연")
    owner.waits_for(lambda: list(owner.views()[-1]["errors"]) == ["to"])
    owner.submit(form, what=site, to="6월 20일", reason="설계 지연")
    owner.waits_for(lambda: "2025. 6. 13.(금) → 2025. 6. 20.(금)" in shown(owner))
    go_to(slack, 5, 21)  # 30 days before the new date
    owner.waits_for(lambda: "2025. 6. 20.(금)까지 (D-30)" in str(owner.direct_messages()))
    assert "2025. 6. 13.(금)까지" not in str(owner.direct_messages())
    go_to(slack, 6, 22)
    assert "추진일정: 대상지 선정 2025. 6. 20.(금) *2일 지남*" in owner.command(FIELD, "/cn", "현황 B-02")


def test_the_third_slip_is_proposed_for_the_agenda(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    for year, target in ((2026, "2,500㎡"), (2026, "2000"), (2026, "1천5백㎡")):
        form = form_of(owner)
        owner.submit(form, what=choice(form, f"{year} 목표"), to=target, reason="예산 감소")
        owner.waits_for(lambda: "→" in shown(owner))
    assert "3번째 밀린 것" in shown(owner)
    secretary = slack.person("U0SECRETARY")
    secretary.command(STEERING, "/cn", "안건")
    assert str(secretary.messages(STEERING)[-1]["blocks"]).count("[심의] B-02 제로에너지빌딩 시범사업 추진") == 1


def test_others_see_the_task_without_its_buttons(slack: Slack) -> None:
    outsider = slack.person("U0OUTSIDER")
    outsider.command(FIELD, "/cn", "status B-02")
    assert "slip.open" not in str(outsider.messages(FIELD)[-1])
