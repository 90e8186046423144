"""What people say about a question, or the form it belongs to, instead of answering it."""

from __future__ import annotations

import re

LONGEST = 80  # characters; who says more means more


def _compile(*alternatives: str, whole: bool = False) -> re.Pattern[str]:
    either = "|".join(alternatives)
    return re.compile(rf"^\W*{_LEAD}(?:{either}){_TAIL}$" if whole else either, re.IGNORECASE)


_TAIL = r"(?:[\s,]*\b(?:please|pls|thanks|thx|ok(?:ay)?))*[\s?!.)]*"
_LEAD = (
    r"(?:(?:and|but|so|then|ok(?:ay)?|yes|wait|hey|hi|hm+|um+|huh|sorry|well|please|pls|now|just|excuse\s+me)\b\W*)*"
)
_THING = r"(?:it|that|this|now|already|please|pls|then|ahead|on|me|us|the|some|somebody|someone|anyone|people|freelancers?|with)"
_AUXILIARY = r"(?:do|does|did|are|will|would|should|shall|can|could|may|is|was|have|has)"
_WHO = r"(?:you|i|we|they|he|she|it|this|that|there|the|any(?:one|body|thing)|some(?:one|body))"

_ENOUGH = _compile(
    rf"(?:go|do|post|send|submit|publish|find|search|proceed|continue|start)(?:\s+{_THING})*",
    r"save(?:\s+(?:it|that|this|now|please|pls|already|the\s+(?:brief|job|draft|profile)))*",
    r"(?:skip|leave)\s+(?:all|everything|the\s+rest)(?:\s+out)?",
    r"(?:that'?s|this\s+is|it'?s)\s+(?:all|enough|it|everything)",
    r"(?:no|enough|stop)\s+(?:more\s+)?(?:with\s+)?(?:the\s+|asking\s+|these\s+)?questions",
    r"(?:(?:it|that|all|everything)\s+)?(?:looks|sounds|is)\s+(?:all\s+)?(?:good|fine|right|ok(?:ay)?|great|perfect)",
    r"perfect|ready|good\s+to\s+go|show\s+me\s+(?:the\s+)?people|enough|all\s+good",
    whole=True,
)
_WHY = _compile(
    rf"why(?:\s+{_AUXILIARY}\s+{_WHO}\b.*|\s+(?:that|this|though|so))?|what\s+for",
    r"what(?:'?s|\s+is|\s+does|\s+do)?(?:\s+(?:that|this|it|you))?(?:\s+mean(?:\s+(?:by|with)\s+.*)?|\s+for)?",
    r"huh|meaning|explain|\?+",
    r"i\s+(?:do\s+not|don'?t)\s+(?:understand|get\s+(?:it|that|this)|know\s+what\s+(?:that|this|you)\s+means?)(?:\s+(?:that|this|the\s+question))?",
    whole=True,
)
_USUAL = _compile(
    r"(?:(?:i\s+)?(?:idk|dunno|no\s+(?:idea|clue)|don'?t\s+know|am\s+not\s+sure|not\s+sure)\W+)?"
    r"(?:what(?:'?s|\s+is|\s+would\s+be|\s+are)?\s+(?:the\s+|a\s+)?(?:normal|usual|typical|common|standard|fair|reasonable|realistic|average|going\s+rate|best)\b.*"
    r"|what\s+(?:do|would|should|does|did)\s+(?:most\s+)?(?:people|others|everyone|everybody|you|one|clients|freelancers|i)\s+(?:usually\s+|normally\s+)?(?:pay|take|say|choose|do|charge|ask|recommend|suggest|pick|need|answer|advise)\b.*"
    r"|how\s+much\s+(?:is|does|do|should|would|will)\b.*(?:cost|normal|usual|pay|charge|fair|ask|reasonable)\b.*"
    r"|(?:any|some)\s+(?:advice|suggestions?|recommendations?|ideas?)\b.*|what'?s\s+the\s+difference.*|what\s+is\s+the\s+difference.*"
    r"|which\s+(?:one\s+)?(?:is|do|should|would)\b.*(?:better|best|usual|normal|recommend|take|choose|cheaper)\b.*|you\s+tell\s+me)",
    whole=True,
)
_QUESTION_FOR_SURE = re.compile(
    rf"^\W*{_LEAD}(?:(?:who|whose|why|what|where)\b(?!ever)|what'?s\b|who'?s\b|"
    rf"how\s+(?:do|does|did|long|much|many|come|is|are|can|will|would|about|safe)\b|{_AUXILIARY}\s+{_WHO}\b)",
    re.IGNORECASE,
)
_QUESTION_WITH_MARK = re.compile(
    rf"^\W*{_LEAD}(?:who|what|how|why|when|where|which|{_AUXILIARY}|am|were)\b", re.IGNORECASE
)
_TENTATIVE = _compile(
    r"\b(?:how|what)\s+about\b",
    r"\b(?:ok(?:ay)?|fine|enough|good|possible|realistic|alright|too\s+\w+)\W*$",
    r"\bwould\b.{1,30}\b(?:do|work)\W*$",
    r"\bis\s+it\s+ok(?:ay)?\b",
)
_INSTEAD = _compile(
    r"\binstead\b|\brather\s+(?:than|an?|have)\b|\bchanged\s+my\s+mind\b",
    r"\b(?:scrap|forget)\s+(?:that|it|this|the|about)\b|\bnot\s+(?:an?|the)\s+\w+,?\s+but\b",
    r"\b(?:no\s+longer|don'?t|do\s+not)\s+(?:need|want)\s+(?:the|an?|that|it)\b",
)
_DENIED = _compile(
    r"\b(?:i\s+|we\s+)?(?:no\s+longer|don'?t|do\s+not)\s+(?:need|want)\s+(?P<a>[^,.;!?]*)",
    r"\b(?:instead\s+of|rather\s+than|forget(?:\s+about)?|scrap|drop)\s+(?P<b>[^,.;!?]*)",
    r"\bnot\s+(?P<c>(?:an?|the|my)\s+[^,.;!?]*?)(?=\s+but\b|[,.;!?]|$)",
)
_SHRUG = _compile(
    r"(?:i\s+)?(?:have\s+)?(?:idk|idc|dunno|no\s+(?:idea|clue|preference)|don'?t\s+(?:know|care|mind)|do\s+not\s+(?:know|care|mind)|not\s+sure)(?:\s+(?:yet|honestly|tbh|really|about\s+\w+))*",
    r"(?:you|they|u)\s+(?:can\s+)?(?:decide|choose|pick|tell\s+me)|up\s+to\s+(?:you|them|u)|whatever|whenever|any(?:thing|time|one|body)?|tbd|open|flexible|negotiable|depends",
    r"no|nope|nah|no\s+thanks|none|nothing|skip(?:\s+\w+)?|next|pass|later|i'?ll\s+(?:tell|say)\s+(?:you\s+)?later|does\s?n'?o?t\s+matter|doesn'?t\s+matter|not\s+important",
    whole=True,
)
_UNDECIDED = _compile(
    r"(?:i\s+)?(?:idk|dunno|no\s+(?:idea|clue)|(?:don'?t|do\s+not)\s+know|(?:am\s+)?not\s+sure)(?:\s+(?:yet|honestly|tbh|really))*",
    whole=True,
)
_FRAGMENT = _compile(
    r"(?:(?:i|we)\s+)?(?:want|need|pay|say|would\s+like)\s+(?:about\s+|around\s+|max\s+)?[$€£]?\s?\d[\d.,]*\s*k?\s*"
    r"(?:usd|eur|gbp|chf|inr|cad|aud|dollars?|euros?|pounds?|bucks|quid|[$€£])?",
    r"(?:it|that|this)(?:'?s|\s+is|\s+was)?\s+(?:all\s+)?for\s+(?:my|our|the|an?)\s+(?:\w+\s*){1,4}",
    whole=True,
)
_BARE_HIRE = re.compile(r"^\W*(?:(?:hire|hiring|please|pls|now|here)\b\W*)+$", re.IGNORECASE)
_CORRECTION = re.compile(
    r"^\W*(?:(?:no|nah|wait|actually|sorry|hm+|rather|make\s+(?:it|that)|i\s+mean[t]?|better|let'?s\s+say|say|more\s+like|ok(?:ay)?|oh|oops|and|but)\b\W*)*"
    r"(?P<what>.+?)\W*(?:\b(?:instead|please|pls|then|rather|max|sorry)\W*)*$",
    re.IGNORECASE | re.DOTALL,
)


