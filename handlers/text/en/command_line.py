"""Texts of the command line, in English."""

TEXTS = {
    "import.summary": "{created} new, {changed} changed, {unchanged} unchanged, {refused:cell/cells} refused",
    "import.written": "Written.",
    "import.nothing_written": "Nothing is written yet. Run it again with --commit to write it.",
    "import.which_city": "The database has {count:city/cities}. Name one with --team; with none, run the bot first.",
    "import.unknown_columns": "Not read, because these columns are not known: {columns}",
    "import.refused": "Cells that can't be taken (nothing is written before they are mended)",
    "import.unmatched": "Names not found in Slack (only these cells are left empty)",
    "import.column.row": "Row",
    "import.column.column": "Column",
    "import.column.value": "Value",
    "import.column.reason": "Reason",
    "import.reason.unit_needed": "say in what it is counted (370백만원, or (백만원) in the header)",
    "import.reason.does_not_add_up": "the parts are not together what the sum says",
    "import.reason.missing": "empty",
    "import.reason.twice": "there twice",
    "import.reason.too_long": "too long",
    "import.reason.not_a_number": "not a number",
    "import.reason.unknown_word": "not a word we know",
    "import.reason.reason_needed": "a changed date or target needs a `reason` column",
    "import.reason.not_a_year": "not a year",
    "import.reason.code": "not a task code (such as B-01)",
    "import.reason.stranger": "nobody of that name",
    "import.reason.namesake": "several of that name",
    "import.unreadable.kind": "{file}: needs to be a .csv or .xlsx file.",
    "import.unreadable.large": "{file}: more than 20 MB can't be read.",
    "import.unreadable.encoding": "{file}: neither UTF-8 nor CP949. Save it as CSV UTF-8.",
    "import.unreadable.damaged": "{file}: the table can't be read. It is damaged or has a password.",
    "import.unreadable.empty": "{file}: is empty.",
    "import.writing": "Writing",
    "import.roster_summary": (
        "{created:new department/new departments}, {changed:change/changes}, {refused:cell/cells} refused"
    ),
    "import.reason.milestone": "cannot be read as dates (e.g. start of works 2025-06-30)",
    "preview.count": "{count:message/messages}",
    "preview.column.at": "When",
    "preview.column.to": "To",
    "preview.column.rule": "Rule",
    "preview.column.text": "What",
    "doctor.slack_unknown": "Slack was not looked at: there are no tokens.",
    "doctor.unreachable": "{url}: cannot be reached ({error}). Look at the firewall, HTTPS_PROXY and CN_CA_BUNDLE.",
    "doctor.token_missing": "{name}: is empty. Get it from the Slack app's pages and put it into .env.",
    "doctor.token_kind": "{name}: has to begin with {start}. This seems to be another token.",
    "doctor.token": "{name}: is there.",
    "doctor.team": "Connects to {team} as {bot}.",
    "doctor.socket": "A Socket Mode connection can be opened.",
    "doctor.socket_refused": (
        "SLACK_APP_TOKEN: Socket Mode cannot be opened ({error}). Make a new app-level token with connections:write."
    ),
    "doctor.scopes_unknown": "Scopes unknown: Slack did not say.",
    "doctor.scopes_lacking": (
        "Scopes are lacking: {scopes}. Update the app from `cn-bot manifest` and install it again."
    ),
    "doctor.scopes": "All scopes are granted ({count}).",
    "doctor.scopes_surplus": "Scopes that are not used: {scopes}",
    "doctor.clock_skew": "This machine's clock is {seconds} s off. Turn time synchronisation on.",
    "doctor.clock": "The clock is right ({seconds} s apart).",
    "doctor.channel_unset": "{name}: is empty. Put the channel's id (C…) into .env.",
    "doctor.channel_unknown": (
        "{name}: channel {channel} cannot be seen ({error}). Check the id; into a private channel the "
        "bot has to be invited."
    ),
    "doctor.channel_archived": "{name}: #{channel} is archived. Name another one.",
    "doctor.channel_not_in": "{name}: the bot is not in #{channel}. Run `/invite @{bot}` there.",
    "doctor.channel": "{name}: the bot is in #{channel}.",
    "doctor.admin_unknown": "CN_ADMIN: no user {id} ({error}).",
    "doctor.admin_gone": "CN_ADMIN: the account {id} is closed.",
    "doctor.admin": "CN_ADMIN: {id} is there.",
    "doctor.database_new": "DATABASE_URL: {file} will be made at the first start.",
    "doctor.database_nowhere": "DATABASE_URL: there is no folder for {file}. Make it.",
    "doctor.database_closed": (
        "DATABASE_URL: the database cannot be opened ({error}). Check address, password and server."
    ),
    "doctor.database": "The database opens and can be written.",
    "doctor.database_old": "The database can be written, and is upgraded at the next start, after a backup.",
    "doctor.busy": "Slack asks to wait {seconds} s. Run this again a little later.",
    "doctor.refused": "SLACK_BOT_TOKEN: Slack refuses it ({error}). Install the app again and enter the new token.",
    "person.unknown": "{who}: no such person in the database.",
    "person.would_erase": (
        "{who}: rows in {tables:table/tables}. Add --yes to erase; it cannot be undone, so back up first."
    ),
    "person.still_holds": "{who}: still holds {held}. Hand it over first: `/cn handover @old @new` in Slack.",
    "person.erased": "{who}: erased. What they wrote and did stays as {number}'s.",
    "import.reports_summary": (
        "Q{quarter} {year}: {created} new, {changed} changed, {unchanged} as they are, "
        "{empty:empty row/empty rows}, {refused} refused"
    ),
    "import.nobody_enters": "There is no secretary or administrator as whom to enter them. Name one with `/cn setup`.",
    "import.which_quarter": "--quarter: please write it as 2025-2.",
    "import.reason.no_task": "there is no such task",
    "import.reason.percent_unclear": "0.8% or 80%? Write it as text, with the % sign",
    "department.unknown": "{name}: there is no such department.",
    "department.renamed": "{old} → {new}, from {day} on.",
}
