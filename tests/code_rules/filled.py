"""What fills each text key that is built from a record's value, which the code itself does not tell.

A pattern such as `rating.{}` maps to every value that may stand in its place; an enum stands for all its members.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

from handlers.documents.exports import _WORDS as EXPORTS
from handlers.reminders.menu import _TWO_SIDED
from handlers.reminders.reminders import LINES
from handlers.tasks.task_status import _KNOWN as TASK_CHANGES
from schedules.legal_dates import legal_dates
from storage.action_items.action_items import ActionState
from storage.admin.handovers import HOLDINGS, SEATS
from storage.issues.drafts import DraftState
from storage.issues.issues import NEEDED, IssueKind, IssueState, Urgency
from storage.meetings.agenda import LISTINGS, AgendaKind, Outcome, Policy
from storage.meetings.attendance import Coming
from storage.meetings.carry_over import Stuck
from storage.meetings.votes import Choice
from storage.organisation.seats import Part
from storage.outbox.lead_times import LeadTimes
from storage.outbox.notices import NoticeKind
from storage.overviews.plan_status import NOT_REPORTED
from storage.tasks.budgets import Fund
from storage.tasks.progress import Rating
from storage.tasks.tasks import TargetKind
from tests.code_rules.sources import constants_given_to

_LISTS = ("mine", "overdue")
_LEAD_TIMES = tuple(each.name for each in fields(LeadTimes))
_COUNTED = ("report_opens_before", "report_due_after", "keeps_months")
_REACHED_BY_MOVING = frozenset(IssueState) - {IssueState.RECEIVED}

FILLED: Mapping[str, Iterable[object]] = {
    "action.state.{}": ActionState,
    "actions.{}": _LISTS,
    "agenda.kind.{}": AgendaKind,
    "agenda.{}": LISTINGS,
    "button.{}": ("register", "edit", "cancel", "task.assign", "orphans.open"),
    "change.{}": TASK_CHANGES,
    "choice.{}": Choice,
    "coming.{}": (*Coming, "none"),
    "date.{}": (
        *("unreadable", "ambiguous", "no_such_day", "no_such_time"),
        *("weekday", "past", "ends_before", "too_far"),
    ),
    "draft.{}": frozenset(DraftState) - {DraftState.OPEN, DraftState.HELD},
    "export.title.{}": {*EXPORTS.values(), "picture"},
    "field.day.{}": [state for state, needs in NEEDED.items() if needs == "day"],
    "field.{}": (*_LEAD_TIMES, "opens_at", "closes_at"),
    "fund.{}": Fund,
    "held.{}": (*(each.name for each in HOLDINGS), SEATS),
    "history.moved.{}": _REACHED_BY_MOVING,
    "home.{}": ("status", "preview", "settings", "tasks"),
    "import.reason.{}": (
        *("missing", "twice", "too_long", "not_a_number", "not_a_year", "milestone", "code", "unknown_word"),
        *("reason_needed", "unit_needed", "does_not_add_up", "no_task", "percent_unclear", "stranger", "namesake"),
    ),
    "import.unreadable.{}": ("kind", "large", "empty", "damaged", "encoding"),
    "issue.state.{}": IssueState,
    "issue.{}": IssueKind,
    "issues.{}": ("mine", "open"),
    "lacking.{}": {*NEEDED.values(), "reason", "action_plan", *constants_given_to("Lacking")},
    "legal.{}": [each.key for each in legal_dates("KR", 2025)],
    "meeting.{}": (NoticeKind.MOVED, NoticeKind.CALLED, NoticeKind.CALLED_OFF),
    "move.{}": _REACHED_BY_MOVING - {IssueState.WITHDRAWN},
    "option.{}": ("move", "merge", "urgent", "history"),
    "outcome.{}": Outcome,
    "paper.{}": (
        *("name", "held_by", "when", "where", "answered", "not_answered"),
        *("present", "absent", "observers", "quorum"),
    ),
    "part.{}": Part,
    "photo.{}": ("too_large", "elsewhere", "expired", "not_a_photo"),
    "policy.{}": Policy,
    "progress.counts.{}": TargetKind,
    "rating.{}": (*Rating, NOT_REPORTED),
    "settings.wrong.{}": (*_LEAD_TIMES, *_COUNTED, "hours", "deputy", "days_off", "language"),
    "sheet.action.{}": ActionState,
    "stuck.{}": Stuck,
    "target_kind.{}": TargetKind,
    "tasks.{}": (*_LISTS, "delayed"),
    "urgency.{}": Urgency,
    "why.{}": frozenset(LINES) - frozenset(_TWO_SIDED),
    "why.{}.{}": [f"{kind}.{when}" for kind in _TWO_SIDED for when in ("before", "late")],
}
# F-strings with the form of a key that are none: subjects of notices, names of files and modules.
NO_TEXTS = ("export.{}", "bot.{}", "handlers.text.{}")
