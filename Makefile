# Works with GNU make 3.81 (macOS) and in a folder with spaces in its path: no path here is absolute.

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

# The first Python that is new enough; empty if there is none.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c "$(NEW_ENOUGH)" 2>/dev/null && echo "$$python" && break; done)

# The Python of Debian and Ubuntu has no pip, nor what `venv` would make one from: pip runs from its own wheel.
PIP_WHEEL := $(wildcard .pip/pip-*.whl)
PIP := $(BIN)/python $(PIP_WHEEL)/pip --quiet --disable-pip-version-check

# Material's notice of its end of life, at every start, is not for a writer; CONTRIBUTING.md knows.
export NO_MKDOCS_2_WARNING := 1

# Files are read, and messages written, the same way in every locale.
export PYTHONUTF8 := 1

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

.PHONY: serve
serve: $(VENV)/.site ## show the site at http://127.0.0.1:8000/ and reload on every edit (PORT=8001 for another port)
	@$(BIN)/python -c "import socket; socket.create_server(('127.0.0.1', $(PORT)))" 2>/dev/null || \
		{ echo "Port $(PORT) is taken: make serve PORT=$$(($(PORT) + 1))" >&2; exit 1; }
	@PYTHONPATH=hooks $(BIN)/python -m building serve --port $(PORT)

# Built beside site/, which it takes the place of in one step, and only when whole.
.PHONY: build
build: $(VENV)/.site ## write the site to site/; a build that fails or is killed leaves the last one as it was
	@PYTHONPATH=hooks $(BIN)/python -m building build

.PHONY: test
test: $(VENV)/.test typesetter $(if $(filter no,$(BROWSER)),,browser) ## check style and types, then run the tests (BROWSER=no: without a browser)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy --strict hooks tests
	$(BIN)/python -m pytest --numprocesses 2 $(if $(filter no,$(BROWSER)),--ignore-glob='*/test_reading_*')

# Chromium or Chrome is the system's: looked for each time, installed where that needs no password.
.PHONY: browser
browser: $(VENV)/.test
	@$(BIN)/python tests/chromium.py

.PHONY: measure
measure: $(VENV)/.test browser ## measure in the browser what the pages load, what the search finds, how fast the switch is
	$(BIN)/python tests/measure.py

.PHONY: pictures
pictures: $(VENV)/.test browser ## draw the pictures with the title that links to the essay are shown with (docs/assets/title-ja.png)
	@PYTHONPATH=hooks:tests $(BIN)/python tests/pictures.py

.PHONY: ledger
ledger: $(VENV)/.test build ## add the addresses that are new to the ledger of what is published (tests/ledger.tsv)
	@$(BIN)/python tests/register.py site

.PHONY: fuzz
fuzz: $(VENV)/.fuzz ## look for input that breaks the citations (MINUTES=10, or SECONDS=30)
	@PYTHONPATH=hooks:tests $(BIN)/python tests/fuzz.py --seconds $(or $(SECONDS),$$(($(or $(MINUTES),10) * 60)))

# Atheris has wheels for Linux on x86-64 alone (for macOS an old one): so it is in no lock that `make test` needs.
$(VENV)/.fuzz: tests/fuzz.lock $(VENV)/.test
	@$(PIP) install --require-hashes --only-binary :all: --requirement tests/fuzz.lock 2>/dev/null || true
	@touch $@

# The typesetter's libraries and typefaces are the system's: installed where that needs no password.
.PHONY: typesetter
typesetter: $(VENV)/.pdf
	@PYTHONPATH=hooks:tests $(BIN)/python tests/typesetter.py

.PHONY: pdf
pdf: $(VENV)/.pdf ## typeset the text as it is now: pdf/ja.pdf, pdf/en.pdf
	@PYTHONPATH=hooks $(BIN)/python -m editions pdf

.PHONY: edition
edition: $(VENV)/.test typesetter ## freeze the essay in docs/editions/, if the tests pass (DATE=2026-11-30 for another day than today)
	@PYTHONPATH=hooks $(BIN)/python -m editions make $(if $(DATE),--date $(DATE))

