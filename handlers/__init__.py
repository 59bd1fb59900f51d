"""Everything people see and touch. `register` is where Bolt meets our own tables from name to function.

Bolt tries its listeners one after another, so it gets one of each kind, and our tables find the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from handlers import (
    action_items,
    agenda,
    board,
    briefs,
    calling,
    commands,
    committees,
    confirming,
    cycles,
    decisions,
    drafts,
    field_side,
    handling,
    handover,
    home,
    issues,
    meetings,
    milestones,
    minutes,
    orphans,
    papers,
    passport,
    people,
    policy,
    progress,
    reactions,
    reminder_menu,
    rounds,
    settings,
    slips,
    status,
    tasks,
)
from handlers.after import AfterAck, Later
from handlers.listening import Answer, Asked, Listening
from handlers.payloads import (
    Click,
    Submission,
    account_change_from,
    click_from,
    command_from,
    emoji_from,
    home_opened_from,
    search_from,
    shortcut_from,
    submission_from,
    written_from,
)
from handlers.shortcuts import SHORTCUTS

CLICKS: dict[str, Callable[[Asked, Click], Answer]] = {
    "action.open": action_items.ask_for_result,
    "actions.next": action_items.turn_page,
    "actions.previous": action_items.turn_page,
    "agenda.add": agenda.ask_to_add,
    "agenda.arrange": agenda.ask_to_arrange,
    "agenda.next": agenda.turn_page,
    "agenda.previous": agenda.turn_page,
    "agenda.show": agenda.show_in_channel,
    "board.decide": decisions.ask_for_decision,
    "board.end": board.end,
    "board.more": board.more,
    "board.next": board.go_on,
    "board.start": board.start,
    "brief.release": briefs.release,
    "committee.add": committees.ask_for_committee,
    "committee.edit": committees.ask_for_committee,
    "seats.open": committees.ask_for_seats,
    "cycle.edit": cycles.ask_for_cycle,
    "handover.do": handover.do_it,
    "home.meetings": home.open_meetings,
    "home.more": home.open_more,
    "home.tasks": home.open_tasks,
    "meeting.absent": meetings.answer_by_click,
    "meeting.attending": meetings.answer_by_click,
    "meeting.call_off": calling.ask_to_call_off,
    "meeting.move": meetings.ask_to_move,
    "meeting.proxy": meetings.answer_by_click,
    "minutes.confirm": minutes.confirm,
    "papers.more": papers.ask,
    "papers.minutes": papers.ask,
    "papers.one_page": papers.ask,
    "policy.next": policy.turn_page,
    "policy.previous": policy.turn_page,
    "orphans.open": orphans.ask_who,
    "progress.open": progress.open_form,
    "progress.rate": progress.rate,
    "progress.unchanged": progress.unchanged,
    "round.ask": rounds.ask,
    "round.close": rounds.close,
    "round.confirm": confirming.confirm,
    "round.reopen": rounds.ask_to_reopen,
    "round.send_back": confirming.ask_to_send_back,
    "round.show": rounds.show_again,
    "slip.open": slips.ask_to_change,
    "reminder.done": reactions.pick,
    "reminder.later": reactions.put_off,
    "draft.add": drafts.add,
    "draft.cancel": drafts.cancel,
    "draft.edit": drafts.ask_to_edit,
    "draft.more": drafts.more,
    "draft.register": drafts.register,
    "issue.agenda": handling.to_agenda,
    "issue.answer": handling.ask_to_answer,
    "issue.assign": handling.ask_to_assign,
    "issue.by_phone": issues.ask_who_called,
    "reminder.more": reminder_menu.more,
    "issue.edit": issues.ask_to_edit,
    "issue.hear": field_side.hush,
    "issue.join": field_side.join_another,
    "issue.more": handling.more,
    "issue.move_to": handling.choose_move,
    "issue.not_yet": field_side.ask_what_is_left,
    "issue.quiet": field_side.hush,
    "issue.report": issues.open_report_form,
    "issue.solved": field_side.solved,
    "issue.withdraw": issues.take_back,
    "issues.next": passport.turn_page,
    "issues.previous": passport.turn_page,
    "issues.show": passport.show,
    "results.correct": decisions.ask_which,
    "results.next": minutes.turn_page,
    "results.previous": minutes.turn_page,
    "settings.city": settings.open_city,
    "settings.own": settings.open_own,
    "status.picture": status.draw,
    "task.assign": tasks.ask_who_owns,
    "tasks.status": status.status_by_click,
    "tasks.next": tasks.turn_page,
    "tasks.previous": tasks.turn_page,
}
FORMS: dict[str, Callable[[Asked, Submission], Answer]] = {
    "action.result": action_items.result_by_form,
    "agenda.add": agenda.add_by_form,
    "agenda.arrange": agenda.arrange_by_form,
    "away.set": settings.away_by_form,
    "board.action": board.action_by_form,
    "board.correct": decisions.decision_of_picked,
    "board.decide": decisions.decision_by_form,
    "board.goto": board.goto_by_form,
    "board.presence": board.presence_by_form,
    "committee.set": committees.committee_by_form,
    "cycle.set": cycles.cycle_by_form,
    "meeting.call": calling.call_by_form,
    "meeting.call_off": calling.call_off_by_form,
    "meeting.move": meetings.move_by_form,
    "meeting.proxy": meetings.proxy_by_form,
    "orphans.set": orphans.named_by_form,
    "reminder.not_mine": reminder_menu.not_mine_by_form,
    "progress.milestone": milestones.milestone_by_form,
    "progress.report": progress.report_by_form,
    "round.reopen": rounds.reopen_by_form,
    "slip.set": slips.change_by_form,
    "round.send_back": confirming.send_back_by_form,
    "task.assign": tasks.owner_by_form,
    "settings.city": settings.city_by_form,
    "settings.own": settings.own_by_form,
    "seats.set": committees.seats_by_form,
    "draft.edit": drafts.edit_by_form,
    "issue.answer": handling.answer_by_form,
    "issue.assign": handling.assign_by_form,
    "issue.edit": issues.edit_by_form,
    "issue.move": handling.move_by_form,
    "issue.not_yet": field_side.not_yet_by_form,
    "issue.propose": issues.propose_by_form,
    "issue.report": issues.report_by_form,
    "issue.urgent": handling.urgent_by_form,
}
LISTS: dict[str, Callable[[Asked, str], list[dict[str, object]]]] = {
    "issue": agenda.issues_in_list,
    "task": tasks.found_in_list,
}
_ANY = re.compile(".*")
_HOME = "app_home_opened"
_REACTIONS = re.compile("reaction_(added|removed)")
_MESSAGES = re.compile("message|app_mention")


def register(app: App, listening: Listening) -> None:
    after = AfterAck(listening)

    def on_command(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        command = command_from(body)
        work = partial(commands.answer, command=command)
        if commands.only_looks(command):
            answer = listening.look(command.team, command.user, work)
        else:
            answer = listening.answer(command.team, command.user, command.key, work)
        after.answer(answer, Later(body, client, respond, command.team, command.user), said_in_ack=True)
        if answer.text:
            ack(text=answer.text, blocks=list(answer.blocks) or None, response_type="ephemeral")
        else:
            ack()

    def on_click(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        click = click_from(body)
        work = CLICKS.get(click.kind)
        if work is not None:
            answer = listening.answer(click.team, click.user, click.key, lambda asked: work(asked, click))
            after.answer(answer, Later(body, client, respond, click.team, click.user))
            if click.in_home:
                after.publish_home(client, click.team, click.user)
        ack()

    def on_home(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        opened = home_opened_from(body)
        if opened is not None:
            after.publish_home(client, opened.team, opened.user)
        ack()

    def on_form(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        form = submission_from(body)
        answer = listening.answer(form.team, form.user, form.key, lambda asked: FORMS[form.form](asked, form))
        if answer.refused and form.inputs:
            ack(response_action="errors", errors={form.at(answer.field): answer.text})
        elif answer.form is not None:
            ack(response_action="update", view=answer.form)
        else:
            if answer.looks_at_seats:
                after.answer(answer, Later(body, client, respond, form.team, form.user))
            ack()

    def on_reaction(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        emoji = emoji_from(body)

        def ask(again: str = "") -> Answer:
            work = partial(reactions.react, emoji=emoji)
            return listening.answer(emoji.team, emoji.user, emoji.key + again, work)

        answer = ask()
        if answer.too_early:
            after.once_known(ask, client, emoji.channel, emoji.user)
        else:
            after.whisper(answer, client, emoji.channel, emoji.user)
        ack()

    def on_account(ack: Ack, body: dict[str, Any]) -> None:
        change = account_change_from(body, listening.admins)
        user = change.account.slack_id
        listening.answer(change.team, user, change.key, lambda asked: people.keep(asked, change.account))
        ack()

    def on_message(ack: Ack, body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        written = written_from(body["event"], str(body["team_id"]), str(context.bot_user_id))
        if written is not None:
            work = partial(drafts.hear, written=written)
            answer = listening.answer(written.team, written.user, written.key, work)
            after.whisper(answer, client, written.channel, written.user)
        ack()

    def on_shortcut(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        chosen = shortcut_from(body)
        work = SHORTCUTS.get(chosen.name)
        if work is not None:
            answer = listening.answer(chosen.team, chosen.user, chosen.key, lambda asked: work(asked, chosen))
            after.answer(answer, Later(body, client, respond, chosen.team, chosen.user))
        ack()

    def on_search(ack: Ack, body: dict[str, Any]) -> None:
        search = search_from(body)
        found: list[dict[str, object]] = []

        def work(asked: Asked) -> Answer:
            found.extend(LISTS[search.field](asked, search.typed))
            return Answer()

        listening.look(search.team, search.user, work)
        ack(options=found)

    app.command("/cn")(on_command)
    app.event(_REACTIONS)(on_reaction)
    app.event(_MESSAGES)(on_message)
    app.shortcut(_ANY)(on_shortcut)
    app.event(_HOME)(on_home)
    app.event("user_change")(on_account)
    app.action(_ANY)(on_click)
    app.view(_ANY)(on_form)
    app.options(_ANY)(on_search)
