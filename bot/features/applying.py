"""Applying for a gig in words: "apply for gig 14", then "120 EUR, I can start tomorrow"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bot.commands import Command, Opening, Param, Reading, Router, Subject
from bot.domain.conversation import Act, Deed
from bot.domain.money import Pay
from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from bot.features.gig_refs import GigRef, gig_param, parse_gig, the_gig
from bot.features.offer_letters import answer_buttons, terms_line
from bot.features.params import id_param, parse_text
from bot.messages import Action, Button, Card, Field, Reply, Style, short
from bot.services import applications, profiles
from bot.understanding import dates, gig_offers, money

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()


async def apply(
    turn: Turn,
    *,
    number: GigRef,
    job: UUID | None,
    pay: Pay | None,
    deadline: date | None,
    note: str | None,
    **_: object,
) -> list[Reply]:
    """Send the offer; what was not named is as the brief has it."""
    if job is None:
        found = await the_gig(turn.uow, number, community_id=turn.community.id, person_id=turn.person.id)
    else:
        found = await turn.uow.jobs.get(job)
    brief = found.brief
    terms = Terms(pay=pay or brief.pay, deadline=deadline or brief.deadline, note=note or "")
    sent = await applications.apply(turn.uow, job_id=found.id, freelancer_id=turn.person.id, terms=terms, now=turn.now)
    turn.did(Act(deed=Deed.OFFERED if sent.earlier else Deed.APPLIED, ids=(sent.id,), version=sent.version))
    words = f"Sent for gig {found.number}: {terms_line(sent.terms)}. I will tell you what they say."
    return [Reply(words, buttons=own_offer_buttons(sent, found.number), replaces_pressed=True)]


def own_offer_buttons(proposal: Proposal, number: int) -> tuple[Button, ...]:
    """What a freelancer can do about an offer of theirs that waits for the client."""
    return (
        Button("Change my offer", Action("apply", (str(number),))),
        Button("Take it back", Action("decline", (short(proposal.id),))),
    )


async def withdraw(turn: Turn) -> list[Reply]:
    """A freelancer's own offers that wait, each with the button that takes it back."""
    mine = await turn.uow.proposals.of_freelancer(turn.person.id, limit=8)
    waiting = [one for one in mine if one.status is ProposalStatus.OFFERED and one.offered_by is Side.FREELANCER]
    if not waiting:
        return [Reply("No offer of yours waits for an answer. /offers shows all of them.")]
    replies = []
    for one in waiting:
        job = await turn.uow.jobs.get(one.job_id)
        words = f"Gig {job.number}, {job.title}: {terms_line(one.terms)}."
        replies.append(Reply(words, buttons=own_offer_buttons(one, job.number)))
    return replies


async def pass_on_gig(turn: Turn, *, number: GigRef) -> list[Reply]:
    """Not for me, in words: an invitation is declined by its button, a listed gig is left out from now on."""
    job = await the_gig(turn.uow, number, community_id=turn.community.id, person_id=turn.person.id)
    before = await turn.uow.proposals.of(job.id, turn.person.id)
    if before is not None and before.status is ProposalStatus.OFFERED:
        label = "Decline" if before.offered_by is Side.CLIENT else "Take it back"
        button = Button(label, Action("decline", (short(before.id),)))
        return [Reply(f"Gig {job.number}, {job.title}: {terms_line(before.terms)}.", buttons=(button,))]
    await profiles.pass_on(turn.uow, job_id=job.id, freelancer_id=turn.person.id, now=turn.now)
    return [Reply(f"Fine: you will not hear of gig {job.number} again. It costs you nothing.")]


async def _open(ahead: Ahead, reading: Reading, given: Mapping[str, str], words: str) -> Opening | None:
    """The gig behind the number with its terms, so that a bare price is read like theirs; or what stands there already."""
    if "number" not in given:
        return None
    ref = parse_gig(given["number"], reading)
    async with ahead.storage.begin() as uow:
        job = await the_gig(uow, ref, community_id=ahead.community.id, person_id=ahead.person.id)
        if job.client_id == ahead.person.id:
            return Opening(None, (Reply("That is your own job. /jobs shows what you can do about it."),))
        if await uow.profiles.of(ahead.person.id) is None:
            return Opening(None, (_profile_first(),))
        before = await uow.proposals.of(job.id, ahead.person.id)
    if before is not None and (stands := _stands(before, job.number, job.title)) is not None:
        return Opening(None, (stands,))
    theirs = terms_line(Terms(pay=job.brief.pay, deadline=job.brief.deadline))
    answers = {
        **given,
        "number": str(job.number),
        "job": short(job.id),
        "title": f"Gig {job.number}: {job.title}"[:200],
    }
    if job.brief.pay is not None:
        answers["currency"] = job.brief.pay.currency
    return Opening({**answers, "theirs": theirs, **_in_their_currency(given, words, job.brief.pay, reading)})


