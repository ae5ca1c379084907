# Sunhall 阳光政务. `make help` lists everything.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
SHELL := /bin/sh
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run work seed test test-sqlite test-postgres check bench torture docs \
        messages shape clean

help: ## List what make can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: ## Set up .venv with what running needs
	@$(PYTHON) tools/setup.py

setup-dev: ## Set up .venv with what checking needs besides
	@$(PYTHON) tools/setup.py --dev

run: setup ## Serve web and worker with the demonstration county on PORT (8000)
	@SUNHALL_DEMO=true PORT=$(PORT) $(BIN)/sunhall setup
	@SUNHALL_DEMO=true PORT=$(PORT) exec $(BIN)/sunhall run --port $(PORT)

work: setup ## Run the worker alone
	@exec $(BIN)/sunhall work

seed: setup ## Load the demonstration county into an empty database
	@SUNHALL_DEMO=true $(BIN)/sunhall setup
	@SUNHALL_DEMO=true $(BIN)/sunhall seed

test: setup-dev ## Run every test this machine can run, on SQLite and PostgreSQL
	@$(BIN)/python tools/test.py

check: setup-dev ## Lint, types, walls, migrations, docs, tests: what CI runs
	@$(BIN)/python tools/check.py
	@$(BIN)/python tools/test.py

bench: setup-dev ## Measure speed and memory, all but the day of a city: python -m tools.bench day
	@$(BIN)/python -m tools.bench

torture: setup-dev ## The long kill, tamper and state-machine runs
	@$(BIN)/python tools/test.py --torture

docs: setup-dev ## Write the generated docs: moves, wiring, settings, command
	@$(BIN)/python -m tools.docs

messages: setup-dev ## Collect texts for translation and compile the catalogues
	@$(BIN)/python -m tools.messages --update

shape: setup-dev ## Print file sizes, long functions and floors: a mirror, not a gate
	@$(BIN)/python -m tools.shape

clean: ## Remove what make made (the database in var/ stays)
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache
