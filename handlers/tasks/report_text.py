"""Reported figures and words: read from a form or from one line, and shown as they were understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from handlers.slack.blocks import escaped
from handlers.slack.payloads import Submission, matched
from handlers.tasks.progress_blocks import amount
from handlers.text import say
from handlers.text.figures import say_money
from storage.db.errors import RuleError
from storage.organisation.settings import LANGUAGES
from storage.parsing.figures import Figure, read_money, read_value
from storage.parsing.units import is_known, unit_of
from storage.tasks.progress import NEEDS_A_REASON, Entry, Rating
from storage.tasks.tasks import Task

# In one line, a slash separates the reason from the action plan.
_BETWEEN = " / "


@dataclass(frozen=True)
class ReportLine:
    """A report typed in one line; `rating` is None until the person chooses one."""

    value: Decimal | None
    words: str
    rating: Rating | None = None

    def entry(self, rating: Rating) -> Entry:
        """Return the report with this rating.

        If the rating needs a reason, the words are split at " / " into reason and action plan.
        """
        reason, between, plan = self.words.partition(_BETWEEN)
        if between and rating in NEEDS_A_REASON:
            return Entry(rating, self.value, reason=reason.strip(), action_plan=plan.strip())
        return Entry(rating, self.value, note=self.words)


def entry_in(form: Submission, task: Task) -> Entry:
    """Read a submitted report. Raises what `read_value` and `read_money` raise, with the field to blame."""
    texts = {name: form.fields.get(name, "") for name in ("note", "reason", "action_plan")}
    value = _figure_at("value", form, lambda text: read_value(text, task.unit))
    return Entry(Rating(form.fields["rating"]), value, _figure_at("spend", form, read_money), **texts)


def _figure_at(field: str, form: Submission, read: Callable[[str], Figure]) -> Decimal | None:
    text = form.fields.get(field, "").strip()
    try:
        return read(text).value if text else None
    except RuleError as error:
        error.field = field
        raise


def said_in_line(line: str, task: Task) -> ReportLine:
    """Read an optional number, an optional rating, and words.

    Examples: `3000 착공`, `80% 정상추진`, `1,200 ㎡ 지연 자재 수급 / 8월 납품`. Raises what `read_value` raises if the
    line begins like a number.
    """
    words = line.split()
    value = None
    if words and _begins_a_number(words[0]):
        value, length = _value_of_first(words, task.unit)
        words = words[length:]
    for length in (2, 1):  # "on track" is two words
        rating = _ratings().get(matched("".join(words[:length])))
        if rating is not None:
            return ReportLine(value, " ".join(words[length:]), rating)
    return ReportLine(value, " ".join(words))


def _value_of_first(words: list[str], unit: str) -> tuple[Decimal, int]:
    """Return the value and how many words it takes: a unit may be a word of its own."""
    apart = len(words) > 1 and (is_known(unit_of(words[1])) or unit_of(words[1]) == unit_of(unit))
    length = 2 if apart else 1
    return read_value(" ".join(words[:length]), unit).value, length


def entry_echo(language: str, task: Task, said: Entry | ReportLine) -> str:
    """Return the report as one or few mrkdwn lines, without the parts that were not given."""
    figures = [amount(said.value, task.unit)] if said.value is not None else []
    if isinstance(said, ReportLine):
        return " · ".join([*figures, *([escaped(said.words)] if said.words else [])])
    if said.spend is not None:
        figures.append(say(language, "progress.spend", amount=say_money(language, said.spend)))
    first = " · ".join([*figures, say(language, f"rating.{said.rating}")])
    texts = [
        say(language, f"progress.{name}", text=escaped(getattr(said, name)[:300]))
        for name in ("note", "reason", "action_plan")
        if getattr(said, name)
    ]
    return "\n".join([first, *texts])


def _begins_a_number(word: str) -> bool:
    return matched(word)[:1].isdecimal() or matched(word)[:2].lstrip("-+약").isdecimal()


def _ratings() -> dict[str, Rating]:
    """Return the ratings by name, in every language and without spaces."""
    return {
        matched(say(language, f"rating.{rating}")).replace(" ", ""): rating
        for language in LANGUAGES
        for rating in Rating
    }
