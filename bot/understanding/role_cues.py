"""Ways of speaking that tell clients from freelancers in a post."""

from __future__ import annotations

import re

_TRADE = (
    r"(?:designers?|illustrators?|developers?|devs?|programmers?|coders?|writers?|copywriters?|editors?|"
    r"translators?|photographers?|animators?|artists?|musicians?|composers?|engineers?|accountants?|"
    r"assistants?|marketers?|analysts?|testers?|proofreaders?|videographers?|tutors?|experts?|specialists?"
    r"|actors?|teachers?|bloggers?|interns?|nann(?:y|ies)|drivers?|managers?|technicians?|consultants?|"
    r"administrators?|admins?|gurus?|geeks?|people|person|individuals?|guy|girl|models?|painters?|"
    r"architects?|scientists?|nurses?|chefs?|cooks?|freelancers?|contractors?|redditors?|students?|reps?|"
    r"representatives?|candidates?|moderators?|webmasters?|ninjas?|voice ?overs?|voices?|sellers?|"
    r"salesperson|employees?|workers?)"
)
_WORK = (
    r"(?:work|jobs?|employment|gigs?|positions?|opportunit(?:y|ies)|clients?|projects?|internships?|"
    r"freelance|career|something|anything|part[- ]time|full[- ]time|odd jobs|side jobs|commissions?)"
)
# Names that begin with c_ were written for clients, f_ for freelancers; the weights decide what they are worth.
_CUES: dict[str, str] = {
    # clients
    "c_title_pro_to": rf"^\W*(?:\w+[ -]){{0,3}}{_TRADE}(?:/\w+)* (?:to\b|who (?:is|are|can|will|"
        rf"could|would)\b|needed\b|wanted\b|required\b|sought\b|for (?:a|an|my|our|"
        rf"the|small|short|quick|new)\b)",
    "c_someone": r"\b(?:someone|somebody|anyone|anybody|a person|people|redditors?) (?:to|"
        r"who|that|with|can|interested|willing|able)\b",
    "c_need_pro": rf"\b(?:need(?:s|ed|ing)?|want(?:s|ed|ing)?|require[sd]?|seek(?:s|ing)?|hiring|"
        rf"hire|recruiting|look(?:ing|s)? (?:for|to hire|to pay|to find|to add|to get)|"
        rf"in need of|search(?:ing)? for|find) (?:for )?(?:(?!work|job|gig|position|"
        rf"internship|employment)[\w/.#+'-]+,? (?:and |or )?){{0,7}}{_TRADE}\b",
    "c_need_thing": r"\b(?:i|we) (?:am |are |'m |'re |do |really |also |just |currently )*(?:need|"
        r"needing|require)\s+(?!(?:a |an |any |some |to (?:find|get) )*(?:\w+ ){0,2}(?:work|"
        r"jobs?|money|income|cash|employment|internship|experience)\b)\w+",
    "c_hiring": r"\b(?:is|are|am|we're|i'm|now|currently|be) (?:now |currently |also )?(?:hiring|"
        r"recruiting|accepting applications)\b|^\W*hiring|\bto hire\b|\bjob openings?\b|"
        r"\bopen positions?\b|\bjoin (?:our|the|my) team\b|\bhelp wanted\b|\bjob description\b",
    "c_youwill": r"\b(?:you will|you'll|you must|you should|you need to|you get|you have experience|"
        r"you are an?|you can work)\b",
    "c_yours": r"\byour (?:resume|cv|portfolio|rates?|experience|skills|samples?|cover letter|"
        r"availability|qualifications|price|quote|previous|past|best|own hours)\b",
    "c_apply": r"\b(?:to apply|applicants?|candidates?|responsibilities|duties|requirements|"
        r"qualifications|compensation|the job is|the position|this position|the role|"
        r"this role|the project is|this project|this job)\b",
    "c_ipay": r"\b(?:i|we) (?:can|will|'ll|would|am willing to|'d|are willing to|'m willing to|"
        r"am able to)? ?(?:be )?(?:only )?(?:pay|offer|compensate|paying|offering)\b(?! (?:web|"
        r"my|a (?:wide|full|range)|services))|\b(?:will|can) pay\b|\bpay (?:is|will|"
        r"would|rate|range)|\bwilling to pay\b|\b(?:my|our|the) budget\b|\bpaid (?:via|"
        r"through|per|gig|position|by)\b|\bpay\s?:|\bbudget\s?:",
    "c_send": r"\b(?:send|e?-?mail|pm|message|submit|include|show|post|contact|reply)\w* (?:me |"
        r"us |it |them )?(?:with |to me )?(?:a |an |some |any |links? to |samples? of )?(?:your|"
        r"examples?|samples?|resumes?|links?|quotes?)\b",
    "c_our": r"\b(?:our|we're|we are|we have|we need|we want|us)\b",
    "c_company": r"\b(?:my|our|a|the) (?:\w+ )?(?:company|startup|start-up|firm|agency|studio|"
        r"business|clients?|website|site|app|book|game|boss|wedding|band)\b",
    "c_imper": r"^\W*(?:film|draw|write|make|design|build|help me|create|fix|paint|record|"
        r"translate|edit|code|test) (?:me|my|us|our|yourself|a|an|this|some)\b|\b(?:make|"
        r"draw|build|design|write|fix|paint) (?:me|us)\b",
    "c_task": r"\b(?:quick|small|simple|easy|short|one[- ]time|ongoing|part[- ]time|paid) (?:\w+ )?(?:job|"
        r"gig|task|project|position)\b",
    # freelancers
    "f_forhire": r"\bfor hire\b|\bhire me\b|\bavailable (?:for|to|immediately|now|from|part|"
        r"full|evenings|weekends)\b|\bwill(?:ing to)? (?:work|do anything|relocate)\b|"
        r"\bat your service\b",
    "f_lookwork": rf"\b(?:look(?:ing)?|search(?:ing)?|seek(?:ing)?|hunt(?:ing)?|need(?:ing|"
        rf"s)?|want(?:s|ing)?|in (?:desperate )?need of|desperate|find)(?: (?:for|"
        rf"of|to find|to get|to do|to start))? (?:(?!someone|somebody|anyone|who\b|"
        rf"people\b|person\b|designer|developer|writer|programmer|artist|help\b)[\w/.#+'-]+,? ){{0,6}}{_WORK}"
        rf"\b",
    "f_findwork": r"\b(?:need|looking|trying) (?:to find |for |to make |to earn |to get )?(?:a job|"
        r"work|money|some (?:extra )?(?:money|cash|work)|extra (?:money|cash|income)|"
        r"income|cash|employment)\b|\bopen to (?:any|work|anything|relocat)|\bany (?:kind|"
        r"type|sort)s? of (?:work|job)|\banything you need\b",
    "f_iam": rf"\b(?:i am|i'm|im|we are|we're) (?:(?!looking|seeking|hiring|trying|in need|"
        rf"willing|interested|the|not|in search|going|working on|currently looking for (?:a|"
        rf"an|some) )[\w/.#+'-]+,? (?:and |or )?){{0,5}}(?:{_TRADE}|student|graduate|"
        rf"grad|proficient|fluent|skilled|experienced|available|freelancing)\b",
    "f_ihave": r"\b(?:i have|i've|i possess|i hold|i've got|have) (?:been \w+ing|a (?:degree|"
        r"bs|ba|bachelor|master|b\.)|\d+ ?\+? ?years|(?:\w+ ){0,3}experience|worked|"
        r"years|designed|built|written|a (?:bachelor|master))",
    "f_ican": r"\b(?:i can|i do|i will|i'll|i offer|i specialize|i specialise|i provide|"
        r"i build|i write|i design|i develop|i create|i draw|i know|i've worked|"
        r"i worked|i speak|i'd love to (?:help|work)|i charge|i also (?:do|have|"
        r"can))\b",
    "f_my": r"\bmy (?:resume|cv|portfolio|skills?|experience|rates?|services|degree|"
        r"background|linkedin|github|qualifications|strengths|specialt\w+|expertise|"
        r"name is|previous (?:work|job|exp)|past work|availability|education|work|"
        r"samples|reel|demo|interests|career|current (?:job|position|role|employer))\b",
    "f_rate": r"\b(?:my )?rates? (?:start|are|begin|vary|negotiable)|\bnegotiable\b|\bstarting at \$|"
        r"\bcheap\b|\bfree quote|\bdiscount|\bper hour\b|\breasonable (?:rates?|"
        r"prices?)",
    "f_grad": r"\b(?:graduate|graduated|graduating|laid off|unemployed|unemployment|bachelor'?s?|"
        r"gpa|references|military|veteran|y/?o\b|yr old|years? old)\b",
    "f_skills": r"\b(?:skills?|skill set|skillset|proficien\w+|expertise|experience|work history|"
        r"education|languages|software|objective|services)\s*:|\b(?:skilled|proficient|"
        r"experienced|fluent|expertise) (?:in|with)\b|\byears?(?:'|’)? (?:of )?(?:\w+ ){0,2}exp",
    "f_letme": r"\b(?:let me (?:help|know if|build|write|design|do)|contact me|hit me up|"
        r"hire me|feel free to|drop me|get in touch|reach me|shoot me|don't hesitate|"
        r"if you(?:'re| are)? (?:need|want|interested|looking|have)|need an?y? [^.?!\n]{3,60}\?)",
    "f_thanks": r"\bthank(?:s| you)(?: so much| very much)? for (?:reading|looking|your time|"
        r"taking|your consideration)",
    "f_title_will": r"^\W*(?:i'll|i will|i can|will|let me|i'm|i am|we'll|get your)\b",
    "f_resume": r"\b(?:resume|résumé|cv|linkedin|portfolio|github|deviantart|behance)\b[^.\n]{0,40}(?:https?:|"
        r"www\.|\]\()|\[(?:my )?(?:resume|portfolio|cv|linkedin|work|website)",
}  # fmt: skip
_PATTERNS = {name: re.compile(pattern) for name, pattern in _CUES.items()}
HEAD, READ = 220, 2_500  # characters of a post


def found(title: str, body: str) -> dict[str, float]:
    """Cue -> strength: `#` anywhere in the body, `T` in the title, `F` at the head of the body."""
    title, body = title.lower(), body.lower()
    strengths: dict[str, float] = {}
    for name, pattern in _PATTERNS.items():
        count = sum(1 for _ in pattern.finditer(body[:READ]))
        if count:
            strengths["#" + name] = min(count, 3) ** 0.5
        if pattern.search(title):
            strengths["T" + name] = 1.0
        if pattern.search(body[:HEAD]):
            strengths["F" + name] = 1.0
    return strengths
