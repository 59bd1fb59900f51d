"""Lists of the plan's tasks, and the assignment of owners."""

from __future__ import annotations

from slack_sdk.models.blocks import Option

from handlers.blocks.parts import escaped
from handlers.blocks.tasks import TaskShown, owner_form, task_list
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission, matched
from handlers.text.dates import today_of
from storage.errors import NotFound
from storage.notices import show_again
from storage.people import everybody, person_of
from storage.progress import Rating
from storage.rights import may_assign, need
from storage.task_lines import plan_in_lines
from storage.tasks import Task, all_tasks, assign, task_coded

# docs.slack.dev, block_suggestion: at most 100 options of 75 characters.
_OPTIONS, _OPTION_TEXT = 100, 75
_KOREAN = {"내": "mine", "나": "mine", "내과제": "mine", "기한경과": "overdue", "경과": "overdue", "지연": "delayed"}


def tasks(asked: Asked, command: Command) -> Answer:
    """`/cn tasks [mine|overdue|delayed|<department>]`: list the matching tasks; without a word all of them."""
    return _page(asked, command.rest, 0)


def listed_by_click(asked: Asked, click: Click) -> Answer:
    """List the tasks of the department named by the button, or the reader's own if it names none."""
    return _page(asked, click.value or "mine", 0)


def turn_page(asked: Asked, click: Click) -> Answer:
    """[이전], [다음] under a list: replace it with the page named by the button."""
    page, _, wanted = click.value.partition("|")
    answer = _page(asked, wanted, int(page))
    return Answer(answer.text, blocks=answer.blocks, replaces=True)


def assign_owner(asked: Asked, command: Command) -> Answer:
    """`/cn assign <code> @user`: make the mentioned person the task's owner. Raises NotFound, NotAllowed."""
    words = command.rest.split()
    if not words or len(command.mentioned) != 1:
        return Answer(asked.say("assign.how"))
    task = task_coded(asked.session, asked.workspace.id, words[0])
    need(asked.person, may_assign(asked.session, task), "assign")
    owner = next(
        (each for each in everybody(asked.session, asked.workspace.id) if each.slack_id == command.mentioned[0]), None
    )
    if owner is None or owner.gone or owner.is_bot:
        return Answer(asked.say("assign.nobody", who=f"<@{command.mentioned[0]}>"))
    assign(asked.session, task, owner, asked.person, asked.now)
    return Answer(
        asked.say("assign.done", code=escaped(task.code), title=escaped(task.title), who=f"<@{owner.slack_id}>")
    )


def ask_who_owns(asked: Asked, click: Click) -> Answer:
    """[담당자 지정] on one task; the button's value is "task:id". Raises NotFound, NotAllowed."""
    task = _with(asked, int(click.value.partition(":")[2]))
    need(asked.person, may_assign(asked.session, task), "assign")
    return Answer(form=owner_form(asked.language, task.code, task.title))


def owner_by_form(asked: Asked, form: Submission) -> Answer:
    """Make the chosen person the task's owner and update messages about it. Raises NotAllowed, NotFound."""
    task = task_coded(asked.session, asked.workspace.id, form.carries)
    need(asked.person, may_assign(asked.session, task), "assign")
    owner = person_of(asked.session, asked.workspace.id, form.fields["owner"])
    if owner.gone or owner.is_bot:
        raise NotFound("person", owner.slack_id)
    assign(asked.session, task, owner, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "task", task.id)
    return Answer()


def _with(asked: Asked, task_id: int) -> Task:
    """Return the city's task with this id. Raises NotFound."""
    found = asked.session.get(Task, task_id)
    if found is None or found.workspace_id != asked.workspace.id:
        raise NotFound("task", task_id)
    return found


def found_in_list(asked: Asked, typed: str) -> list[dict[str, object]]:
    """Return tasks whose code or title contains the typed text, as options of a searchable list."""
    looked_for = matched(typed)
    lines = ((task.code, f"{task.code} {task.title}") for task in all_tasks(asked.session, asked.workspace.id))
    near = [(code, line) for code, line in lines if looked_for in matched(line)]
    return [dict(Option(value=code, text=line[:_OPTION_TEXT]).to_dict()) for code, line in near[:_OPTIONS]]


def _page(asked: Asked, wanted: str, page: int) -> Answer:
    plain = matched(wanted).replace(" ", "")
    wish = _KOREAN.get(plain, plain)
    found = [task for task in _shown(asked) if not wish or _fits(task, wish, asked.person.slack_id)]
    if not found:
        return Answer(asked.say("tasks.none", wanted=escaped(wanted[:60])) if wanted else asked.say("tasks.no_plan"))
    title = asked.say(f"tasks.{wish}") if wish in ("mine", "overdue", "delayed") else wanted or asked.say("tasks.all")
    blocks = task_list(asked.language, title, found, page, wanted[:200])
    return Answer(
        asked.say("tasks.count", title=escaped(title), count=len(found), page=page + 1, pages=1), blocks=blocks
    )


def _fits(task: TaskShown, wish: str, reader: str) -> bool:
    match wish:
        case "mine":
            return task.owner == reader
        case "overdue":
            return task.overdue
        case "delayed":
            return task.rating in (Rating.DELAYED, Rating.NOT_ACHIEVED)
        case _:
            return wish in matched(task.department)


def _shown(asked: Asked) -> list[TaskShown]:
    today, in_english = today_of(asked.now, asked.workspace.zone), asked.language == "en"
    return [
        TaskShown(
            code=line.code,
            title=line.title_en if in_english and line.title_en else line.title,
            department=line.department,
            owner=line.owner,
            rating=line.rating,
            overdue=bool(line.overdue),
            is_sample=line.is_sample,
        )
        for line in plan_in_lines(asked.session, asked.workspace.id, today)
    ]
