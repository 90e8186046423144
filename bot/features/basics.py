"""What every bot has to answer: help, start, cancel, my data, delete me, small talk, a human."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import Command, Router, Who
from bot.features import asking, complaints, spoken, talk
from bot.messages import Action, Button, File, Reply, Style, Text
from bot.services import privacy

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router().include([asking.router, spoken.router, complaints.router])
NOTICES = complaints.NOTICES

KIND_WORDS = (
    (
        (
            "fuck",
            "f*",
            "fck",
            "screw",
            " off",
            "to hell",
            "suck",
            "stupid",
            "useless",
            "dumb",
            "idiot",
            "moron",
            "shit",
            "damn",
        ),
        "I am sorry that I am no help so far. /human brings a moderator in.",
    ),
    (("thank", "thx", "cheers", "ty"), "You are welcome."),
    (("up", "how are", "how's", "how is"), "All well here, thank you."),
)
NOT_ADVICE = "I am a bot: people decide, and contracts are drafts, not legal advice."


async def start(turn: Turn) -> list[Reply]:
    """Where to begin."""
    return [
        Reply(
            "Tell me what you need, or what you can do. Plain words are fine:\n"
            "• I need a logo and a small brand kit, around 800 USD, in three weeks\n"
            "• I'm an illustrator, 8 years, 45 EUR an hour, 20 hours a week",
            buttons=talk.WAYS_IN,
        )
    ]


async def help_(turn: Turn) -> list[Reply]:
    """What can be done, from the declaration itself; in the middle of a form, what can be done there."""
    if turn.conversation.filling is not None and isinstance(turn.inbound.content, Text):
        return [
            Reply("Answer in your own words, say skip or cancel, or ask me something. /help lists everything I can do.")
        ]
    lines = [f"• /{one.name}: {one.help}" for one in turn.commands if one.menu and one.who is Who.EVERYBODY]
    moderators = [f"• /{one.name}: {one.help}" for one in turn.commands if one.menu and one.who is Who.MODERATOR]
    text = "Write in plain words, or use a command:\n" + "\n".join(lines)
    if turn.moderates and moderators:
        text += f"\n\nAs a moderator of {turn.community.name}:\n" + "\n".join(moderators)
    return [Reply(f"{text}\n\n{NOT_ADVICE}", buttons=talk.WAYS_IN[:2])]


async def cancel(turn: Turn) -> list[Reply]:
    """Leave the form that is open."""
    if turn.conversation.filling is None:
        return [Reply("There is nothing to cancel. /jobs shows your jobs, /alerts stops or starts gig alerts.")]
    return [Reply("Cancelled. Nothing was stored. Tell me when you want to start again.", replaces_pressed=True)]


async def mydata(turn: Turn) -> list[Reply]:
    """The export of one's own data."""
    content = await privacy.export(turn.uow, person_id=turn.person.id)
    file = File("my-data.json", content, "application/json", len(content))
    return [Reply("This is all I have stored about you. /deleteme erases it.", files=(file,), private=True)]


async def deleteme(turn: Turn) -> list[Reply]:
    """Ask before erasing."""
    buttons = (Button("Erase everything", Action("deleteme_now"), Style.DANGER), Button("Keep it", Action("start")))
    return [
        Reply(
            "This erases your profile, your messages with me and what identifies you, and calls off your open jobs. "
            "Contracts that both sides accepted stay with the other side. It cannot be undone. Get a copy first with /mydata.",
            buttons=buttons,
            private=True,
        )
    ]


async def deleteme_now(turn: Turn) -> list[Reply]:
    """Erase."""
    await privacy.erase(turn.uow, person_id=turn.person.id, now=turn.now)
    turn.person = await turn.uow.people.get(turn.person.id)
    return [Reply("Done: you are erased. If you write again, we start from the beginning. Goodbye!", private=True)]


async def smalltalk(turn: Turn) -> list[Reply]:
    """A kind word and the way in; in the middle of a form only the word, because the question follows."""
    said = turn.inbound.content.text.casefold() if isinstance(turn.inbound.content, Text) else ""
    if any(word in said for word in ("bye", "good night", "see you", "cya")):
        return [Reply("Goodbye! I am here when you need me.")]
    word = next((answer for start, answer in KIND_WORDS if any(one in said for one in start)), "Glad to hear from you.")
    if turn.conversation.filling is not None:
        return [Reply(word)]
    return [Reply(f"{word} What do you need, or what do you offer?", buttons=talk.WAYS_IN)]


async def out_of_scope(turn: Turn) -> list[Reply]:
    """Say kindly what this bot is not for."""
    return [Reply("I only know about hiring, offering work, contracts and rights. /help shows what I can do.")]


router.add(
    Command(
        "start",
        "Where to begin",
        start,
        phrases=("start", "menu", "what now"),
        examples=("What can I do here?", "How do I begin?"),
    )
)
router.add(
    Command(
        "help",
        "What I can do",
        help_,
        phrases=("help", "what can you do", "commands"),
        examples=("What can you do?", "How does this work?", "I am lost"),
    )
)
router.add(
    Command(
        "cancel",
        "Leave the form that is open",
        cancel,
        phrases=("cancel", "stop", "never mind", "forget it", "abort"),
        examples=("Forget it, I don't want this any more",),
    )
)
router.add(
    Command(
        "mydata",
        "Everything I have stored about you, as a file",
        mydata,
        phrases=("my data", "export my data", "what do you know about me"),
        examples=("What have you stored about me?", "Give me a copy of my data"),
    )
)
router.add(
    Command(
        "deleteme",
        "Erase what I know about you",
        deleteme,
        phrases=("delete me", "delete my data", "erase my data", "delete my account", "forget me"),
        examples=("Please remove everything you have about me", "I want to close my account"),
    )
)
router.add(Command("deleteme_now", "Erase for good", deleteme_now, menu=False))
router.add(
    Command(
        "smalltalk",
        "A kind word",
        smalltalk,
        phrases=(
            "hi",
            "hello",
            "hey",
            "good morning",
            "thanks",
            "thank you",
            "how are you",
            "bye",
            "goodbye",
            "good night",
        ),
        examples=("Hello there!", "Thanks a lot, that was great", "How is your day?"),
        menu=False,
    )
)
router.add(
    Command(
        "out_of_scope",
        "Not something for me",
        out_of_scope,
        examples=("What is the weather tomorrow?", "Tell me a joke", "Who won the match?", "Write my homework"),
        menu=False,
    )
)
