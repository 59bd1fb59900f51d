"""Blocks for an issue: the committee's card, the reporter's receipt, the messages under each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from slack_sdk.models.blocks import ActionsBlock, Option
from slack_sdk.models.blocks.block_elements import ButtonElement, OverflowMenuElement

from handlers.slack.blocks import Block, button, buttons, context, escaped, header, section, words
from handlers.text import say
from handlers.text.dates import say_day, say_instant
from storage.issues.issues import ENDED, OPEN


@dataclass(frozen=True)
class Alike:
    """An open issue that resembles the present one."""

    number: int
    line: str


@dataclass(frozen=True)
class IssueView:
    """View model of an issue; `link` leads to the committee's card and is "" until that is posted."""

    number: int
    version: int
    kind: str
    state: str
    urgency: str
    urgent_because: str
    title: str
    text: str
    place: str
    task: str
    reporter: str
    more_reporters: int
    caller: str
    reported_at: datetime
    zone: str
    days_old: int
    department: str
    assignee: str
    due_on: date | None
    merged_into: int | None
    proposal: Sequence[str]
    photos_lost: Sequence[tuple[str, str]]
    source: str
    link: str = ""
    alike: Sequence[Alike] = ()
    quiet: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether the issue is neither settled nor closed."""
        return self.state in OPEN


Draw = Callable[[str, IssueView], list[Block]]


def heading(language: str, issue: IssueView) -> str:
    """Return kind and number of the issue as plain text, with a mark if it is urgent."""
    kind = say(language, f"issue.{issue.kind}")
    urgent = say(language, "issue.urgent_mark") if issue.urgency == "urgent" else ""
    return urgent + say(language, "issue.heading", kind=kind, number=issue.number)


def card(language: str, issue: IssueView) -> list[Block]:
    """Build the committee's card: heading, facts and the buttons to handle it."""
    return [header(heading(language, issue)), *_body(language, issue), _handling(language, issue)]


def handling(language: str, issue: IssueView) -> list[Block]:
    """Build the card for the direct message to the person who handles the issue."""
    link = [section(say(language, "issue.link", link=issue.link))] if issue.link else []
    top = [section(say(language, "issue.for_you")), header(heading(language, issue))]
    return [*top, *_body(language, issue), *link, _handling(language, issue)]


def receipt(language: str, issue: IssueView) -> list[Block]:
    """Build the reporter's receipt: facts, similar issues and the reporter's buttons."""
    opening = section(say(language, "issue.receipt", number=issue.number))
    link = [section(say(language, "issue.link", link=issue.link))] if issue.link else []
    return [opening, *_body(language, issue), *link, *_alike(language, issue), *_receipt_buttons(language, issue)]


def _body(language: str, issue: IssueView) -> list[Block]:
    title = [section(f"*{escaped(issue.title)}*")] if issue.title else []
    lost = [_lost(language, issue.photos_lost)] if issue.photos_lost else []
    return [*title, *words(issue.text), context(*facts(language, issue)), *lost]


def facts(language: str, issue: IssueView) -> list[str]:
    """Return the known facts as mrkdwn lines, at most ten."""
    who = f"{escaped(issue.department)}{f' <@{issue.assignee}>' if issue.assignee else ''}"
    reporter = f"<@{issue.reporter}>" + (f" ({escaped(issue.caller)})" if issue.caller else "")
    if issue.more_reporters:
        reporter += say(language, "issue.and_more", count=issue.more_reporters)
    known = [
        state_said(language, issue),
        say(language, "issue.place", place=escaped(issue.place)) if issue.place else "",
        say(language, "issue.task", task=escaped(issue.task)) if issue.task else "",
        " · ".join(escaped(each) for each in issue.proposal),
        say(language, "issue.department", who=who) if issue.department else "",
        say(language, "issue.urgent_because", reason=escaped(issue.urgent_because)) if issue.urgent_because else "",
        say(language, "issue.reporter", reporter=reporter),
        say(language, "issue.at", at=say_instant(language, issue.reported_at, issue.zone)) + _age(language, issue),
        say(language, "issue.source", link=issue.source) if issue.source else "",
    ]
    return [line for line in known if line]


