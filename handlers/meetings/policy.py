"""Decisions that became policy: meeting, kind of policy, progress of its action items."""

from __future__ import annotations

from handlers.meetings.agenda import title_of
from handlers.meetings.blocks.minutes import policy_list
from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped
from handlers.slack.payloads import Click, Command
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day
from storage.action_items.action_items import ActionState, actions_of
from storage.issues.issues import Issue
from storage.meetings.agenda import AgendaItem, items_about, items_made_policy
from storage.meetings.meetings import Meeting


def policy(request: Request, _command: Command) -> Response:
    """`/cn policy`: list the decisions that became policy, first page."""
    return _page(request, 0)


def turn_page(request: Request, click: Click) -> Response:
    """[이전], [다음] in the list: replace it with the page named by the button."""
    return _page(request, int(click.value)).in_place()


def _page(request: Request, page: int) -> Response:
    items = items_made_policy(request.session, request.workspace.id)
    if not items:
        return Response(request.say("policy.none"))
    lines = [_line(request, item) for item in items]
    return Response(request.say("policy.title", count=len(items)), blocks=policy_list(request.language, lines, page))


def policy_lines(request: Request, issue: Issue) -> list[str]:
    """Return one mrkdwn line for each agenda item that made the issue policy: kind, meeting, outcome, progress."""
    return [_said(request, item) for item in items_about(request.session, issue) if item.policy]


def _line(request: Request, item: AgendaItem) -> str:
    title = escaped(title_of(request.session, request.language, item))
    return f"*{title}*\n{_said(request, item)}"


def _said(request: Request, item: AgendaItem) -> str:
    there = request.session.get_one(Meeting, item.meeting_id)
    own = [each for each in actions_of(request.session, there) if each.item_id == item.id]
    own = [each for each in own if each.state != ActionState.CANCELLED]
    done = sum(each.state == ActionState.DONE for each in own)
    return request.say(
        "policy.line",
        policy=request.say(f"policy.{item.policy}"),
        committee=escaped(committee_of(request.session, there).name),
        day=say_day(request.language, there.on),
        outcome=request.say(f"outcome.{item.outcome}"),
        progress=request.say("policy.progress", done=done, count=len(own)) if own else request.say("policy.no_actions"),
    )
