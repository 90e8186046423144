"""A complaint, or a wish for a human: what can be done is said at once, and a button tells a moderator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bot.commands import Command, Opening, Param, Reading, Router
from bot.features.moderating import what_moderators_can
from bot.features.params import parse_text
from bot.messages import Action, Button, Card, Reply
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services import people_settings

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()

_NOT_PAID = re.compile(
    r"\b(?:not?|never|n'?t|without|refus\w+\s+to|won'?t|isn'?t|late|still|waiting)\b.{0,25}\b(?:pa(?:y|ys|id|ying|yment)|money|invoice)\b|"
    r"\b(?:unpaid|owes?\s+me|my\s+money(?:\s+back)?|chargeback)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:ghost\w*|vanish\w*|disappear\w*|no\s+(?:answer|reply|response|sign)|(?:stopped|not|never|n'?t|doesn'?t)\s+(?:answer|repl|respond|writ|react)\w*|silent|"
    r"gone)\b",
    re.IGNORECASE,
)
_SCAM = re.compile(
    r"\b(?:scam\w*|spam\w*|fraud\w*|fake|phish\w*|steal\w*|stole\w*|cheat\w*|crypto|gift\s*cards?|my\s+(?:password|bank)|deposit|upfront\s+fee|"
    r"ripp?ed\s+(?:me\s+)?off)\b",
    re.IGNORECASE,
)
_HURT = re.compile(
    r"\b(?:insult\w*|harass\w*|threat\w*|abus\w+|racis\w+|sexis\w+|rude|bull(?:y|ied)\w*|hate\w*|creep\w*)\b",
    re.IGNORECASE,
)
_UNPAID_WORK = re.compile(
    r"\b(?:unpaid|free)\s+(?:\w+\s+)?(?:trial|test|work|sample)\b|\b(?:trial|test)\b.{0,20}\b(?:unpaid|for\s+free)\b",
    re.IGNORECASE,
)
_UNFAIR = re.compile(
    r"\b(?:unfair|discriminat\w+|bias\w*|never\s+(?:shown|chosen|picked|get)|ranking)\b", re.IGNORECASE
)
_COPIED = re.compile(
    r"\b(?:copied|uses?|using|stole|published)\b.{0,30}\b(?:my|our)\s+(?:work|design|logo|text|photos?|code|drawing|music|art)\w*\b",
    re.IGNORECASE,
)

_ADVICE = (
    (
        _UNPAID_WORK,
        "Work here is always paid, tests and trials too. You can decline; that costs you nothing.",
    ),
    (
        _NOT_PAID,
        "I am sorry, that should not happen. Your contract has a clause on payment and what late payment costs: /contract shows "
        "it, and /rights tells what the law of your place says. Rights in the work pass only once it is paid. A short reminder "
        "with the day it was due helps first.",
    ),
    (
        _COPIED,
        "I am sorry. Who made a work owns it until a contract says otherwise: /rights tells what holds at your place, and "
        "/contract what you two agreed on. Keep copies and dates.",
    ),
    (
        _SCAM,
        "Good that you say so. Send no money, no passwords and no documents. The Block button under /offers keeps you two apart; "
        "they are not told.",
    ),
    (
        _HURT,
        "I am sorry, nobody has to put up with that. The Block button under /offers keeps you two apart for good; they are "
        "not told.",
    ),
    (
        _GONE,
        "I am sorry, that is no fun. Ask once more in writing with a day by which you need an answer, and keep what you wrote. "
        "/contract shows what you two agreed on for that; with no contract yet nothing binds you, and under /offers you can "
        "take your offer back or block them.",
    ),
    (
        _UNFAIR,
        "I am sorry that it feels so. /why and the number of a gig shows where you stand for it and why; no name, age, origin or "
        "photo counts.",
    ),
)
_WANTS_HUMAN = "Of course."
_OTHERWISE = "I am sorry to hear that."
_HUMAN = re.compile(
    r"\b(?:human|person|moderators?|admins?|somebody|someone|agent|support|staff|team|people|appeal)\b", re.IGNORECASE
)


def advice(message: str) -> str:
    """What can be done about it at once, in a sentence or three."""
    found = next((words for pattern, words in _ADVICE if pattern.search(message)), None)
    return found or (_WANTS_HUMAN if _HUMAN.search(message) or not message else _OTHERWISE)


async def human(turn: Turn, *, message: str | None) -> list[Reply]:
    """Pass the words on: the button was pressed."""
    told = await people_settings.ask_moderators(
        turn.uow,
        person=turn.person,
        community=turn.community,
        message=message or "",
        inbound_id=turn.inbound.id,
        now=turn.now,
    )
    if not told:
        return [Reply(nobody_there(turn.community.name), replaces_pressed=True)]
    words = f"Done. A moderator of {turn.community.name} has your words and your name now, and can write to you."
    return [Reply(words, replaces_pressed=True)]


async def not_now(turn: Turn) -> list[Reply]:
    """Nobody is told."""
    return [Reply("Fine, nobody was told anything. /human is there whenever you want.", replaces_pressed=True)]


async def _advise(ahead: Ahead, reading: Reading, given: Mapping[str, str], words: str) -> Opening | None:
    """Advice first; then the question whether a moderator shall hear of it, where there is one to tell."""
    message = given.get("message") or words
    if not message:
        return None
    async with ahead.storage.begin() as uow:
        moderators = await uow.communities.moderators(ahead.community.id)
        account = next(iter(await uow.people.identities(ahead.person.id)), None)
    others = [one for one in moderators if one != ahead.person.id]
    platform = account.platform if account else ""
    if ahead.person.id in moderators:
        said = Reply(what_moderators_can(ahead.community.name, platform), private=True)
    else:
        said = Reply(advice(message))
    if others:
        return Opening({**given, "message": message}, (said,))
    if moderators:
        return Opening(None, (said,))
    return Opening(None, (Reply(f"{said.text}\n{nobody_there(ahead.community.name)}"),))


def nobody_there(community: str) -> str:
    return (
        f"{community} has no moderator yet, so there is nobody I could tell. Whoever invited you here, or runs this bot, "
        "can name one."
    )


def _preview(values: Mapping[str, Any]) -> Card:
    return Card("For the moderators", text=values.get("message") or "You would like to talk to a person.")


router.add(
    Command(
        "human",
        "Ask a moderator, or complain",
        human,
        params=(
            Param(
                "message",
                "What it is about",
                parse_text,
                question="What is it about? A sentence is enough. You can skip this.",
                required=False,
                asked=True,
                max_length=2000,
                tells_all=True,
                many=True,
                long=True,
                why="The moderator reads your words, so that you need not say it twice.",
            ),
        ),
        phrases=(
            "talk to a human",
            "i want to complain",
            "speak to a person",
            "contact a moderator",
            "tell a moderator",
            "complaint {subject}",
            "i want my money back",
            "i was not paid",
            "i did not get paid",
            "they did not pay me",
            "he did not pay me",
            "she did not pay me",
            "the client did not pay",
            "the client did not pay me",
            "the client does not pay",
            "the client ghosted me",
            "i was ghosted",
            "i was scammed",
            "this is a scam",
        ),
        examples=(
            "I want to talk to a real person",
            "This is unfair, I want to complain about a client",
            "Somebody here is a scammer",
            "The client disappeared after I sent the files",
            "They want me to do a free test first",
        ),
        confirm="Tell a moderator",
        confirm_words="Shall I tell a moderator? They get your name and these words. Nothing is sent before you press.",
        refuse=Button("Not now", Action("not_now")),
        passing=True,
        preview=_preview,
        opens_with=_advise,
    )
)
router.add(Command("not_now", "Nothing is sent", not_now, phrases=("not now",), menu=False))


async def _question(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    asker = await uow.people.find(UUID(ids["person"]))
    if asker is None or asker.erased_at is not None:
        return None
    words = f"{asker.name} asks for a human:\n{ids['message'] or '(no words)'}\nPlease write to them."
    return Reply(words, names=(asker.name,))


NOTICES = (Notice("question_for_moderators", _question),)
