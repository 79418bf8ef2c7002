# What can be made here; `make help` lists it. PYTHON=/path/to/python3.12 chooses the interpreter that .venv is made from.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := src/musnad/data/samples
DEMO := out/demo.html
export PIP_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo install install-dev test postgres java chromium ftm web web-check check gate fuzz models clean
SECONDS ?= 600
RUNS ?= -1
FUZZ = -max_total_time=$(SECONDS) -runs=$(RUNS) -timeout=25 -max_len=8192 $(if $(filter -1,$(RUNS)),,-seed=1)
SHARED ?= ../shared
NOUNS ?= /usr/share/hunspell/ar.dic
MODELS := src/musnad/data/models

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: install ## read the sample pages, print the sheet, and write it as a web page too
	@$(BIN)/musnad read $(SAMPLES)
	@mkdir -p $(dir $(DEMO))
	@$(BIN)/musnad read $(SAMPLES) --html -o $(DEMO) 2> /dev/null
	@echo "The same with the highlighted text, for a browser: $(CURDIR)/$(DEMO)"

install: $(VENV)/.installed ## make .venv and install the program into it

install-dev: $(VENV)/.installed-dev ## install what the tests need as well

test: install-dev postgres java chromium ftm ## style, types and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

postgres: ## install the PostgreSQL that the tests start, where Debian's packages can be installed; without it they are skipped
	@ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || \
	    { [ "$$(id -u)" = 0 ] && apt-get install --yes --quiet --no-install-recommends postgresql; } || \
	    echo "There is no PostgreSQL: the tests of it are skipped. Say: apt-get install postgresql" >&2

java: ## install the Java that Spark needs in the tests, where Debian's packages can be installed; without it they are skipped
	@command -v java > /dev/null 2>&1 || \
	    { [ "$$(id -u)" = 0 ] && apt-get install --yes --quiet --no-install-recommends default-jre-headless; } || \
	    echo "There is no Java: the tests of Spark are skipped. Say: apt-get install default-jre-headless" >&2

chromium: ## install the browser in which the desk is tested, where Debian's packages can be installed; without it those tests are skipped
	@command -v chromium > /dev/null 2>&1 || \
	    { [ "$$(id -u)" = 0 ] && apt-get install --yes --quiet --no-install-recommends chromium; } || \
	    echo "There is no Chromium: the tests of the desk in it are skipped. Say: apt-get install chromium" >&2

web: web/node_modules/.installed ## build the desk's front end into the package; needs Node 20
	cd web && npm run build

web-check: web/node_modules/.installed ## style and types of the front end, and that the committed build is what it builds
	cd web && npm run types && npm run check && npm run build
	git diff --exit-code -- web/src/api/schema.d.ts src/musnad/serve/static
	@test -z "$$(git status --porcelain -- src/musnad/serve/static)"

web/node_modules/.installed: web/package.json web/package-lock.json
	cd web && npm install --no-save # npm ci wants packages of other platforms, which a lock file without addresses leaves out
	@touch $@

ftm: $(VENV)/bin/python ## install FollowTheMoney for the tests, apart, as it brings stubs that hide SQLAlchemy's types; without it they are skipped
	@test -x $(VENV)/ftm/bin/ftm || { $(BIN)/python -m venv $(VENV)/ftm && \
	    $(VENV)/ftm/bin/python -m pip install --quiet --only-binary :all: followthemoney; } || \
	    echo "FollowTheMoney cannot be installed: the tests with it are skipped." >&2

check: install-dev ## the fast part of `make test`, for every commit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -x -n auto -m "not slow"

gate: install-dev ## read the annotated pages and hold the figures to their floors
	bench/gate

fuzz: $(VENV)/.installed-fuzz ## feed the readers of pages and of records with random bytes, SECONDS each (600), or RUNS each, the same every time
	$(BIN)/python fuzz/seeds.py out/fuzz
	cd out/fuzz && PYTHONHASHSEED=0 ../../$(BIN)/python ../../fuzz/pages.py $(FUZZ) pages
	cd out/fuzz && PYTHONHASHSEED=0 ../../$(BIN)/python ../../fuzz/records.py $(FUZZ) records

models: install-dev ## make data/models from the corpora of SHARED (../shared) and Debian's hunspell-ar; minutes
	@test -d $(SHARED)/corpora || { echo "The corpora are not in $(SHARED)/corpora. Say: make models SHARED=/path/to/shared" >&2; exit 1; }
	@test -f $(NOUNS) || { echo "There is no $(NOUNS): install Debian's hunspell-ar, or say NOUNS=/path/to/ar.dic" >&2; exit 1; }
	@$(BIN)/python -c 'import jax' 2> /dev/null || \
	    { echo "The training needs more packages. Say: $(BIN)/python -m pip install --editable '.[training]'" >&2; exit 1; }
	$(BIN)/python training/morphology.py $(SHARED)/corpora $(NOUNS) $(MODELS)/morphology.txt.gz
	$(BIN)/python training/tagger_classes.py $(SHARED)/corpora $(MODELS)/tagger_classes.txt.gz
	$(BIN)/python training/tagger.py $(SHARED)/corpora $(MODELS)/tagger.txt.gz
	$(BIN)/python training/latin.py $(SHARED)/corpora $(MODELS)/latin.txt.gz
	$(BIN)/python training/arguments.py $(MODELS)/arguments.txt.gz
	$(BIN)/python training/settings.py $(MODELS)/settings.txt.gz
	$(BIN)/python training/standings.py $(MODELS)/standings.txt.gz
	$(BIN)/python training/confidence.py $(MODELS)/confidence.txt.gz
	$(BIN)/python training/parser.py $(SHARED)

clean: ## take away what was made here, .venv included
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests bench training -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Musnad needs Python 3.11 or newer; $(PYTHON) is older or absent. Say: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-fuzz: pyproject.toml constraints.txt | $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --editable '.[fuzz]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed
