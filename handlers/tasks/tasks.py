"""Lists of the plan's tasks, and the assignment of owners."""

from __future__ import annotations

from slack_sdk.models.blocks import Option

from handlers.slack.blocks import escaped
from handlers.slack.list_pages import turned_to
from handlers.slack.payloads import Click, Command, Submission, matched
from handlers.slack.requests import Request, Response
from handlers.tasks.blocks import TaskView, owner_form, task_list
from handlers.text.dates import today_of
from handlers.text.titles import coded_title, task_title
from storage.admin.permissions import may_assign, need
from storage.db.errors import NotFound
from storage.organisation.people import known_person, person_of
from storage.organisation.settings import LANGUAGES
from storage.outbox.notices import show_again
from storage.overviews.task_status import plan_in_lines
from storage.tasks.progress import NEEDS_A_REASON
from storage.tasks.tasks import Task, all_tasks, assign, task_coded

# docs.slack.dev, block_suggestion: at most 100 options of 75 characters.
_OPTIONS, _OPTION_TEXT = 100, 75
_KOREAN = {"내": "mine", "나": "mine", "내과제": "mine", "기한경과": "overdue", "경과": "overdue", "지연": "delayed"}


def tasks(request: Request, command: Command) -> Response:
    """`/cn tasks [mine|overdue|delayed|<department>]`: list the matching tasks; without a word all of them."""
    return _page(request, command.rest, 0)


def listed_by_click(request: Request, click: Click) -> Response:
    """List the tasks of the department named by the button, or the reader's own if it names none."""
    return _page(request, click.value or "mine", 0)


def turn_page(request: Request, click: Click) -> Response:
    """[이전], [다음] under a list: replace it with the page named by the button."""
    return _page(request, *turned_to(click)).in_place()


def assign_owner(request: Request, command: Command) -> Response:
    """`/cn assign <code> @user`: make the mentioned person the task's owner. Raises NotFound, NotAllowed."""
    words = command.rest.split()
    if not words or len(command.mentioned) != 1:
        return Response(request.say("assign.how"))
    task = task_coded(request.session, request.workspace.id, words[0])
    need(request.person, may_assign(request.session, task), "assign")
    owner = known_person(request.session, request.workspace.id, command.mentioned[0])
    if owner is None or owner.gone or owner.is_bot:
        return Response(request.say("assign.nobody", who=f"<@{command.mentioned[0]}>"))
    assign(request.session, task, owner, request.person, request.now)
    return Response(
        request.say(
            "assign.done",
            code=escaped(task.code),
            title=escaped(task_title(request.language, task)),
            who=f"<@{owner.slack_id}>",
        )
    )


def ask_who_owns(request: Request, click: Click) -> Response:
    """[담당자 지정] on one task; the button's value is "task:id". Raises NotFound, NotAllowed."""
    task = _with(request, int(click.value.partition(":")[2]))
    need(request.person, may_assign(request.session, task), "assign")
    return Response(form=owner_form(request.language, task.code, task_title(request.language, task)))


def owner_by_form(request: Request, form: Submission) -> Response:
    """Make the chosen person the task's owner and update messages about it. Raises NotAllowed, NotFound."""
    task = task_coded(request.session, request.workspace.id, form.carries)
    need(request.person, may_assign(request.session, task), "assign")
    owner = person_of(request.session, request.workspace.id, form.fields["owner"])
    if owner.gone or owner.is_bot:
        raise NotFound("person", owner.slack_id)
    assign(request.session, task, owner, request.person, request.now)
    show_again(request.session, request.workspace.id, "task", task.id)
    return Response()


def _with(request: Request, task_id: int) -> Task:
    """Return the city's task with this id. Raises NotFound."""
    found = request.session.get(Task, task_id)
    if found is None or found.workspace_id != request.workspace.id:
        raise NotFound("task", task_id)
    return found


def found_in_list(request: Request, typed: str) -> list[dict[str, object]]:
    """Return tasks whose code or title in any language contains the typed text, as options of a searchable list."""
    looked_for = matched(typed)
    tasks = all_tasks(request.session, request.workspace.id)
    near = [task for task in tasks if any(looked_for in matched(coded_title(each, task)) for each in LANGUAGES)]
    lines = ((task.code, coded_title(request.language, task)) for task in near[:_OPTIONS])
    return [dict(Option(value=code, text=line[:_OPTION_TEXT]).to_dict()) for code, line in lines]


def _page(request: Request, wanted: str, page: int) -> Response:
    plain = matched(wanted).replace(" ", "")
    wish = _KOREAN.get(plain, plain)
    found = [task for task in _view(request) if not wish or _fits(task, wish, request.person.slack_id)]
    if not found:
        return Response(
            request.say("tasks.none", wanted=escaped(wanted[:60])) if wanted else request.say("tasks.no_plan")
        )
    title = (
        request.say(f"tasks.{wish}") if wish in ("mine", "overdue", "delayed") else wanted or request.say("tasks.all")
    )
    blocks = task_list(request.language, title, found, page, wanted[:200])
    return Response(
        request.say("tasks.count", title=escaped(title), count=len(found), page=page + 1, pages=1), blocks=blocks
    )


def _fits(task: TaskView, wish: str, reader: str) -> bool:
    match wish:
        case "mine":
            return task.owner == reader
        case "overdue":
            return task.overdue
        case "delayed":
            return task.rating in NEEDS_A_REASON
        case _:
            return wish in matched(task.department)


def _view(request: Request) -> list[TaskView]:
    today = today_of(request.now, request.workspace.zone)
    return [
        TaskView(
            code=line.code,
            title=task_title(request.language, line),
            department=line.department,
            owner=line.owner,
            rating=line.rating,
            overdue=bool(line.overdue),
            is_sample=line.is_sample,
        )
        for line in plan_in_lines(request.session, request.workspace.id, today)
    ]
