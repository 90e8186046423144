"""Questions on rights, answered from the fact base alone."""

from __future__ import annotations

from bot.domain.rights import RightsAnswer


def answer_question(text: str, *, freelancer_place: str = "", client_place: str = "") -> RightsAnswer:
    """What the fact base says. An answer never holds a citation that the base does not."""
    return RightsAnswer(text=text)
