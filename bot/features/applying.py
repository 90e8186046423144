"""Applying for a gig in words: "apply for gig 14", then "120 EUR, I can start tomorrow"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bot.commands import Command, Opening, Param, Reading, Router, Subject
from bot.domain.conversation import Act, Deed
from bot.domain.money import Pay
from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from bot.errors import InvalidInput
from bot.features.gig_refs import GigRef, gig_param, parse_gig, the_gig
from bot.features.offer_letters import answer_buttons, terms_line
from bot.features.params import id_param, parse_text
from bot.messages import Action, Button, Card, Field, Reply, Style, short
from bot.services import applications, profiles
from bot.understanding import dates, money
from bot.understanding.answers import is_yes

if TYPE_CHECKING:
    from bot.app import Ahead, Turn

router = Router()

_REF = re.compile(
    r"^\W*(?:(?:hi|hello|yes|ok|please|i|i'd|we|would|want|like|love|can|could|let|me|us|to|do|take|have|get|apply|applying|for|am|i'm|interested|in|"
    r"sign|up|count|the)\b\W*)*(?:(?:gig|job)\s*)?#?\s*\d{1,9}\b(?!\s*(?:[a-z]{3}\b|[$€£]))\W*",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:for|at|price)\s+(?P<price>\d[\d.,]*k?)\W*(?:$|\b(?:in\s+all|total|flat|all\s+in|please|and|i|,))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_NEWS = re.compile(
    r"hi|hello|yes|ok|please|would|want|like|love|can|could|let|me|us|to|do|take|have|get|apply|applying|for|am|interested|in|the|one|gig|job|"
    r"first|second|third|fourth|fifth|last|it|that|this|and|with|my|offer|price",
    re.IGNORECASE,
)
FEWEST = 2  # words that say something beside a price


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


def _without_ref(text: str) -> str:
    return _REF.sub("", text, count=1).strip()


def find_price(text: str, reading: Reading) -> str | None:
    """The price in a message that may name the gig's number before it."""
    rest = _without_ref(text)
    bare = _FOR.search(rest)
    return money.find_pay(rest, reading) or (money.show_pay(money.parse_pay(bare["price"], reading)) if bare else None)


def parse_note(raw: str, reading: Reading) -> str:
    """Raises InvalidInput: a mere yes."""
    if is_yes(raw) and len(raw.split()) < FEWEST:
        raise InvalidInput("What shall I tell them? Skip it if there is nothing.")
    return parse_text(raw, reading)


def find_note(text: str, reading: Reading) -> str | None:
    """What a message says beside the gig and the price: "I can start tomorrow"."""
    rest = _without_ref(text)
    for mention in reversed(money.mentions(rest)):
        rest = f"{rest[: mention.start]}{rest[mention.end :]}"
    rest = rest.strip(" ,.;:-\n")
    says = [word for word in _WORD.findall(rest) if not _NO_NEWS.fullmatch(word)]
    return f"{rest[0].upper()}{rest[1:]}" if len(says) >= FEWEST else None


_APPLIES = re.compile(
    r"\bapply(?:ing)?\b.{0,25}\d|"
    r"\b(?:i\s+want|i'?d\s+like|i\s+would\s+like|i'?ll\s+take|can\s+i|could\s+i|let\s+me|i\s+can|interested\s+in|sign\s+me\s+up\s+for)\s+"
    r"(?:to\s+)?(?:do\s+|have\s+|get\s+|take\s+|apply\s+for\s+)?(?:the\s+)?(?:(?:gig|job)\s*#?\d|#\d|(?:first|second|third|fourth|fifth|last)\s+(?:gig|job)\b)",
    re.IGNORECASE,
)
LONGEST = 300  # characters; who says more than that of themselves writes a profile


def applies(text: str, reading: Reading) -> bool:
    """Whether words apply for a gig they name: "apply for gig 14", "I want #14 for 500"."""
    return len(text) <= LONGEST and bool(_APPLIES.search(text)) and "\n\n" not in text and not _NOT_MINE.search(text)


_NOT_MINE = re.compile(
    r"\b(?:who|how\s+many|did|does|anybody|anyone|somebody|people|they)\b.{0,20}\bappl|\bnot\s+interested\b|\bdon'?t\s+want\b",
    re.IGNORECASE,
)


_PASSES = re.compile(
    r"\b(?:not\s+interested\s+in|decline|pass\s+on|don'?t\s+want|no\s+thanks\s+to|skip)\s+(?:the\s+)?(?:(?:gig|job)\s*#?\d|#\d|\w+\s+gig\b)",
    re.IGNORECASE,
)


def passes_on(text: str, reading: Reading) -> bool:
    """Whether words pass on a gig they name: "not interested in gig 2"."""
    return len(text) <= LONGEST and bool(_PASSES.search(text))


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
            Param("title", "What it is", parse_text, required=False, max_length=200),
            Param("theirs", "What they offer", parse_text, required=False),
            Param("currency", "What they pay in", parse_text, required=False, max_length=3),
            Param(
                "pay",
                "Your price, for example 120 EUR",
                money.parse_pay,
                question="What is your price? Skip it if theirs is fine.",
                show=money.show_pay,
                find=find_price,
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
                parse_note,
                question="A word to the client? For example when you can start. You can skip this.",
                find=find_note,
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
        hears=applies,
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
        hears=passes_on,
        subject=Subject.ANYTHING,
        phrases=_asking("decline", "not interested in", "pass on", "i don't want", "skip", "no thanks to"),
        menu=False,
    )
)
