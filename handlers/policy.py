"""Decisions that became policy: meeting, kind of policy, progress of its action items."""

from __future__ import annotations

from handlers.agenda import title_of
from handlers.blocks.minutes import policy_list
from handlers.blocks.parts import escaped
from handlers.listening import Answer, Asked
from handlers.meeting_shown import committee_of
from handlers.payloads import Click, Command
from handlers.text.dates import say_day
from storage.action_items import ActionState, actions_of
from storage.agenda import AgendaItem, items_about, items_made_policy
from storage.issues import Issue
from storage.meetings import Meeting


def policy(asked: Asked, _command: Command) -> Answer:
    """`/cn policy`: list the decisions that became policy, first page."""
    return _page(asked, 0)


def turn_page(asked: Asked, click: Click) -> Answer:
    """[이전], [다음] in the list: replace it with the page named by the button."""
    answer = _page(asked, int(click.value))
    return Answer(answer.text, blocks=answer.blocks, replaces=True)


def _page(asked: Asked, page: int) -> Answer:
    items = items_made_policy(asked.session, asked.workspace.id)
    if not items:
        return Answer(asked.say("policy.none"))
    lines = [_line(asked, item) for item in items]
    return Answer(asked.say("policy.title", count=len(items)), blocks=policy_list(asked.language, lines, page))


def policy_lines(asked: Asked, issue: Issue) -> list[str]:
    """Return one mrkdwn line for each agenda item that made the issue policy: kind, meeting, outcome, progress."""
    return [_said(asked, item) for item in items_about(asked.session, issue) if item.policy]


def _line(asked: Asked, item: AgendaItem) -> str:
    title = escaped(title_of(asked.session, asked.language, item))
    return f"*{title}*\n{_said(asked, item)}"


def _said(asked: Asked, item: AgendaItem) -> str:
    there = asked.session.get_one(Meeting, item.meeting_id)
    own = [each for each in actions_of(asked.session, there) if each.item_id == item.id]
    own = [each for each in own if each.state != ActionState.TAKEN_BACK]
    done = sum(each.state == ActionState.DONE for each in own)
    return asked.say(
        "policy.line",
        policy=asked.say(f"policy.{item.policy}"),
        committee=escaped(committee_of(asked.session, there).name),
        day=say_day(asked.language, there.on),
        outcome=asked.say(f"outcome.{item.outcome}"),
        progress=asked.say("policy.progress", done=done, count=len(own)) if own else asked.say("policy.no_actions"),
    )
