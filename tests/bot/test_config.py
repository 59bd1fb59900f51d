from pathlib import Path

import pytest

from bot.config import SettingWrong, read_settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "CN_TIMEZONE", "CN_LANGUAGE", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_set_is_a_city_in_seoul_without_tokens() -> None:
    settings = read_settings()
    assert (settings.cn_timezone, settings.cn_language) == ("Asia/Seoul", "ko")
    assert settings.token_missing() == "SLACK_BOT_TOKEN"


def test_one_token_alone_names_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    settings = read_settings()
    assert settings.token_missing() == "SLACK_APP_TOKEN"
    assert "secret" not in repr(settings)


def test_the_env_file_is_read() -> None:
    Path(".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\nSLACK_API_URL=http://127.0.0.1:1/api\n")
    settings = read_settings()
    assert settings.token_missing() is None
    assert settings.slack_api_url == "http://127.0.0.1:1/api/"


@pytest.mark.parametrize(
    ("name", "value"),
    [("CN_TIMEZONE", "Seoul"), ("CN_LANGUAGE", "fr"), ("SLACK_API_URL", "http://example.org/xoxb-secret")],
)
def test_a_malformed_setting_is_named_and_its_value_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingWrong) as caught:
        read_settings()
    assert caught.value.name == name
    assert "secret" not in str(caught.value)
