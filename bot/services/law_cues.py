"""Words that tell a question or a case on the law from a job that is offered, wanted or complained of."""

from __future__ import annotations

import re

from bot.services.questions import Question, read_question, table
from bot.understanding.asides import is_question

WISHING = re.compile(
    r"(?<!do )(?<!if )(?<!should )(?<!would )\b(?:i|we) need\b|looking for|\bhire (?:a|an|some\w*|me)\b|"
    r"some(?:one|body) (?:to|who|for)|"
    r"\bi want (?:a|an|to hire|to (?:report|complain))\b|find me|\bhiring\b|\bdo you have\b|\breport (?:him|her|"
    r"them|it|this)\b|"
    r"budget|deadline|i offer|available|per hour|/ ?h(?:r|our)?\b|portfolio (?:at|on|:)",
    re.IGNORECASE,
)
MYSELF = re.compile(r"\b(?:i am|i'?m) an?\b", re.IGNORECASE)
UNPAID = re.compile(
    r"\b(?:has ?n.?t|have ?n.?t|is ?n.?t|did ?n.?t|does ?n.?t|won.?t|not|never|refus\w+ to|"
    r"without) (?:yet )?(?:pa(?:id|y|ys|ying)|"
    r"gotten paid|got paid)\b|\boverdue\b|\bunpaid\b|\bpays? (?:me )?(?:\w+ )?late\b|owes me",
    re.IGNORECASE,
)
IS_IT_RIGHT = re.compile(
    r"\b(?:normal|fair|legal|okay|allowed|usual)\s*\?+\s*$|"
    r"\b(?:is|are|was) (?:that|this|it|they|these|those|such a clause) (?:\w+ )?(?:normal|ok|okay|fair|legal|"
    r"lawful|allowed|"
    r"valid|binding|right|enforceable|usual|common)\b|\bis (?:an? )?[\w -]{2,25} (?:legal|lawful|enforceable|fair|"
    r"normal|ok|okay|allowed|valid|binding)\b|\bby law\b",
    re.IGNORECASE,
)
THE_LAW = re.compile(
    r"\bfreelance isn.?t free\b|\bsb ?988|\b(?:which|whose|what) (?:country'?s? )?law\b|\b(?:freelance\w*|"
    r"late payment|copyright|payment|contract) (?:law|act|ordinance|rules?)s?\b|\bthe law (?:say|on|about)|"
    r"\blaw\b.{0,20}\bsay|"
    r"\bby law\b|\blegally\b|\b(?:il)?legal\b(?! (?:advice|name|text|translation|writer))|\blawful\b",
    re.IGNORECASE,
)
OWNING = re.compile(
    r"\bwho (?:owns|will own|keeps|holds)\b|\bwho (?:has|gets|keeps) the (?:\w+ )?(?:rights?|copyright)\b|\b(?:is|are) (?:it|"
    r"they|the \w+|my \w+) "
    r"(?:mine|theirs|ours)\b|\bcopyright\b.{0,40}\b(?:mine|theirs|belongs?)\b",
    re.IGNORECASE,
)
USUAL = re.compile(
    r"\b(?:usual(?:ly)?|normal(?:ly)?|typical(?:ly)?|standard|common|reasonable|customary)\b|\bhow \w+ should\b|"
    r"\bwhat(?:'?s| is| are|s| does) (?:an? )?(?=[\w ]{3,30}(?: mean)?\W*$)|\bexplain\b|\bwho (?:should|has to|"
    r"must|pays)\b|\bwhat(?:'?s| is| does) (?:that|this|it)(?: mean)?\W*$",
    re.IGNORECASE,
)
MAY_I = re.compile(
    r"\b(?:can|may|must|could|should) (?:i|we|they|he|she|the \w+|my \w+|a \w+)\b|\b(?:am|are|is) \w+ allowed\b|"
    r"\bdo (?:i|we) (?:need|have to)\b",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"^\W*(?:and |but |so |then )?(?:does|do|did|is|are|was|can|could|may|must|should|will|would|who|whose|what|"
    r"whats|how|"
    r"when|which|am)\b(?! (?:write|do|make|build|help|design|work|offer|translate|code|start|take|draw|edit|"
    r"proofread)\b)",
    re.IGNORECASE,
)
COMPLAINT = re.compile(
    r"\b(?:client|customer|company|agency|they|he|she|publisher|employer|buyer|studio|gallery|bank|shop|hirer|"
    r"magazine)\b.{0,40}\b(?:use[sd]?|"
    r"pa(?:ys|id)|says?|said|wants?|chang(?:es|ed)|cancel\w*|refus\w*|claims?|cites?|owes?|sold|sells?|took|"
    r"takes?|stole|publish\w*|print\w*|"
    r"posted|writes?|asks?|bans?|forbids?|doubts?|ends?|put)\b|\bwas (?:changed|used|published|sold)\b",
    re.IGNORECASE,
)
SITUATION = re.compile(
    r"\bcontract (?:is )?(?:silent|from|with|says?|states?|gives?|assigns?|term)|\b(?:contract|agreement|"
    r"terms)\b[^.]{0,50}[:'\"“]|"
    r"\bno (?:written |signed )?(?:contract|agreement|assignment|paperwork)\b|"
    r"\bnothing (?:was )?(?:\w+ )?(?:in writing|signed|agreed|written|on "
    r"paper|said)|\b(?:does ?n.t|does not|not) (?:mention|say|state|name)\b|\b(?:never|"
    r"refus\w+) .{0,25}\bcontract\b|\bverbal\w*\b|\bworks? (?:made )?for[- ]hire\b|\bnet[- ]?\d\d\b|"
    r"\bagreement assigns|\bsays nothing",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:made|drew|wrote|designed|ordered|commissioned|paid|signed|delivered|hired|sent|gave|assigns?|assigned|"
    r"granted|sold|"
    r"licensed|used|agreed|cancelled|claims|cites|says|asks|wants|bans|ends|verbal|silent|dies|pays|gave|mention|"
    r"never|refused)\b|contract: |contract's|client's",
    re.IGNORECASE,
)
IN_FORM = re.compile(
    r"writ|sign|assign|transfer|\boral|verbal|licen|copyright|deed|contract|e-?mail|phone|chat|agreed", re.IGNORECASE
)
DEICTIC = re.compile(r"\b(?:this|the|my) (?:contract|file|pdf|agreement)\b", re.IGNORECASE)
CLAIM = re.compile(r"\b(?:can|may) i (?:add|claim|charge)\b", re.IGNORECASE)
SAYS = re.compile(r"\b(?:contract|agreement) (?:says|states|wants|gives|has)\b", re.IGNORECASE)
HIRER = re.compile(r"\b(?:client|customer|company|agency|publisher|they|he|she|invoices?)\b", re.IGNORECASE)
OF_THEM = re.compile(
    r"\b(?:can|may|must|could|should) (?:they|he|she|(?:the |a |my )?(?:client|customer|company|agency|publisher|"
    r"buyer)s?)\b",
    re.IGNORECASE,
)
LONGEST = 60  # words; a case that is told takes two or three sentences


