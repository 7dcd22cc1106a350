# The DWCN Policy Library. `make` lists what there is; every target can be repeated.
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export SITE_URL ?= http://localhost:$(PORT)
export PATH := $(abspath $(BIN)):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-elasticsearch test test-sqlite test-postgres test-elasticsearch fuzz lint format bench scale relevance screenshots messages requirements rebuild-search clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(VENV)/installed: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

setup: $(VENV)/installed  ## install, migrate and fill with the sample content; no server
	$(MANAGE) catalogues compile
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) seed_demo --accounts
	mkdir -p staticfiles

demo: setup  ## setup, then serve on http://localhost:$(PORT)/
	@echo "The library is at http://localhost:$(PORT)/ and its admin at http://localhost:$(PORT)/admin/ (Ctrl+C stops it)."
	@echo "It sends no mail; its letters can be read at http://localhost:$(PORT)/en/letters/"
	DJANGO_SETTINGS_MODULE=kb.settings.dev DEBUG=false \
		$(BIN)/gunicorn kb.wsgi --bind 0.0.0.0:$(PORT) --workers 2 --threads 4 --log-level warning

demo-elasticsearch: setup  ## the demo with its search on an Elasticsearch of its own (needs a JDK and Maven)
	$(BIN)/python -m tests.services.elasticsearch $(BIN)/python -m scripts.demo_elasticsearch $(PORT)

# Of the tests of search: those that no search server has a part in, and those that look at words, as nori does.
OF_NO_ENGINE := $(addprefix --ignore=tests/search/,test_query_log.py test_missed_queries_report.py \
	semantic/test_embed_cases.py semantic/test_serve_embedder.py semantic/test_a_failing_embedder.py)
OF_LANGUAGE := $(addprefix tests/search/,test_analysis.py test_contract.py test_highlight.py test_queries.py server/test_index.py)

test: test-sqlite test-postgres test-elasticsearch  ## install, then all tests on SQLite, PostgreSQL and Elasticsearch
	@test -n "$(CHROMIUM)" || echo "LEFT OUT: the browser tests, because there is no Chromium. To bring it: apt-get install chromium fonts-noto-cjk"

test-sqlite: $(VENV)/installed-dev  ## the tests on SQLite
	$(MANAGE) catalogues compile
	CHROMIUM="$(CHROMIUM)" $(BIN)/pytest -n auto --dist loadgroup $(ARGS)

test-postgres: $(VENV)/installed-dev  ## the tests on a PostgreSQL of their own (from PyPI), but for what no database has a part in
	$(MANAGE) catalogues compile
	$(BIN)/python -m tests.services.postgres $(BIN)/pytest -n auto --dist loadgroup -m "not browser" \
		--ignore-glob="tests/core/test_uploads_*" --ignore=tests/architecture --ignore=tests/home \
		--deselect=tests/editorial/test_interleaving.py --deselect=tests/editorial/test_review_interleaving.py \
		--deselect=tests/editorial/test_independence.py --deselect=tests/editorial/test_permissions.py \
		--deselect=tests/editorial/test_word.py --deselect=tests/translation/test_sweep.py \
		--deselect=tests/forums $(ARGS)

test-elasticsearch: $(VENV)/installed-dev  ## the tests of search on an Elasticsearch of their own (from Maven Central), with and without nori
	$(MANAGE) catalogues compile
	$(BIN)/python -m tests.services.elasticsearch --or-say "the tests of search on Elasticsearch" \
		$(BIN)/pytest tests/search $(OF_NO_ENGINE) -n auto --dist loadgroup -m "not browser" $(ARGS)
	$(BIN)/python -m tests.services.elasticsearch --no-nori --or-say "the same without nori" \
		$(BIN)/pytest $(OF_LANGUAGE) -n auto --dist loadgroup -m "not browser and not elasticsearch" $(ARGS)

fuzz: $(VENV)/installed-dev  ## 20,000 made-up addresses and queries on each engine; about an hour
	SEARCH_EXAMPLES=20000 $(BIN)/pytest tests/search/test_hostile_text.py -n auto
	SEARCH_EXAMPLES=20000 $(BIN)/python -m tests.services.postgres $(BIN)/pytest tests/search/test_hostile_text.py -n auto
	SEARCH_EXAMPLES=20000 $(BIN)/python -m tests.services.elasticsearch $(BIN)/pytest tests/search/test_hostile_text.py -n auto

lint: $(VENV)/installed-dev  ## style, types, import direction, templates, migrations, translations, system checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) catalogues check
	$(MANAGE) check --fail-level WARNING

format: $(VENV)/installed-dev  ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/installed-dev  ## measure speed on generated libraries of 2,000, 10,000 and 20,000 cases
	$(BIN)/python -m benchmarks.run $(ARGS)

scale: $(VENV)/installed-dev  ## measure search at 2,000, 20,000 and 100,000 cases on every engine; hours the first time
	$(BIN)/python -m benchmarks.scale $(ARGS)

relevance: $(VENV)/installed-dev  ## measure relevance on every engine, with the judged queries of benchmarks/relevance
	$(BIN)/python -m benchmarks.relevance.run $(ARGS)

screenshots: $(VENV)/installed-dev  ## take the pictures of docs/images/ from the demo's content
	CHROMIUM="$(CHROMIUM)" $(BIN)/python -m scripts.screenshots

messages: $(VENV)/installed  ## bring the message catalogues level with the sources
	$(MANAGE) catalogues update

requirements: $(VENV)/installed-dev  ## compile requirements*.in into pinned requirements*.txt
	$(BIN)/pip-compile --quiet --strip-extras --output-file requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --strip-extras --output-file requirements-dev.txt requirements-dev.in
	$(BIN)/pip-compile --quiet --strip-extras --constraint requirements.txt --output-file requirements-embedder.txt requirements-embedder.in

rebuild-search: $(VENV)/installed  ## make the search index anew and check it
	$(MANAGE) rebuild_search
	$(MANAGE) check_search

clean:  ## remove the database, media and what was compiled; content of your own is lost
	rm -rf var media staticfiles $(VENV)
	find . -name '*.mo' -path './locale/*' -delete
