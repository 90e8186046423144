"""How a contract and its rights are shown in a chat."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.agreement import choices_of
from bot.domain.brief import Brief
from bot.domain.contract import Acceptance, Contract, ContractStatus, ContractVersion, RightsSummary, SummaryLine
from bot.domain.proposal import Side, Terms
from bot.messages import Action, Button, Card, Field, File, Reply, Style, short
from bot.services.drafting_words import needs_ink

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PHRASED = "phrased_scope"  # the setting with what a language model made of the brief
BY_MODEL = (
    "A language model phrased “What it is about” from the brief. Please read it; "
    "for other words press Change a clause and write scope: and your words."
)
STATUS_WORDS = {
    ContractStatus.DRAFT: "a draft",
    ContractStatus.ACCEPTED: "accepted by both sides",
    ContractStatus.PAID: "accepted and paid",
    ContractStatus.DONE: "done",
    ContractStatus.VOID: "void",
}


def summary_card(contract: Contract, summary: RightsSummary) -> Card:
    """The rights on one phone screen."""
    return Card(
        title=f"Contract {contract.number}: the rights in plain words",
        fields=tuple(Field(line.topic, _sentence(line)) for line in summary.lines),
        footer=summary.disclaimer,
    )


def more_text(summary: RightsSummary) -> str:
    """The lines behind “More”, each with its clause and citation."""
    rows = [f"• {line.topic}: {_sentence(line)}" for line in summary.more]
    return "\n".join(["What the law says beside the contract:", *rows, summary.disclaimer])


def _sentence(line: SummaryLine) -> str:
    rests = "; ".join(filter(None, (line.clause, line.citation)))
    return f"{line.sentence} [{rests}]" if rests else line.sentence


def files_of(contract: Contract, version: ContractVersion) -> tuple[File, ...]:
    """The PDF and the DOCX, exactly as stored."""
    name = f"contract-{contract.number}-v{version.number}"
    return (
        File(f"{name}.pdf", version.pdf, "application/pdf", len(version.pdf)),
        File(f"{name}.docx", version.docx, DOCX, len(version.docx)),
    )


def boxes_in_pdf(characters: str) -> str:
    """What to do about letters that no font here has."""
    return (
        f"The PDF shows boxes for {characters[:20]}, because no font here has these signs. Sign the DOCX, which has them, "
        "or ask whoever runs this bot to install a font for them and draft again."
    )


def stands_as(version: ContractVersion, side: Side) -> str:
    """How a side is named in the contract, so that a mistake is seen at once."""
    name, address = (version.settings.get(f"{side.value}_{what}", "") for what in ("name", "address"))
    return f"You stand in it as {name}, {address}." if name else ""


def words_shown(contract: Contract, version: ContractVersion) -> str:
    """What the text above the Accept button says: it is kept with the acceptance."""
    return (
        f"Contract {contract.number}, version {version.number}, SHA-256 {version.text_sha256[:12]}…: "
        "by pressing Accept you sign exactly this text."
    )


def contract_buttons(
    contract: Contract, version: ContractVersion, *, accepted: bool, holds: int | None = None
) -> tuple[Button, ...]:
    """What a side can do with the current version. `holds`: an earlier one that both accepted."""
    id = short(contract.id)
    more = Button("More about the rights", Action("contract_more", (id,)))
    text = Button("Read it here", Action("contract_text", (id,)))
    if contract.status is ContractStatus.DRAFT:
        change = Button("Change a clause", Action("change_contract", (id,)))
        mine = Button("My name and address", Action("my_details", (id,)))
        accept = Button("Accept", Action("accept_contract", (id, str(version.number))), Style.MAIN)
        keep = (Button(f"Keep version {holds}", Action("keep_version", (id, str(holds)))),) if holds else ()
        return (*keep, change, mine, text, more) if accepted else (accept, *keep, change, mine, text, more)
    if contract.status is ContractStatus.ACCEPTED:
        return (Button("It is paid", Action("paid", (id,)), Style.MAIN), text, more)
    return (Button("Rights record", Action("rights_record", (id,)), Style.MAIN), text)


def standing(contract: Contract, acceptances: Sequence[Acceptance], side: Side) -> str:
    """Who has accepted the current version."""
    accepted = {one.side for one in acceptances}
    if contract.status is not ContractStatus.DRAFT:
        return f"Contract {contract.number} is {STATUS_WORDS[contract.status]}."
    if side in accepted:
        return f"You accepted contract {contract.number}; the other side has not answered yet."
    if side.other in accepted:
        return f"The other side accepted contract {contract.number}. Read it, then accept or change it."
    return f"Contract {contract.number} is a draft. It counts when both of you accept the same version."


def contract_reply(
    contract: Contract,
    version: ContractVersion,
    acceptances: Sequence[Acceptance],
    side: Side,
    first: str = "",
    *,
    holds: int | None = None,
) -> Reply:
    """The current version with its summary, its files and what can be done now. For this person's eyes only.

    `holds`: the number of the version that both accepted, where it is not the current one."""
    accepted = any(one.side is side for one in acceptances)
    lines = [first or standing(contract, acceptances, side)]
    if holds:
        lines.append(
            f"Until you both accept version {version.number}, version {holds}, which you both accepted, holds."
        )
    if contract.status is ContractStatus.DRAFT and not accepted:
        lines.append(words_shown(contract, version))
    if version.settings.get(PHRASED) and version.settings[PHRASED] == version.settings.get("scope"):
        lines.append(BY_MODEL)
    if ink := needs_ink(choices_of(version.settings, Brief(), Terms())):
        lines.append(f"A click is not enough here. {ink}")
    return Reply(
        "\n".join(lines),
        card=summary_card(contract, version.summary),
        buttons=contract_buttons(contract, version, accepted=accepted, holds=holds),
        files=files_of(contract, version),
        private=True,
        as_is=True,  # the words above the Accept button are kept with the acceptance
    )
