"""Action items of meetings: owner, due date and result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from handlers.blocks import action_items as looks
from handlers.blocks.parts import escaped, shortened
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission, matched
from handlers.text import say
from handlers.text.dates import say_day, today_of
from storage.action_items import (
    ActionItem,
    ActionSet,
    ActionState,
    action_with,
    add_action,
    all_actions,
    answer_action,
    due_of,
)
from storage.agenda import AgendaItem
from storage.committees import Committee
from storage.departments import names_on
from storage.errors import Over
from storage.meetings import Meeting, MeetingState
from storage.notices import NoticeKind, is_told, show_again
from storage.people import Department, Person, person_of
from storage.planned import carry_new
from storage.rights import may_answer_action, need
from storage.tasks import department_names

SUBJECT = "action"
# Maximum characters of the action and of the result in a line; the form shows the full text.
_WHAT, _RESULT = 160, 300
_KOREAN = {"내": "mine", "나": "mine", "내조치": "mine", "기한경과": "overdue", "경과": "overdue"}


def actions(asked: Asked, command: Command) -> Answer:
    """`/cn actions [mine|overdue|<department>]`: list action items; without a word, all of them."""
    return _page(asked, command.rest, 0)


def turn_page(asked: Asked, click: Click) -> Answer:
    """[이전], [다음]: replace the list with another page of it."""
    page, _, wanted = click.value.partition("|")
    answer = _page(asked, wanted, int(page))
    return Answer(answer.text, blocks=answer.blocks, replaces=True)


def _page(asked: Asked, wanted: str, page: int) -> Answer:
    plain = matched(wanted).replace(" ", "")
    wish = _KOREAN.get(plain, plain)
    names, today = department_names(asked.session, asked.workspace.id), today_of(asked.now, asked.workspace.zone)

    def fits(action: ActionItem) -> bool:
        match wish:
            case "mine":
                return action.owner_id == asked.person.id
            case "overdue":
                return (due_of(action) or today) < today
            case _:
                return wish in matched(names.get(action.department_id or 0, "")).replace(" ", "")

    found = [action for action in all_actions(asked.session, asked.workspace.id) if not wish or fits(action)]
    if not found:
        return Answer(asked.say("actions.none"))
    title = asked.say(f"actions.{wish}") if wish in ("mine", "overdue") else wanted or asked.say("actions.all")
    done = sum(action.state == ActionState.DONE for action in found)
    shown = [shown_action(asked.session, asked.language, action, today) for action in found]
    blocks = looks.action_list(asked.language, title, shown, done, page, wanted[:200])
    return Answer(asked.say("actions.title"), blocks=blocks)


def ask_for_result(asked: Asked, click: Click) -> Answer:
    """[결과 입력] on a reminder or in the list: open the result form.

    Raises NotFound, NotAllowed, Over if cancelled.
    """
    action = action_with(asked.session, asked.workspace.id, int(click.value.rpartition(":")[2]))
    need(asked.person, may_answer_action(asked.session, action), "action")
    if action.state == ActionState.TAKEN_BACK:
        raise Over("action")
    heading = line_of_action(asked.session, asked.language, action)
    review = action.review_on.isoformat() if action.review_on else ""
    # People open the form to report a result: preselect "done" unless another state is already set.
    state = ActionState.DONE if action.state == ActionState.IN_PROGRESS else ActionState(action.state)
    return Answer(form=looks.result_form(asked.language, heading, state, action.result, review, str(action.id)))


def asks_for_result(asked: Asked, action_id: int) -> Answer:
    """✅ on a reminder: ask for the result in a form, because an action item cannot be done without one."""
    return Answer(asked.say("action.needs_result"), blocks=looks.ask_for_result(asked.language, action_id))


def result_by_form(asked: Asked, form: Submission) -> Answer:
    """Record the result of an action item. Raises NotFound, NotAllowed, Over, ResultNeeded, DayWrong."""
    action = action_with(asked.session, asked.workspace.id, int(form.carries))
    need(asked.person, may_answer_action(asked.session, action), "action")
    review, today = form.fields.get("review", ""), today_of(asked.now, asked.workspace.zone)
    state, review_on = ActionState(form.fields["state"]), date.fromisoformat(review) if review else None
    result = form.fields.get("result", "")
    answer_action(asked.session, action, state, result, asked.person, asked.now, today, review_on)
    show_action_again(asked.session, action)
    return Answer()


def entered_action(
    asked: Asked, there: Meeting, item: AgendaItem | None, fields: dict[str, str], due: date | None
) -> ActionItem:
    """Create an action item from a form and notify its owner if the meeting is over. Raises Lacking."""
    owner = person_of(asked.session, asked.workspace.id, fields["who"]) if fields.get("who") else None
    department = fields.get("department", "")
    wanted = ActionSet(
        what=fields.get("what", ""),
        department_id=int(department) if department else None,
        owner=owner,
        due=due,
    )
    action = add_action(asked.session, there, item, wanted, asked.person, asked.now)
    if there.state == MeetingState.CLOSED:
        tell_assigned(asked, [action])
    return action


def tell_assigned(asked: Asked, made: Sequence[ActionItem]) -> None:
    """Notify people of new action items: one message per person with all of theirs.

    The reader is the owner, else the department's contact, else its head; people who have left are skipped.
    """
    by_reader: dict[str, list[int]] = {}
    for action in made:
        reader = _first_reader(asked.session, action)
        if reader is not None:
            by_reader.setdefault(reader.slack_id, []).append(action.id)
    for slack_id, ids in by_reader.items():
        carry_new(asked.session, asked.workspace.id, NoticeKind.ASSIGNED, SUBJECT, ids, slack_id, asked.now)


def tell_corrected(asked: Asked, actions: Sequence[ActionItem]) -> None:
    """Update every message about action items that a correction cancelled or restored.

    Notify the owners who were notified of the action item before, that is, if the meeting is over.
    """
    for action in actions:
        show_action_again(asked.session, action)
    tell_assigned(asked, [each for each in actions if _was_told(asked.session, each)])


def _was_told(session: Session, action: ActionItem) -> bool:
    return is_told(session, action.workspace_id, NoticeKind.ASSIGNED, SUBJECT, action.id, None)


def _first_reader(session: Session, action: ActionItem) -> Person | None:
    department = session.get(Department, action.department_id) if action.department_id else None
    ids = [action.owner_id, *((department.contact_id, department.head_id) if department else ())]
    people = (session.get(Person, each) for each in ids if each)
    return next((person for person in people if person is not None and not (person.gone or person.is_bot)), None)


def show_action_again(session: Session, action: ActionItem) -> None:
    """Queue updates of the action item's reminders and of its meeting's board and results."""
    show_again(session, action.workspace_id, SUBJECT, action.id)
    for subject in ("agenda", "results"):
        show_again(session, action.workspace_id, subject, action.meeting_id)


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


def shown_action(session: Session, language: str, action: ActionItem, today: date) -> looks.ActionShown:
    """Build the view model of an action item: its line, the meeting it is from, its result, whether it is overdue."""
    there = session.get_one(Meeting, action.meeting_id)
    committee = session.get_one(Committee, there.committee_id)
    decided = say(language, "action.from", committee=escaped(committee.name), day=say_day(language, there.on))
    late = (due_of(action) or today) < today
    return looks.ActionShown(
        action.id,
        line_of_action(session, language, action),
        decided,
        escaped(action.result),
        late,
        action.state == ActionState.TAKEN_BACK,
    )
