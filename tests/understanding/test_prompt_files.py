"""Prompt files: found by name, filled in exactly, never executed."""

from __future__ import annotations

import pytest

import prompts


def test_a_name_outside_the_folder_is_refused():
    for name in ("../pyproject.toml", "nowhere.md", ""):
        with pytest.raises(prompts.PromptError):
            prompts.path(name)


def test_data_of_a_file_that_is_not_there_is_refused():
    with pytest.raises(prompts.PromptError, match="there is no file"):
        prompts.data("nowhere")


def test_every_toml_file_can_be_read():
    for name in prompts.names("**/*.toml"):
        assert prompts.data(name), name


@pytest.mark.parametrize("name", prompts.names())
def test_a_prompt_is_filled_in_with_exactly_its_variables(name: str):
    wanted = prompts.variables(name)
    with pytest.raises(prompts.PromptError, match="does not use surplus"):
        prompts.load(name, **dict.fromkeys(wanted, ""), surplus="x")
    if wanted:
        with pytest.raises(prompts.PromptError, match="needs"):
            prompts.load(name)
