"""Settings: from the environment and `.env`, each checked once at start, each error naming its setting."""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, FilePath, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = "sqlite:///cn-bot.db"
    cn_committee_channel: str = ""
    cn_steering_channel: str = ""
    cn_admin: str = ""
    cn_timezone: str = "Asia/Seoul"
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

    def admins(self) -> frozenset[str]:
        """The Slack ids that CN_ADMIN names, separated by commas or spaces."""
        return frozenset(self.cn_admin.replace(",", " ").split())

    def has_no_token(self) -> bool:
        return not self._set("slack_bot_token") and not self._set("slack_app_token")

    def token_missing(self) -> str | None:
        """The name of the first token that a run on Slack lacks."""
        tokens = ("slack_bot_token", "slack_app_token")
        return next((name.upper() for name in tokens if not self._set(name)), None)

    def _set(self, name: str) -> bool:
        secret: SecretStr | None = getattr(self, name)
        return secret is not None and bool(secret.get_secret_value().strip())


class SettingWrong(Exception):
    """One setting is missing or malformed; `name` is as it stands in `.env`."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


def read_settings() -> Settings:
    """Raises SettingWrong, never with the value itself: it may be a token."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingWrong(str(first["loc"][0]).upper(), str(first["msg"])) from None
