"""In which language a conversation is answered, and the answers put into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.commands import Router
from bot.domain.conversation import Conversation
from bot.domain.people import Person
from bot.features import talk
from bot.messages import Content, Reply, Text
from bot.ports import Translator
from bot.understanding.languages import written_in

ENGLISH = "en"


def answers_in(conversation: Conversation) -> str:
    """The ISO 639-1 code of the language to answer in: the one that was chosen, else the one written last."""
    return conversation.answers_in or conversation.language or ENGLISH


def heard(conversation: Conversation, content: Content, commands: Router) -> Conversation:
    """The conversation with the language of what was just written, where that can be told. A name or an address says
    nothing about it."""
    form = conversation.filling
    command = commands.get(form.command) if form else None
    asked = command.param(form.asked) if command and form else None
    if not isinstance(content, Text) or (asked is not None and asked.private):
        return conversation
    language = written_in(content.text)
    return conversation.model_copy(update={"language": language}) if language else conversation


async def in_their_language(
    translator: Translator,
    replies: Sequence[Reply],
    before: Conversation | None,
    conversation: Conversation,
    person: Person,
    now: datetime,
) -> list[Reply]:
    """The replies in the conversation's language, as far as the translator can. The first ones after `before`, which was
    answered in another, say who translates."""
    language = answers_in(conversation)
    if language == ENGLISH or not replies:
        return list(replies)
    said = list(replies)
    if before is None or language != answers_in(before):
        said[-1:] = [said[-1], Reply(talk.translated_by_a_model(), private=said[-1].private)]
    names = (person.name,) if person.name else ()
    return await translator.translated(said, language, person_id=person.id, names=names, today=now.date())
