"""A committee's meeting cycle, set in a form."""

from __future__ import annotations

import re

from handlers.meetings.blocks.cycles import QUORUM_OFF, CycleView, cycle_form
from handlers.slack.payloads import Click, Submission, matched
from handlers.slack.requests import Request, Response
from storage.admin.permissions import may_set_meetings, need
from storage.db.errors import CycleWrong
from storage.meetings.cycles import COUNCIL_CYCLE, CycleSet, cycle_of, set_cycle
from storage.organisation.committees import committee_with


def ask_for_cycle(request: Request, click: Click) -> Response:
    """[회의 주기] in `/cn setup`: open the form, filled with the present cycle or the default. Raises NotAllowed."""
    committee = committee_with(request.session, request.workspace.id, int(click.value))
    need(request.person, may_set_meetings(request.session, committee), "meeting")
    cycle = cycle_of(request.session, committee) or COUNCIL_CYCLE
    days = (cycle.notice_days, cycle.asking_days)
    view = CycleView(cycle.months, cycle.nth, cycle.weekday, cycle.at, *days, cycle.quorum)
    return Response(form=cycle_form(request.language, committee.name, view, str(committee.id)))


def cycle_by_form(request: Request, form: Submission) -> Response:
    """Set the committee's meeting cycle. Raises NotFound, NotAllowed, CycleWrong, which names the field."""
    committee = committee_with(request.session, request.workspace.id, int(form.carries))
    need(request.person, may_set_meetings(request.session, committee), "meeting")
    wanted = CycleSet(
        months=_numbers("months", form.fields.get("months", "")),
        nth=int(form.fields["nth"]),
        weekday=int(form.fields["weekday"]),
        at=form.fields["at"],
        notice_days=_numbers("notice_days", form.fields.get("notice_days", "")),
        asking_days=_numbers("asking_days", form.fields.get("asking_days", "")),
        quorum=quorum_chosen(form),
    )
    set_cycle(request.session, committee, wanted, request.person, request.now)
    return Response()


def quorum_chosen(form: Submission) -> str:
    """Return the quorum that was chosen; "" if none is needed."""
    return form.fields.get("quorum", "").replace(QUORUM_OFF, "")


def _numbers(name: str, text: str) -> tuple[int, ...]:
    words = re.split(r"[\s,./]+", matched(text).replace("d-", "").strip())
    try:
        return tuple(int(word) for word in words if word)
    except ValueError:
        raise CycleWrong(name) from None
