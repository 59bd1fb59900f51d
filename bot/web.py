"""The Web API client: one TLS context for every call, the proxy and the certificates of the settings, no retries."""

from __future__ import annotations

import ssl

import certifi
from slack_sdk import WebClient

from bot.config import Settings


def tls_of(settings: Settings) -> ssl.SSLContext:
    """Made once and shared: the SDK would read the CA bundle anew for each call."""
    return ssl.create_default_context(cafile=settings.cn_ca_bundle or certifi.where())


def web_client(settings: Settings, token: str | None, tls: ssl.SSLContext, timeout_s: int) -> WebClient:
    """Without retry handlers: the SDK posts again, silently, when the wire breaks after Slack took the message."""
    return WebClient(token, settings.slack_api_url, timeout_s, tls, settings.https_proxy or None, retry_handlers=[])
