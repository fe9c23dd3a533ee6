# Every target is one line on the command `workbook`: a machine without make can do all of it.
# PY=python3.12 names the Python to set up with; without it the first that is new enough.
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PYTHON := "$(BIN)/python"
WORKBOOK := @$(PYTHON) -P -m helpers
SETUP := -I src/helpers/maintenance/bootstrap.py

# Only what is typed after `make` counts: the shell of a desktop has a LANGUAGE of its own.
# It is taken as it is typed: a code of a customer may hold a dollar.
define typed
ifeq ($$(origin $(1)),command line)
export WORKBOOK_$(1) := $$(value $(1))
endif
endef
$(foreach word,CLIENT DATA REPORTS LANGUAGE CHAPTERS FORCE CUSTOMER NAME NUMBER SEED TO TRADE FROM WORK OUT KEEP OPEN COMPARE AGAINST JOBS PART COPY RESET,$(eval $(call typed,$(word))))
unexport CLIENT DATA REPORTS LANGUAGE CHAPTERS FORCE CUSTOMER NAME NUMBER SEED TO TRADE FROM WORK OUT KEEP OPEN COMPARE AGAINST JOBS PART COPY RESET
# DATA=../x is meant from where make was typed, also under `make -C`, silent or not
moved := $(findstring w,$(firstword -$(MAKEFLAGS)))$(findstring s,$(firstword -$(MAKEFLAGS)))
moved += $(filter --no-print-directory,$(MAKEFLAGS))
export WORKBOOK_TYPED_IN := $(if $(strip $(moved)),$(PWD),$(CURDIR))
# containers switch bytecode off, and every kernel would compile pandas again
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help setup report reports packs check new names sheet decisions card chapter lab watch status sample study doctor exercises test test-slow test-all browser docs sbom bench lint lock

help: ## This list
	@echo "The Session Workbook: from a client's raw exports to a customer-strategy session."
	@echo "Set-up happens by itself the first time. Begin with: make report CLIENT=sample"
	@echo
	@sed -nE 's/^([a-z-]+):.*## ([^|]*)(\|(.*))?$$/\1|\2|\4/p' Makefile | awk -F'|' '{printf "  make %-9s %-46s %s\n", $$1, $$2, $$3}'
	@echo
	@echo "  LANGUAGE=ru            the other language (en, ru)"
	@echo "  CHAPTERS=00,02         some chapters by number"
	@echo "  KEEP=1 OPEN=1          keep the pack as it was handed out; open its first page"
	@echo "  FORCE=1                run chapters again even when nothing changed"
	@echo "  COPY=1 RESET=1         with lab: try things in copies of the chapters; begin these anew"
	@echo "  DATA=.. REPORTS=..     other folders of clients and of reports"

report: setup ## Handouts of one client|make report CLIENT=sample
	$(WORKBOOK) report

reports: setup ## Handouts of all clients|make reports JOBS=4
	$(WORKBOOK) reports

packs: setup ## Packs that were kept, and what is new|make packs CLIENT=sample
	$(WORKBOOK) packs

check: setup ## Read the records and say what came|make check CLIENT=sample
	$(WORKBOOK) check

new: setup ## A new client, from a folder of exports|make new CLIENT=acme FROM=~/exports
	$(WORKBOOK) new

names: setup ## Propose which names mean the same|make names CLIENT=acme
	$(WORKBOOK) names

sheet: setup ## One page about one customer|make sheet CLIENT=sample CUSTOMER=000112
	$(WORKBOOK) sheet

decisions: setup ## Close a session: a sheet to fill|make decisions CLIENT=sample
	$(WORKBOOK) decisions

card: setup
	$(WORKBOOK) card

chapter: setup ## Begin a chapter of one's own|make chapter NAME=weekdays
	$(WORKBOOK) chapter

lab: setup ## Open the chapters in JupyterLab|make lab CLIENT=sample
	$(WORKBOOK) lab

watch: setup ## Make the report again at every save|make watch CLIENT=sample
	$(WORKBOOK) watch

status: setup ## Say which chapters would run, and why|make status CLIENT=sample
	$(WORKBOOK) status

sample: setup ## Write the sample client, or another one|make sample SEED=7 TO=data/mine
	$(WORKBOOK) sample

study: setup ## Learn to lead a session|make study LANGUAGE=ru
	$(WORKBOOK) study

doctor: setup ## Say what this machine lacks
	$(WORKBOOK) doctor

exercises: setup ## Write the exercises of the lessons anew
	$(WORKBOOK) study exercises

test: setup ## Run the tests, whole runs and simulations apart
	@$(PYTHON) -m pytest -n auto --dist loadfile -q -m "not slow" --hypothesis-profile=brief

test-slow: setup ## Run whole runs, simulations, and laws at length
	@$(PYTHON) -m pytest -n auto --dist worksteal -q -m "slow or hypothesis" --ignore=tests/browser

test-all: test test-slow ## Run all tests

browser: setup ## Test the pages in Chromium, with the network cut
	@$(PYTHON) $(SETUP) browser
	@$(PYTHON) -m pytest -n auto -q tests/browser

docs: setup ## Build the documentation site, into site/
	@$(PYTHON) $(SETUP) docs
	@$(PYTHON) -m helpers.maintenance.site
	@NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build -q --strict
	@echo "site/index.html"

sbom: setup ## Write what is in it, for machines (CycloneDX)
	@$(PYTHON) -m helpers.maintenance.supply

bench: setup ## Measure time and memory
	@$(PYTHON) -m tests.bench

lint: setup ## Check style and types
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy

lock: setup ## Resolve the locked versions again
	@.tools/uv-*/bin/uv pip compile -q --universal --generate-hashes --no-header --group dev pyproject.toml -o requirements.lock
	@.tools/uv-*/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group browser -c requirements.lock -o requirements-browser.lock
	@.tools/uv-*/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group docs -c requirements.lock -o requirements-docs.lock
	@$(PYTHON) -m helpers.maintenance.environment
	@$(PYTHON) -m helpers.maintenance.licences

setup: ## Set up, or bring the set-up up to date
	@$(PYTHON) $(SETUP) check 2>/dev/null || { \
	  for python in $(PY) python3 python3.14 python3.13 python3.12 python3.11 python py; do \
	    if "$$python" $(SETUP) fits 2>/dev/null; then "$$python" $(SETUP); exit; fi; \
	    if [ "$$python" = "$(PY)" ]; then break; fi; \
	  done; \
	  "$${python:-python3}" $(SETUP) || { echo "Python 3.11 or newer is needed: make report CLIENT=sample PY=python3.12"; exit 1; }; }
