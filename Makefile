# Second Track: everything one types. A fresh machine needs Python (3.11 or later, with venv) and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
RUN := .venv/run.stamp
DEV := .venv/dev.stamp
# Tests and checks keep their files apart from those of the house that runs here.
IN_TESTS := VAR_DIR=$(CURDIR)/var/test

.DEFAULT_GOAL := help
.PHONY: help setup demo serve messages lint test check bench bench-full night

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

setup: $(DEV)  ## the environment, with what tests need

demo: $(RUN)  ## a workshop with people in it, on this machine (KEEP=1, PORT=8000, DEMO_JSON=path for the links)
	@$(MANAGE) demo

serve: $(RUN)  ## the house itself, on this machine (PORT=8000, HOST=127.0.0.1)
	@$(MANAGE) serve $(if $(PORT),--port $(PORT)) $(if $(HOST),--host $(HOST))

messages: $(RUN)  ## the catalogues of translations
	@$(IN_TESTS) $(MANAGE) build_messages

# G: what we log is a literal text, for logs print it without what would be filled in.
lint: $(DEV)  ## style, import order, missing migrations
	$(BIN)/ruff check --extend-select G .
	$(BIN)/lint-imports --no-logo
	$(IN_TESTS) $(MANAGE) makemigrations --check --dry-run

test: lint messages  ## the everyday suite: SQLite, no service, no browser
	$(IN_TESTS) $(BIN)/pytest -n 2 --dist worksteal

check: test  ## everything: PostgreSQL, Redis, Celery processes, browsers; fails if one is missing
	$(BIN)/python -m tests.servers require
	$(IN_TESTS) $(BIN)/python -m tests.servers run $(BIN)/pytest -n 2 --dist worksteal -m "not slow and not browser"
	$(IN_TESTS) $(BIN)/pytest -m "slow or browser"

bench: $(DEV)  ## the real application beside bare websockets and the textbook consumer (BENCH_JSON=path)
	$(BIN)/python -m bench

bench-full: $(DEV)  ## the same, larger
	$(BIN)/python -m bench --full

night: $(DEV)  ## what is too large for a day
	NIGHT=1 $(IN_TESTS) $(BIN)/python -m tests.servers run $(BIN)/pytest -m "slow"

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0])'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python comes without venv here (on Debian: apt-get install python3-venv)"; exit 1; }
	$(PYTHON) -m venv .venv

$(RUN): locks/run.txt | .venv/bin/python
	$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

# The developer's list holds the whole of the other.
$(DEV): locks/dev.txt locks/run.txt | .venv/bin/python
	$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $(RUN) $@
