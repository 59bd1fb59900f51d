"""Blocks for a reporting round: for its secretary, and for a department head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import ButtonElement, SectionBlock
from slack_sdk.models.blocks.basic_components import MarkdownTextObject

from handlers.slack.blocks import SECTION_LIMIT, Block, button, buttons, context, field, modal, section, several_lines
from handlers.text import say

# A message holds 50 blocks.
_PEOPLE_AT_MOST, _REPORTS_AT_MOST = 15, 10
_LINES_IN_A_SECTION = 12


@dataclass(frozen=True)
class RoundView:
    """View model of a round. `lines` are mrkdwn, `about` is "year:quarter" on buttons.

    `people` are (Slack id, missing reports as mrkdwn).
    """

    about: str
    title: str
    count: str
    lines: Sequence[str]
    people: Sequence[tuple[str, str]]
    missing: int
    is_closed: bool
    may_close: bool


def round_view(language: str, view: RoundView) -> list[Block]:
    """Build the round: counts, departments, at most 15 people with [안내 보내기], and the buttons below."""
    blocks = [section(f"{view.title}\n{view.count}")]
    for start in range(0, len(view.lines), _LINES_IN_A_SECTION):
        blocks.append(section("\n".join(view.lines[start : start + _LINES_IN_A_SECTION])))
    blocks += [_person(language, view.about, *each) for each in view.people[:_PEOPLE_AT_MOST]]
    if len(view.people) > _PEOPLE_AT_MOST:
        blocks.append(context(say(language, "line.and_more", count=len(view.people) - _PEOPLE_AT_MOST)))
    return [*blocks, buttons(*_for_all(language, view))]


def _person(language: str, about: str, slack_id: str, text: str) -> Block:
    ask = button(say(language, "button.ask"), "round.ask", f"{about}:{slack_id}")
    return dict(SectionBlock(text=MarkdownTextObject(text=text[:SECTION_LIMIT]), accessory=ask).to_dict())


def _for_all(language: str, view: RoundView) -> list[ButtonElement]:
    everybody = [button(say(language, "button.ask_all"), "round.ask", f"{view.about}:")] if view.people else []
    sure = {
        "ask": say(language, "round.close_sure", missing=view.missing),
        "yes": say(language, "button.close_round"),
        "no": say(language, "button.close"),
    }
    if view.is_closed:
        ending = button(say(language, "button.reopen_round"), "round.reopen", view.about)
    else:
        ending = button(say(language, "button.close_round"), "round.close", view.about, **sure)
    endings = [ending] if view.is_closed or view.may_close else []
    return [*everybody, *endings, button(say(language, "button.refresh"), "round.show", view.about)]


def to_confirm(language: str, waiting: Sequence[tuple[int, str]]) -> list[Block]:
    """Build at most ten reports, from (report id, mrkdwn), each with [확인] and [보완 요청]."""
    blocks = [section(say(language, "round.to_confirm", count=len(waiting)))]
    for report_id, text in waiting[:_REPORTS_AT_MOST]:
        yes = button(say(language, "button.confirm"), "round.confirm", str(report_id))
        no = button(say(language, "button.send_back"), "round.send_back", str(report_id))
        blocks += [section(text), buttons(yes, no)]
    if len(waiting) > _REPORTS_AT_MOST:
        blocks.append(context(say(language, "line.and_more", count=len(waiting) - _REPORTS_AT_MOST)))
    return blocks


def reopen_form(language: str, about: str) -> Block:
    """Build the form that asks why a closed round is reopened."""
    words = several_lines()
    return modal(
        "round.reopen",
        say(language, "round.form.reopen"),
        [field("reason", say(language, "field.reopen_reason"), words)],
        submit=say(language, "button.reopen_round"),
        close=say(language, "button.close"),
        carries=about,
    )


def send_back_form(language: str, report_id: int, text: str) -> Block:
    """Build the form of [보완 요청], which asks what is to be corrected; `text` is the report as mrkdwn."""
    words = several_lines()
    return modal(
        "round.send_back",
        say(language, "round.form.send_back"),
        [section(text), field("word", say(language, "field.word"), words)],
        submit=say(language, "button.send_back"),
        close=say(language, "button.close"),
        carries=str(report_id),
    )
