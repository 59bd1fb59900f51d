"""Settings from the environment and `.env`: each is checked once at start, and each error names its setting."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, FilePath, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from schedules.holidays import UnknownCountry, WorkingDays

_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"
_QUIET = re.compile(f"({_HOUR})-({_HOUR})")


class Settings(BaseSettings):
    """The settings of one bot. Each field is named like its variable, in lower case; .env.example explains them."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = "sqlite:///cn-bot.db"
    cn_committee_channel: str = ""
    cn_steering_channel: str = ""
    cn_admin: str = ""
    cn_timezone: str = "Asia/Seoul"
    cn_country: str = "KR"
    cn_days_off: str = ""
    cn_quiet_hours: str = "18:00-09:00"
    cn_language: Literal["ko", "en"] = "ko"
    cn_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    cn_health_port: int = Field(default=0, ge=0, le=65_535)
    cn_ca_bundle: FilePath | None = None
    https_proxy: str = ""

    @field_validator("cn_ca_bundle", mode="before")
    @classmethod
    def _none_when_empty(cls, path: object) -> object:
        return path or None

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("needs an https:// address")
        return url if url.endswith("/") else url + "/"

    @field_validator("cn_timezone")
    @classmethod
    def _a_known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("is not an IANA time zone such as Asia/Seoul") from error
        return name

    @field_validator("cn_country")
    @classmethod
    def _a_known_country(cls, code: str) -> str:
        try:
            WorkingDays(code)
        except UnknownCountry as error:
            raise ValueError("is not a country with a holiday calendar, such as KR") from error
        return code

    @field_validator("cn_days_off")
    @classmethod
    def _dates(cls, days: str) -> str:
        try:
            for day in _words(days):
                date.fromisoformat(day)
        except ValueError as error:
            raise ValueError("needs dates such as 2026-09-25, separated by commas") from error
        return days

    @field_validator("cn_quiet_hours")
    @classmethod
    def _from_evening_to_morning(cls, hours: str) -> str:
        found = _QUIET.fullmatch(hours.strip())
        if found is None or time.fromisoformat(found[2]) >= time.fromisoformat(found[1]):
            raise ValueError("needs an evening and a morning such as 18:00-09:00")
        return hours.strip()

    def days_off(self) -> list[str]:
        """Return the days off that the country's calendar does not know, as ISO dates."""
        return _words(self.cn_days_off)

    def working_hours(self) -> tuple[str, str]:
        """Return when reminders may be sent, as ("09:00", "18:00"): the end and the beginning of the quiet hours."""
        evening, morning = self.cn_quiet_hours.split("-")
        return morning, evening

    def admins(self) -> frozenset[str]:
        """Return the Slack ids in CN_ADMIN, which are separated by commas or spaces."""
        return frozenset(_words(self.cn_admin))

    def has_no_token(self) -> bool:
        """Return whether neither token is set; then the practice city is started."""
        return not self._set("slack_bot_token") and not self._set("slack_app_token")

    def token_missing(self) -> str | None:
        """Return the name of the first token that a run on Slack lacks, or None if both are set."""
        tokens = ("slack_bot_token", "slack_app_token")
        return next((name.upper() for name in tokens if not self._set(name)), None)

    def _set(self, name: str) -> bool:
        secret: SecretStr | None = getattr(self, name)
        return secret is not None and bool(secret.get_secret_value().strip())


def _words(listed: str) -> list[str]:
    return listed.replace(",", " ").split()


class SettingWrong(Exception):
    """A setting is missing or malformed; `name` is its name in `.env`."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


def read_settings() -> Settings:
    """Read the settings. Raises SettingWrong, never with the value itself, which may be a token."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingWrong(str(first["loc"][0]).upper(), str(first["msg"])) from None
