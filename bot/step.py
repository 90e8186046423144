"""What an inbound came to: a command to run, a question to ask, or just something to say."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands import Command
from bot.conversation import Ask, Ready
from bot.domain.conversation import Filling
from bot.errors import Conflict
from bot.messages import Reply


class NeedsButton(Conflict):
    """A command was called without the id that only a button carries."""


@dataclass(frozen=True, slots=True)
class Step:
    """What the words, the button or the form came to: a command to run or to ask for, or just something to say."""

    command: Command | None = None
    outcome: Ask | Ready | None = None
    filling: Filling | None = None  # of the form that stays open beside it
    says: tuple[Reply, ...] = ()
