"""What other weights would do to groups: their shares of the first places, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.services.audit_groups import NOT_STATED, Groups
from bot.services.audit_measures import withheld
from bot.services.matching import PLACES

Order = Sequence[UUID]  # people in the order of a list


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A group's share of the first places of all lists, in [0, 1]."""

    attribute: str
    group: str
    before: float
    after: float


def group_shares(groups: Groups, before: Sequence[Order], after: Sequence[Order]) -> tuple[GroupShare, ...]:
    """For every group that is large enough to be told of."""
    everybody = {id for order in before for id in order}
    found: list[GroupShare] = []
    for attribute, group_of in groups.items():
        sizes = Counter(group_of.get(id, NOT_STATED) for id in everybody)
        hidden = withheld(sizes)
        then, now = (
            Counter(group_of.get(id, NOT_STATED) for order in orders for id in order[:PLACES])
            for orders in (before, after)
        )
        for group in sorted(sizes.keys() - hidden, key=lambda group: (-sizes[group], group)):
            share = GroupShare(attribute, group, then[group] / (then.total() or 1), now[group] / (now.total() or 1))
            found.append(share)
    return tuple(found)
