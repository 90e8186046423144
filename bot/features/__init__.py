"""The words: commands, buttons and notices that call services; one router a subject."""

from __future__ import annotations

from bot.commands import Router
from bot.outbox import Notices


def all_commands() -> Router:
    """Everything a person can do."""
    from bot.features import (
        basics,
        blocks,
        closer_look,
        communities,
        contracts,
        freelancing,
        gigs,
        hiring,
        invitations,
        job_changes,
        languages,
        matching,
        moderation,
        proposals,
        reading,
        rights,
        shortlists,
        undoing,
    )

    subjects = (
        hiring,
        shortlists,
        invitations,
        closer_look,
        job_changes,
        undoing,
        matching,
        proposals,
        blocks,
        contracts,
        rights,
        reading,
        freelancing,
        gigs,
        moderation,
        communities,
        languages,
        basics,
    )
    return Router().include(subject.router for subject in subjects)


def all_notices() -> Notices:
    """Everything the bot tells people by itself, by kind."""
    from bot.features import basics, contracts, gigs, job_changes, matching, moderation, offer_letters

    subjects = (offer_letters, job_changes, contracts, gigs, matching, moderation, basics)
    return {notice.kind: notice for subject in subjects for notice in subject.NOTICES}
