"""Whether words change something that was posted before: "make it 500", "give them till Monday", "drop "
"the captions"."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.understanding import asides

LONGEST = 240  # characters; who says more tells of a new job
_LEAD = (
    r"^\W*(?:(?:ok(?:ay)?|and|but|oh|no|wait|hm+|sorry|oops|actually|also|well|please|pls|then|now|so|hey|hi|"
    r"maybe|rather|"
    r"on\s+second\s+thought|i\s+changed\s+my\s+mind|can\s+(?:you|we|i)|could\s+(?:you|we|i)|let'?s|let\s+us|"
    r"(?:i|we)(?:'d|\s+would)\s+(?:like|prefer|rather)(?:\s+to)?|(?:i|we)\s+(?:want|need|have|wish|"
    r"forgot)\s+to|just|for\s+job\s+\d+|in\s+job\s+\d+|job\s+\d+)\b[\s,:.!-]*)*"
)
_FIELD = (
    r"(?:budget|pay|price|amount|deadline|date|due\s+date|time|title|deliver\w*|skills?|rights?|languages?|"
    r"place|brief|job(?:\s+\d+)?|hours?|scope)"
)
_WHAT = rf"(?:it|that|this|(?:the|my|its)\s+(?:\w+\s+)?{_FIELD}|{_FIELD})"
_NOT_ME = (
    r"(?!\s*(?:all\s+)?(?:me|my\s+(?!job|brief|budget|deadline|post)|everything|him|her|them|number|"
    r"the\s+(?:first|second|third|contract|clause)|contract|clause|account|alerts?|profile)\b)"
)
_CHANGE = re.compile(
    _LEAD
    + r"(?:"
    + "|".join(
        (
            rf"make\s+{_WHAT}\s+\S",
            rf"(?:change|set|raise|increase|lower|reduce|cut|double|halve|move|extend|push|postpone|shift|bring|put|"
            rf"update|adjust)\s+{_WHAT}(?:\s+(?:to|by|from|until|till|at|forward|back|up|down|out)\b|\W*$)",
            rf"(?:drop|remove|scratch|leave\s+out|take\s+out|no\s+need\s+for|no\s+more|without){_NOT_ME}\s+(?:the\s+|"
            rf"any\s+|that\s+)?\w",
            rf"(?:add|include|plus){_NOT_ME}\s+(?:the\s+|an?\s+)?\w",
            r"give\s+(?:them|him|her|it|people|everyone|everybody)\s+(?:till|until|another|some\s+more|more|a\s+few|"
            r"one\s+more|an?\s+extra|\d+\s+more)\b",
            r"tell\s+(?:them|him|her|everyone|everybody)\s+(?:that\s+)?(?:i|we|it)\b",
            r"(?:only|just)\s+(?:people|freelancers?|somebody|someone|those)\s+(?:who|that|from|in|with)\b",
            r"(?:only\s+)?(?:[a-z]+)\s+speakers\s+only\b|only\s+\w+(?:[ -]speaking|\s+speakers)\b",
            r"(?:they|it|he|she|whoever)\s+(?:must|should|has\s+to|have\s+to|needs?\s+to)\s+(?!be\s+(?:told|asked))\w",
            r"(?:the\s+|my\s+|our\s+)?(?:new\s+)?(?:budget|deadline|pay)(?:\s+(?:is|should\s+be|can\s+be|would\s+be|"
            r"has\s+to\s+be|now)|\s*[:=])*\s+(?:now\s+)?(?:up\s+to\s+|around\s+|by\s+|until\s+|till\s+|only\s+|"
            r"more\s+like\s+)?[$€£]?\s?(?:\d|\w+day\b|next\b|tomorrow\b|the\s+end\b)",
            r"(?:i|we)\s+(?:can|could|will|'ll|would)\s+(?:also\s+)?(?:pay|offer|go\s+(?:up\s+)?to|"
            r"spend)\s+(?:up\s+to\s+)?[$€£]?\s?\d",
            r"(?:\d+|an?|one|two|three|four|a\s+few)\s+(?:day|week|month)s?\s+(?:later|earlier|longer|"
            r"more)\W*(?:please|is\s+fine)?\W*$",
            r"(?:it'?s\s+|it\s+is\s+)?(?:not|no\s+longer|not\s+that|not\s+so)\s+urgent\b|it(?:'s|\s+is)\s+urgent\b|"
            r"(?:there\s+is\s+)?no\s+(?:rush|hurry|deadline)\W*$",
            r"no\s+ai\b|(?:i|we)\s+(?:must|need\s+to|want\s+to|should)\s+own\b|(?:i|we)\s+(?:just|only)\s+(?:want|"
            r"need)\s+to\s+use\b",
            r"(?:\d+|two|three|four|five|six)\s+\w+(?:\s+\w+)?\s+instead(?:\s+of\b.*)?\W*$",
            r"in\s+(?:euros?|dollars?|pounds?|usd|eur|gbp|chf|francs?)\W*(?:please|not\s+\w+)?\W*$",
            r"(?:make|say)\s+(?:that|it)?\s*[$€£]?\d",
        )
    )
    + r")",
    re.IGNORECASE,
)


def changes_a_job(text: str, reading: Reading) -> bool:
    """Whether words, with a posted job before their writer, ask for a change of it. Questions ask for none."""
    said = text.strip()
    if not said or len(said) > LONGEST or (asides.is_question(said) and not _ASKS_TO.match(said)):
        return False
    return bool(_CHANGE.match(said))


_ASKS_TO = re.compile(
    r"^\W*(?:(?:ok|and|so|please)\W+)*(?:can|could)\s+(?:you|we|i)\s+(?:please\s+)?(?:make|change|set|raise|"
    r"increase|lower|reduce|drop|remove|add|include|extend|move|push|give)\b",
    re.IGNORECASE,
)
