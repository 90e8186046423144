"""What holds for every test: no socket leaves this machine."""

from __future__ import annotations

import ipaddress
import sys

import pytest

from bot import logs


def _refuse_the_world(event: str, args: tuple[object, ...]) -> None:
    """An audit hook: it cannot be taken back, and no library gets around it."""
    if event != "socket.connect" or not isinstance(args[1], tuple):
        return  # a path is a local socket
    host = str(args[1][0])
    if host == "localhost":
        return
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise RuntimeError(f"a test tried to reach {host}")


def pytest_configure(config: pytest.Config) -> None:
    logs.set_up("WARNING")
    sys.addaudithook(_refuse_the_world)
