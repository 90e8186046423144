"""What the core may expect of any storage: held to SQLite and to PostgreSQL alike."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from bot.domain.job import JobStatus
from bot.domain.matching import DEFAULT_WEIGHTS, PartName, Weights
from bot.domain.people import Role
from bot.domain.proposal import ProposalStatus, Side
from bot.errors import Conflict, NotFound, StaleConversation
from bot.ports import Storage
from storage.database import Database
from tests import entities
from tests.entities import NOW, populate


async def test_a_database_is_what_the_core_calls_storage(database: Database) -> None:
    storage: Storage = database
    async with storage.begin() as uow:
        assert await uow.communities.all() == []


class TestTransactions:
    async def test_what_was_done_in_one_is_there_in_the_next(self, database: Database) -> None:
        async with database.begin() as uow:
            ann = await uow.people.add(entities.person())
        async with database.begin() as uow:
            assert await uow.people.get(ann.id) == ann

    async def test_an_error_undoes_everything(self, database: Database) -> None:
        ann = entities.person()
        with pytest.raises(ZeroDivisionError):
            async with database.begin() as uow:
                await uow.people.add(ann)
                await uow.outbox.put("hello", {}, to=ann.id, key="1", now=NOW)
                raise ZeroDivisionError
        async with database.begin() as uow:
            assert await uow.people.find(ann.id) is None
            assert await uow.outbox.waiting() == 0

    async def test_a_cancelled_one_is_undone_and_blocks_nobody(self, database: Database) -> None:
        ann, inside = entities.person(), asyncio.Event()

        async def turn() -> None:
            async with database.begin() as uow:
                await uow.people.add(ann)
                inside.set()
                await asyncio.Event().wait()

        tasks = [asyncio.create_task(turn()) for _ in range(12)]
        await inside.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with database.begin() as uow:
            assert await uow.people.find(ann.id) is None

    async def test_cancelling_in_the_middle_of_a_query_leaves_the_database_usable(self, database: Database) -> None:
        for pause in range(6):
            task = asyncio.create_task(self._add_many(database))
            for _ in range(pause):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        async with database.begin() as uow:
            await uow.people.add(entities.person())

    async def _add_many(self, database: Database) -> None:
        async with database.begin() as uow:
            for _ in range(20):
                await uow.people.add(entities.person())

    async def test_reads_gathered_in_one_transaction_take_turns(self, database: Database) -> None:
        async with database.begin() as uow:
            people = [await uow.people.add(entities.person(str(number))) for number in range(10)]
            found = await asyncio.gather(*(uow.people.get(one.id) for one in people))
        assert found == people

    async def test_twenty_writers_at_once_keep_twenty_jobs_with_twenty_numbers(self, database: Database) -> None:
        async with database.begin() as uow:
            here, ann = await uow.communities.add(entities.community()), await uow.people.add(entities.person())

        async def post() -> int:
            async with database.begin() as uow:
                return (await uow.jobs.add(entities.job(ann.id, here.id))).number

        numbers = await asyncio.gather(*(post() for _ in range(20)))
        assert sorted(numbers) == list(range(1, 21))
        async with database.begin() as uow:
            assert len(await uow.jobs.of_client(ann.id, limit=50)) == 20

    async def test_one_inside_another_is_a_mistake_that_shows_at_once(self, database: Database) -> None:
        async with database.begin():
            with pytest.raises(RuntimeError, match="inside a transaction"):
                async with database.begin():
                    pass
        async with database.begin() as uow:
            assert await uow.communities.all() == []

    async def test_after_its_end_a_unit_of_work_is_of_no_use(self, database: Database) -> None:
        async with database.begin() as uow:
            pass
        with pytest.raises(RuntimeError):
            await uow.communities.all()


class TestEveryRepository:
    async def test_what_comes_out_is_what_went_in(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
        async with database.begin() as uow:
            assert await uow.communities.get(world.community.id) == world.community
            assert await uow.people.get(world.client.id) == world.client
            assert await uow.jobs.get(world.job.id) == world.job
            assert await uow.proposals.get(world.proposal.id) == world.proposal
            assert await uow.contracts.get(world.contract.id) == world.contract
            assert await uow.contracts.get_version(world.version.id) == world.version

    async def test_what_is_not_there_is_not_found(self, database: Database) -> None:
        async with database.begin() as uow:
            assert await uow.jobs.find(uuid4()) is None
            with pytest.raises(NotFound, match="There is no such job"):
                await uow.jobs.get(uuid4())
            with pytest.raises(NotFound):
                await uow.people.save(entities.person())

    async def test_many_come_in_the_order_asked_for_without_the_missing(self, database: Database) -> None:
        async with database.begin() as uow:
            ann, bob = await uow.people.add(entities.person("Ann")), await uow.people.add(entities.person("Bob"))
            found = await uow.people.many([bob.id, uuid4(), ann.id, bob.id])
            assert found == [bob, ann]
            assert await uow.people.many([uuid4() for _ in range(12_000)]) == []

    async def test_the_same_one_cannot_be_added_twice_and_the_transaction_goes_on(self, database: Database) -> None:
        async with database.begin() as uow:
            ann = await uow.people.add(entities.person())
            with pytest.raises(Conflict):
                await uow.people.add(ann)
            assert await uow.people.get(ann.id) == ann

    async def test_changing_a_copy_changes_nothing_until_it_is_saved(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            copy = await uow.jobs.get(world.job.id)
            copy.status = JobStatus.OPEN
            assert (await uow.jobs.get(world.job.id)).status is JobStatus.DRAFT
            await uow.jobs.save(copy)
            assert (await uow.jobs.get(world.job.id)).status is JobStatus.OPEN

    async def test_who_saves_second_is_told_so(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            mine, yours = await uow.jobs.get(world.job.id), await uow.jobs.get(world.job.id)
            saved = await uow.jobs.save(mine)
            assert saved.version == mine.version + 1
            with pytest.raises(Conflict, match="look at it again"):
                await uow.jobs.save(yours)
            await uow.jobs.save(saved)

    async def test_a_wrong_value_is_refused_before_it_is_stored(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            world.job.status = "lost"  # type: ignore[assignment]
            with pytest.raises(ValueError, match="status"):
                await uow.jobs.save(world.job)

    async def test_moments_come_back_in_utc_and_need_a_zone(self, database: Database) -> None:
        lisbon_summer = timezone(timedelta(hours=1))
        async with database.begin() as uow:
            ann = entities.person()
            ann.created_at = datetime(2026, 6, 1, 10, tzinfo=lisbon_summer)
            await uow.people.add(ann)
            stored = (await uow.people.get(ann.id)).created_at
            assert stored == datetime(2026, 6, 1, 9, tzinfo=UTC)
            assert stored.tzinfo is UTC
        with pytest.raises(Exception, match="timezone"):
            async with database.begin() as uow:
                naive = entities.person()
                naive.created_at = datetime(2026, 6, 1)
                await uow.people.add(naive)

    async def test_characters_that_no_database_holds_are_left_out(self, database: Database) -> None:
        async with database.begin() as uow:
            here, ann = await uow.communities.add(entities.community()), entities.person("A\x00n\ud83dn🦓")
            ann = await uow.people.add(ann)
            assert ann.name == "Ann🦓"
            job = await uow.jobs.add(entities.job(ann.id, here.id, title="Lo\x00go \udc00🦓"))
            assert (await uow.jobs.get(job.id)).title == "Logo 🦓"


class TestPeople:
    async def test_are_found_by_any_of_their_accounts(self, database: Database) -> None:
        async with database.begin() as uow:
            ann = await uow.people.add(entities.person())
            old, new = entities.identity(ann.id, "telegram", "7"), entities.identity(ann.id, "discord", "7")
            new.seen_at += timedelta(days=1)
            await uow.people.put_identity(old)
            await uow.people.put_identity(new)
            assert await uow.people.by_account("telegram", "7") == ann
            assert await uow.people.by_account("discord", "7") == ann
            assert await uow.people.by_account("discord", "8") is None
            assert await uow.people.identities(ann.id) == [new, old]

    async def test_an_account_seen_again_is_one_account(self, database: Database) -> None:
        async with database.begin() as uow:
            ann = await uow.people.add(entities.person())
            first = await uow.people.put_identity(entities.identity(ann.id, "telegram", "7"))
            again = entities.identity(ann.id, "telegram", "7")
            again.reachable = False
            stored = await uow.people.put_identity(again)
            assert (stored.id, stored.reachable) == (first.id, False)
            assert await uow.people.identities(ann.id) == [stored]

    async def test_a_block_counts_both_ways_and_only_its_maker_lifts_it(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            ann, bob, mo = world.client.id, world.freelancer.id, world.moderator.id
            made = await uow.people.put_block(entities.block(ann, bob, world.job))
            again = await uow.people.put_block(entities.block(ann, bob, world.job))
            assert again.id == made.id
            assert await uow.people.blocked_with(ann) == {bob, mo}
            assert await uow.people.blocked_with(bob) == {ann}
            assert await uow.people.blocks_by(bob) == []
            assert await uow.people.blocks_by(ann) == [made]
            assert not await uow.people.lift_block(bob, made.id)
            assert await uow.people.lift_block(ann, made.id)
            assert await uow.people.blocked_with(bob) == set()

    async def test_a_declared_group_is_one_word_a_dimension_until_withdrawn(self, database: Database) -> None:
        async with database.begin() as uow:
            ann = await uow.people.add(entities.person())
            for word in ("woman", "non-binary"):
                await uow.people.declare(entities.declared_group(ann.id, "gender", word))
            await uow.people.declare(entities.declared_group(ann.id, "age", "over 50"))
            declared = await uow.people.declared_groups([ann.id, uuid4()])
            assert {one.dimension: one.word for one in declared} == {"gender": "non-binary", "age": "over 50"}
            assert await uow.people.withdraw_declared(ann.id, "gender")
            assert not await uow.people.withdraw_declared(ann.id, "gender")
            assert [one.dimension for one in await uow.people.declared_groups([ann.id])] == ["age"]


class TestCommunities:
    async def test_know_their_members_and_moderators(self, database: Database) -> None:
        async with database.begin() as uow:
            here, there = [await uow.communities.add(entities.community(name)) for name in ("Here", "There")]
            ann, bob = [await uow.people.add(entities.person(name)) for name in ("Ann", "Bob")]
            await uow.communities.put_membership(entities.membership(ann.id, here.id))
            await uow.communities.put_membership(entities.membership(bob.id, here.id, Role.MODERATOR))
            assert await uow.communities.of_person(ann.id) == [here]
            assert await uow.communities.moderators(here.id) == [bob.id]
            assert await uow.communities.moderators(there.id) == []
            assert await uow.communities.membership(ann.id, there.id) is None

    async def test_a_member_who_becomes_a_moderator_is_one_member(self, database: Database) -> None:
        async with database.begin() as uow:
            here, ann = await uow.communities.add(entities.community()), await uow.people.add(entities.person())
            first = await uow.communities.put_membership(entities.membership(ann.id, here.id))
            now = await uow.communities.put_membership(entities.membership(ann.id, here.id, Role.MODERATOR))
            assert now.id == first.id
            found = await uow.communities.membership(ann.id, here.id)
            assert found is not None
            assert found.role is Role.MODERATOR

    async def test_one_platform_id_is_one_community(self, database: Database) -> None:
        async with database.begin() as uow:
            here = await uow.communities.add(entities.community())
            twin = entities.community().model_copy(update={"platform_id": here.platform_id})
            with pytest.raises(Conflict):
                await uow.communities.add(twin)
            assert await uow.communities.by_platform_id("telegram", here.platform_id) == here

    async def test_a_chat_that_gets_a_new_id_keeps_its_community_and_conversations(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            old = world.community.platform_id
            await uow.conversations.save(entities.conversation(world.client.id, f"telegram/{old}/1/"))
            await uow.conversations.save(entities.conversation(world.client.id, f"telegram/{old}9/1/"))
            await uow.communities.moved("telegram", old, "-100777")
        async with database.begin() as uow:
            found = await uow.communities.by_platform_id("telegram", "-100777")
            assert found is not None
            assert found.id == world.community.id
            assert await uow.communities.by_platform_id("telegram", old) is None
            assert await uow.conversations.find("telegram/-100777/1/") is not None
            assert await uow.conversations.find(f"telegram/{old}9/1/") is not None

    async def test_a_chat_that_wrote_under_its_new_id_first_becomes_one_community(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            double = await uow.communities.add(entities.community())
            cid = await uow.people.add(entities.person("Cid"))
            for one in (cid, world.client):
                await uow.communities.put_membership(entities.membership(one.id, double.id))
            late = await uow.jobs.add(entities.job(cid.id, double.id))
            await uow.communities.moved("telegram", world.community.platform_id, double.platform_id)
        async with database.begin() as uow:
            assert [one.id for one in await uow.communities.all()] == [world.community.id]
            assert (await uow.jobs.get(late.id)).community_id == world.community.id
            assert [one.id for one in await uow.communities.of_person(cid.id)] == [world.community.id]


class TestProfiles:
    async def test_are_found_by_person_and_by_community(self, database: Database) -> None:
        async with database.begin() as uow:
            here, there = [await uow.communities.add(entities.community(name)) for name in ("Here", "There")]
            ann, bob = [await uow.people.add(entities.person(name)) for name in ("Ann", "Bob")]
            of_ann = await uow.profiles.add(entities.profile(ann.id, here.id, there.id))
            of_bob = await uow.profiles.add(entities.profile(bob.id, there.id, alerts=False))
            assert await uow.profiles.of(ann.id) == of_ann
            assert await uow.profiles.of_people([ann.id, uuid4()]) == [of_ann]
            assert await uow.profiles.in_community(here.id) == [of_ann]
            assert {found.id for found in await uow.profiles.in_community(there.id)} == {of_ann.id, of_bob.id}
            assert await uow.profiles.with_alerts(there.id) == [of_ann]

    async def test_who_is_not_open_to_work_or_left_gets_no_alerts(self, database: Database) -> None:
        async with database.begin() as uow:
            here, ann = await uow.communities.add(entities.community()), await uow.people.add(entities.person())
            of_ann = await uow.profiles.add(entities.profile(ann.id, here.id))
            of_ann.open_to_work = False
            of_ann = await uow.profiles.save(of_ann)
            assert await uow.profiles.with_alerts(here.id) == []
            of_ann.communities = ()
            await uow.profiles.save(of_ann)
            assert await uow.profiles.in_community(here.id) == []

    async def test_a_person_has_one_and_may_remove_it(self, database: Database) -> None:
        async with database.begin() as uow:
            here, ann = await uow.communities.add(entities.community()), await uow.people.add(entities.person())
            await uow.profiles.add(entities.profile(ann.id, here.id))
            with pytest.raises(Conflict):
                await uow.profiles.add(entities.profile(ann.id))
            await uow.profiles.remove(ann.id)
            assert await uow.profiles.of(ann.id) is None
            assert await uow.profiles.in_community(here.id) == []

    async def test_past_jobs_and_reviews_come_latest_first(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            newer = entities.past_job(world.freelancer.id, world.job)
            newer.finished_on = date(2026, 2, 20)
            await uow.profiles.add_past_job(newer)
            found = await uow.profiles.past_jobs([world.freelancer.id, world.client.id])
            assert [past.finished_on.day for past in found] == [20, 2]
            assert [one.stars for one in await uow.profiles.reviews([world.freelancer.id])] == [5]
            assert await uow.profiles.reviews([]) == []


class TestJobsAndProposals:
    async def test_jobs_are_numbered_and_found_by_number(self, database: Database) -> None:
        async with database.begin() as uow:
            here, ann = await uow.communities.add(entities.community()), await uow.people.add(entities.person())
            jobs = [await uow.jobs.add(entities.job(ann.id, here.id, str(number))) for number in range(3)]
            assert [job.number for job in jobs] == [1, 2, 3]
            assert await uow.jobs.by_number(2) == jobs[1]
            assert await uow.jobs.by_number(9) is None
            assert await uow.jobs.of_client(ann.id, limit=2) == [jobs[2], jobs[1]]

    async def test_a_community_lists_its_jobs_by_status_oldest_first(self, database: Database) -> None:
        async with database.begin() as uow:
            here, ann = await uow.communities.add(entities.community()), await uow.people.add(entities.person())
            jobs = [await uow.jobs.add(entities.job(ann.id, here.id, str(number))) for number in range(3)]
            jobs[1].status = JobStatus.OPEN
            await uow.jobs.save(jobs[1])
            drafts = await uow.jobs.in_community(here.id, {JobStatus.DRAFT, JobStatus.PENDING})
            assert [job.title for job in drafts] == ["0", "2"]
            assert [job.title for job in await uow.jobs.in_community(here.id, [JobStatus.OPEN])] == ["1"]

    async def test_a_freelancer_applies_once_for_a_job(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            with pytest.raises(Conflict, match="already"):
                await uow.proposals.add(entities.proposal(world.job, world.freelancer.id))
            assert await uow.proposals.of(world.job.id, world.freelancer.id) == world.proposal
            assert await uow.proposals.of_job(world.job.id) == [world.proposal]
            assert await uow.proposals.of_freelancer(world.freelancer.id) == [world.proposal]
            assert await uow.proposals.of_freelancer(world.client.id) == []

    async def test_two_answers_to_one_offer_are_one_answer(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)

        async def answer(status: ProposalStatus) -> None:
            async with database.begin() as uow:
                proposal = world.proposal.model_copy(update={"status": status})
                await uow.proposals.save(proposal)

        outcomes = await asyncio.gather(
            answer(ProposalStatus.AGREED), answer(ProposalStatus.DECLINED), return_exceptions=True
        )
        assert sorted(type(outcome) for outcome in outcomes if outcome is not None) == [Conflict]


class TestContracts:
    async def test_are_found_by_number_proposal_and_either_side(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            assert world.contract.number == 1
            assert await uow.contracts.by_number(1) == world.contract
            assert await uow.contracts.of_proposal(world.proposal.id) == world.contract
            assert await uow.contracts.of_person(world.client.id) == [world.contract]
            assert await uow.contracts.of_person(world.freelancer.id) == [world.contract]
            assert await uow.contracts.of_person(world.moderator.id) == []
            with pytest.raises(Conflict):
                await uow.contracts.add(entities.contract(world.proposal))

    async def test_versions_are_kept_in_order_and_found_by_any_hash(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            second = await uow.contracts.add_version(entities.version(world.contract, 2))
            assert await uow.contracts.versions(world.contract.id) == [world.version, second]
            assert await uow.contracts.version(world.contract.id, 2) == second
            for sha256 in ("text2", "docx2", "pdf2"):
                assert await uow.contracts.versions_with_hash(sha256) == [second]
            with pytest.raises(NotFound, match="no version 3"):
                await uow.contracts.version(world.contract.id, 3)
            with pytest.raises(Conflict):
                await uow.contracts.add_version(entities.version(world.contract, 2))

    async def test_a_side_accepts_a_version_once(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            with pytest.raises(Conflict):
                await uow.contracts.add_acceptance(entities.acceptance(world.version, world.client.id, Side.CLIENT))
            sides = {acceptance.side for acceptance in await uow.contracts.acceptances(world.version.id)}
            assert sides == set(Side)


class TestDecisions:
    async def test_the_latest_of_a_job_and_those_about_a_person(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            later = entities.decision(world.job, world.moderator.id)
            later.created_at = NOW + timedelta(hours=1)
            later = await uow.decisions.add(later)
            assert await uow.decisions.latest(world.job.id) == later
            assert (await uow.decisions.of_job(world.job.id, later.created_at))[-1] == later
            assert len(await uow.decisions.of_job(world.job.id, later.created_at - timedelta(days=400))) >= 2
            assert await uow.decisions.of_job(world.job.id, later.created_at + timedelta(seconds=1)) == []
            assert [one.created_at for one in await uow.decisions.about(world.freelancer.id)] == [NOW]
            assert [one.id for one in await uow.decisions.about(world.moderator.id, limit=1)] == [later.id]
            assert await uow.decisions.about(world.client.id) == []

    async def test_showing_more_people_is_saved(self, database: Database) -> None:
        async with database.begin() as uow:
            world = await populate(uow)
            decision = await uow.decisions.latest(world.job.id)
            assert decision is not None
            decision.shown = (world.freelancer.id, world.moderator.id)
            saved = await uow.decisions.save(decision)
            assert await uow.decisions.get(decision.id) == saved

    async def test_weights_are_the_published_ones_until_a_community_puts_its_own(self, database: Database) -> None:
        async with database.begin() as uow:
            here, ann = await uow.communities.add(entities.community()), await uow.people.add(entities.person())
            assert await uow.decisions.weights(here.id) == DEFAULT_WEIGHTS
            for version in ("ours-1", "ours-2"):
                ours = Weights(version=version, of={PartName.SKILLS: 0.75, PartName.RECORD: 0.25})
                await uow.decisions.put_weights(here.id, ours, ann.id, NOW)
            stored = await uow.decisions.weights(here.id)
            assert stored == ours
            assert list(stored.of) == [PartName.SKILLS, PartName.RECORD]
            log = await uow.decisions.weights_log(here.id)
            assert [(one.weights.version, one.by, one.at) for one in log] == [
                ("ours-2", ann.id, NOW),
                ("ours-1", ann.id, NOW),
            ]

    async def test_who_was_shown_when(self, database: Database) -> None:
        later = NOW + timedelta(hours=1)
        async with database.begin() as uow:
            here, there = [await uow.communities.add(entities.community(name)) for name in ("Here", "There")]
            ann, bob, cid = [await uow.people.add(entities.person(name)) for name in ("Ann", "Bob", "Cid")]
            await uow.decisions.shown(here.id, [ann.id, bob.id], NOW)
            await uow.decisions.shown(here.id, [bob.id], later)
            await uow.decisions.shown(there.id, [], later)
            everybody = [ann.id, bob.id, cid.id]
            assert await uow.decisions.exposures(here.id, everybody) == {ann.id: NOW, bob.id: later}
            assert await uow.decisions.exposures(there.id, everybody) == {}


class TestConversations:
    async def test_one_that_was_answered_meanwhile_is_stale(self, database: Database) -> None:
        async with database.begin() as uow:
            ann = await uow.people.add(entities.person())
            first = await uow.conversations.save(entities.conversation(ann.id))
            assert first.version == 1
            second = await uow.conversations.save(first)
            assert second.version == 2
            assert await uow.conversations.find(first.key) == second
            with pytest.raises(StaleConversation):
                await uow.conversations.save(first)
            with pytest.raises(StaleConversation):
                await uow.conversations.save(entities.conversation(ann.id))


class TestInbounds:
    async def test_an_id_is_new_once(self, database: Database) -> None:
        async with database.begin() as uow:
            assert not await uow.inbounds.seen("telegram:1")
            assert await uow.inbounds.first_time("telegram:1", NOW)
            assert await uow.inbounds.seen("telegram:1")
            assert not await uow.inbounds.first_time("telegram:1", NOW)
        async with database.begin() as uow:
            assert not await uow.inbounds.first_time("telegram:1", NOW)

    async def test_one_of_two_at_once_is_the_first(self, database: Database) -> None:
        async def arrives() -> bool:
            async with database.begin() as uow:
                return await uow.inbounds.first_time("discord:9", NOW)

        assert sorted(await asyncio.gather(arrives(), arrives())) == [False, True]

    async def test_old_ones_are_forgotten(self, database: Database) -> None:
        async with database.begin() as uow:
            await uow.inbounds.first_time("old", NOW)
            await uow.inbounds.first_time("new", NOW + timedelta(days=2))
            assert await uow.inbounds.forget_before(NOW + timedelta(days=1)) == 1
            assert await uow.inbounds.first_time("old", NOW)


class TestTokens:
    async def test_a_day_has_a_limit_each_person_their_own_and_a_new_day_starts_afresh(
        self, database: Database
    ) -> None:
        ann, bob, today = uuid4(), uuid4(), NOW.date()
        async with database.begin() as uow:
            assert await uow.tokens.reserve(ann, today, 700, 1_000)
            assert not await uow.tokens.reserve(ann, today, 400, 1_000)
            assert await uow.tokens.reserve(bob, today, 400, 1_000)
        async with database.begin() as uow:
            await uow.tokens.settle(ann, today, -500)
            assert await uow.tokens.reserve(ann, today, 800, 1_000)
            assert await uow.tokens.reserve(ann, today + timedelta(days=1), 1_000, 1_000)
            await uow.tokens.settle(bob, today, 100)

    async def test_two_processes_at_once_share_one_limit(self, database: Database) -> None:
        async def ask() -> bool:
            async with database.begin() as uow:
                return await uow.tokens.reserve(ann, NOW.date(), 600, 1_000)

        ann = uuid4()
        assert sorted(await asyncio.gather(ask(), ask())) == [False, True]


class TestLeases:
    async def test_a_lease_is_held_for_the_length_of_the_block(self, database: Database) -> None:
        for _ in range(3):
            async with database.lease("letters") as mine, database.lease("index") as other:
                assert mine
                assert other
