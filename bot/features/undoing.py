"""Taking back what was just done, in words: "undo", "oops", "take that back"."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.commands import Command, Reading, Router, Subject
from bot.domain.brief import Brief
from bot.domain.conversation import Act, Deed
from bot.domain.profile import Profile
from bot.errors import UserError
from bot.features import talk, tilting
from bot.features.brief_changes import changes_in_words
from bot.features.briefs import answers_of
from bot.features.offer_letters import answer_buttons, terms_line
from bot.features.params import id_param
from bot.messages import Action, Button, Reply, Style, short
from bot.services import job_changes, jobs, profiles, taking_back
from bot.services.proposals import proposal_of

if TYPE_CHECKING:
    from uuid import UUID

    from bot.turn import Turn

router = Router()

_UNDO = re.compile(
    r"^\W*(?:(?:oh|ah|no|wait|sorry|ok(?:ay)?|please|pls|can\s+(?:i|you|we)|could\s+you|i\s+want\s+to|"
    r"i\s+(?:would|'?d)\s+like\s+to|hm+|ups|oops|whoops|damn|shit)\b\W*)*"
    r"(?:undo|un-?do|revert|rewind|take\s+(?:it|that|this|(?:the|my)\s+last\s+(?:one|step|thing))\s+back|"
    r"take\s+back\s+(?:that|it|this|what\s+i\s+(?:just\s+)?did|(?:the|my)\s+(?:last\s+)?(?:one|step|thing|"
    r"invitations?|invites?|offer|posting|post))|"
    r"go\s+(?:one\s+)?(?:step\s+)?back|(?:i\s+)?(?:did\s*n'?o?t|didn'?t)\s+mean\s+(?:that|to(?:\s+do\s+that)?|"
    r"it)|(?:that|this|it)\s+was\s+(?:a\s+mistake|an\s+accident|wrong|not\s+what\s+i\s+(?:meant|wanted))|"
    r"my\s+mistake|(?:i\s+)?(?:made|hit|pressed)\s+(?:a\s+mistake|the\s+wrong\s+(?:button|one))|"
    r"wrong\s+(?:button|one|person)|by\s+(?:mistake|accident))?"
    r"(?:\s+(?:that|it|this|please|pls|now|the\s+last\s+(?:one|step|thing)|my\s+last\s+(?:step|message)|"
    r"invitations?|the\s+invitations?|the\s+post(?:ing)?))*[\s.!?]*$",
    re.IGNORECASE,
)
NOTHING = (
    "There is nothing of yours here that I could take back now. You can still do it step by step: /jobs "
    "changes or cancels "
    "a job, /offers answers or takes back an offer, /profile changes your profile."
)


async def undo(turn: Turn) -> list[Reply]:
    """Take back the last thing done in this conversation."""
    if turn.conversation.filling is not None:
        return [Reply(talk.nothing_posted_yet())]
    recent = turn.conversation.recent
    if recent is None or not recent.acts:
        return [Reply(NOTHING)]
    *earlier, last = recent.acts
    turn.conversation = turn.conversation.model_copy(
        update={"recent": recent.model_copy(update={"acts": tuple(earlier)})}
    )
    try:
        return await _TAKE_BACK[last.deed](turn, last)
    except UserError as error:
        return [Reply(f"That cannot be taken back any more. {error}")]


async def _invited(turn: Turn, act: Act) -> list[Reply]:
    back: list[bool] = []
    kept: list[str] = []
    for id in act.ids:
        try:
            back.append(
                await taking_back.take_back_invitation(turn.uow, proposal_id=id, client_id=turn.person.id, now=turn.now)
            )
        except UserError as error:
            kept.append(str(error))
    if not back:
        return [Reply(f"That cannot be taken back any more. {kept[0]}")]
    proposal, _ = await proposal_of(turn.uow, proposal_id=act.ids[0], person_id=turn.person.id)
    job = await turn.uow.jobs.get(proposal.job_id)
    what = "The invitation" if len(back) == 1 else f"The {len(back)} invitations"
    told = "They had it already and are told. " if any(back) else "Nobody had read it yet. "
    rest = "".join(f"\nOne stays as it is: {why}" for why in kept)
    verb = "is" if len(back) == 1 else "are"
    words = f"Undone: {what} for job {job.number} {verb} taken back. {told}You can invite them again.{rest}"
    return [Reply(words, buttons=(_list_button(job.id),))]


async def _posted(turn: Turn, act: Act) -> list[Reply]:
    job = await taking_back.take_back_job(turn.uow, job_id=act.ids[0], client_id=turn.person.id, now=turn.now)
    again = Button("Post it again", Action("post_again", (short(job.id),)), Style.MAIN)
    words = f"Undone: job {job.number}, {job.title}, is taken down. Nobody sees it any more."
    return [Reply(words, buttons=(again,))]


async def _changed(turn: Turn, act: Act) -> list[Reply]:
    job = await jobs.job_of_client(turn.uow, job_id=act.ids[0], client_id=turn.person.id)
    before = Brief.model_validate_json(act.before)
    lines = changes_in_words(job.brief, before)
    restored = await job_changes.change_job(
        turn.uow, client_id=turn.person.id, community=turn.community, brief=before, job_id=job.id, now=turn.now
    )
    find = Button("Find people", Action("find_people", (short(job.id),)), Style.MAIN)
    words = f"Undone: job {restored.number} is as it was before.\n" + "\n".join(f"• {line}" for line in lines)
    return [Reply(words, buttons=(find,))]


async def _offered(turn: Turn, act: Act) -> list[Reply]:
    proposal = await taking_back.take_back_offer(
        turn.uow, proposal_id=act.ids[0], person_id=turn.person.id, version=act.version, now=turn.now
    )
    _, side = await proposal_of(turn.uow, proposal_id=proposal.id, person_id=turn.person.id)
    if act.deed is Deed.APPLIED or not answer_buttons(proposal, side):
        return [Reply("Undone: your offer is taken back, and they are told. It costs you nothing.")]
    words = f"Undone: your offer is taken back. What they offered stands: {terms_line(proposal.terms)}."
    return [Reply(words, buttons=answer_buttons(proposal, side))]


async def _declined(turn: Turn, act: Act) -> list[Reply]:
    proposal = await taking_back.take_back_no(
        turn.uow, proposal_id=act.ids[0], person_id=turn.person.id, version=act.version, now=turn.now
    )
    _, side = await proposal_of(turn.uow, proposal_id=proposal.id, person_id=turn.person.id)
    words = f"Undone: you have not said no. The offer stands: {terms_line(proposal.terms)}."
    return [Reply(words, buttons=answer_buttons(proposal, side))]


async def _profile(turn: Turn, act: Act) -> list[Reply]:
    before = Profile.model_validate_json(act.before)
    await profiles.save_profile(turn.uow, profile=before, community_id=turn.community.id, now=turn.now)
    return [Reply("Undone: your profile is as it was before. /profile shows it.")]


_TAKE_BACK: dict[Deed, Callable[[Turn, Act], Awaitable[list[Reply]]]] = {
    Deed.INVITED: _invited,
    Deed.POSTED: _posted,
    Deed.CHANGED: _changed,
    Deed.OFFERED: _offered,
    Deed.APPLIED: _offered,
    Deed.DECLINED: _declined,
    Deed.PROFILE: _profile,
    Deed.TILTED: tilting.take_back,
}


async def post_again(turn: Turn, *, job: UUID) -> list[Reply]:
    """A job that was taken down, as a draft of a new one."""
    gone = await jobs.job_of_client(turn.uow, job_id=job, client_id=turn.person.id)
    turn.ask("hire", {name: raw for name, raw in answers_of(gone).items() if name != "job"})
    return []


def _list_button(job_id: UUID) -> Button:
    return Button("Back to the list", Action("back_to_list", (short(job_id),)))


def is_undo(text: str, reading: Reading) -> bool:
    """Whether somebody wants to take back what they just did: "oops", "undo that", "I didn't mean to"."""
    return bool(re.search(r"\w", text)) and len(text) < 80 and bool(_UNDO.match(text)) and bool(_SAYS_SO.search(text))


_SAYS_SO = re.compile(
    r"undo|un-do|revert|rewind|\bback\b|mean|mistake|accident|wrong|oops|whoops|\bups\b|not\s+what", re.IGNORECASE
)

router.add(
    Command(
        "undo",
        "Take back what you just did",
        undo,
        hears=is_undo,
        subject=Subject.ANYTHING,
        phrases=("undo", "undo that", "undo it", "take that back", "take it back", "oops", "revert that"),
        examples=("Please take back what I just did",),
    )
)
router.add(
    Command(
        "post_again",
        "Post a job again that was taken down",
        post_again,
        params=(id_param("job", "The job"),),
        menu=False,
    )
)
