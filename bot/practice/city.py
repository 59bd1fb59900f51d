"""Who and what is in a practice workspace at its start: plain data, passed in by whoever starts it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Resident:
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
    id: str
    name: str
    members: tuple[str, ...] = ()
    is_archived: bool = False


@dataclass(frozen=True)
class InstalledApp:
    """The bot as Slack knows it: its user, its tokens, what its manifest asked for."""

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
    people: tuple[Resident, ...]
    channels: tuple[Channel, ...]
    app: InstalledApp = field(default_factory=InstalledApp)
    team_id: str = "T0CITY"
    name: str = "Sample city"
    domain: str = "sample-city"
    zone: str = "Asia/Seoul"
