"""The key that seals what is encrypted at rest."""

from __future__ import annotations

import base64
import contextlib
import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_FILE = "secret.key"
PURPOSE = b"fairlance sealed columns 1"  # part of the derivation: another purpose gives another key


def load_key(settings_secret: str | None, folder: Path) -> bytes:
    """The key for `Database.open`: from the secret in the settings, or from a file in the data folder.

    A secret may be any long text; several, separated by commas, are a rotation: the first seals, all of them open.
    Without a secret a random key is made at the first start, readable for its owner only (mode 600).
    """
    if settings_secret and settings_secret.strip(" ,"):
        secrets = [secret.strip() for secret in settings_secret.split(",") if secret.strip()]
        return b",".join(_derived(secret) for secret in secrets)
    file = folder / KEY_FILE
    if not file.exists():
        _make(file)
    return file.read_bytes().strip()


def _derived(secret: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(key)


def _make(file: Path) -> None:
    """Write a whole key under another name and link it, so that two first starts at once agree on one key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{KEY_FILE}-")  # mkstemp makes it with mode 600
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(Fernet.generate_key() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(name, file)
    finally:
        Path(name).unlink()
