"""The clock of a bot in another process: the practice Slack's, or on real Slack the machine's."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.app import real_now
from bot.cli.follow import clock_for
from tests.running import practice, settings_for


def test_another_process_follows_the_practice_clock() -> None:
    to = datetime(2025, 7, 4, tzinfo=UTC)
    with practice() as (server, slack):
        clock = clock_for(settings_for(server, "sqlite://"))
        before = server.clock()
        assert before <= clock() <= server.clock()
        slack.do("clock", to=to.timestamp())
        followed = slack.person("").waits_for(lambda: now if (now := clock()) >= to else None)
        assert followed <= server.clock()
    assert clock().month == 7  # the last known time, when the practice Slack no longer answers


def test_it_moves_forwards_only() -> None:
    with practice() as (server, slack):
        assert slack.do("clock", to=datetime(2025, 1, 1, tzinfo=UTC).timestamp())["ok"] is False
        assert server.clock().month == 4


def test_who_asked_is_told_of_every_move_and_of_nothing_else() -> None:
    moved: list[int] = []
    with practice() as (server, slack):
        server.when_moved(lambda: moved.append(server.clock().month))
        slack.do("clock", to=datetime(2025, 7, 4, tzinfo=UTC).timestamp())
        slack.do("clock", to=datetime(2025, 1, 1, tzinfo=UTC).timestamp())
        server.next_due = lambda: datetime(2025, 8, 1, 0, 0, tzinfo=UTC)
        slack.do("next_due")
    assert moved == [7, 8]


def test_on_real_slack_the_machine_tells_the_time() -> None:
    with practice() as (server, _):
        settings = settings_for(server, "sqlite://").model_copy(update={"slack_api_url": "https://slack.com/api/"})
    assert clock_for(settings) is real_now
