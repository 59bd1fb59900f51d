"""What an earlier version left is taken over: the database upgrades, old buttons work, nothing is sent twice."""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from sqlalchemy import MetaData, select
from sqlalchemy.exc import OperationalError

from bot.practice.driver import Slack
from bot.practice.elements import elements_in
from bot.practice.server import Practice
from bot.practice_run import follow
from handlers.text import say
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.organisation.settings import LANGUAGES
from storage.outbox.messages import unsent_since
from storage.outbox.notices import Notice
from tests.played import Played
from tests.running import bot_on

Document = dict[str, Any]
_AT_ONCE = 400  # presses in a city before it is brought back anew: what is changed by others hinders few
_TRIES = 5
_NEXT_DUE = 12
# What everybody reads of what went wrong, up to its reference number; the last one asks for another try.
_FAILED, _BUSY = (
    tuple(say(language, key, reference="\n").partition("\n")[0] for language in LANGUAGES for key in keys)
    for keys in (("failed", "form_not_opened"), ("busy",))
)


@dataclass(frozen=True)
class Touch:
    """A button, or one choice of a menu, on a message as it was left; `by` are those who see it."""

    channel: str
    ts: str
    action: str
    value: str
    by: tuple[str, ...]

    @property
    def message(self) -> Document:
        return {"channel": self.channel, "ts": self.ts}


class City:
    """A city that was brought back, before today's bot starts on it and afterwards."""

    def __init__(self, practice: Practice, database: Database) -> None:
        self._practice, self._database = practice, database
        self.slack = Slack(practice.address)
        self.old = [dict(each) for each in _messages(practice)]
        self._old_reasons = self._reasons()

    def _reasons(self) -> Counter[tuple[str, ...]]:
        """What is or was to be said, to whom and of what; each date before or after one counts."""
        same = (Notice.kind, Notice.subject, Notice.subject_id, Notice.recipient)
        with self._database.reading() as session:
            return Counter(tuple(map(str, row)) for row in session.execute(select(*same)))

    def reasons_again(self) -> list[tuple[str, ...]]:
        """Written once more since it was brought back."""
        added = self._reasons() - self._old_reasons
        return [each for each in added if each in self._old_reasons]

    def wait_until_sent(self) -> None:
        def all_sent() -> bool:
            with self._database.reading() as session:
                return unsent_since(session, self._practice.clock()) is None

        self.slack.person("").waits_for(all_sent)

    def new(self) -> list[Document]:
        """What came since, for others than one person alone."""
        places = {_place(each) for each in self.old}
        return [each for each in _messages(self._practice) if _place(each) not in places and "only" not in each]

    def go_to_next_due(self) -> None:
        self.slack.person("").waits_for(lambda: self.slack.do("next_due")["ok"])

    def touches(self) -> list[Touch]:
        """All of the old messages, the newest first."""
        found = [touch for message in self.old for touch in _touches(message, self._who_sees(message))]
        return sorted(found, key=lambda each: float(each.ts), reverse=True)

    def _who_sees(self, message: Document) -> tuple[str, ...]:
        world = self._practice.world
        inside = [each for each in world.channels[message["channel"]]["members"] if not world.people[each]["is_bot"]]
        return tuple(each for each in inside if message.get("only", each) == each)

    def press(self, touch: Touch) -> bool:
        """By each who sees it, one after another; False when it stood there for none of them any more."""
        answered = [self._is_answered(touch, user) for user in touch.by]
        return any(answered)

    def _is_answered(self, touch: Touch, user: str) -> bool:
        for _ in range(_TRIES):
            came = self._pressed(touch, user)
            if came is None:
                return False
            if came and not any(words in came for words in _BUSY):
                assert not any(words in came for words in _FAILED), (user, touch, came)
                return True
        pytest.fail(f"{_TRIES} times busy: {user} {touch}")

    def _pressed(self, touch: Touch, user: str) -> str | None:
        """What came of it for that person. None when it stands there no more, "" when Slack had no ack in time."""
        before, person = self._seen(touch, user).keys(), self.slack.person(user)
        try:
            done = person.click(touch.message, touch.action, touch.value)
        except HTTPError:
            return None
        if not done["ok"]:
            return ""

        def look() -> list[Document]:
            return [each for name, each in self._seen(touch, user).items() if name not in before]

        try:
            return json.dumps(person.waits_for(look), ensure_ascii=False)
        except TimeoutError:
            pytest.fail(f"no answer: {user} {touch}")

    def _seen(self, touch: Touch, user: str) -> dict[str, Document]:
        """Their forms, what only they see in that conversation, and the message itself as it stands."""
        world = self._practice.world
        seen = {each["id"]: each for each in list(world.views.values()) if each["user"] == user}
        for each in list(world.messages[touch.channel]):
            if each["ts"] == touch.ts:
                seen[json.dumps(each)] = each
            elif each.get("only") == user:
                seen[each["ts"]] = each
        return seen


Restore = Callable[[], AbstractContextManager[City]]


@pytest.fixture(params=["sqlite", "postgresql"])
def restored(request: pytest.FixtureRequest, city: str, tmp_path: Path, worker_id: str) -> Restore:
    """Brings the city back as it was left and starts the bot on it, as often as it is called."""

    @contextmanager
    def bring_back() -> Iterator[City]:
        played = Played(city, request.param)
        server = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
        with played.practice(tmp_path) as practice:
            url = played.address(tmp_path, practice.port, server, f"played_{worker_id}")
            with closing(Database(url)) as database:
                follow(practice, database)
                upgrade(database)
                left = City(practice, database)
                with bot_on(practice, url):
                    yield left

    return bring_back


