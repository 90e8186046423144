"""A card as embeds, each of which fits one message."""

from __future__ import annotations

from collections.abc import Iterator

import discord

from adapters.discord import words
from adapters.discord.text import cut, cut_escaped, pieces, size
from bot.messages import Card

# characters; https://discord.com/developers/docs/resources/message#embed-object-embed-limits
TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
EMBEDS_A_MESSAGE = 6000


def embeds(card: Card) -> list[discord.Embed]:
    """The card in as few embeds as possible, one a message: what does not fit goes on in the next."""
    made = [discord.Embed(title=cut_escaped(card.title, TITLE) or None)]
    for text in pieces(card.text, DESCRIPTION):
        if made[-1].description or _total(made[-1]) + size(text) > EMBEDS_A_MESSAGE:
            made.append(discord.Embed())
        made[-1].description = text
    for name, value in _fields(card):
        needed = size(name) + size(value)
        if len(made[-1].fields) == FIELDS or _total(made[-1]) + needed > EMBEDS_A_MESSAGE:
            made.append(discord.Embed())
        made[-1].add_field(name=name, value=value, inline=False)
    if card.footer.strip():
        footer = cut(discord.utils.escape_mentions(card.footer), FOOTER)  # Discord shows no markup in a footer
        if _total(made[-1]) + size(footer) > EMBEDS_A_MESSAGE:
            made.append(discord.Embed())
        made[-1].set_footer(text=footer)
    return [embed for embed in made if _total(embed)]


def _fields(card: Card) -> Iterator[tuple[str, str]]:
    """A value that is too long for one field goes on in the next, under the same name."""
    for field in card.fields:
        name = cut_escaped(field.name, FIELD_NAME) or words.EMPTY
        for value in list(pieces(field.value, FIELD_VALUE)) or [words.EMPTY]:
            yield name, value


def _total(embed: discord.Embed) -> int:
    parts = [embed.title, embed.description, embed.footer.text]
    parts += [part for field in embed.fields for part in (field.name, field.value)]
    return sum(size(part) for part in parts if part)
