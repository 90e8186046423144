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
	@echo "Installing what the bot needs (a minute or two, once):"
	@$(call install,constraints.txt)
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime constraints-dev.txt
	@echo "Installing what the tests need:"
	@$(call install,constraints-dev.txt)
	@touch $@

# pip with one line that moves instead of hundreds: "37 of 155: matplotlib==3.11.2"
define install
total=$$(grep -c == $(1)); \
{ $(RUN) -m pip install --disable-pip-version-check --no-deps --no-color --progress-bar off -r $(1) 2>&1; echo "exit $$?"; } | \
awk -v total=$$total '\
	/^Collecting |^Requirement already satisfied: / { n += 1; printf "\r  %3d of %d: %-45s", n, total, $$2 == "already" ? $$4 : $$2; fflush() } \
	/^Installing collected/ { printf "\r  all %d fetched; unpacking …%-40s", total, ""; fflush() } \
	/^exit / { code = $$2 } \
	!/^WARNING: Location/ { lines = lines $$0 "\n" } \
	END { if (code) printf "\n%s", lines; else printf "\r  done: %d packages%-50s\n", total, ""; exit code }'
endef
