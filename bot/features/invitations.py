"""Inviting people of a list, by button or by number in words: "invite 1 and 2", "ask 3 if she knows Webflow"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Router, Subject
from bot.domain.conversation import Act, Deed
from bot.domain.job import Job
from bot.domain.matching import Decision
from bot.domain.proposal import Proposal, ProposalStatus, Side
from bot.errors import Conflict, UserError
from bot.features.hiring import spoken_of
from bot.features.offer_letters import answer_buttons, terms_line
from bot.features.params import id_param, parse_switch, parse_text, show_switch
from bot.messages import Action, Button, Reply, short
from bot.services import jobs, matching, proposals, taking_back
from bot.understanding import places
from bot.understanding.places import THIS, Places

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

NEXT = "They can accept, decline or make another offer, and I tell you. You can invite others meanwhile."


async def invite(turn: Turn, *, job: UUID, freelancer: UUID, asking: bool | None) -> list[Reply]:
    """The client presses the button of somebody in a list; `asking`: with the question that was worth asking them."""
    mine = await jobs.job_of_client(turn.uow, job_id=job, client_id=turn.person.id)
    decision = await turn.uow.decisions.latest(mine.id)
    shown = decision.shown if decision else ()
    turn.speak_of(job_id=mine.id)
    place = shown.index(freelancer) + 1 if freelancer in shown else None
    match = next((one for one in decision.ranking.matches if one.person_id == freelancer), None) if decision else None
    note = match.questions[0] if asking and match and match.questions else ""
    return await _invite_all(turn, mine, [(place, freelancer)], note=note)


async def invite_place(turn: Turn, *, place: Places, note: str | None) -> list[Reply]:
    """The client names people by their numbers."""
    job = await spoken_of(turn, None)
    decision = await matching.latest_decision(turn.uow, job_id=job.id)
    wanted = [(number, decision.shown[number - 1]) for number in numbers_of(turn, place, decision, job)]
    return await _invite_all(turn, job, wanted, note=note or "")


async def uninvite_place(turn: Turn, *, place: Places) -> list[Reply]:
    """Take back invitations that were not answered yet."""
    job = await spoken_of(turn, None)
    decision = await matching.latest_decision(turn.uow, job_id=job.id)
    lines = []
    for number in numbers_of(turn, place, decision, job):
        before = await turn.uow.proposals.of(job.id, decision.shown[number - 1])
        if before is None:
            lines.append(f"You have not invited number {number}.")
            continue
        told = await taking_back.take_back_invitation(
            turn.uow, proposal_id=before.id, client_id=turn.person.id, now=turn.now
        )
        lines.append(f"The invitation of number {number} is taken back{', and they are told' if told else ''}.")
    return [Reply("\n".join(lines))]


def numbers_of(turn: Turn, named: Places, decision: Decision, job: Job) -> Sequence[int]:
    """Whom of the list somebody means. Raises Conflict: nobody, or a number that is not in it."""
    count = len(decision.shown)
    if not count:
        raise Conflict(f"The list for job {job.number} is empty so far.")
    if named.which == THIS:
        recent = turn.conversation.recent
        place = recent.place if recent else None
        if place is None and count > 1:
            raise Conflict("Whom do you mean? Say their number in the list, for example: invite 1.")
        named = Places((place or 1,))
    found = named.among(count)
    beyond = [number for number in found if number > count]
    if beyond:
        shown = "1 person" if count == 1 else f"{count} people"
        raise Conflict(f"You have seen {shown} for job {job.number} so far, so there is no number {beyond[0]}.")
    return found


async def _invite_all(turn: Turn, job: Job, wanted: Sequence[tuple[int | None, UUID]], *, note: str) -> list[Reply]:
    """One answer for all of them: who is invited now, who was before, and who cannot be."""
    new: list[Proposal] = []
    called: list[str] = []
    lines: list[str] = []
    replies: list[Reply] = []
    for place, person_id in wanted:
        who = f"number {place}" if place else "this person"
        before = await turn.uow.proposals.of(job.id, person_id)
        if before is not None and before.status is not ProposalStatus.WITHDRAWN and not proposals.said_no(before):
            replies.append(_already(before, who))
            continue
        try:
            new.append(
                await proposals.invite(
                    turn.uow,
                    job_id=job.id,
                    freelancer_id=person_id,
                    client_id=turn.person.id,
                    note=note,
                    now=turn.now,
                )
            )
            called.append(str(place) if place else who)
        except UserError as error:
            if len(wanted) == 1:
                raise
            lines.append(f"{who.capitalize()}: {error}")
    if new:
        turn.did(Act(deed=Deed.INVITED, ids=tuple(one.id for one in new)))
        lines.insert(0, f"Invited: {_and(called)}. {'Your words go with it. ' if note else ''}{NEXT}")
    undo = (Button("Undo", Action("undo")),) if new else ()
    said = [Reply("\n".join(lines), buttons=undo)] if lines else []
    return [*said, *replies]


def _already(before: Proposal, who: str) -> Reply:
    """Somebody who is in talks with this client about the job."""
    who = who.capitalize()
    if before.status is ProposalStatus.AGREED:
        return Reply(f"{who} and you have agreed already.", buttons=answer_buttons(before, Side.CLIENT))
    if before.offered_by is Side.CLIENT:
        back = Button("Take it back", Action("take_back", (short(before.id),)))
        return Reply(f"{who} is already invited and has not answered yet. I tell you when they do.", buttons=(back,))
    words = f"{who} has made you an offer already: {terms_line(before.terms)}. It waits for your answer."
    return Reply(words, buttons=answer_buttons(before, Side.CLIENT))


async def take_back(turn: Turn, *, proposal: UUID) -> list[Reply]:
    """One's own invitation, by button."""
    told = await taking_back.take_back_invitation(
        turn.uow, proposal_id=proposal, client_id=turn.person.id, now=turn.now
    )
    return [Reply(f"The invitation is taken back{', and they are told' if told else ''}.", replaces_pressed=True)]


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


