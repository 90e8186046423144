"""Who owns commissioned work by default, in one sentence for a kind of work."""

from __future__ import annotations

from bot.domain.rights import Jurisdiction
from bot.services.questions import table


def owner_words(place: Jurisdiction, kind: str) -> str:
    """Who owns by default: turned round for the works that belong to the client by the law of the place."""
    what = f"the {kind}" if kind and kind != "design" else "the work"
    if place.code == "EU":
        return "there is no common rule, it depends on the member state; usually the freelancer owns the work"
    if client_owns(place, kind):
        thing = "the registrable design" if kind == "design" else f"the copyright in {what}"
        paid = "commissioned" if place.code == "KE" else "commissioned and paid for"
        return (
            f"by default the client who {paid} it owns {thing}, unless the contract says otherwise. "
            "A freelancer who wants to keep it has to write that down"
        )
    if kind in table("client_likely_owns").get(place.code, []):
        return (
            f"disputed. By the statute the client likely owns {what}; others say the freelancer keeps it. Write it down"
        )
    gets = place.silent.client_gets
    if not place.transfer.assignable:
        return (
            f"the copyright in {what} always belongs to the freelancer who made it and cannot be transferred, paid or not. "
            f"What the client has: {gets}"
        )
    words = (
        f"the freelancer owns the copyright in {what} unless something else was agreed in the form the law asks for; "
        "paying for it does not transfer it"
    )
    if not gets.startswith("ownership"):  # of other kinds of work than this one
        words += f". What the client has: {gets}"
    listed = place.owner.client_works or tuple(table("client_owns").get(place.code, ()))
    if listed and not kind:
        words += f". But these belong to the client by default: {', '.join(listed)}"
    return words


def client_owns(place: Jurisdiction, kind: str) -> bool:
    owns = table("client_owns").get(place.code, [])
    return "*" in owns or kind in owns
