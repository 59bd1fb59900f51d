"""The Web API client: one TLS context for all calls, the proxy and certificates of the settings, no retries."""

from __future__ import annotations

import ssl
from functools import cache

import certifi
from slack_sdk import WebClient

from bot.config import Settings


def tls_of(settings: Settings) -> ssl.SSLContext:
    """Return the one TLS context for these certificates; the SDK would load the CA bundle for every call."""
    return _context(settings.cn_ca_bundle or certifi.where())


@cache
def _context(ca_bundle: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca_bundle)


def web_client(settings: Settings, token: str | None, tls: ssl.SSLContext, timeout_s: int) -> WebClient:
    """Create a client without retry handlers; `token` None is for Bolt, which adds it to each request.

    The SDK's retries post a message twice if the connection breaks after Slack accepted it.
    """
    return WebClient(token, settings.slack_api_url, timeout_s, tls, settings.https_proxy or None, retry_handlers=[])
