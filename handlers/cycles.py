"""A committee's meeting cycle, set in a form."""

from __future__ import annotations

import re

from handlers.blocks.cycles import QUORUM_OFF, CycleShown, cycle_form
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission, matched
from storage.committees import committee_with
from storage.cycles import COUNCIL_CYCLE, CycleSet, cycle_of, set_cycle
from storage.errors import CycleWrong
from storage.rights import may_set_meetings, need


def ask_for_cycle(asked: Asked, click: Click) -> Answer:
    """[회의 주기] in `/cn setup`: open the form, filled with the present cycle or the default. Raises NotAllowed."""
    committee = committee_with(asked.session, asked.workspace.id, int(click.value))
    need(asked.person, may_set_meetings(asked.session, committee), "meeting")
    cycle = cycle_of(asked.session, committee) or COUNCIL_CYCLE
    days = (cycle.notice_days, cycle.asking_days)
    shown = CycleShown(cycle.months, cycle.nth, cycle.weekday, cycle.at, *days, cycle.quorum)
    return Answer(form=cycle_form(asked.language, committee.name, shown, str(committee.id)))


def cycle_by_form(asked: Asked, form: Submission) -> Answer:
    """Set the committee's meeting cycle. Raises NotFound, NotAllowed, CycleWrong, which names the field."""
    committee = committee_with(asked.session, asked.workspace.id, int(form.carries))
    need(asked.person, may_set_meetings(asked.session, committee), "meeting")
    wanted = CycleSet(
        months=_numbers("months", form.fields.get("months", "")),
        nth=int(form.fields["nth"]),
        weekday=int(form.fields["weekday"]),
        at=form.fields["at"],
        notice_days=_numbers("notice_days", form.fields.get("notice_days", "")),
        asking_days=_numbers("asking_days", form.fields.get("asking_days", "")),
        quorum=quorum_chosen(form),
    )
    set_cycle(asked.session, committee, wanted, asked.person, asked.now)
    return Answer()


def quorum_chosen(form: Submission) -> str:
    """Return the quorum that was chosen; "" if none is needed."""
    return form.fields.get("quorum", "").replace(QUORUM_OFF, "")


def _numbers(name: str, text: str) -> tuple[int, ...]:
    words = re.split(r"[\s,./]+", matched(text).replace("d-", "").strip())
    try:
        return tuple(int(word) for word in words if word)
    except ValueError:
        raise CycleWrong(name) from None
