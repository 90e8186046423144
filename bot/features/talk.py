"""What the bot says about the conversation itself: greeting, not understanding, old buttons, unreadable messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.messages import Action, Button, File, Reply, Style, Unreadable

if TYPE_CHECKING:
    from bot.commands import Param
    from bot.turn import Turn

WAYS_IN = (
    Button("Hire somebody", Action("hire"), Style.MAIN),
    Button("Offer my work", Action("offer")),
    Button("Help", Action("help")),
)

_UNREADABLE = {
    Unreadable.VOICE: "I cannot listen to voice messages. Please type it; a few words are enough.",
    Unreadable.STICKER: "Nice one! I only read words, though. Tell me what you need, or press Help.",
    Unreadable.PHOTO: "I cannot look at pictures. Describe it in words, or send a contract as a document (PDF, DOCX or TXT).",
    Unreadable.VIDEO: "I cannot watch videos. Please describe it in words.",
    Unreadable.LOCATION: "I do not use locations. If the work needs a place, tell me which and why.",
    Unreadable.CONTACT: "I do not store contacts of other people. They can write to me themselves.",
    Unreadable.POLL: "I cannot read polls. Please tell me in words.",
    Unreadable.EDITED: "I do not go back to edited messages. If something changed, just tell me again, for example: make it 900.",
    Unreadable.OTHER: "I cannot read this kind of message. Please type it in words.",
}


def greeting(turn: Turn) -> Reply:
    """The first message in every chat: a bot, what it reads, what it stores."""
    private = turn.inbound.sender.is_private
    reads = "what you write to me here" if private else "commands, messages that mention me and answers to my messages"
    return Reply(
        "Hello! I am Fairlance, a bot that helps people hire freelancers fairly.\n"
        f"I read only {reads}. I store your briefs, your profile and what you agree on, so that I can match people and "
        "write contracts. I train on nothing and sell nothing. /mydata shows all I have on you, /deleteme erases it.",
        private=not private,
    )


def letter_greeting() -> str:
    """Before the first letter in a private chat where nothing was said yet."""
    return (
        "I am Fairlance, a bot that helps people hire freelancers fairly. I read only what you write to me here, and store "
        "what you tell me and agree on. /mydata shows it, /deleteme erases it.\n\n"
    )


def translated_by_a_model() -> str:
    return "A language model translates me. Where it matters, my English words count: /language shows them."


def went_wrong(ref: str) -> str:
    return (
        f"Something went wrong on my side, and nothing was changed. Please try again, or tell a moderator: ref {ref}."
    )


def cannot_read(kind: Unreadable) -> str:
    return _UNREADABLE[kind]


def file_too_large(files: Sequence[File]) -> str:
    names = ", ".join(file.name for file in files if file.content is None)
    return f"{names} is too large for me. I can read files of up to 10 MB: PDF, DOCX or TXT."


def empty() -> str:
    return "That was empty. Tell me what you need, for example: I need a logo for 150 USD by Friday."


def too_long(length: int, limit: int) -> str:
    return f"That message has {length:,} characters; I read up to {limit:,}. Please send the important part, or a file."


def question_closed() -> str:
    return "That question is closed already. Send /start to see what you can do now."


def already_done() -> str:
    return "That was done already, or the draft is gone. /jobs shows where things stand."


def button_too_old() -> str:
    return "This button is too old for me. Send /start to see what you can do now."


def needs_button() -> str:
    return "That needs a button: /jobs lists your jobs, /gigs the open gigs, /offers your offers, /contract your contracts."


def moderators_only(community: str) -> str:
    return f"Only moderators of {community} can do that."


def back_to_it(question: str) -> str:
    return f"Back to your draft. {question}"


def only_alone() -> str:
    return "That is for you and me alone. Write it to me in a private chat; I ask nothing about it where others read."


def nothing_posted_yet() -> str:
    return "This is only a draft: nothing was sent, so there is nothing to take back. Tell me what to change, or say cancel."


def why_asked(asked: Param | None) -> str:
    """To who asks "why?" or "what do you mean?" instead of answering."""
    if asked is None:
        return no_answer(None)
    why = asked.why or "It goes into what others see of this, so that they can say yes or no."
    return why if asked.required else f"{why} You can skip it."


def no_answer(asked: Param | None) -> str:
    """To a question in the middle of a form that nobody understood, and to words that change nothing."""
    if asked is None:
        return "I did not see what to change. You can say for example: make it 900, by 20 December, drop the banner."
    if asked.tells_all:
        return "I need a few words from you first. One sentence is enough."
    return "That one I cannot answer; /human brings a moderator."


def added_to_words() -> str:
    return "I added that to your own words, which everybody who looks at this reads."


def one_job_at_a_time(later: str) -> str:
    return f"Two jobs, one at a time. I begin with the first and keep the other for afterwards: “{_quoted(later)}”"


def next_job(wanted: str) -> str:
    return f"Next, the other job: “{_quoted(wanted)}”"


def other_job_dropped() -> str:
    return "I dropped the other job. You can send it again at any time."


def _quoted(words: str) -> str:
    return words if len(words) <= 300 else words[:299].rsplit(" ", 1)[0] + " …"


def no_such_command(name: str) -> Reply:
    return Reply(f"I do not know /{name[:40]}. /help lists what I can do.", buttons=WAYS_IN)


def not_my_language(sentence: str) -> Reply:
    """`sentence` says in the writer's language what still works."""
    return Reply(sentence, buttons=WAYS_IN, as_is=True)


def not_understood(text: str) -> Reply:
    if not any(letter.isalnum() for letter in text):
        return Reply("I only read words. Tell me what you need or what you offer.", buttons=WAYS_IN)
    return Reply(
        "I am not sure what you mean. Do you want to hire somebody, or to offer your work? "
        "One sentence is enough, for example: I need a logo for 150 USD by Friday.",
        buttons=WAYS_IN,
    )
