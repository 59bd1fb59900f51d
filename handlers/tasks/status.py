"""The plan's overall status; one task is in `handlers/tasks/task_status.py`."""

from __future__ import annotations

from handlers.slack.payloads import Click, Command
from handlers.slack.requests import Request, Response
from handlers.tasks import status_blocks
from handlers.tasks.task_status import one_task
from handlers.text.dates import today_of
from schedules.quarters import quarter_asked
from storage.overviews.plan_status import PlanStatus, plan_status_in


def status(request: Request, command: Command) -> Response:
    """`/cn status`: show the plan's overall status, or with a code one task. Raises NotFound."""
    return one_task(request, command.rest) if command.rest else glance(request)


def status_by_click(request: Request, click: Click) -> Response:
    """Show the task of the button's code, or the whole plan if its value is "all". Raises NotFound."""
    return glance(request) if click.value == "all" else one_task(request, click.value)


def glance(request: Request) -> Response:
    """Return the plan's overall status of the quarter that is reported now, or a sentence if there is no plan."""
    plan_status = current_plan_status(request)
    if not plan_status.whole.tasks:
        return Response(request.say("tasks.no_plan"))
    paragraphs = list(status_blocks.paragraphs(request.language, plan_status))
    return Response("\n\n".join(paragraphs), blocks=status_blocks.glance(request.language, paragraphs))


def current_plan_status(request: Request) -> PlanStatus:
    """Return the plan's status of the quarter that is reported now."""
    today = today_of(request.now, request.workspace.zone)
    quarter = quarter_asked(request.workspace, today)
    return plan_status_in(request.session, request.workspace.id, quarter.year, quarter.number, today)
