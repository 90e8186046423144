"""The repositories, and the unit of work that holds one of each."""

from __future__ import annotations

from storage.repositories.communities import Communities
from storage.repositories.contracts import Contracts
from storage.repositories.decisions import Decisions
from storage.repositories.jobs import Jobs, Proposals
from storage.repositories.offers import Offers
from storage.repositories.people import People
from storage.repositories.profiles import Profiles
from storage.repositories.readings import Readings
from storage.repositories.skill_holders import SkillHolders
from storage.repositories.tokens import Tokens
from storage.repositories.traffic import Conversations, Inbounds, Outbox
from storage.work import Work


class Repositories:
    """`bot.ports.UnitOfWork`: every repository over one transaction."""

    def __init__(self, work: Work) -> None:
        self.people = People(work)
        self.communities = Communities(work)
        self.profiles = Profiles(work)
        self.offers = Offers(work)
        self.skill_holders = SkillHolders(work)
        self.jobs = Jobs(work)
        self.proposals = Proposals(work)
        self.contracts = Contracts(work)
        self.decisions = Decisions(work)
        self.outbox = Outbox(work)
        self.conversations = Conversations(work)
        self.inbounds = Inbounds(work)
        self.tokens = Tokens(work)
        self.readings = Readings(work)
