"""Action items of meetings: owner, due date and result."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from handlers.action_items import blocks as action_item_blocks
from handlers.slack.blocks import escaped, shortened
from handlers.slack.list_pages import turned_to
from handlers.slack.payloads import Click, Command, Submission, matched
from handlers.slack.requests import Request, Response
from handlers.text import say
from handlers.text.dates import say_day, today_of
from storage.action_items.action_items import (
    ActionAnswer,
    ActionItem,
    ActionSet,
    ActionState,
    action_with,
    all_actions,
    answer_action,
    due_of,
)
from storage.action_items.announcements import assign_action, show_action_again
from storage.admin.permissions import may_answer_action, need
from storage.db.errors import Over
from storage.meetings.agenda import AgendaItem
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.departments import Department, department_names, names_on
from storage.organisation.people import Person, person_of

# Maximum characters of the action and of the result in a line; the form shows the full text.
_WHAT, _RESULT = 160, 300
_KOREAN = {"내": "mine", "나": "mine", "내조치": "mine", "기한경과": "overdue", "경과": "overdue"}


def actions(request: Request, command: Command) -> Response:
    """`/cn actions [mine|overdue|<department>]`: list action items; without a word, all of them."""
    return _page(request, command.rest, 0)


def turn_page(request: Request, click: Click) -> Response:
    """[이전], [다음]: replace the list with another page of it."""
    return _page(request, *turned_to(click)).in_place()


def _page(request: Request, wanted: str, page: int) -> Response:
    plain = matched(wanted).replace(" ", "")
    wish = _KOREAN.get(plain, plain)
    names, today = (
        department_names(request.session, request.workspace.id),
        today_of(request.now, request.workspace.zone),
    )

    def fits(action: ActionItem) -> bool:
        match wish:
            case "mine":
                return action.owner_id == request.person.id
            case "overdue":
                return (due_of(action) or today) < today
            case _:
                return wish in matched(names.get(action.department_id or 0, "")).replace(" ", "")

    found = [action for action in all_actions(request.session, request.workspace.id) if not wish or fits(action)]
    if not found:
        return Response(request.say("actions.none"))
    title = request.say(f"actions.{wish}") if wish in ("mine", "overdue") else wanted or request.say("actions.all")
    done = sum(action.state == ActionState.DONE for action in found)
    view = [action_view(request.session, request.language, action, today) for action in found]
    blocks = action_item_blocks.action_list(request.language, title, view, done, page, wanted[:200])
    return Response(request.say("actions.title"), blocks=blocks)


def ask_for_result(request: Request, click: Click) -> Response:
    """[결과 입력] on a reminder or in the list: open the result form.

    Raises NotFound, NotAllowed, Over if cancelled.
    """
    action = action_with(request.session, request.workspace.id, int(click.value.rpartition(":")[2]))
    need(request.person, may_answer_action(request.session, action), "action")
    if action.state == ActionState.CANCELLED:
        raise Over("action")
    heading = line_of_action(request.session, request.language, action)
    review = action.review_on.isoformat() if action.review_on else ""
    # People open the form to report a result: preselect "done" unless another state is already set.
    state = ActionState.DONE if action.state == ActionState.IN_PROGRESS else ActionState(action.state)
    return Response(
        form=action_item_blocks.result_form(request.language, heading, state, action.result, review, str(action.id))
    )


def asks_for_result(request: Request, action_id: int) -> Response:
    """✅ on a reminder: ask for the result in a form, because an action item cannot be done without one."""
    return Response(
        request.say("action.needs_result"), blocks=action_item_blocks.ask_for_result(request.language, action_id)
    )


def result_by_form(request: Request, form: Submission) -> Response:
    """Record the result of an action item. Raises NotFound, NotAllowed, Over, ResultNeeded, DayWrong."""
    action = action_with(request.session, request.workspace.id, int(form.carries))
    need(request.person, may_answer_action(request.session, action), "action")
    review, today = form.fields.get("review", ""), today_of(request.now, request.workspace.zone)
    state, review_on = ActionState(form.fields["state"]), date.fromisoformat(review) if review else None
    result = form.fields.get("result", "")
    answer = ActionAnswer(state, result, review_on)
    answer_action(request.session, action, answer, request.person, request.now, today)
    show_action_again(request.session, action)
    return Response()


def add_by_fields(
    request: Request, there: Meeting, item: AgendaItem | None, fields: dict[str, str], due: date | None
) -> None:
    """Create an action item from a form's fields and notify its owner if the meeting is over. Raises Lacking."""
    owner = person_of(request.session, request.workspace.id, fields["who"]) if fields.get("who") else None
    department = fields.get("department", "")
    wanted = ActionSet(
        what=fields.get("what", ""),
        department_id=int(department) if department else None,
        owner=owner,
        due=due,
    )
    assign_action(request.session, there, item, wanted, request.person, request.now)


def line_of_action(session: Session, language: str, action: ActionItem, on: date | None = None) -> str:
    """Return one mrkdwn line: action, owner, due date, state.

    Departments are named as of day `on`, or as of now if it is None.
    """
    owner = session.get(Person, action.owner_id) if action.owner_id else None
    who = [escaped(_department_of(session, action, on))] if action.department_id else []
    who += [f"<@{owner.slack_id}>"] if owner else []
    due = due_of(action) or action.due
    return say(
        language,
        "action.line",
        what=escaped(shortened(action.what, _WHAT)),
        who=" ".join(who) or say(language, "action.nobody"),
        day=say_day(language, due) if due else say(language, "action.no_date"),
        state=say(language, f"action.state.{action.state}"),
    )


def _department_of(session: Session, action: ActionItem, on: date | None) -> str:
    if on is not None:
        return names_on(session, action.workspace_id, on)[action.department_id or 0]
    return session.get_one(Department, action.department_id).name


def action_view(session: Session, language: str, action: ActionItem, today: date) -> action_item_blocks.ActionItemView:
    """Build the view model of an action item: its line, the meeting it is from, its result, whether it is overdue."""
    there = session.get_one(Meeting, action.meeting_id)
    committee = session.get_one(Committee, there.committee_id)
    decided = say(language, "action.from", committee=escaped(committee.name), day=say_day(language, there.on))
    late = (due_of(action) or today) < today
    return action_item_blocks.ActionItemView(
        action.id,
        line_of_action(session, language, action),
        decided,
        escaped(action.result),
        late,
        action.state == ActionState.CANCELLED,
    )
