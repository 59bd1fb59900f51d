"""The plan's overall status; one task is in `handlers/task_status.py`."""

from __future__ import annotations

from handlers import exporting
from handlers.blocks import status as looks
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command
from handlers.task_status import one_task
from handlers.text.dates import today_of
from schedules.quarters import quarter_asked
from storage.standings import Standing, standing_in


def status(asked: Asked, command: Command) -> Answer:
    """`/cn status`: show the plan's overall status, or with a code one task. Raises NotFound."""
    return one_task(asked, command.rest) if command.rest else glance(asked)


def status_by_click(asked: Asked, click: Click) -> Answer:
    """Show the task of the button's code, or the whole plan if its value is "all". Raises NotFound."""
    return glance(asked) if click.value == "all" else one_task(asked, click.value)


def glance(asked: Asked) -> Answer:
    """Return the plan's overall status of the quarter that is reported now, or a sentence if there is no plan."""
    standing = _standing(asked)
    if not standing.whole.tasks:
        return Answer(asked.say("tasks.no_plan"))
    paragraphs = list(looks.paragraphs(asked.language, standing))
    return Answer("\n\n".join(paragraphs), blocks=looks.glance(asked.language, paragraphs))


def draw(asked: Asked, _click: Click) -> Answer:
    """[그림으로 보기]: send the status as a picture by direct message, as a file that can be put into papers."""
    if not _standing(asked).whole.tasks:
        return Answer(asked.say("tasks.no_plan"))
    exporting.send(asked, "picture")
    return Answer(asked.say("status.picture_comes"))


def _standing(asked: Asked) -> Standing:
    today = today_of(asked.now, asked.workspace.zone)
    quarter = quarter_asked(asked.workspace, today)
    return standing_in(asked.session, asked.workspace.id, quarter.year, quarter.number, today)
