"""A freelancer's own profile in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.commands import Command, Param, Router
from bot.domain.profile import Profile
from bot.features.params import parse_switch, show_switch
from bot.features.profiles import PROFILE_PARAMS, answers_of, preview, profile_card, profile_of
from bot.messages import Action, Button, Reply, Style, short
from bot.services import alerts, people_settings, profiles

if TYPE_CHECKING:
    from bot.app import Turn

router = Router()


async def offer(turn: Turn, **values: Any) -> list[Reply]:
    """The confirmed profile is stored; who it fits will find it."""
    person = turn.person
    if values.get("timezone"):
        person = await people_settings.set_clock(turn.uow, person_id=person.id, timezone=values["timezone"])
        turn.person = person
    profile = await profiles.save_profile(
        turn.uow, profile=profile_of(values, person.id, turn.now), community_id=turn.community.id, now=turn.now
    )
    on = profile.alerts.on
    words = "I will write to you when a gig fits. " if on else "Alerts are off; /alerts switches them on. "
    return [
        Reply(
            "Your profile is saved. Clients see it without your name until you both agree. "
            + words
            + "/gigs lists what is open.",
            card=profile_card(profile),
            buttons=profile_buttons(profile),
            replaces_pressed=True,
        )
    ]


async def my_profile(turn: Turn) -> list[Reply]:
    """One's own profile, as stored."""
    profile = await alerts.own_profile(turn.uow, person_id=turn.person.id)
    buttons, words = profile_buttons(profile), "This is your profile."
    if turn.community.id not in profile.communities:
        words += f" It is not offered in {turn.community.name} yet."
        buttons = (Button("Offer it here", Action("offer_here", (short(turn.community.id),)), Style.MAIN), *buttons)
    return [Reply(words, card=profile_card(profile), buttons=buttons, private=True)]


async def change_profile(turn: Turn) -> list[Reply]:
    """Open the profile again, to be changed in words."""
    profile = await alerts.own_profile(turn.uow, person_id=turn.person.id)
    turn.ask("offer", answers_of(profile, turn.person.timezone))
    return []


async def pause(turn: Turn, *, open_to_work: bool) -> list[Reply]:
    """Be found, or not."""
    profile = await alerts.own_profile(turn.uow, person_id=turn.person.id)
    changed = profile.model_copy(update={"open_to_work": open_to_work})
    saved = await profiles.save_profile(turn.uow, profile=changed, community_id=turn.community.id, now=turn.now)
    words = "You are open to work again." if open_to_work else "You are not shown to anybody now, and get no alerts."
    return [Reply(words, buttons=profile_buttons(saved), replaces_pressed=True)]


def profile_buttons(profile: Profile) -> tuple[Button, ...]:
    """What can be done about one's own profile."""
    return (
        Button("Change", Action("change_profile")),
        Button("Alerts off", Action("alerts", ("off",)))
        if profile.alerts.on
        else Button("Alerts on", Action("alerts", ("on",))),
        Button("Pause", Action("pause", ("no",)))
        if profile.open_to_work
        else Button("Be found again", Action("pause", ("yes",))),
    )


router.add(
    Command(
        "offer",
        "Write about yourself and be found",
        offer,
        params=PROFILE_PARAMS,
        phrases=("i am a {headline}", "i'm a {headline}", "i offer {headline}", "[for hire] {headline}", "hire me"),
        examples=(
            "I'm an illustrator in Lisbon, 8 years, 45 EUR an hour, 20 hours a week from January",
            "Freelance Python developer, available now, 60 dollars an hour",
            "I translate from German into English and am looking for work",
            "I want to offer my services as a video editor",
        ),
        confirm="Save profile",
        preview=preview,
    )
)
router.add(
    Command(
        "profile",
        "Your profile, as clients find it",
        my_profile,
        phrases=("my profile", "show my profile"),
        examples=("What does my profile say?",),
    )
)
router.add(
    Command(
        "change_profile",
        "Change your profile",
        change_profile,
        phrases=("change my profile", "edit my profile", "update my profile", "change my rate"),
        examples=("I want to raise my rate", "Add a skill to my profile"),
        menu=False,
    )
)
router.add(
    Command(
        "pause",
        "Be found or not",
        pause,
        params=(
            Param(
                "open_to_work",
                "Open to work?",
                parse_switch,
                question="Are you open to work?",
                show=show_switch,
                choices=(("Yes", "on"), ("No", "off")),
            ),
        ),
        menu=False,
    )
)
