"""Matching as people meet it: why, tilts, the audit, weights, the system card."""

from __future__ import annotations

from bot.commands import Router
from bot.features import (
    declarations,
    match_audit,
    match_learning,
    match_moderation,
    order_settings,
    standing,
    system_card,
    tilting,
)

router = Router().include(
    [
        match_audit.router,
        match_moderation.router,
        order_settings.router,
        match_learning.router,
        system_card.router,
        declarations.router,
        standing.router,
        tilting.router,
    ]
)
NOTICES = (*match_moderation.NOTICES, *order_settings.NOTICES, *match_learning.NOTICES)
