"""Weights are learned only from enough outcomes, never with a wrong sign, and never applied by themselves."""

from __future__ import annotations

import random
from dataclasses import replace
from uuid import UUID

from bot.domain.matching import DEFAULT_WEIGHTS, PartName
from bot.services.calibration_chart import calibration_chart
from bot.services.match_learning import Outcome, learn


def outcomes(count, *, by):
    """People chosen by the parts of `by` with these weights, and some chance."""
    chance = random.Random(3)
    made = []
    for number in range(count):
        values = {name: round(chance.random(), 3) for name in PartName if chance.random() > 0.1}
        pull = sum(weight * (values.get(name, 0.5) - 0.5) for name, weight in by.items())
        made.append(Outcome(UUID(int=number // 5), UUID(int=number), values, chosen=pull + chance.gauss(0, 0.1) > 0.1))
    return made


def test_199_outcomes_teach_nothing():
    assert learn(outcomes(199, by={PartName.SKILLS: 1.0}), DEFAULT_WEIGHTS) is None


def test_outcomes_of_one_kind_teach_nothing():
    nobody = [replace(outcome, chosen=False) for outcome in outcomes(400, by={PartName.SKILLS: 1.0})]
    assert learn(nobody, DEFAULT_WEIGHTS) is None


def test_what_clients_choose_by_gets_the_weight_and_is_better_on_the_held_back_tenth():
    learned = learn(outcomes(1_200, by={PartName.PRICE: 1.0}), DEFAULT_WEIGHTS)
    assert learned is not None
    assert max(learned.weights.of, key=lambda name: learned.weights.of[name]) is PartName.PRICE
    assert learned.learned.auc > learned.published.auc
    assert learned.learned.brier < learned.published.brier
    assert sum(count for _, _, count in learned.learned.bins) > 80


def test_a_part_never_counts_against_somebody_who_is_better_in_it():
    learned = learn(outcomes(1_200, by={PartName.SKILLS: 1.0, PartName.RECORD: -1.0}), DEFAULT_WEIGHTS)
    assert learned is not None
    assert all(weight >= 0 for weight in learned.weights.of.values())
    assert learned.weights.of[PartName.RECORD] == 0


def test_the_same_outcomes_give_the_same_weights():
    made = outcomes(400, by={PartName.SKILLS: 1.0})
    assert learn(made, DEFAULT_WEIGHTS) == learn(made, DEFAULT_WEIGHTS)


def test_how_well_both_weights_foretell_is_drawn():
    learned = learn(outcomes(1_200, by={PartName.PRICE: 1.0}), DEFAULT_WEIGHTS)
    assert learned is not None
    chart = calibration_chart(learned.published, learned.learned, names=("now", "then"), axes_are=("said", "happened"))
    assert chart.startswith(b"\x89PNG")
