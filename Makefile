# What a developer does here. `make help` lists it.

PYTHON ?= python3
UPGRADE ?=

export PYTHONPATH := functions:.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1
export PLAYWRIGHT_BROWSERS_PATH := $(CURDIR)/build/browsers

BIN := .venv/bin
LINT := .venv-lint/bin
CODE := functions infra tests
# A file stays in one process, so that its site or its local cloud is started once.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile
SLOW := tests/stack tests/browser tests/infra/running
LOCKS := app dev cloud lint

.PHONY: help run test check lint site build lock clean

help: ## List these targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-7s %s\n", $$1, $$2}'

run: .venv/.installed .venv-cloud/.installed ## Run everything on this machine: http://localhost:8000 (PORT=8001 for another port)
	@STOP_WITH_PARENT=1 exec $(BIN)/python -m infra.local

test: lint .venv/.installed .venv-cloud/.installed ## All linters and all tests
	@echo "Looking for Chromium"
	@$(BIN)/python -m infra.chromium
	@echo "Running all tests"
	@$(PYTEST)

check: lint .venv/.installed ## All linters and the fast tests: no local cloud, no browser
	@echo "Running the fast tests"
	@$(PYTEST) $(SLOW:%=--ignore=%)

lint: .venv/.installed .venv-lint/.installed ## Style, types, spelling, template
	@echo "Checking style"
	@$(LINT)/ruff check --quiet $(CODE)
	@$(LINT)/ruff format --quiet --check $(CODE)
	@echo "Checking types"
	@$(LINT)/mypy --no-error-summary --python-executable $(BIN)/python $(CODE)
	@echo "Checking the template"
	@$(LINT)/cfn-lint infra/template.yaml
	@echo "Checking spelling"
	@$(LINT)/codespell

site: .venv/.installed ## Build the site into site/
	@$(BIN)/python -m mkdocs build --strict

build: site ## Build what is deployed: the site, and the zip of the functions
	@$(BIN)/python -m infra.bundle arm64

lock: .venv-lint/.installed ## Write requirements/*.txt from requirements/*.in (UPGRADE=--upgrade for newer versions)
	@cd requirements && for name in $(LOCKS); do \
	  echo "Locking $$name"; \
	  ../$(LINT)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header $(UPGRADE) $$name.in -o $$name.txt || exit 1; \
	done

clean: ## Remove what was built; environments and .local/ stay
	@rm -rf build site .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find functions infra tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Each environment is made anew when its lock changes.
.venv/.installed: requirements/dev.txt
	@$(call install,.venv,dev)

.venv-cloud/.installed: requirements/cloud.txt
	@$(call install,.venv-cloud,cloud)

.venv-lint/.installed: requirements/lint.txt
	@$(call install,.venv-lint,lint)

define install
command -v $(PYTHON) >/dev/null || { \
  echo "There is no $(PYTHON). Install Python 3.11 or newer, or name one: make PYTHON=python3.13"; exit 1; }; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
  echo "Python 3.11 or newer is needed; $(PYTHON) is older. Name another one: make PYTHON=python3.13"; exit 1; }; \
echo "Installing requirements/$(2).txt into $(1)"; \
rm -rf $(1); \
$(PYTHON) -m venv $(1) && \
$(1)/bin/python -m pip install --quiet --no-compile --require-hashes -r requirements/$(2).txt && \
touch $@
endef
