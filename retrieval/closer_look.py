"""One person seen closer by a client, still blind: skills, work, what was said of it, terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from bot.domain.closer_look import CloserLook, SkillSeen, TraitSeen, WorkSeen
from bot.domain.profile import PastJob, PortfolioPiece, Review
from retrieval.blind_sentences import GAP, blind_sentence
from retrieval.dossier import Dossier, Need
from retrieval.limits import language_code
from retrieval.skill_part import skill_key
from retrieval.wording import listed

WORKS = 6  # shown, those with wanted skills first
ASKED = 3  # skills of one question that are answered
STEM = 4  # letters that two words share, at least, to be taken for forms of one
Blind = Callable[[str], str]


def closer_look(dossier: Dossier, need: Need, *, names: Iterable[str], topic: str) -> CloserLook:
    """What a client may know of this candidate now. `topic`: what they asked about, "" for nothing in particular."""
    hidden = tuple(names)

    def blind(text: str) -> str:
        return blind_sentence(text, hidden, lambda word: need.skills.canonical(word) is not None)

    profile, works = dossier.profile, _works(dossier, need, blind)
    shown = {skill_key(name, need.skills) for work in works for name in work.skills}
    return CloserLook(
        skills=tuple(
            SkillSeen(claim.name, claim.years, key in shown, key in need.reach)
            for claim in profile.skills
            for key in [skill_key(claim.name, need.skills)]
        ),
        works=works[:WORKS],
        traits=_traits(dossier, blind),
        rate=profile.rate,
        hours_per_week=profile.hours_per_week,
        available_from=profile.available_from,
        years=profile.years,
        languages=tuple(map(language_code, profile.languages)) if need.brief.languages else (),
        answers=_answers(topic, dossier, need, works),
    )


def _works(dossier: Dossier, need: Need, blind: Blind) -> tuple[WorkSeen, ...]:
    by_job = {review.past_job_id: review for review in dossier.reviews}
    done = [_finished(job, by_job.get(job.id), blind) for job in dossier.past_jobs]
    works = [*done, *(_shown(piece, blind) for piece in dossier.profile.portfolio)]
    fitting = [any(skill_key(name, need.skills) in need.reach for name in work.skills) for work in works]
    first = sorted(range(len(works)), key=lambda at: not fitting[at])
    return tuple(works[at] for at in first if works[at].title)


def _finished(job: PastJob, review: Review | None, blind: Blind) -> WorkSeen:
    return WorkSeen(
        title=_title(job.title, job.skills, blind),
        skills=job.skills,
        finished_on=job.finished_on,
        on_time=job.on_time,
        stars=review.stars if review else None,
        praise=blind(review.text) if review else "",
    )


def _shown(piece: PortfolioPiece, blind: Blind) -> WorkSeen:
    title = _title(piece.title, piece.skills, blind)
    return WorkSeen(title=title, skills=piece.skills, role=blind(piece.role), purpose=blind(piece.purpose))


def _title(title: str, skills: Sequence[str], blind: Blind) -> str:
    return blind(title).strip(f" {GAP}:,;-") or ", ".join(skills[:2])


def _traits(dossier: Dossier, blind: Blind) -> tuple[TraitSeen, ...]:
    seen = {name.casefold().strip(): name for review in dossier.reviews for name in review.soft_skills}
    told = {claim.name.casefold().strip(): claim for claim in dossier.profile.soft_skills if claim.evidence.strip()}
    own = [TraitSeen(claim.name, blind(claim.evidence), key in seen) for key, claim in told.items()]
    return (*own, *(TraitSeen(name, "", True) for key, name in seen.items() if key not in told))


# --- what was asked ------------------------------------------------------------------------------------------------


def _answers(topic: str, dossier: Dossier, need: Need, works: Sequence[WorkSeen]) -> tuple[str, ...]:
    """A sentence for each skill in the question, and one for what else it names."""
    if not topic:
        return ()
    spoken = [_about_language(word, dossier) for word in topic.split() if language_code(word) != word.casefold()]
    if spoken:
        return tuple(spoken)
    named = list(dict.fromkeys(mention.name for mention in need.skills.find(topic)))[:ASKED]
    found = [work for work in works if _speaks_of(topic, work)]
    answers = [_about_skill(name, dossier, need, works) for name in named]
    if found:
        answers.append(f"“{topic}”: see {listed([work.title for work in found])}.")
    elif not named:
        answers.append(f"Nothing they name or have shown speaks of “{topic}”.")
    elif not any(skill_key(name, need.skills) in dossier.skills for name in named):
        answers.append(f"Nothing they have shown speaks of “{topic}”.")
    return tuple(answers)


def _about_language(name: str, dossier: Dossier) -> str:
    if not dossier.profile.languages:
        return "Does not say which languages they work in."
    speaks = language_code(name) in {language_code(one) for one in dossier.profile.languages}
    return f"{'Says' if speaks else 'Does not say'} that they work in {name.capitalize()}."


def _about_skill(name: str, dossier: Dossier, need: Need, works: Sequence[WorkSeen]) -> str:
    key = skill_key(name, need.skills)
    work = [one.title for one in works if key in {skill_key(skill, need.skills) for skill in one.skills}]
    claim = next((one for one in dossier.profile.skills if skill_key(one.name, need.skills) == key), None)
    if claim is not None or work:
        years = f" ({claim.years:g} years)" if claim and claim.years else ""
        where = f", shown in {listed(work)}" if work else ", but shows no work with it yet"
        return f"Names {name}{years}{where}." if claim is not None else f"{name}: shown in {listed(work)}."
    close = {near for near, _ in need.skills.neighbours(key)} | set(need.skills.specialities(key))
    instead = [one.name for one in dossier.profile.skills if skill_key(one.name, need.skills) in close]
    return f"Does not name {name}, but {listed(instead)}, which is close." if instead else f"Does not name {name}."


def _speaks_of(topic: str, work: WorkSeen) -> bool:
    said = " ".join((work.title, work.role, work.purpose, work.praise, *work.skills)).casefold()
    words = re.findall(r"\w+", said)
    return any(_alike(asked, word) for asked in re.findall(r"\w{3,}", topic.casefold()) for word in words)


def _alike(one: str, other: str) -> bool:
    """Forms of one word: "cook" and "cooking", "video" and "videos"."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= STEM - 1
