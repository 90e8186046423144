"""What the core needs from the outside, as Protocols: import them from here."""

from bot.ports.documents import Clock, DocumentReader, Documents, FindingWords
from bot.ports.matching import Candidates, Embedder, Fit, Index, Matcher, Progress, SkillMention, Skills
from bot.ports.offers import Bounds, FloorBound, FloorCount, Holder, Known, Offers, SkillHolders, Vectors, Wishes
from bot.ports.platforms import Adapter, Door, Gateway
from bot.ports.repositories import (
    Communities,
    Contracts,
    Decisions,
    Jobs,
    People,
    Profiles,
    Proposals,
    Readings,
    Repository,
)
from bot.ports.services import Services
from bot.ports.storage import Finding, Storage, UnitOfWork
from bot.ports.traffic import Conversations, Inbounds, Outbox, Tokens
from bot.ports.understanding import Hearing, Intent, ScopePhraser, SkillMeanings, Translator, Understander

__all__ = [
    "Adapter",
    "Bounds",
    "Candidates",
    "Clock",
    "Communities",
    "Contracts",
    "Conversations",
    "Decisions",
    "DocumentReader",
    "Documents",
    "Door",
    "Embedder",
    "Finding",
    "FindingWords",
    "Fit",
    "FloorBound",
    "FloorCount",
    "Gateway",
    "Hearing",
    "Holder",
    "Inbounds",
    "Index",
    "Intent",
    "Jobs",
    "Known",
    "Matcher",
    "Offers",
    "Outbox",
    "People",
    "Profiles",
    "Progress",
    "Proposals",
    "Readings",
    "Repository",
    "ScopePhraser",
    "Services",
    "SkillHolders",
    "SkillMeanings",
    "SkillMention",
    "Skills",
    "Storage",
    "Tokens",
    "Translator",
    "Understander",
    "UnitOfWork",
    "Vectors",
    "Wishes",
]
