"""Where Telegram may push updates, for running behind a balancer."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # setWebhook, secret_token


@dataclass(frozen=True, slots=True)
class Webhook:
    """`url` is what Telegram calls (https); this process listens on `host`:`port` for the same path, without TLS.

    `secret` is what Telegram repeats in every call; all processes behind one balancer need the same.
    """

    url: str
    host: str = "127.0.0.1"
    port: int = 8443
    secret: str = field(default="", repr=False)

    @staticmethod
    def of(url: str, listen: str, secret: str = "") -> Webhook:
        """From settings; `listen` is host:port. Raises ValueError with a sentence for whoever set them."""
        host, _, port = listen.rpartition(":")
        if not port.isdigit():
            raise ValueError(f"TELEGRAM_WEBHOOK_LISTEN is host:port, for example 127.0.0.1:8443, not {listen}")
        if urlsplit(url).scheme not in {"https", "http"}:
            raise ValueError(f"TELEGRAM_WEBHOOK_URL is a web address that begins with https://, not {url}")
        if secret and not SECRET.fullmatch(secret):
            raise ValueError("TELEGRAM_WEBHOOK_SECRET has 1 to 256 of A-Z a-z 0-9 _ - and nothing else")
        return Webhook(url, host.strip("[]") or "127.0.0.1", int(port), secret)

    @property
    def path(self) -> str:
        return urlsplit(self.url).path.lstrip("/")

    def secret_for(self, token: str) -> str:
        """The secret set, or one that every process with this token derives alike."""
        return self.secret or hashlib.sha256(f"webhook of {token}".encode()).hexdigest()
