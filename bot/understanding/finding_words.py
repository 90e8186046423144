"""What red flags mean in the contract at hand, put into words by a language model: checked one by one, or plain."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import structlog

import prompts
from bot.domain.clauses import DocumentText, FlagWords, RedFlag
from bot.errors import Unavailable
from bot.understanding.paid_model import PaidModel, tool
from bot.understanding.privacy import Disguise

log = structlog.get_logger("findings")

MOST_FLAGS = 12  # the costly ones come first
MOST_SENTENCE = 600  # characters that are shown to the model; a longer sentence keeps the plain wording
SHORTEST, LONGEST = 20, 320  # characters of one entry
TOKENS = 120  # of one entry for both sides
_LINES: dict[str, object] = {"type": "array", "items": {"type": "string"}}
_TOOL = tool("findings", "What each finding means.", freelancer=_LINES, client=_LINES)
_QUOTED = re.compile(r"[“\"„«]([^”\"“»]{2,})[”\"“»]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand|million|half|third|quarter|percent|per cent)\b",
    re.IGNORECASE,
)
# Words that name law. None is shown that does not stand in what the model was given.
_LAW = re.compile(
    r"§+|\b(?:act|code|statute|section|sec|article|art|directive|regulation|law|laws|court|courts|ilcs|usc|u\.s\.c|cpi|urhg|cdpa|"
    r"bgb|convention|supreme|illegal|unlawful|void|unenforceable|invalid)\b",
    re.IGNORECASE,
)
_SOOTHES = re.compile(
    r"\b(?:safe|harmless|risk-?free|nothing to worry|don't worry|do not worry|no (?:risk|problem|concern)s?|perfectly|"
    r"(?:fine|ok|okay|good|ready) to sign|sign (?:it|this)|recommend|standard|normal|usual|ignore|instructions?)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[<>{}#*_`|\\]|https?://|www\.|@|[€$£¥₹]")


@dataclass(frozen=True, slots=True)
class ModelFindingWords:
    """`bot.ports.FindingWords` with a chat model."""

    model: PaidModel

    async def worded(
        self,
        flags: Sequence[RedFlag],
        plain: Sequence[FlagWords],
        document: DocumentText,
        *,
        person_id: UUID,
        names: Sequence[str],
        today: date,
    ) -> list[FlagWords]:
        told = [pair for pair in zip(flags, plain, strict=True) if len(pair[0].quote.text) <= MOST_SENTENCE][
            :MOST_FLAGS
        ]
        if not told:
            return list(plain)
        try:
            said = await self._asked(told, person_id, names, today)
        except Unavailable as error:
            log.warning("findings keep their plain words", why=str(error))
            return list(plain)
        better = {
            flag.id: FlagWords(
                freelancer=_believed(words.freelancer, usual.freelancer, flag, document),
                client=_believed(words.client, usual.client, flag, document),
            )
            for (flag, usual), words in zip(told, said, strict=True)
        }
        return [better.get(flag.id, usual) for flag, usual in zip(flags, plain, strict=True)]

    async def _asked(
        self, told: Sequence[tuple[RedFlag, FlagWords]], person_id: UUID, names: Sequence[str], today: date
    ) -> list[FlagWords]:
        """One wording a flag, with the facts put back. Raises Unavailable."""
        disguise = Disguise(names=names)
        fence = f"----- {secrets.token_hex(6)} -----"  # cannot be known to whoever wrote the contract
        findings = [
            {
                "label": flag.id.replace("_", " "),
                "freelancer": usual.freelancer,
                "client": usual.client,
                "sentence": disguise.hide(" ".join(flag.quote.text.split())),
            }
            for flag, usual in told
        ]
        messages = (
            ("system", prompts.load("findings_system", fence=fence)),
            ("human", prompts.load("findings_list", fence=fence, findings=findings)),
        )
        answer = await self.model.ask(
            messages, _TOOL, person_id=person_id, today=today, tokens=200 + TOKENS * len(findings)
        )
        sides = [answer.get("freelancer"), answer.get("client")]
        lists = [[line for line in side if isinstance(line, str)] if isinstance(side, list) else [] for side in sides]
        if any(len(lines) != len(findings) for lines in lists):
            raise Unavailable("the model gave other findings than it was asked for")
        return [
            FlagWords(freelancer=disguise.reveal(one).strip(), client=disguise.reveal(other).strip())
            for one, other in zip(*lists, strict=True)
        ]


def _believed(words: str, usual: str, flag: RedFlag, document: DocumentText) -> str:
    return words if is_backed(words, usual, flag, document) else usual


def is_backed(words: str, usual: str, flag: RedFlag, document: DocumentText) -> bool:
    """Whether words on a flag may be shown: what they quote stands in the paragraph that the flag quotes; their numbers and
    words of law stand there or in the usual wording; they soothe nobody."""
    paragraph = document.paragraphs[flag.quote.paragraph - 1].text
    if not SHORTEST <= len(words) <= LONGEST or "\n" in words:
        return False
    if _SOOTHES.search(words) or any(sign.group() not in paragraph for sign in _SIGNS.finditer(words)):
        return False
    if not all(quoted in paragraph for quoted in _QUOTED.findall(words)):
        return False
    source = f"{paragraph} {usual}".casefold()
    stated = [
        found.group().casefold() for pattern in (_NUMBER, _NUMBER_WORD, _LAW) for found in pattern.finditer(words)
    ]
    return all(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", source) or (one == "§" and one in source) for one in stated)