def state_said(language: str, issue: IssueView) -> str:
    """Return the state as mrkdwn, with its date or the issue that this one was merged into."""
    state = say(language, f"issue.state.{issue.state}")
    if issue.due_on is not None:
        state = say(language, "issue.state_until", state=state, day=say_day(language, issue.due_on))
    if issue.merged_into is not None:
        state = say(language, "issue.state_into", state=state, number=issue.merged_into)
    return say(language, "issue.state", state=state)


def _age(language: str, issue: IssueView) -> str:
    return say(language, "issue.age", days=issue.days_old) if issue.days_old > 0 and issue.is_open else ""


def _lost(language: str, lost: Sequence[tuple[str, str]]) -> Block:
    lines = (f"{escaped(name)}: {say(language, f'photo.{why}')}" for name, why in lost)
    return context(say(language, "photo.lost", photos=", ".join(lines)))


def _handling(language: str, issue: IssueView) -> Block:
    """Build the buttons to assign, to put on the agenda and to answer, and the ⋯ menu with the rest."""
    number = str(issue.number)
    first: list[ButtonElement] = []
    if issue.is_open:
        first = [
            button(say(language, "button.assign"), "issue.assign", number),
            button(say(language, "button.agenda"), "issue.agenda", number),
        ]
    if issue.state not in ENDED or issue.state == "closed":
        first.append(button(say(language, "button.answer"), "issue.answer", number))
    menu = {
        "move": issue.state != "withdrawn",
        "merge": issue.is_open,
        "urgent": issue.is_open,
        "history": True,
    }
    names = [name for name, is_offered in menu.items() if is_offered]
    options = [Option(value=f"{name}:{number}", text=say(language, f"option.{name}")) for name in names]
    return dict(ActionsBlock(elements=[*first, OverflowMenuElement(action_id="issue.more", options=options)]).to_dict())


def _alike(language: str, issue: IssueView) -> list[Block]:
    """Build the offer to merge into a similar issue, as long as nobody has handled this one."""
    if issue.state != "received" or not issue.alike:
        return []
    lines = "\n".join(
        f"• {say(language, 'issue.number', number=each.number)} {escaped(each.line)}" for each in issue.alike
    )
    adding = [
        button(say(language, "button.add_to", number=each.number), "issue.join", f"{issue.number}:{each.number}")
        for each in issue.alike
    ]
    return [section(say(language, "issue.alike", lines=lines)), buttons(*adding)]


def _receipt_buttons(language: str, issue: IssueView) -> list[Block]:
    number = str(issue.number)
    mending = [
        button(say(language, "button.edit"), "issue.edit", number),
        button(
            say(language, "button.withdraw"),
            "issue.withdraw",
            number,
            ask=say(language, "issue.withdraw_sure", number=issue.number),
            yes=say(language, "button.withdraw"),
            no=say(language, "button.close"),
        ),
    ]
    view = mending if issue.state == "received" else []
    if issue.state not in ENDED:
        hush = "button.hear" if issue.quiet else "button.quiet"
        view = [*view, button(say(language, hush), "issue.hear" if issue.quiet else "issue.quiet", number)]
    return [buttons(*view)] if view else []


def ask_done(language: str, number: int, question: str, *, is_open: bool) -> list[Block]:
    """Build the `question` under the receipt whether the issue is solved, with buttons while it `is_open`."""
    if not is_open:
        return [section(question)]
    yes = button(say(language, "button.solved"), "issue.solved", str(number))
    no = button(say(language, "button.not_yet"), "issue.not_yet", str(number))
    return [section(question), buttons(yes, no)]


def which_report(language: str, code: str) -> list[Block]:
    """Build the choice between reporting an issue and a task's results; `code` is the task's, "" for none."""
    return [
        section(say(language, "report.which")),
        buttons(
            button(say(language, "button.report_issue"), "issue.report", "new"),
            button(say(language, "button.see_task"), "tasks.status", code or "all"),
        ),
    ]


def urgent_note(language: str, issue: IssueView, by: str) -> list[Block]:
    """Build the message about an urgent issue in the higher committee's channel; `by` is a Slack id or ""."""
    link = [section(say(language, "issue.link", link=issue.link))] if issue.link else []
    sent = section(say(language, "issue.sent_up_by", who=f"<@{by}>" if by else "-"))
    return [header(heading(language, issue)), *_body(language, issue), sent, *link]
