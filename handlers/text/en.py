"""What people read, in English."""

TEXTS = {
    "report.done": "Registered as number {number}. {committee} will look at it.",
    "report.empty": "Say in one line what is wrong, for example: `/cn report condensation on the windows of the hall`",
    "report.too_long": "The text has {length:,} characters; {limit:,} fit.",
    "report.no_committee": "No committee receives issues yet. An administrator has to set one up first.",
    "issue.problem": "Field issue",
    "issue.proposal": "New task proposal",
    "issue.heading": "{kind} no. {number}",
    "issue.reporter": "Reported by {reporter}",
    "issue.at": "Received {at}",
    "issue.state": "State: {state}",
    "issue.state.received": "received",
    "issue.state.withdrawn": "withdrawn",
    "issue.receipt": "This is what was registered as number {number}.",
    "issue.link": "<{link}|See the committee's card>",
    "help": (
        "*CN Bot*\n"
        "• `/cn report <text>` registers a field issue (`접수`)\n"
        "• `/cn issue <number>` shows a registered issue (`문제`)\n"
        "• `/cn help` shows this help (`도움말`)"
    ),
    "unknown.command": "`{word}` is not a command.",
    "unknown.nearest": "Did you mean `/cn {nearest}`?",
    "issue.number_needed": "Add the number, for example: `/cn issue 12`",
    "not_allowed": "This can be done by {who}.",
    "issue.settled": "It is {state} already and cannot be changed.",
    "not_found.issue": "There is no issue number {name}.",
    "failed": "That did not work. Nothing was saved, so please try again. (Reference {reference})",
    "busy": "The books cannot be written right now. Please try again in a moment. (Reference {reference})",
}
