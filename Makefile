# make run    install what is missing, build, and serve the demo at http://127.0.0.1:8000 (PORT=… for another port)
# make test   every check: style, types, floors, templates, tests on SQLite and PostgreSQL, in a browser
# make build  style sheets, scripts and catalogues, if their sources have changed
# make help   the rest

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test check build install install-dev lock migration catalogues clean

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip -qq --disable-pip-version-check
STAMPS := $(VENV)/stamps
FRONT_END := $(shell find static/src -type f 2>/dev/null) esbuild.config.mjs
CATALOGUES := $(wildcard roadmaps/translations/*/LC_MESSAGES/messages.po)
export PORT ?= 8000
export PYTHONDONTWRITEBYTECODE := 1

help:
	@sed -n "s/^# make/make/p" Makefile
	@echo "make migration name=\"what changes\"   write the next migration from the models"
	@echo "make catalogues   collect the messages of the code and the templates for translation"
	@echo "make lock         pin the newest versions that pyproject.toml allows (needs uv)"
	@echo "make clean        remove everything that was built or installed; var/ with its data stays"

run: install build
	@exec $(VENV)/bin/roadmaps run --demo

test: install-dev build
	@PY=$(PY) bin/check

check: test

build: static/dist/manifest.json $(STAMPS)/catalogues

install: $(STAMPS)/run
install-dev: $(STAMPS)/dev

$(STAMPS)/venv:
	@bin/make-venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: $(STAMPS)/venv requirements.txt pyproject.toml hatch_build.py
	@echo "Installing …"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/run requirements-dev.txt
	@echo "Installing the tools of developers …"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | install
	@echo "Fetching what the front end is built with …"
	@$(PY) bin/npm ci --ignore-scripts --silent
	@touch $@

static/dist/manifest.json: node_modules/.package-lock.json $(FRONT_END)
	@echo "Building style sheets and scripts …"
	@told=$$($(PY) bin/npm run --silent build 2>&1) || { echo "$$told"; exit 1; }
	@touch $@

$(STAMPS)/catalogues: $(CATALOGUES) | install
	@$(if $(CATALOGUES),$(PY) -m babel.messages.frontend -q compile -d roadmaps/translations,true)
	@touch $@

lock:
	@bin/lock

migration: install-dev
	@PYTHONPATH=. $(PY) bin/new-migration "$(name)"

catalogues: install-dev
	@$(PY) bin/catalogues.py

clean:
	@rm -rf $(VENV) node_modules static/dist dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f roadmaps/translations/*/LC_MESSAGES/messages.mo
