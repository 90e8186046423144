"""A freelancer's own profile in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.commands import Command, Opening, Param, Reading, Router, Subject
from bot.domain.conversation import Act, Deed
from bot.domain.profile import Profile
from bot.features import clients_view, profile_changes
from bot.features.params import parse_switch, parse_text, show_switch, whole_text
from bot.features.profiles import PROFILE_PARAMS, answers_of, preview, profile_card, profile_of
from bot.messages import Action, Button, Reply, Style, short
from bot.services import alerts, people_settings, profiles
from bot.understanding import forms, profile_edits

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

LONGEST = 100  # characters; who says more says something else

router = Router().include([clients_view.router])


async def offer(turn: Turn, **values: Any) -> list[Reply]:
    """The confirmed profile is stored; who it fits will find it."""
    person = turn.person
    before = await turn.uow.profiles.of(person.id)
    if values.get("timezone"):
        person = await people_settings.set_clock(turn.uow, person_id=person.id, timezone=values["timezone"])
        turn.person = person
    profile = await profiles.rewrite_profile(
        turn.uow, profile=profile_of(values, person.id, turn.now), community_id=turn.community.id, now=turn.now
    )
    if before is not None:
        turn.did(Act(deed=Deed.PROFILE, ids=(profile.id,), version=profile.version, before=before.model_dump_json()))
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


async def change_profile(turn: Turn, *, what: str | None) -> list[Reply]:
    """Open the profile again, to be changed in words; what was said already is its first change."""
    if what and await turn.uow.profiles.of(turn.person.id) is None:
        turn.ask("offer", forms.found_values(what, OFFER, turn.reading))
        return [Reply("You have no profile yet, so let us write it.")]
    profile = await alerts.own_profile(turn.uow, person_id=turn.person.id)
    opening: Opening | None = turn.prepared
    if opening is None:
        turn.ask("offer", answers_of(profile, turn.person.timezone))
        return []
    if opening.answers is not None:
        turn.ask("offer", opening.answers)
    return list(opening.says)


async def _read_change(ahead: Ahead, *, what: str | None) -> Opening | None:
    """What the words that ask for a change say already; None for a button and for who has no profile."""
    async with ahead.storage.begin() as uow:
        stored = await uow.profiles.of(ahead.person.id)
    if stored is None or not what:
        return None
    reading = Reading(ahead.now, ahead.person.timezone, ahead.person.currency or ahead.community.currency)
    return await profile_changes.changed(ahead, reading, stored, words=what, given={}, form=OFFER)


async def _open(ahead: Ahead, reading: Reading, given: Mapping[str, str], words: str) -> Opening | None:
    return await profile_changes.opening(ahead, reading, given, words, OFFER)


async def new_profile(turn: Turn) -> list[Reply]:
    """Begin the profile afresh; the stored one stays until the new one is saved."""
    turn.ask("offer")
    return [Reply("Let us begin afresh. What you have now stays until you save the new one.")]


async def pause(turn: Turn, *, open_to_work: bool) -> list[Reply]:
    """Be found, or not."""
    profile = await alerts.own_profile(turn.uow, person_id=turn.person.id)
    changed = profile.model_copy(update={"open_to_work": open_to_work})
    saved = await profiles.save_profile(turn.uow, profile=changed, community_id=turn.community.id, now=turn.now)
    words = "You are open to work again." if open_to_work else "You are not shown to anybody now, and get no alerts."
    return [Reply(words, buttons=profile_buttons(saved), replaces_pressed=True)]


_PAUSES = re.compile(
    r"\b(?:pause|hide|unpublish|deactivate)\s+(?:my\s+profile|me)\b|\btake\s+my\s+profile\s+(?:offline|down)\b|\bnot\s+open\s+to\s+work\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\bunpause\b|\b(?:be|want\s+to\s+be)\s+found\s+again\b|\bopen\s+to\s+work\s+again\b|\b(?:show|activate)\s+my\s+profile\s+again\b",
    re.IGNORECASE,
)


def _pauses(text: str, reading: Reading) -> bool:
    """Whether somebody wants not to be found, or to be found again: "hide my profile"."""
    return len(text) < LONGEST and "?" not in text and _find_open(text, reading) is not None


def _find_open(text: str, reading: Reading) -> str | None:
    if _BACK.search(text):
        return "on"
    return "off" if _PAUSES.search(text) else None


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


OFFER = router.add(
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
        opens_with=_open,
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
        params=(Param("what", "What to change", parse_text, find=whole_text, required=False, max_length=20_000),),
        phrases=(
            "change my profile",
            "edit my profile",
            "update my profile",
            "change my rate",
            "raise my rate to {new}",
            "set my rate to {new}",
            "lower my rate to {new}",
            "my rate is now {new}",
            "i now charge {new}",
            "add {new} to my profile",
            "add {new} to my skills",
            "remove {old} from my profile",
            "remove {old} from my skills",
            "i also do {new}",
            "i don't do {old} any more",
            "i'm free from {day}",
            "i am free from {day}",
            "i'm free again in {day}",
            "i'm available from {day}",
            "i'm booked until {day}",
            "i'm fully booked until {day}",
            "i moved to {place}",
            "no {old} please",
        ),
        examples=(
            "I want to raise my rate",
            "Add a skill to my profile",
            "I also do album covers now",
            "I am free again in January",
            "I am fully booked until spring",
            "I have 30 hours a week now",
            "No gambling work for me please",
            "I don't want gigs for tobacco companies",
            "I moved to another city",
        ),
        hears=profile_edits.changes_a_profile,
        subject=Subject.NO_FORM,
        prepare=_read_change,
        menu=False,
    )
)
router.add(Command("new_profile", "Begin your profile afresh", new_profile, menu=False))
router.add(
    Command(
        "pause",
        "Be found or not",
        pause,
        phrases=("pause my profile", "hide my profile", "take my profile offline", "i'm open to work again"),
        hears=_pauses,
        subject=Subject.ANYTHING,
        params=(
            Param(
                "open_to_work",
                "Open to work?",
                parse_switch,
                question="Are you open to work?",
                show=show_switch,
                find=_find_open,
                choices=(("Yes", "on"), ("No", "off")),
            ),
        ),
        menu=False,
    )
)