each_city = pytest.mark.parametrize("city", ["story", "year"])


@each_city
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_row_and_every_word_outlives_the_upgrade(
    city: str, database: str, request: pytest.FixtureRequest, tmp_path: Path, worker_id: str
) -> None:
    server = request.getfixturevalue("postgresql") if database == "postgresql" else None
    url = Played(city, database).address(tmp_path, 28100, server, f"played_{worker_id}")
    with closing(Database(url)) as upgraded:
        rows, words = _written_in(upgraded)
        upgrade(upgraded)
        rows_now, words_now = _written_in(upgraded)
    assert rows["issues"] > 0
    assert words.total() > 300
    assert {table: rows_now.get(table) for table in rows} == rows
    assert words - words_now == Counter()


@each_city
def test_nothing_is_said_again_at_the_start(restored: Restore, caplog: pytest.LogCaptureFixture) -> None:
    """All is planned anew: also what was due long ago."""
    with restored() as city:
        city.wait_until_sent()
        said = {_said(each) for each in city.old}
        assert [each for each in city.new() if _said(each) in said] == []
        assert city.reasons_again() == []
        _each_key_stands_once(city)
    assert _trouble(caplog) == []


@pytest.mark.long
@each_city
def test_what_was_planned_is_said_once_when_its_time_comes(restored: Restore, caplog: pytest.LogCaptureFixture) -> None:
    with restored() as city:
        for _ in range(_NEXT_DUE):
            city.go_to_next_due()
        city.wait_until_sent()
        shown = {_shown(each) for each in city.old}
        assert city.new() != []
        assert [each for each in city.new() if _shown(each) in shown or _has_a_line_twice(each)] == []
        _each_key_stands_once(city)
    assert _trouble(caplog) == []


@pytest.mark.early
@pytest.mark.parametrize("city", ["story"])
def test_the_newest_button_of_each_kind_is_answered(restored: Restore, caplog: pytest.LogCaptureFixture) -> None:
    with restored() as city:
        newest = {(each.action, re.sub(r"\d+", "", each.value)): each for each in reversed(city.touches())}
    assert len(newest) > 70
    _press_all(restored, list(newest.values()))
    assert _trouble(caplog) == []


@pytest.mark.long
@pytest.mark.early
@each_city
def test_every_button_that_was_left_is_answered(restored: Restore, caplog: pytest.LogCaptureFixture) -> None:
    with restored() as city:
        every = city.touches()
    assert len(every) > 500
    _press_all(restored, every)
    assert _trouble(caplog) == []


def _press_all(restored: Restore, touches: list[Touch]) -> None:
    """What another press took away is pressed in a city that is brought back anew."""
    left = touches
    while left:
        now, later = left[:_AT_ONCE], left[_AT_ONCE:]
        with restored() as city:
            gone = [each for each in now if not city.press(each)]
            _each_key_stands_once(city)
        assert len(gone) < len(now), gone
        left = [*gone, *later]


def _each_key_stands_once(city: City) -> None:
    keys = Counter(_keys([*city.old, *city.new()]))
    assert keys.total() > 50
    assert [key for key, count in keys.items() if count > 1] == []


def _messages(practice: Practice) -> Iterator[Document]:
    yield from chain.from_iterable(list(inside) for inside in list(practice.world.messages.values()))


def _touches(message: Document, by: tuple[str, ...]) -> Iterator[Touch]:
    for _, element in elements_in(message.get("blocks") or []):
        for value in [each["value"] for each in element.get("options", [element]) if "value" in each] or [""]:
            yield Touch(message["channel"], message["ts"], element["action_id"], value, by)


def _place(message: Document) -> tuple[str, str, str]:
    return message["channel"], message["ts"], message.get("only", "")


def _said(message: Document) -> tuple[str, str, str]:
    return message["channel"], message.get("thread_ts", ""), message["text"]


def _shown(message: Document) -> tuple[str, ...]:
    files = [each["name"] for each in message.get("files", ())]
    return *_said(message), json.dumps(message.get("blocks")), *files


def _has_a_line_twice(message: Document) -> bool:
    lines = [block["text"]["text"] for block in message.get("blocks") or () if block["type"] == "section"]
    return len(lines) > len(set(lines))


def _keys(messages: Iterable[Document]) -> Iterator[str]:
    payloads = (each.get("metadata", {}).get("event_payload", {}) for each in messages)
    yield from (str(each["key"]) for each in payloads if "key" in each)


def _written_in(database: Database) -> tuple[dict[str, int], Counter[str]]:
    """How many rows each table has, and every Korean text that stands in a column."""
    metadata, rows, words = MetaData(), dict[str, int](), Counter[str]()
    with database.engine.connect() as connection:
        metadata.reflect(connection)
        for table in metadata.tables.values():
            read = connection.execute(select(table)).all()
            rows[table.name] = len(read)
            words.update(each for row in read for each in row if isinstance(each, str) and re.search("[가-힣]", each))
    return rows, words


def _trouble(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the errors in the log, but for a busy database and a connection that was reset: the SDK opens another."""
    ours = [each for each in caplog.records if not _is_reset(each)]
    grave = [each for each in ours if each.exc_info or each.levelno >= logging.ERROR]
    busy = [each for each in grave if each.exc_info and isinstance(each.exc_info[1], OperationalError)]
    return [each.getMessage() for each in grave if each not in busy]


def _is_reset(record: logging.LogRecord) -> bool:
    """Whether the SDK says that its socket was reset, or that it then could not close it."""
    said = ("ConnectionResetError", "Failed to disconnect")
    return record.name.startswith("slack_sdk.socket_mode") and any(each in record.getMessage() for each in said)
