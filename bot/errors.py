"""The error tree.

BotError
├── UserError            shown to the person as it stands
│   ├── NotFound         there is no such thing, or not for you
│   ├── NotAllowed       you may not do this
│   ├── InvalidInput     this answer cannot be read; says what would be
│   └── Conflict         the world has moved on: taken, closed, answered already
├── Unavailable          a service we use is down; try another way
├── TryLater(after)      a platform is busy; send again
└── Undeliverable        this person cannot be reached there
"""

from __future__ import annotations

from datetime import timedelta


class BotError(Exception):
    """Everything that this project raises on purpose."""


class UserError(BotError):
    """A sentence for the person who wrote, in the second person, with the next step."""


class NotFound(UserError):
    """There is no such thing, or it is not for this person."""


class NotAllowed(UserError):
    """This person may not do this."""


class InvalidInput(UserError):
    """This text cannot be read as what was asked for; the message says what can."""


class Conflict(UserError):
    """The thing is no longer in a state in which this can be done."""


class StaleConversation(BotError):
    """Another process answered this conversation first; the turn starts again. Never shown."""


class Unavailable(BotError):
    """A service that we use is down, late or talks nonsense; the caller tries another way."""


class TryLater(BotError):
    """A platform is busy or out of reach: send the same thing again after a while."""

    def __init__(self, message: str, after: timedelta = timedelta(seconds=5)) -> None:
        super().__init__(message)
        self.after = after


class Undeliverable(BotError):
    """This person cannot be reached at this address: blocked, left, or no direct messages."""
