"""Contracts in seven other languages, read with the vocabulary of English."""

from __future__ import annotations

import pytest

from bot.services.clauses import analyse, pasted

MEANT = [
    ("DE", "Für jeden Tag Verzug werden 5 % des Honorars einbehalten.", "set_off_penalties"),
    (
        "FR",
        "L'illustratrice reprend le dessin autant de fois que le client le demande, sans supplément.",
        "unlimited_revisions",
    ),
    ("PT", "A designer prestará serviços somente para a empresa enquanto durar o contrato.", "exclusivity"),
    (
        "IT",
        "Il committente può recedere in ogni momento senza nulla dovere per il lavoro già svolto.",
        "termination_without_pay",
    ),
    (
        "ES",
        "La empresa puede modificar las condiciones del contrato en cualquier momento mediante aviso.",
        "unilateral_change",
    ),
]


@pytest.mark.parametrize(("language", "text", "flag"), MEANT, ids=[language for language, *_ in MEANT])
def test_a_red_flag_is_known_in_another_language(language: str, text: str, flag: str) -> None:
    found = analyse(pasted(text))
    assert flag in {one.id for one in found.flags}
    assert all(one.quote.text in text for one in found.flags)


def test_parties_with_unknown_names_are_known_by_what_they_do() -> None:
    owned = analyse(
        pasted("El guionista cede a la productora sus derechos sobre el guion una vez abonada la factura.")
    ).ownership
    assert owned.owner.startswith("client")
    assert owned.when == "on full payment"
    owned = analyse(pasted("After payment the Muralist assigns the copyright in the mural to the City.")).ownership
    assert (owned.owner, owned.when) == ("client", "on full payment")
