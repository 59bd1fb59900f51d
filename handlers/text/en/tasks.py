"""Texts about tasks, in English."""

TEXTS = {
    "not_found.task": "There is no task `{name}`.",
    "task.overdue": "overdue",
    "task.no_owner": "no owner",
    "task.no_department": "no department",
    "task.sample": "Sample data, not a real city's.",
    "task.department": "Lead department: {name}",
    "task.owner": "Owner: {who}",
    "tasks.count": "*{title}*: {count} (page {page} of {pages})",
    "tasks.all": "All tasks",
    "tasks.mine": "My tasks",
    "tasks.overdue": "Overdue tasks",
    "tasks.delayed": "Tasks delayed or not achieved",
    "tasks.none": "No task fits `{wanted}`.",
    "tasks.no_plan": "There are no tasks yet. An administrator has to bring the plan with `cn-bot import tasks`.",
    "button.task.assign": "Name the owner",
    "field.owner": "Who owns it?",
    "assign.how": "Name the task and the person, for example: `/cn assign B-09 @owner`",
    "assign.nobody": "{who} can't own a task in this workspace.",
    "assign.done": "{code} {title} is now owned by {who}.",
}