def asks_what_is_usual(text: str) -> bool:
    """Whether somebody wants to know what a clause is or how it usually reads: "what is a kill fee usually?"."""
    if len(text.split()) > 20 or WISHING.search(text) or DEICTIC.search(text) or not USUAL.search(text):
        return False
    asked = read_question(text).topics & {*table("law_subjects")["clauses"]}
    return bool(asked) and (is_question(text) or "?" in text or ASKING.search(text) is not None or "what is" in text)


def asks_on_law(text: str) -> bool:
    """Whether words that speak of a place or a clause ask what the law says, though nothing in them names rights."""
    if len(text.split()) > LONGEST or WISHING.search(text):
        return False
    question = read_question(text)
    asking = "?" in text or is_question(text) or ASKING.search(text) is not None
    if MYSELF.search(text) and not (asking or COMPLAINT.search(text) or SITUATION.search(text) or OWNING.search(text)):
        return False
    if (question.not_held and question.places and asking) or (question.on_pay and CLAIM.search(text)):
        return True
    if question.places and (UNPAID.search(text) or _is_on_law(question, asking)):
        return True
    if question.places and question.on_pay and question.days and HIRER.search(text):
        return True
    if OWNING.search(text) or asks_what_is_usual(text):
        return True
    if DEICTIC.search(text) and not SAYS.search(text):
        return False  # what stands in a contract is read there
    subjects = question.topics & {*table("law_subjects")["names"], *table("law_subjects")["clauses"]}
    if asking and ((OF_THEM.search(text) and subjects) or (MAY_I.search(text) and len(subjects) > 1)):
        return True
    return bool(IS_IT_RIGHT.search(text) and (question.topics or question.on_pay or question.on_contract))


def _is_on_law(question: Question, asking: bool) -> bool:
    """Whether what names a place is a question, a complaint or a case on a subject of the law."""
    text = question.text
    subjects = question.topics & {*table("law_subjects")["names"]}
    if not IN_FORM.search(text):
        subjects -= {"form"}  # "he said", "I was told"
    on_law = bool(subjects or question.on_pay or question.on_contract)
    if THE_LAW.search(text) and (asking or on_law):
        return True
    if SITUATION.search(text) and (asking or PAST.search(text)):
        return bool(question.topics or question.kind or question.on_pay or question.on_contract)
    return on_law and bool(asking or COMPLAINT.search(text))