def _in_their_currency(given: Mapping[str, str], words: str, pay: Pay | None, reading: Reading) -> dict[str, str]:
    if pay is None or not given.get("pay") or money.names_currency(words):
        return {}
    own = money.parse_pay(given["pay"], reading)
    return {"pay": money.show_pay(own.model_copy(update={"currency": pay.currency}))}


def _profile_first() -> Reply:
    words = "Clients need to know what you do first. Write about yourself, then come back to this gig."
    return Reply(words, buttons=(Button("Offer my work", Action("offer"), Style.MAIN),))


def _stands(before: Proposal, number: int, title: str) -> Reply | None:
    """Where an invitation or an agreement waits: that, with its buttons. A freelancer's own offer can be changed."""
    if before.status is ProposalStatus.AGREED:
        return Reply(f"You both agreed on gig {number}, {title}.", buttons=answer_buttons(before, Side.FREELANCER))
    if before.status is ProposalStatus.OFFERED and before.offered_by is Side.CLIENT:
        words = (
            f"The client of gig {number}, {title}, invited you: {terms_line(before.terms)}. It waits for your answer."
        )
        return Reply(words, buttons=answer_buttons(before, Side.FREELANCER))
    return None


def _preview(values: Mapping[str, Any]) -> Card:
    pay: Pay | None = values.get("pay")
    deadline: date | None = values.get("deadline")
    fields = (
        Field("They offer", values.get("theirs") or ""),
        Field("Your price", str(pay) if pay else "as they offer"),
        Field("Your day", f"{deadline:%-d %B %Y}" if deadline else ""),
        Field("Your words to them", values.get("note") or ""),
    )
    return Card(values.get("title") or "Your offer", tuple(field for field in fields if field.value))


def _asking(*ways: str) -> tuple[str, ...]:
    return tuple(f"{way} {thing}{{number}}" for way in ways for thing in ("gig ", "job ", "#", ""))


router.add(
    Command(
        "apply",
        "Apply for a gig: your price and a word to the client",
        apply,
        params=(
            gig_param(),
            id_param("job", "The gig", required=False),
            Param("title", "What it is", parse_text, required=False, by_button=True),
            Param("theirs", "What they offer", parse_text, required=False, by_button=True),
            Param("currency", "What they pay in", parse_text, required=False, by_button=True),
            Param(
                "pay",
                "Your price, for example 120 EUR",
                money.parse_pay,
                question="What is your price? Skip it if theirs is fine.",
                show=money.show_pay,
                find=gig_offers.find_price,
                required=False,
                asked=True,
                why="The client compares offers; without a price yours is on their terms.",
            ),
            Param(
                "deadline",
                "Your day, for example 20 December",
                dates.parse_deadline,
                show=dates.show_date,
                find=dates.find_deadline,
                required=False,
            ),
            Param(
                "note",
                "A word to the client",
                gig_offers.parse_note,
                question="A word to the client? For example when you can start. You can skip this.",
                find=gig_offers.find_note,
                required=False,
                asked=True,
                max_length=500,
                why="They read it beside your price, without your name.",
            ),
        ),
        phrases=(
            *_asking(
                "apply", "apply for", "apply to", "i want to apply for", "i'd like to apply for", "i want", "i'll take"
            ),
            *_asking(
                "i would like", "i'd like", "i'd like to do", "i want to do", "can i do", "can i have", "i can do"
            ),
            *_asking(
                "i'm interested in", "i am interested in", "interested in", "how do i apply for", "sign me up for"
            ),
            "apply for the {number} one",
            "i want the {number} gig",
            "i'd like the {number} gig",
            "i want the {number} one",
            "apply",
            "how do i apply",
            "i want to apply",
        ),
        examples=("I would like to do gig 12", "Put me forward for that gig, I can do it for 300"),
        hears=gig_offers.applies,
        subject=Subject.ANYTHING,
        confirm="Send offer",
        preview=_preview,
        opens_with=_open,
    )
)
router.add(
    Command(
        "pass_on_gig",
        "Not for me",
        pass_on_gig,
        params=(gig_param(),),
        hears=gig_offers.passes_on,
        subject=Subject.ANYTHING,
        phrases=(
            *_asking("decline", "not interested in", "pass on", "i don't want", "skip", "no thanks to"),
            "not for me",
            "nah not for me",
            "no not for me",
            "this one is not for me",
        ),
        menu=False,
    )
)
router.add(
    Command(
        "withdraw_offer",
        "Take back an offer of yours",
        withdraw,
        phrases=("withdraw my application", "withdraw my offer", "cancel my application", "take back my application"),
        hears=gig_offers.withdraws,
        subject=Subject.ANYTHING,
        menu=False,
    )
)
