"""The people, channels and app of a practice workspace at its start: plain data, passed in by its starter."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Resident:
    """A person or bot of the workspace; `id` is a Slack id U…."""

    id: str
    name: str
    role: str = ""
    locale: str = "ko-KR"
    is_admin: bool = False
    is_bot: bool = False
    is_guest: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Channel:
    """A channel; `id` is a Slack id C…, `members` are people's ids."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    is_archived: bool = False


@dataclass(frozen=True)
class InstalledApp:
    """The bot as Slack knows it: its user, its tokens and what its manifest asks for."""

    app_id: str = "A0CNBOT"
    bot_id: str = "B0CNBOT"
    bot_user: str = "U0CNBOT"
    name: str = "cn-bot"
    bot_token: str = "xoxb-practice"
    app_token: str = "xapp-practice"
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    commands: tuple[tuple[str, str], ...] = ()  # ("/cn", "usage hint")
    shortcuts: tuple[tuple[str, str, str], ...] = ()  # ("message" or "global", callback_id, name)


@dataclass(frozen=True)
class City:
    """One workspace with one installed app; `zone` is an IANA time zone."""

    people: tuple[Resident, ...]
    channels: tuple[Channel, ...]
    app: InstalledApp = field(default_factory=InstalledApp)
    team_id: str = "T0CITY"
    name: str = "Sample city"
    domain: str = "sample-city"
    zone: str = "Asia/Seoul"