PLACE = Param(
    "place",
    "The number in the list",
    places.parse_places,
    question="Whom? Their number in the list, please.",
    show=places.show_places,
    find=places.find_invited,
)

router.add(
    Command(
        "invite",
        "Invite somebody from a shortlist",
        invite,
        params=(
            id_param("job", "The job"),
            id_param("freelancer", "The person"),
            Param("asking", "With the question", parse_switch, show=show_switch, required=False, by_button=True),
        ),
        menu=False,
    )
)
router.add(
    Command("take_back", "Take an invitation back", take_back, params=(id_param("proposal", "The offer"),), menu=False)
)
router.add(
    Command(
        "invite_place",
        "Invite people by their numbers in the list",
        invite_place,
        params=(
            PLACE,
            Param("note", "A word to them", parse_text, find=places.find_note, required=False, max_length=500),
        ),
        hears=places.invites,
        subject=Subject.JOB,
        phrases=(
            "invite {place}",
            "invite number {place}",
            "invite the {place}",
            "ask number {place}",
            "hire number {place}",
            "contact number {place}",
            "i like number {place}",
            "i like the {place} one",
            "i choose number {place}",
            "i take number {place}",
            "i'll take number {place}",
            "number {place} looks good",
            "number {place} please",
            "the {place} one please",
        ),
        menu=False,
    )
)
router.add(
    Command(
        "uninvite_place",
        "Take back the invitation of somebody by their number",
        uninvite_place,
        params=(
            Param(
                "place",
                "The number in the list",
                places.parse_places,
                question="Whose invitation? Their number in the list, please.",
                show=places.show_places,
            ),
        ),
        phrases=(
            "uninvite {place}",
            "uninvite number {place}",
            "take back the invitation of {place}",
            "take back the invitation to {place}",
            "take back the invitation for {place}",
            "cancel the invitation of {place}",
            "cancel the invitation to {place}",
            "withdraw the invitation of {place}",
            "withdraw the invitation to {place}",
            "i don't want to invite {place}",
        ),
        menu=False,
    )
)
