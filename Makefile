# Every target is one line on the command `workbook`: a machine without make can do all of it.
PY ?= python3
UV_VERSION := 0.13.9
UV := .tools/uv-$(UV_VERSION)/bin/uv
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
BOOT := .tools/bootstrap/Scripts
else
BIN := .venv/bin
BOOT := .tools/bootstrap/bin
endif
WORKBOOK := $(BIN)/workbook

# containers switch bytecode off, and every kernel would compile pandas again
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME
export CLIENT DATA REPORTS LANGUAGE CHAPTERS FORCE CUSTOMER

.DEFAULT_GOAL := help
.PHONY: help setup report reports check new lab watch card status sample test bench lint lock

help: ## This list
	@echo "The Session Workbook. Set-up happens by itself the first time."
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1 |/' | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

report: setup ## Handouts of one client:            make report CLIENT=sample [LANGUAGE=ru CHAPTERS=00,01 DATA=… REPORTS=… FORCE=1]
	@$(WORKBOOK) report

check: setup ## Read the records and say what came: make check CLIENT=sample
	@$(WORKBOOK) check

new: setup ## Folder and data request of a client: make new CLIENT=acme
	@$(WORKBOOK) new

lab: setup ## Open the chapters in JupyterLab:   make lab CLIENT=sample
	@$(WORKBOOK) lab

sample: setup ## Write the sample client again
	@$(WORKBOOK) sample

test: setup ## Run all tests
	@$(BIN)/python -m pytest -n auto -q

bench: setup ## Measure time and memory
	@$(BIN)/python -m tests.bench

lint: setup ## Check the style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

setup: .venv/.ready

.venv/.ready: $(UV) requirements.lock pyproject.toml
	@echo "Setting up (once, about a minute) …"
	@$(UV) venv -q --allow-existing -p $(PY) .venv
	@$(UV) pip sync -q --compile-bytecode --python .venv requirements.lock
	@$(UV) pip install -q --no-deps --python .venv -e .
	@touch $@

$(UV):
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make … PY=python3.12"; exit 1; }
	@$(PY) -m venv .tools/bootstrap || { echo "Python cannot make environments here: install python3-venv"; exit 1; }
	@$(BOOT)/python -m pip install -q --disable-pip-version-check --target .tools/uv-$(UV_VERSION) uv==$(UV_VERSION)

lock: $(UV) ## Resolve the locked versions again
	@$(UV) pip compile -q --universal --generate-hashes --no-header --group dev pyproject.toml -o requirements.lock
	@$(BIN)/python -m helpers.environment
