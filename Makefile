# The commands of this project. `make chat` is the only one a newcomer needs.
PYTHON ?= python3.11
ifeq (,$(shell command -v $(PYTHON) 2>/dev/null))
PYTHON := python3
endif
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: help chat run test check format bench doctor clean
help:            ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/  —/'

chat: $(VENV)/.runtime     ## talk to the bot in this terminal (AS=name for somebody else)
	@$(RUN) -m bot chat $(if $(AS),--as "$(AS)")

run: $(VENV)/.runtime      ## start Telegram and Discord, whichever has a token
	@$(RUN) -m bot run

doctor: $(VENV)/.runtime   ## what is configured, reachable, migrated and indexed
	@$(RUN) -m bot doctor

test: $(VENV)/.dev         ## all tests
	@$(RUN) -m pytest -n 2

check: $(VENV)/.dev        ## style, types and architecture
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

format: $(VENV)/.dev       ## mend the style
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

bench: $(VENV)/.dev        ## the benchmarks, each prints ratios measured in one run
	@for script in bench/*.py; do echo "== $$script"; $(RUN) $$script || exit 1; done

clean:           ## remove the environment and caches; the data folder stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache

# Every package is pinned, so nothing has to be resolved (--no-deps); the embedding model's package would
# otherwise ask for a deep-learning framework of several GB that is not used here.
$(VENV)/.runtime: constraints.txt
	@test -x $(RUN) || { echo "Making $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what the bot needs (about a minute, once) …"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --progress-bar on -r constraints.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime constraints-dev.txt
	@echo "Installing what the tests need …"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --progress-bar on -r constraints-dev.txt
	@touch $@
