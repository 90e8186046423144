"""Which community a person acts in, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Router
from bot.features.params import id_param
from bot.messages import Action, Button, Reply, Style, short
from bot.services import people, profiles

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()


async def community(turn: Turn, *, which: UUID | None) -> list[Reply]:
    """Where a private chat acts, and a way to change it; in a server or group it always acts there."""
    if which is not None:
        chosen = await people.choose_home(turn.uow, person_id=turn.person.id, community_id=which)
        return [
            Reply(f"From now on you act in {chosen.name} here.", buttons=_offer_here(chosen.id), replaces_pressed=True)
        ]
    mine = await turn.uow.communities.of_person(turn.person.id)
    others = [one for one in mine if one.id != turn.community.id]
    words = f"You act in {turn.community.name}."
    if others and turn.inbound.sender.is_private:
        words += " You can switch:"
    elif not others:
        words += " Write to me in a server or group that has me to join its community."
    buttons = tuple(Button(one.name[:40], Action("community", (short(one.id),))) for one in others[:20])
    return [Reply(words, buttons=buttons if turn.inbound.sender.is_private else ())]


async def offer_here(turn: Turn, *, which: UUID) -> list[Reply]:
    """Offer a stored profile in one more community."""
    found = await profiles.offer_in(turn.uow, person_id=turn.person.id, community_id=which, now=turn.now)
    return [Reply(f"Done: clients of {found.name} find you, too.", replaces_pressed=True)]


def _offer_here(community_id: UUID) -> tuple[Button, ...]:
    return (Button("Offer my work there", Action("offer_here", (short(community_id),)), Style.PLAIN),)


router.add(
    Command(
        "community",
        "Which community you act in",
        community,
        params=(id_param("which", "The community", required=False),),
        phrases=("my communities", "switch community", "which community"),
        examples=("Which community am I in?",),
    )
)
router.add(
    Command(
        "offer_here", "Offer your work in one more community", offer_here, params=(id_param("which", "It"),), menu=False
    )
)
