"""What people ask before they trust a bot: who it is, what it costs, how long it takes, what such work is paid here."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from bot.commands import Command, Param, Router
from bot.domain.brief import Brief
from bot.domain.money import Money, Pay
from bot.features import talk
from bot.features.params import parse_text
from bot.messages import Reply
from bot.services import jobs
from bot.understanding import skills

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

FEWEST = 3  # gigs that were paid, below which a price would be a rumour


async def about(turn: Turn) -> list[Reply]:
    """Who is speaking."""
    return [
        Reply(
            "I am Fairlance, a bot. You say what you need or what you can do, I find people or gigs that fit and say why, "
            "and people decide. /human brings a moderator.",
            buttons=() if turn.conversation.filling else talk.WAYS_IN,
        )
    ]


async def fees(turn: Turn) -> list[Reply]:
    """What the bot costs."""
    return [
        Reply(
            "I cost nothing: no fee, no share, no paid places. Clients pay freelancers directly, as their contract says; "
            "no money goes through me."
        )
    ]


async def how_long(turn: Turn) -> list[Reply]:
    """How long things take."""
    return [
        Reply(
            "A brief takes a minute, and you see who fits at once. Then it depends on how soon they answer; I write to you "
            "when they do. How long the work takes is what you two agree on."
        )
    ]


async def prices(turn: Turn, *, what: str | None) -> list[Reply]:
    """What work like this was paid here."""
    filling = turn.conversation.filling
    named = skills.find_skills(what or "", turn.reading) or (filling.answers.get("skills") if filling else "")
    if not named:
        return [Reply("That depends on the work. Tell me what you need, and I say what such work was paid here.")]
    wanted = skills.parse_skills(named, turn.reading)
    paid = await jobs.paid_for_similar(turn.uow, community_id=turn.community.id, brief=Brief(title="", skills=wanted))
    return [Reply(_price_words(paid, " and ".join(skill.name for skill in wanted[:2])))]


def _price_words(paid: list[Pay], what: str) -> str:
    usual = [one for one in paid if paid and _kind(one) == _kind(paid[0])]
    if len(usual) < FEWEST:
        return (
            f"Too little {what} was paid here so far to name a price. Say what you can pay; "
            "people may answer with another price, and you decide."
        )
    middle = Money(round(median(one.most.minor for one in usual)), usual[0].currency)
    least, most = min(one.least for one in usual), max(one.most for one in usual)
    span = usual[0].model_copy(update={"low": least.minor, "high": most.minor, "about": False})
    return f"The last {len(usual)} gigs with {what} here were paid {span}, half of them below {middle}."


def _kind(pay: Pay) -> tuple[str, str, int]:
    """What has to be alike for two amounts to be compared."""
    return pay.currency, pay.unit.value, pay.per


router.add(
    Command(
        "about",
        "Who I am",
        about,
        phrases=(
            "who are you",
            "what are you",
            "are you a bot",
            "are you a robot",
            "are you human",
            "are you real",
            "are you a real person",
            "is this a bot",
            "is anybody there",
            "what is this",
            "who is this",
            "who made you",
        ),
        examples=("Am I talking to a machine?",),
        menu=False,
    )
)
router.add(
    Command(
        "fees",
        "What I cost",
        fees,
        phrases=(
            "is it free",
            "is this free",
            "do you cost anything",
            "do you charge fees",
            "do you take a cut",
            "what is your fee",
            "what are your fees",
            "how much do you take",
            "how much do you charge",
            "do i pay you",
            "can i pay in {rest}",
            "can i pay with {rest}",
            "do i pay through you",
            "how do i pay",
        ),
        examples=("What commission does this bot take?",),
        menu=False,
    )
)
router.add(
    Command(
        "how_long",
        "How long things take",
        how_long,
        phrases=(
            "how long does it take",
            "how long does this take",
            "how long will it take",
            "how long will this take",
            "how fast is it",
            "when do i get an answer",
            "when will i hear back",
            "how many questions are there",
            "how many more questions",
            "how much longer",
        ),
        examples=("How soon will somebody answer me?",),
        menu=False,
    )
)
router.add(
    Command(
        "prices",
        "What such work was paid here",
        prices,
        params=(Param("what", "The kind of work", parse_text, required=False, max_length=500),),
        phrases=(
            "how much does {what} cost",
            "how much do {what} cost",
            "what does {what} cost",
            "how much is {what}",
            "how much for {what}",
            "how much should i pay for {what}",
            "what should i pay for {what}",
            "what is a fair price for {what}",
            "what do people pay for {what}",
            "how much should i pay",
            "what do people usually pay",
            "what is normal",
            "what is a normal price",
            "what is the usual price",
            "how much does it cost",
            "how much do you think",
        ),
        examples=("What is the going rate here?",),
        menu=False,
    )
)
