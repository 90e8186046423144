"""Parts add up to the score as shown, for everybody, whatever is in a profile; only evidence counts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from freelancers import NOW, PlainSkills, a_profile, hourly, total
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.brief import Brief, Requirement, SkillWish
from bot.domain.fair_order import fair_order
from bot.domain.matching import DEFAULT_WEIGHTS, Limit, Match, PartName, Weights
from bot.domain.profile import PastJob, PortfolioPiece, Review, SkillClaim, SoftSkillClaim
from bot.domain.scoring import Scale, share_out, valid_weights
from bot.errors import InvalidInput
from retrieval.dossier import Dossier, with_amounts
from retrieval.limits import limits_of
from retrieval.rates import bundled_rates
from retrieval.scoring import assess, match_of
from retrieval.skill_part import read_need, with_skills

SKILLS = PlainSkills()
SOMEBODY = UUID(int=7)
names = st.sampled_from(
    ["Logo", "logo design", "Branding", "Python", "k8s", "kubernetes", "docker", "書道", "Дизайн", " "]
)


def need_of(**facts):
    return read_need(Brief(**facts), today=NOW.date(), skills=SKILLS, rates=bundled_rates())


def dossier_of(profile, **facts):
    return with_amounts(with_skills(Dossier(profile=profile, **facts), SKILLS), bundled_rates())


def part(dossier, need, name):
    match = match_of(assess(dossier, need, Scale(DEFAULT_WEIGHTS)), need, DEFAULT_WEIGHTS)
    return next(part for part in match.parts if part.name is name)


@st.composite
def cases(draw):
    """A brief, a dossier and weights, of any shape."""
    brief = {
        "skills": tuple(SkillWish(name=name, must=draw(st.booleans())) for name in draw(st.lists(names, max_size=6))),
        "soft_skills": tuple(draw(st.lists(st.sampled_from(["patience", "clarity"]), max_size=2))),
        "pay": draw(st.sampled_from([None, hourly(40), hourly(40, "JPY"), total(0), total(900, "XAU")])),
        "deadline": draw(st.sampled_from([None, NOW.date(), NOW.date() + timedelta(days=20)])),
        "hours_per_week": draw(st.sampled_from([None, 10, 40])),
    }
    profile = a_profile(
        *draw(st.lists(names, max_size=8)),
        rate=draw(st.sampled_from([None, hourly(30), hourly(300, "USD"), total(500)])),
        available_from=draw(st.sampled_from([None, NOW.date() + timedelta(days=9)])),
        hours_per_week=draw(st.sampled_from([None, 0, 5, 60])),
        soft_skills=(SoftSkillClaim(name="patience", evidence=draw(st.sampled_from(["", "taught for years"]))),),
        portfolio=(PortfolioPiece(title="A logo", skills=("Logo",)),),
    )
    stars = draw(st.lists(st.integers(1, 5), max_size=4))
    reviews = tuple(
        Review(freelancer_id=profile.person_id, past_job_id=SOMEBODY, stars=one, created_at=NOW) for one in stars
    )
    cosine = st.floats(-1, 1)
    dossier = dossier_of(
        profile,
        reviews=reviews,
        closeness=draw(st.none() | cosine),
        pieces=draw(st.dictionaries(st.integers(0, 3), cosine, max_size=2)),
    )
    of = {name: draw(st.floats(0, 1)) for name in PartName}
    return need_of(**brief), dossier, valid_weights(Weights(version="any", of={**of, PartName.RECORD: 0.5}))


@given(cases())
@settings(max_examples=150, deadline=None)
def test_parts_times_weights_add_up_to_the_score_as_shown(case):
    need, dossier, weights = case
    assessed = assess(dossier, need, Scale(weights))
    match = match_of(assessed, need, weights)
    in_hundred_thousandths = sum(round(part.weight * 100) * round((part.value or 0) * 1000) for part in match.parts)
    assert match.score == in_hundred_thousandths / 100_000 == assessed.score
    assert sum(part.points for part in match.parts) == pytest.approx(match.score, abs=1e-9)
    assert round(sum(part.weight for part in match.parts), 9) == 1
    for one in match.parts:
        assert one.fact
        assert one.value is None or 0 <= one.value <= 1
        assert one.value is not None or one.weight == 0


@given(st.dictionaries(st.sampled_from(list(PartName)), st.floats(0, 1e6), min_size=1))
def test_shares_are_whole_percents_that_make_a_hundred(weights):
    shares = share_out(weights)
    assert sum(shares.values()) == (100 if sum(weights.values()) > 0 else 0)


@pytest.mark.parametrize("of", [{}, {PartName.PRICE: 0.0}, {PartName.PRICE: -1.0}, {PartName.PRICE: float("nan")}])
def test_weights_that_cannot_be_used_are_refused_with_a_sentence(of):
    with pytest.raises(InvalidInput, match="numbers from 0 up"):
        valid_weights(Weights(version="bad", of=of))


@given(st.randoms(use_true_random=False), st.lists(st.tuples(st.integers(0, 1000), st.booleans()), max_size=14))
def test_the_order_does_not_depend_on_how_people_come_in(chance, rows):
    matches = [
        Match(person_id=UUID(int=number), score=score / 1000, parts=(), newcomer=new)
        for number, (score, new) in enumerate(rows)
    ]
    exposures = {match.person_id: NOW for match in matches[::3]}
    first = fair_order(matches, exposures=exposures, near_tie=0.02, margin=0.1)
    chance.shuffle(matches)
    assert fair_order(matches, exposures=exposures, near_tie=0.02, margin=0.1) == first
    assert {match.person_id for match in first.people} == {match.person_id for match in matches}


def scored(*scores, newcomers=()):
    return [
        Match(person_id=UUID(int=at), score=score, parts=(), newcomer=at in newcomers)
        for at, score in enumerate(scores)
    ]


def test_near_ties_take_turns_by_who_was_shown_longest_ago():
    people = scored(0.90, 0.89, 0.70)
    order = fair_order(people, exposures={people[0].person_id: NOW}, near_tie=0.02, margin=0.1)
    assert [one.score for one in order.people] == [0.89, 0.90, 0.70]


def test_a_newcomer_within_the_margin_gets_the_fifth_place():
    order = fair_order(scored(0.9, 0.8, 0.7, 0.6, 0.5, 0.45, newcomers={5}), exposures={}, near_tie=0, margin=0.1)
    assert order.people[4].score == 0.45
    assert order.reserved == order.people[4].person_id


def test_a_newcomer_beyond_the_margin_does_not():
    order = fair_order(scored(0.9, 0.8, 0.7, 0.6, 0.5, 0.3, newcomers={5}), exposures={}, near_tie=0, margin=0.1)
    assert (order.people[4].score, order.reserved) == (0.5, None)


def test_a_skill_counts_under_any_of_its_names_and_less_when_it_is_only_close():
    need = need_of(skills=(SkillWish(name="Logo"),))
    assert part(dossier_of(a_profile("LOGO DESIGN")), need, PartName.SKILLS).value == 1
    assert part(dossier_of(a_profile("branding")), need, PartName.SKILLS).value == pytest.approx(0.48)
    assert part(dossier_of(a_profile("letterhead design")), need, PartName.SKILLS).value == pytest.approx(0.7)
    assert part(dossier_of(a_profile("python")), need, PartName.SKILLS).value == 0


def test_300_listed_skills_count_for_nothing_but_those_shown_in_work_do():
    need = need_of(skills=(SkillWish(name="Logo"), SkillWish(name="Python")))
    stuffed = a_profile("Logo", "Python", *(f"Skill {number}" for number in range(300)))
    assert part(dossier_of(stuffed), need, PartName.SKILLS).value == 0
    shown = stuffed.model_copy(update={"portfolio": (PortfolioPiece(title="Logo", skills=("Logo",)),)})
    honest = part(dossier_of(shown), need, PartName.SKILLS)
    assert 0 < honest.value < 1
    assert "only skills shown in work count" in honest.fact


def test_ten_thousand_must_have_skills_are_read():
    need = need_of(skills=tuple(SkillWish(name=f"Skill {number}") for number in range(10_000)))
    assert (
        part(dossier_of(a_profile("Skill 5")), need, PartName.SKILLS).line
        == "Names none of the 50 skills the brief asks for"
    )


def test_no_reviews_count_as_the_average_and_say_so():
    fact = part(dossier_of(a_profile("Logo")), need_of(title="A logo"), PartName.RECORD)
    assert (fact.value, fact.fact) == (0.85, "No reviews yet: counted as the average (4.4 of 5).")


def test_one_bad_review_does_not_bury_and_one_good_one_does_not_crown():
    def record(stars):
        done = PastJob(
            id=SOMEBODY,
            freelancer_id=SOMEBODY,
            community_id=SOMEBODY,
            title="A",
            finished_on=NOW.date(),
            created_at=NOW,
        )
        review = Review(freelancer_id=SOMEBODY, past_job_id=SOMEBODY, stars=stars, created_at=NOW)
        return part(
            dossier_of(a_profile("Logo"), past_jobs=(done,), reviews=(review,)), need_of(), PartName.RECORD
        ).value

    assert 0.6 < record(1) < record(3) < record(5) < 0.95


def test_underbidding_gains_nothing_and_currencies_are_converted_with_the_day_of_the_rates():
    need = need_of(pay=hourly(50, "USD"))
    cheap, fair = a_profile(rate=hourly(5, "USD")), a_profile(rate=hourly(40, "EUR"))
    assert (
        part(dossier_of(cheap), need, PartName.PRICE).value == part(dossier_of(fair), need, PartName.PRICE).value == 1
    )
    assert "30 June 2025" in part(dossier_of(fair), need, PartName.PRICE).fact


def test_an_hourly_rate_is_not_held_against_a_total_unless_the_hours_are_known():
    profile = a_profile(rate=hourly(50), floor=hourly(50))
    unknown = need_of(pay=total(400))
    assert part(dossier_of(profile), unknown, PartName.PRICE).value is None
    assert limits_of(dossier_of(profile), unknown) == ()
    known = need_of(pay=total(400), hours_per_week=10, duration_days=14)
    assert limits_of(dossier_of(profile), known) == (Limit.FLOOR,)


def test_a_language_or_place_counts_only_with_its_reason():
    profile = a_profile(languages=("en",), place="Lisbon, Portugal")
    wishes = {"languages": (Requirement(name="German"),), "place": Requirement(name="Berlin")}
    assert limits_of(dossier_of(profile), need_of(**wishes)) == ()
    reasons = {
        "languages": (Requirement(name="German", reason="the client's shop assistants speak German"),),
        "place": Requirement(name="Berlin", reason="photos on site"),
    }
    assert limits_of(dossier_of(profile), need_of(**reasons)) == (Limit.LANGUAGE, Limit.PLACE)
    assert limits_of(dossier_of(a_profile()), need_of(**reasons)) == ()


def test_a_refused_topic_excludes_as_a_whole_word_only():
    profile = a_profile(refused_work=("gambling", "art"))
    assert limits_of(dossier_of(profile), need_of(title="A party flyer")) == ()
    assert limits_of(dossier_of(profile), need_of(description="A site for Gambling")) == (Limit.REFUSED,)


def test_a_soft_skill_without_evidence_is_unknown_not_zero():
    need = need_of(soft_skills=("patience",))
    claimed = a_profile(soft_skills=(SoftSkillClaim(name="patience"),))
    assert part(dossier_of(claimed), need, PartName.SOFT_SKILLS).value is None
    told = a_profile(soft_skills=(SoftSkillClaim(name="Patience", evidence="taught beginners for five years"),))
    assert part(dossier_of(told), need, PartName.SOFT_SKILLS).value == 1


def test_a_budget_of_nothing_excludes_floors_and_is_no_price():
    need = need_of(pay=total(0))
    assert limits_of(dossier_of(a_profile(floor=total(10))), need) == (Limit.FLOOR,)
    assert part(dossier_of(a_profile(rate=total(10))), need, PartName.PRICE).value is None


def test_skills_in_any_script_match():
    need = need_of(skills=(SkillWish(name="書道"),))
    profile = a_profile(skills=(SkillClaim(name=" 書道 "),))
    assert part(dossier_of(profile), need, PartName.SKILLS).value == 1