# make gives 2 for whatever a command gives; of the weekly check REPORT tells more.
.PHONY: links
links: $(VENV)/.site ## ask whether the cited addresses still answer, and an archive for copies of what is gone (ALL=yes: of all)
	@PYTHONPATH=hooks $(BIN)/python -m links $(if $(ALL),--all) $(if $(ARCHIVE),--archive "$(ARCHIVE)") $(if $(REPORT),--report "$(REPORT)")

# What was given on the command line of these, by name: the rest is asked.
ASKED := $(foreach ending,$(patsubst hooks/languages/%.toml,_%,$(wildcard hooks/languages/*.toml)),TITLE$(ending) AUTHOR$(ending))
GIVEN = $(foreach name,TITLE AUTHOR LANGUAGES ADDRESS $(ASKED),$(if $(findstring command,$(origin $(name))),$(name)))

.PHONY: new
new: ## begin another essay in this repository (asks; or TITLE=… AUTHOR="Family, Given" LANGUAGES=ja,en ADDRESS=… TITLE_en=…)
	@PYTHONPATH=hooks $(PYTHON) -m adopting new $(GIVEN)

.PHONY: upgrade
upgrade: ## take the machinery of a newer version (FROM=https://… the repository, VERSION=… a branch or a tag)
	@PYTHONPATH=hooks $(PYTHON) -m adopting upgrade "$(FROM)" "$(or $(VERSION),HEAD)"

.PHONY: bench
bench: $(VENV)/.test $(VENV)/.bench ## measure what a build costs, beside no hook and other tools (PARTS=1000: 1,000 pages, twenty minutes)
	@PYTHONPATH=hooks:tests $(BIN)/python -m bench $(PARTS)

.PHONY: lock
lock: $(VENV)/.made ## choose the versions of the dependencies anew (needs uv)
	uv pip compile --upgrade $(LOCK) --output-file requirements.lock pyproject.toml
	uv pip compile --upgrade $(LOCK) --output-file hooks/editions/requirements.lock --constraint requirements.lock --group pdf pyproject.toml
	uv pip compile --upgrade $(LOCK) --output-file tests/requirements.lock --constraint requirements.lock --group test pyproject.toml
	uv pip compile --upgrade $(LOCK) --output-file tests/bench/requirements.lock --constraint requirements.lock --group bench pyproject.toml
	uv pip compile --upgrade $(LOCK) --output-file tests/fuzz.lock --group fuzz
	$(PIP) download --no-deps --dest .pip/new pip && rm .pip/*.whl && mv .pip/new/*.whl .pip/ && rmdir .pip/new

LOCK := --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11

.PHONY: clean
clean: ## remove everything that these targets made
	rm -rf .venv .site.* .edition.* .cache site pdf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.site: requirements.lock $(VENV)/.made
	@echo "Installing what the site needs …"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/.pdf: hooks/editions/requirements.lock $(VENV)/.site
	@echo "Installing what the PDF needs …"
	@$(PIP) install --require-hashes --requirement hooks/editions/requirements.lock
	@touch $@

$(VENV)/.test: tests/requirements.lock $(VENV)/.site
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes --requirement tests/requirements.lock
	@touch $@

$(VENV)/.bench: tests/bench/requirements.lock $(VENV)/.made
	@echo "Installing the tools to compare with …"
	@$(BIN)/python -m venv --without-pip $(VENV)/bench
	@$(VENV)/bench/bin/python $(PIP_WHEEL)/pip --quiet --disable-pip-version-check install --require-hashes --requirement tests/bench/requirements.lock
	@touch $@

# Commands are run as `python -m …`: a script names its interpreter by a path, which may not hold spaces or be long.
$(VENV)/.made:
ifeq ($(PYTHON),)
	@echo "There is no Python 3.11 or later here; install one, for example with: sudo apt install python3" >&2; exit 1
endif
	@rm -rf $(VENV)
	@$(PYTHON) -m venv --without-pip $(VENV)
	@touch $@
