"""Invitations, interest and counter-offers in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Opening, Param, Reading, Router
from bot.domain.conversation import Act, Deed
from bot.domain.job import Job, JobStatus
from bot.domain.money import Pay
from bot.domain.proposal import Proposal, ProposalStatus, Side
from bot.features.applying import own_offer_buttons
from bot.features.offer_letters import agreed_reply, answer_buttons, block_button, terms_line
from bot.features.params import id_param, parse_number, parse_text, text_param
from bot.messages import Action, Button, Reply, Style, short, unshort
from bot.services import jobs, proposals
from bot.understanding import dates, money

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()

LATEST = 8  # jobs and offers that are listed


async def interested(turn: Turn, *, job: UUID) -> list[Reply]:
    """A freelancer answers an alert or a listed gig."""
    proposal = await proposals.show_interest(turn.uow, job_id=job, freelancer_id=turn.person.id, now=turn.now)
    if proposal.status is ProposalStatus.AGREED:
        return [await agreed_reply(turn.uow, proposal, Side.FREELANCER)]
    turn.did(Act(deed=Deed.APPLIED, ids=(proposal.id,), version=proposal.version))
    gig = await turn.uow.jobs.get(proposal.job_id)
    return [
        Reply(
            "The client hears that you are interested on their terms. I will tell you what they say.",
            buttons=own_offer_buttons(proposal, gig.number),
        )
    ]


async def accept(turn: Turn, *, proposal: UUID, version: int) -> list[Reply]:
    """Agree to what the other side offered."""
    agreed = await proposals.accept(
        turn.uow, proposal_id=proposal, person_id=turn.person.id, version=version, now=turn.now
    )
    side = Side.CLIENT if agreed.client_id == turn.person.id else Side.FREELANCER
    turn.speak_of(job_id=agreed.job_id)
    return [await agreed_reply(turn.uow, agreed, side)]


async def decline(turn: Turn, *, proposal: UUID, reason: str | None) -> list[Reply]:
    """Say no, with a reason or without."""
    before, side = await proposals.proposal_of(turn.uow, proposal_id=proposal, person_id=turn.person.id)
    gone = await proposals.decline(
        turn.uow, proposal_id=before.id, person_id=turn.person.id, reason=reason or "", now=turn.now
    )
    if gone.status is ProposalStatus.DECLINED:
        turn.did(Act(deed=Deed.DECLINED, ids=(gone.id,), version=gone.version))
    if side is Side.FREELANCER:
        return [
            Reply(
                "Declined. That costs you nothing: it changes no score and no other alert.",
                buttons=(block_button(before),),
                replaces_pressed=True,
            )
        ]
    return [Reply("Declined, and they are told kindly.", buttons=(block_button(before),), replaces_pressed=True)]


async def offer_terms(
    turn: Turn, *, proposal: UUID, pay: Pay | None, deadline: date | None, note: str | None, **rest: object
) -> list[Reply]:
    """Answer with another price or day."""
    if pay is None and deadline is None:
        before, _ = await proposals.proposal_of(turn.uow, proposal_id=proposal, person_id=turn.person.id)
        return [
            Reply(
                "You named neither a price nor a day, so nothing was sent.",
                buttons=(
                    Button("Try again", Action("offer_terms", (short(before.id),))),
                    Button("Accept as it is", Action("accept", (short(before.id), str(before.version))), Style.MAIN),
                ),
            )
        ]
    changed = await proposals.counter(
        turn.uow,
        proposal_id=proposal,
        person_id=turn.person.id,
        pay=pay,
        deadline=deadline,
        note=note or "",
        now=turn.now,
    )
    turn.did(Act(deed=Deed.OFFERED, ids=(changed.id,), version=changed.version))
    return [Reply(f"Sent: {terms_line(changed.terms)}. I will tell you what they say.")]


async def _in_their_currency(ahead: Ahead, reading: Reading, given: Mapping[str, str], words: str) -> Opening | None:
    """A bare price is read in the currency of the offer that it answers."""
    id = unshort(given.get("proposal", ""))
    async with ahead.storage.begin() as uow:
        before = await uow.proposals.find(id) if id else None
    if before is None or before.terms.pay is None:
        return None
    return Opening({**given, "currency": before.terms.pay.currency})


async def offers(turn: Turn, *, job: UUID | None) -> list[Reply]:
    """Where the talks about a job stand, for its client, blind until both agree; without a job, all of one's own."""
    if job is None:
        return await _my_offers(turn)
    found = await jobs.job_of_client(turn.uow, job_id=job, client_id=turn.person.id)
    replies = await _talks(turn, found)
    if not replies:
        return [
            Reply(
                "Nobody has been asked yet.",
                buttons=(Button("Find people", Action("find_people", (short(found.id),))),),
            )
        ]
    return replies