def is_shrug(text: str) -> bool:
    """Whether an answer leaves the question open: "idk", "you decide", "no", "whatever", "negotiable"."""
    return len(text) < LONGEST and bool(_SHRUG.match(text))


def is_undecided(text: str) -> bool:
    """Whether somebody only says that they do not know: "idk", "hmm, not sure yet", "no idea"."""
    return len(text) < LONGEST and bool(_UNDECIDED.match(text))


def without_denied(text: str) -> str:
    """The text without what somebody says they do not want: "I don't need the logo, I need a website"."""
    return _DENIED.sub(" ", text).strip(" ,.;")


def denied(text: str) -> str:
    """Only what somebody says they do not want; empty where there is none."""
    return ", ".join(match["a"] or match["b"] or match["c"] for match in _DENIED.finditer(text) if match.lastgroup)


def corrected(text: str) -> str:
    """What a correction comes down to: "no wait, 500" is "500", "sorry, next Friday instead" is "next Friday"."""
    match = _CORRECTION.match(text)
    return match["what"].strip() if match else text


def is_fragment(text: str) -> bool:
    """Whether a message says something only beside another one: "I want 900", "it's for my bakery"."""
    return len(text) < LONGEST and bool(_FRAGMENT.match(text))


def names_nothing(text: str) -> bool:
    """Whether a message only says that somebody wants to hire, and nothing of what: "hire hire hire"."""
    return bool(_BARE_HIRE.match(text))


def is_enough(text: str) -> bool:
    """Whether somebody is done with questions and wants to get on: "just do it", "skip the rest", "that's all"."""
    return len(text) < LONGEST and bool(_ENOUGH.match(text))


def asks_why(text: str) -> bool:
    """Whether somebody does not see why, or what, they are being asked: "why?", "what do you mean", "??"."""
    return len(text) < LONGEST and bool(_WHY.match(text))


def asks_usual(text: str) -> bool:
    """Whether somebody wants to know what others answer: "idk, what's normal?", "which is better", "any advice?"."""
    return len(text) < LONGEST and bool(_USUAL.match(text))


def is_question(text: str) -> bool:
    """Whether a message asks something and so is no answer: "how long does it take", "who are you?", not "friday?"."""
    if _QUESTION_FOR_SURE.match(text):
        return True
    return text.rstrip().endswith("?") and bool(_QUESTION_WITH_MARK.match(text))


def is_tentative(text: str) -> bool:
    """Whether a question carries an answer: "how about friday?", "is 200 ok?"."""
    return len(text) < LONGEST and bool(_TENTATIVE.search(text))


def is_instead(text: str) -> bool:
    """Whether what is said takes the place of what was said before: "a website instead", "I don't need the logo"."""
    return bool(_INSTEAD.search(text))
