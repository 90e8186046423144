"""What comes before a contract: when it is written, that nothing binds before, and a sample to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.commands import Command, Reading, Router, Subject
from bot.domain.brief import Brief, RightsWish
from bot.domain.contract import RightsMode
from bot.domain.money import Money, Pay
from bot.domain.proposal import ProposalStatus, Terms
from bot.features.contract_lookup import shown
from bot.messages import Action, Button, Card, Field, File, Reply, Style
from bot.services import drafting

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

MARK = "SAMPLE. Not a contract: nobody has agreed to this, and nobody is bound by it."
WHEN = (
    "You see it before anything binds you. When you both agree on price and day, I draft the contract; you both can read and "
    "change it, and it holds only once both have pressed Accept on the same version."
)


_FIRST = re.compile(
    r"\b(?:see|read|get|have|look\s+at|check)\s+(?:the\s+|a\s+|my\s+|that\s+)?contract\b.{0,20}\b(?:before|first|beforehand)\b",
    re.IGNORECASE,
)


def asks_for_it_first(text: str, reading: Reading) -> bool:
    """Whether words ask to read the contract before saying yes."""
    return bool(_FIRST.search(text)) and len(text) < 120


async def contract_first(turn: Turn) -> list[Reply]:
    """When the contract comes; the one there is, where there is one."""
    mine = await turn.uow.contracts.of_person(turn.person.id, limit=1)
    if mine:
        return [Reply("It binds nobody before you both have pressed Accept on it."), await shown(turn, mine[0])]
    return [Reply(WHEN, buttons=(Button("Show a sample", Action("sample_contract"), Style.MAIN),))]


async def sample_contract(turn: Turn) -> list[Reply]:
    """A draft that is clearly none: for the gig this person talks about, or for a logo."""
    brief, terms, about = await _matter(turn)
    mode = RightsMode.LICENCE if brief.rights is RightsWish.USE else RightsMode.ASSIGNMENT
    matter = drafting.matter_of(brief, terms, {"mode": mode.value, "law": "US"}, today=turn.reading.local_now.date())
    draft = drafting.assemble(matter)
    text = f"{MARK}\n\n{draft.text.plain.strip()}\n\n{MARK}\n"
    content = text.encode()
    fields = tuple(Field(line.topic, line.sentence) for line in draft.summary.lines)
    words = (
        f"{MARK} It is drafted {about}; names, places and the law are left open or assumed. "
        "The whole text is in the file, the rights in plain words are here."
    )
    file = File("sample-not-a-contract.txt", content, "text/plain", len(content))
    card = Card("Sample: the rights in plain words", fields, footer=draft.summary.disclaimer)
    return [Reply(words, card=card, files=(file,), private=True)]


async def _matter(turn: Turn) -> tuple[Brief, Terms, str]:
    offers = await turn.uow.proposals.of_freelancer(turn.person.id, limit=8)
    alive = [one for one in offers if one.status in (ProposalStatus.OFFERED, ProposalStatus.AGREED)]
    if alive:
        job = await turn.uow.jobs.get(alive[0].job_id)
        return job.brief, alive[0].terms, f"from gig {job.number} and the terms on the table"
    pay = Pay(low=Money.of(400, "USD").minor, high=Money.of(400, "USD").minor, currency="USD")
    brief = Brief(
        title="Logo for a bakery", description="A logo for a bakery, as a vector file.", rights=RightsWish.OWN
    )
    return brief, Terms(pay=pay), "for a made-up logo"


router.add(
    Command(
        "contract_first",
        "When the contract comes, and a sample",
        contract_first,
        phrases=(
            "can i see the contract before i say yes",
            "can i see the contract first",
            "can i see the contract before i accept",
            "can i read the contract first",
            "can i read the contract before i accept",
            "can i read the contract before i sign",
            "can i see the contract",
            "when do i get the contract",
            "when does the contract come",
            "when do we sign",
            "is there a contract",
            "will there be a contract",
            "do i get a contract",
            "what will the contract look like",
            "what does the contract look like",
            "what does a contract look like",
            "what is in the contract",
            "what's in the contract",
            "what am i signing",
            "is it binding if i accept",
            "is it binding when i accept",
        ),
        hears=asks_for_it_first,
        subject=Subject.ANYTHING,
        examples=("May I read the contract before I agree to anything?", "What would I be signing if I say yes?"),
        menu=False,
    )
)
router.add(
    Command(
        "sample_contract",
        "A sample contract to read",
        sample_contract,
        phrases=(
            "show me a sample contract",
            "sample contract",
            "show a sample",
            "example contract",
            "contract example",
            "contract template",
            "do you have a sample contract",
        ),
        menu=False,
    )
)
