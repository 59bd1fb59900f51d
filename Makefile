# `make run` and `make test` are all a newcomer needs; each makes .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test test-long coverage check smoke screenshots bench mutants

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "CN Bot needs Python 3.11 or newer"'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

run: $(READY)
	$(BIN)/python -m bot

test: $(READY)
	$(BIN)/python -m tests.measured --numprocesses 4 --maxschedchunk 1 -m 'not long'

# What takes a minute and more: a city's whole year, the story played on two screens, each bench once.
test-long: $(READY)
	$(BIN)/python -m tests.measured --numprocesses 3 --maxschedchunk 1 -m long
	$(MAKE) coverage

# Lines and branches that the other tests pass through; fails below the floor in pyproject.toml.
coverage: $(READY)
	$(BIN)/python -m tests.measured --numprocesses 4 --maxschedchunk 1 -m 'not long' --cov --cov-report=term

# The README's pictures, from the running program; needs chromium, a font with Korean and one with emoji.
screenshots: $(READY)
	$(BIN)/python -m tests.page.screenshots

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The least round on a real workspace: tokens in the environment or .env, see tests/smoke.py.
smoke: $(READY)
	$(BIN)/python -m tests.smoke

# Ratios within one run on one machine, some six minutes; BENCH="idle tls" runs those alone.
bench: $(READY)
	$(BIN)/python -W ignore -m tests.bench $(BENCH)

# Which mistakes in a module its tests do not notice; MODULE=storage.meetings.quorum MOST=50, see tests/mutants.py.
mutants: $(READY)
	$(BIN)/python -W ignore -m tests.mutants $(MODULE) $(if $(MOST),--most $(MOST))
