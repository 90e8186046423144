"""A short question where a message may mean two or three things."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import ACTION_BYTES, Action, Button, Reply
from bot.ports import Intent

ASKED = 0.55  # certainty below which it is better to ask what was meant; half of these guesses would be wrong
_SAID = ("hire", "offer", "rights", "human")  # their first question is answered by what was said
_MEANT = {
    "hire": ("hire", "Hire somebody"),
    "offer": ("offer your work", "Offer my work"),
    "gigs": ("look for work", "See open gigs"),
    "jobs": ("see your jobs", "My jobs"),
    "offers": ("see your offers", "My offers"),
    "change_job": ("change a job", "Change my job"),
    "change_profile": ("change your profile", "Change my profile"),
    "cancel_job": ("take a job down", "Close my job"),
    "contract": ("see your contract", "My contract"),
    "draft_contract": ("get a contract", "Draft a contract"),
    "readcontract": ("have a contract read", "Read a contract"),
    "rights": ("know who owns the work", "Who owns the work?"),
    "howitworks": ("know how people are matched", "How matching works"),
    "human": ("reach a moderator", "Ask a moderator"),
    "alerts": ("set your alerts", "Gig alerts"),
    "quiet": ("set quiet hours", "Quiet hours"),
    "timezone": ("set your time zone", "My time zone"),
    "help": ("know what I can do", "Help"),
    "mydata": ("see your data", "My data"),
    "deleteme": ("have your data erased", "Erase my data"),
}


def question(text: str, intent: Intent) -> Reply | None:
    """What to ask about a message that is not clear; None where it is, or where a wrong guess does no harm."""
    if intent.certain >= ASKED:
        return None
    meant = [name for name in (intent.command, *intent.others) if name in _MEANT][:3]
    if len(meant) < 2 or intent.command not in _MEANT:
        return None
    wishes = [_MEANT[name][0] for name in meant]
    return Reply(
        f"Do you want to {', to '.join(wishes[:-1])}, or to {wishes[-1]}?",
        buttons=tuple(Button(_MEANT[name][1], _action(name, text)) for name in meant),
    )


def _action(name: str, text: str) -> Action:
    """With what was said, where a button can hold it; otherwise it is asked for again."""
    args: Sequence[str] = (text,) if name in _SAID and ":" not in text else ()
    fits = len(":".join((name, *args)).encode()) <= ACTION_BYTES
    return Action(name, tuple(args) if fits else ())
