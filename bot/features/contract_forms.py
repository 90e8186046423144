"""The questions a contract asks: places, laws, rights, legal names; one at a time, never guessed."""

from __future__ import annotations

import re
from uuid import UUID

from bot.commands import Param, Reading
from bot.domain.contract import RightsMode
from bot.errors import InvalidInput
from bot.features.params import id_param, parse_text
from bot.messages import short, unshort
from bot.services.contract_places import is_place, place_called
from bot.understanding import dates, money

MODE_CHOICES = (
    ("The client owns it once it is paid", RightsMode.ASSIGNMENT.value),
    ("Only the client may use it", RightsMode.EXCLUSIVE_LICENCE.value),
    ("The client may use it", RightsMode.LICENCE.value),
)
PLACE_EXAMPLES = "for example Spain, California or New York City"


def parse_place(raw: str, reading: Reading) -> str:
    """A place as the fact base's code, or a country's name where it has none: general rules then apply.

    Raises:
        InvalidInput: this names no country that anybody knows, or two.
    """
    if raw.casefold().strip(" .!") == "georgia":
        raise InvalidInput("Georgia the country or the State? Please write “State of Georgia” or “Tbilisi, Georgia”.")
    found = place_called(raw)
    if found is None:
        raise InvalidInput(
            f"I know no country in that. Please name it, and in the United States the state, {PLACE_EXAMPLES}."
        )
    return found


def show_place(code: str) -> str:
    return code


def parse_legal_name(raw: str, reading: Reading) -> str:
    """A name as it stands in a contract; a place or a question is none.

    Raises:
        InvalidInput: this is no name.
    """
    name = parse_text(raw, reading)
    if is_place(name) or name.endswith("?") or sum(letter.isalpha() for letter in name) < 2:
        raise InvalidInput("That does not look like a name. Please write it as it stands in your passport or register.")
    return name


def parse_address(raw: str, reading: Reading) -> str:
    """A postal address.

    Raises:
        InvalidInput: this is none: one word, or neither a number nor a comma.
    """
    address = parse_text(raw, reading)
    if len(address.split()) < 2 or not re.search(r"[\d,\n]", address) or address.endswith("?"):
        raise InvalidInput(
            "That does not look like an address. Please give street, number and town, for example 1 Main Street, Leeds."
        )
    return address


def parse_contact(raw: str, reading: Reading) -> str:
    """A phone number or an e-mail address.

    Raises:
        InvalidInput: this is neither.
    """
    contact = parse_text(raw, reading)
    if "@" not in contact and sum(letter.isdigit() for letter in contact) < 6:
        raise InvalidInput("That is neither a phone number nor an e-mail address. You can also press Skip.")
    return contact


def parse_mode(raw: str, reading: Reading) -> RightsMode:
    """How rights pass, from a button or in words."""
    plain = raw.casefold()
    for mode in RightsMode:
        if plain.replace(" ", "_") == mode.value:
            return mode
    if "hire" in plain:
        return RightsMode.WORK_FOR_HIRE
    if "non-exclusive" in plain or "nonexclusive" in plain or re.search(r"\bmay use\b|\buse it\b|^licen[cs]e$", plain):
        return RightsMode.LICENCE if "only the client" not in plain else RightsMode.EXCLUSIVE_LICENCE
    if "exclusive" in plain or "only the client" in plain:
        return RightsMode.EXCLUSIVE_LICENCE
    if re.search(r"\bown|transfer|assign|buy|everything", plain):
        return RightsMode.ASSIGNMENT
    raise InvalidInput("Please choose: the client owns it, only the client may use it, or the client may use it.")


def parse_contract(raw: str, reading: Reading) -> UUID | int:
    """A contract by the id behind a button or by its number: "contract 7"."""
    id = unshort(raw.strip())
    if id is not None:
        return id
    digits = raw.casefold().replace("contract", "").strip(" #:.")
    if digits.isdecimal() and 0 < int(digits[:12]) < 2**31:
        return int(digits)
    raise InvalidInput("Which contract? Please give its number, for example 7.")


def show_contract(ref: UUID | int) -> str:
    return short(ref) if isinstance(ref, UUID) else str(ref)


def contract_param(*, required: bool = False) -> Param:
    """The contract that is spoken of; without it, the one of this conversation."""
    return Param(
        "contract",
        "The number of the contract",
        parse_contract,
        question="Which contract? Please give its number.",
        show=show_contract,
        required=required,
    )


PROPOSAL = id_param("proposal", "The agreement", required=False)
NAME = Param(
    "name",
    "Your legal name, as it stands in a contract",
    parse_legal_name,
    question="What is your full legal name, or your company's? It goes into the contract and nowhere else.",
    max_length=150,
    private=True,
    why="A contract has to name who is bound by it. I store the name encrypted and show it to no model.",
)
ADDRESS = Param(
    "address",
    "Your postal address",
    parse_address,
    question="What is your postal address? Contracts name it, and some laws ask for it. I store it encrypted.",
    max_length=300,
    private=True,
    why="Several laws ask that a freelance contract names both addresses. I store it encrypted and show it to no model.",
)
PLACE = Param(
    "place",
    "The country you work in, in the US also the state or city",
    parse_place,
    question=f"Where do you live or run your business, {PLACE_EXAMPLES}? It decides which rules protect you.",
    why="Some places have laws on written contracts and payment, and what the law says on rights differs.",
    show=show_place,
    max_length=60,
)
CONTACT = Param(
    "contact",
    "Your phone number or e-mail",
    parse_contact,
    question="A phone number or e-mail for the contract? Los Angeles and Seattle ask for one; elsewhere you can skip it.",
    required=False,
    asked=True,
    max_length=150,
    private=True,
)
LAW = Param(
    "law",
    "Whose law the contract follows",
    parse_place,
    question="Whose law shall the contract follow? Skip it to take that of your own place.",
    show=show_place,
    required=False,
    asked=True,
    max_length=60,
)
MODE = Param(
    "mode",
    "How the rights pass",
    parse_mode,
    question="What may the client do with the work?",
    choices=MODE_CHOICES,
    show=lambda mode: mode.value,
)
FEE = Param(
    "fee",
    "The agreed fee, one amount",
    money.parse_pay,
    question="Which one amount do you both agree on? For example 850 USD.",
    show=money.show_pay,
)
DELIVERY = Param(
    "delivery",
    "The day of delivery",
    dates.parse_deadline,
    question="On which day is the finished work handed over?",
    show=dates.show_date,
    required=False,
    asked=True,
)
