"""The commands menu, kept equal to the declaration."""

from __future__ import annotations

import structlog
from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.constants import BotCommandLimit
from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.telegram.pace import Patience
from bot.commands import Router, Who

MOST = int(BotCommandLimit.MAX_COMMAND_NUMBER)


def menus(commands: Router) -> list[tuple[BotCommandScope, list[BotCommand]]]:
    """What each audience sees: moderators' commands only show to a group's administrators. At most 100, first come first."""
    shown = [command for command in commands if command.menu]
    everybody = [BotCommand(command.name, command.help) for command in shown if command.who is Who.EVERYBODY]
    moderators = [BotCommand(command.name, command.help) for command in shown if command.who is Who.MODERATOR]
    return [
        (BotCommandScopeAllPrivateChats(), everybody[:MOST]),
        (BotCommandScopeAllGroupChats(), everybody[:MOST]),
        (BotCommandScopeAllChatAdministrators(), [*moderators, *everybody][:MOST]),
    ]


async def publish(bot: ExtBot[Patience], commands: Router) -> int:
    """Bring Telegram's menus up to date and return how many were changed.

    What Telegram has is compared first: setting the same again at every start is what gets bots slowed down. A menu
    is a convenience, so a failure is logged and the bot works without.
    """
    changed = 0
    for scope, wanted in menus(commands):
        try:
            if list(await bot.get_my_commands(scope=scope)) != wanted:
                await bot.set_my_commands(wanted, scope=scope)
                changed += 1
        except TelegramError as error:
            structlog.get_logger("telegram").warning("menu not updated", scope=scope.type, error=type(error).__name__)
    return changed
