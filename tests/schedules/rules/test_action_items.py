from __future__ import annotations

from datetime import date

from schedules.rules.action_items import about_actions
from schedules.rules.work import WorkFact
from storage.outbox.lead_times import LeadTimes
from storage.outbox.notices import NoticeKind
from tests.schedules.rules.common import LEADER, OWNER, SEOUL, rows


def test_before_the_due_date_the_owner_and_after_it_the_leader_too() -> None:
    lead_times = LeadTimes(deadline_before=(7, 1), deadline_after=(3,))
    found = list(about_actions([WorkFact("action", 8, date(2026, 6, 30), OWNER, LEADER, 3)], SEOUL, lead_times))
    assert rows(found) == [
        ("U0OWNER", 7, "2026-06-23"),
        ("U0OWNER", 1, "2026-06-29"),
        ("U0LEADER", -3, "2026-07-03"),
        ("U0OWNER", -3, "2026-07-03"),
    ]
    assert {(each.subject, each.subject_id, each.kind) for each in found} == {("action", 8, NoticeKind.ACTION)}
    assert [each.part for each in found] == ["owner", "owner", "leader", "owner"]
