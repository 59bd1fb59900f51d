"""Texts shared by all subjects, in English."""

TEXTS = {
    "button.save": "Save",
    "button.close": "Close",
    "button.edit": "Edit",
    "help": (
        "*CN Bot*\n"
        "• `/cn report <text>` registers a field issue (`접수`)\n"
        "• `/cn propose` proposes a new task (`제안`)\n"
        "• `/cn issue <number>` shows what became of an issue (`문제`)\n"
        "• `/cn issues [mine|open|department|words]` finds issues (`문제목록`)\n"
        "• `/cn status [code]` shows the plan, or one task (`현황`)\n"
        "• `/cn tasks [mine|overdue|delayed|department]` finds tasks (`과제`)\n"
        "• `/cn assign <code> @user` names a task's owner (`지정`)\n"
        "• `/cn update <code> [value] [rating] [words]` reports a task's results for this quarter (`실적`)\n"
        "• `/cn round [quarter]` shows who has reported; secretaries ask and close, heads confirm (`점검`)\n"
        "• `/cn export [plan|round|issues|actions|slips|sheet]` sends a spreadsheet, for secretaries (`내보내기`)\n"
        "• `/cn meeting [set|extra|written]` shows the next meetings and who comes; a secretary moves or calls one, "
        "or has it decided in writing (`회의`)\n"
        "• `/cn agenda` shows the next meeting's agenda; a secretary adds, arranges and starts (`안건`)\n"
        "• `/cn actions [mine|overdue|department]` shows what meetings asked to be done (`조치`)\n"
        "• `/cn policy` shows what was decided to become policy (`정책`)\n"
        "• `/cn preview [days]` shows what you will be reminded of (`미리보기`)\n"
        "• `/cn handover @old @new` moves all that one person holds to another, for secretaries (`인계`)\n"
        "• `/cn settings` your language, hours, absence; an administrator also the city's (`환경설정`)\n"
        "• `/cn setup` sets up the committees, for administrators (`설정`)\n"
        "• `/cn help` shows this help (`도움말`)"
    ),
    "unknown.command": "`{word}` is not a command.",
    "unknown.nearest": "Did you mean `/cn {nearest}`?",
    "gone.button": "This button is no longer used. `/cn help` lists the commands in use.",
    "gone.form": "This form is no longer used. Copy what you wrote and open it anew with a command or a button.",
    "gone.shortcut": "This shortcut is no longer used. `/cn help` lists the commands in use.",
    "not_allowed": "This can be done by {who}.",
    "failed": "That did not work. Nothing was saved, so please try again. (Reference {reference})",
    "form_not_opened": "The form could not be opened. Please try again. (Reference {reference})",
    "busy": "The books cannot be written right now. Please try again in a moment. (Reference {reference})",
    "button.next": "Next",
    "button.previous": "Previous",
    "choice.yes": "Yes",
    "choice.no": "No",
    "changed": "{who} changed it meanwhile. Please close this and open it again.",
    "changed.to": "Meanwhile {who} has made it {state}. Close this and open it again.",
    "day.passed": "That day has passed. Choose today or later.",
    "day.ends_before": "The last day is before the first.",
    "not_found.gone": "That is no longer there.",
    "not_allowed.nobody": "Only this meeting's members can answer.",
    "month.1": "January",
    "month.2": "February",
    "month.3": "March",
    "month.4": "April",
    "month.5": "May",
    "month.6": "June",
    "month.7": "July",
    "month.8": "August",
    "month.9": "September",
    "month.10": "October",
    "month.11": "November",
    "month.12": "December",
    "weekday.0": "Monday",
    "weekday.1": "Tuesday",
    "weekday.2": "Wednesday",
    "weekday.3": "Thursday",
    "weekday.4": "Friday",
    "button.cancel": "Cancel",
    "outage.recovered": (
        "Slack is back. It could not be reached from {first} to {last}; {held:message/messages} went out late."
    ),
}