async def _talks(turn: Turn, job: Job) -> list[Reply]:
    """With everybody whom the client of this job invited, or who applied."""
    decision = await turn.uow.decisions.latest(job.id)
    shown = decision.shown if decision else ()
    talks = await turn.uow.proposals.of_job(job.id)
    talks.sort(key=lambda one: shown.index(one.freelancer_id) if one.freelancer_id in shown else len(shown))
    return [_with_somebody(proposal, shown) for proposal in talks]


def _with_somebody(proposal: Proposal, shown: Sequence[UUID]) -> Reply:
    """Where talks with one person stand, by their number in the list where they are on it."""
    listed = proposal.freelancer_id in shown
    who = f"Number {shown.index(proposal.freelancer_id) + 1} of your list" if listed else "Somebody who found the job"
    buttons = answer_buttons(proposal, Side.CLIENT)
    stand = {
        ProposalStatus.AGREED: "has agreed with you.",
        ProposalStatus.DECLINED: "and you do not go on: one of you said no.",
        ProposalStatus.WITHDRAWN: "is not asked any more.",
    }.get(proposal.status, _stand(proposal, Side.CLIENT))
    if proposal.status is ProposalStatus.OFFERED and proposal.offered_by is Side.CLIENT and not proposal.earlier:
        stand = "is invited and has not answered yet."
        buttons = (Button("Take it back", Action("take_back", (short(proposal.id),))),)
    return Reply(f"{who} {stand} Terms: {terms_line(proposal.terms)}.", buttons=buttons)


async def _my_offers(turn: Turn) -> list[Reply]:
    replies = []
    for asked in await turn.uow.jobs.of_client(turn.person.id, limit=LATEST):
        if asked.status is JobStatus.OPEN and (talks := await _talks(turn, asked)):
            replies += [Reply(f"For job {asked.number}, {asked.title}:"), *talks]
    mine = await turn.uow.proposals.of_freelancer(turn.person.id, limit=LATEST)
    if not mine and not replies:
        return [Reply("No offers yet. /gigs lists what is open, and alerts tell you of new ones.")]
    for proposal in mine:
        job = await turn.uow.jobs.get(proposal.job_id)
        words = f"{job.title}: {_stand(proposal, Side.FREELANCER)} {terms_line(proposal.terms)}"
        replies.append(Reply(words, buttons=answer_buttons(proposal, Side.FREELANCER)))
    return replies


def _stand(proposal: Proposal, side: Side) -> str:
    if proposal.status is ProposalStatus.OFFERED:
        return (
            "waits for your answer." if proposal.offered_by is not side else "has your offer and has not answered yet."
        )
    return f"{proposal.status.value}."


_PROPOSAL = id_param("proposal", "The offer")

router.add(
    Command(
        "interested",
        "Say that you would like to do a gig",
        interested,
        params=(id_param("job", "The gig"),),
        menu=False,
    )
)
router.add(
    Command(
        "accept",
        "Accept an offer",
        accept,
        params=(_PROPOSAL, Param("version", "Which offer", parse_number, by_button=True)),
        menu=False,
    )
)
router.add(
    Command(
        "decline",
        "Decline an offer",
        decline,
        params=(_PROPOSAL, Param("reason", "A word to the other side", parse_text, required=False, max_length=500)),
        menu=False,
    )
)
router.add(
    Command(
        "offer_terms",
        "Answer an offer with another price or day",
        offer_terms,
        params=(
            _PROPOSAL,
            Param(
                "pay",
                "Your price, for example 950 USD",
                money.parse_pay,
                question="What is your price? Skip it if the price is fine.",
                show=money.show_pay,
                required=False,
                asked=True,
            ),
            Param(
                "deadline",
                "Your day, for example 20 December",
                dates.parse_deadline,
                question="By when? Skip it if the day is fine.",
                show=dates.show_date,
                required=False,
                asked=True,
            ),
            text_param("note", "A word to the other side", "A word to them? You can skip this.", required=False),
            Param("currency", "What is paid in", parse_text, required=False, by_button=True),
        ),
        opens_with=_in_their_currency,
        menu=False,
        form=True,
    )
)
router.add(
    Command(
        "offers",
        "Your offers and invitations",
        offers,
        params=(id_param("job", "A job of yours", required=False),),
        phrases=("my offers", "my invitations", "my proposals"),
        examples=("Did anybody invite me?", "Which offers do I have?"),
    )
)
