# What a developer does here. `make help` lists it.

PYTHON ?= python3
UPGRADE ?=

export PYTHONPATH := functions:.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1
# Nothing outside this folder is touched; the environments share what they have in common.
export UV_CACHE_DIR := $(CURDIR)/build/uv
export UV_PYTHON_DOWNLOADS := never
export PLAYWRIGHT_BROWSERS_PATH := $(CURDIR)/build/browsers

BIN := .venv/bin
LINT := .venv-lint/bin
UV := .venv-uv/bin/uv
CHECKOV := .venv-checkov/bin/checkov
CODE := functions infra tests
# A file (or a class in it) stays in one process: its site or its local cloud is started once.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder
# What takes minutes: named here, and in no other run.
FAULTS := tests/faults tests/faults/long
SLOW := tests/stack tests/browser tests/infra/running
LOCKS := uv app dev cloud lint checkov deploy
# What the operator says (STAGE, ADDRESS and so on) reaches it through the environment.
OPERATE := $(BIN)/python -m infra.operate
BEGAN := $(shell date +%s)

.PHONY: help run test tests chromium check bench faults lint site build lock clean \
  trial deploy destroy status redrive rotate pause resume person erase unblock restore

help: ## List these targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-7s %s\n", $$1, $$2}'

run: .venv/.installed .venv-cloud/.installed ## Run everything on this machine: http://localhost:8000 (PORT=8001 for another port)
	@STOP_WITH_PARENT=1 exec $(BIN)/python -m infra.local

# Side by side: installing waits for the network, and the linters leave a processor free.
test: ## All linters and all tests
	@$(MAKE) --silent --jobs 6 lint tests
	@mkdir -p build && echo $$(($$(date +%s) - $(BEGAN))) > build/make-test-seconds

tests: .venv/.installed .venv-cloud/.installed node_modules/.installed chromium
	@echo "Running all tests"
	@$(PYTEST)

chromium: .venv/.installed
	@echo "Looking for Chromium"
	@$(BIN)/python -m infra.chromium

check: lint .venv/.installed ## All linters and the fast tests: no local cloud, no browser
	@echo "Running the fast tests"
	@$(PYTEST) $(SLOW:%=--ignore=%)

bench: .venv/.installed .venv-cloud/.installed node_modules/.installed chromium ## Measure speed, size and cost; writes docs/run-your-own/performance.md
	@PYTHON=$(PYTHON) $(BIN)/python -m tests.bench

faults: .venv/.installed .venv-cloud/.installed ## Every fault we could think of, about half an hour
	@echo "Looking for a letter lost or sent twice"
	@$(PYTEST) $(FAULTS)

lint: .venv/.installed .venv-lint/.installed .venv-checkov/.installed ## Style, types, weaknesses, spelling, template
	@echo "Checking style"
	@$(LINT)/ruff check --quiet $(CODE)
	@$(LINT)/ruff format --quiet --check $(CODE)
	@echo "Checking types"
	@$(LINT)/mypy --no-error-summary --python-executable $(BIN)/python $(CODE)
	@echo "Checking for weaknesses"
	@$(LINT)/bandit --quiet --configfile pyproject.toml --recursive functions infra
	@echo "Checking the templates"
	@$(LINT)/cfn-lint infra/template.yaml infra/site.yaml
	@mkdir -p build
	@$(CHECKOV) --config-file infra/checkov.yaml > build/checkov.txt || { cat build/checkov.txt; exit 1; }
	@echo "Checking spelling"
	@$(LINT)/codespell

site: .venv/.installed ## Build the site into site/ (REMINDERS=off: for any host; STAGE=prod: with your settings)
	@$(if $(STAGE),$(OPERATE) build,$(BIN)/python -m mkdocs build --strict)

build: site ## Build what is deployed: the site, and the zip of the functions
	@$(BIN)/python -m infra.bundle arm64

trial: .venv/.installed .venv-cloud/.installed ## An empty AWS account on this machine, to try the commands below on
	@STOP_WITH_PARENT=1 exec $(BIN)/python -m infra.trial

deploy: .venv/.installed .venv-deploy/.installed ## Bring a stage up to date: STAGE=prod (DRY_RUN=yes: up to the first call of AWS)
	@$(OPERATE) deploy

destroy: .venv/.installed ## Remove a stage but its data (DATA=yes: the data too)
	@$(OPERATE) destroy

status: .venv/.installed ## What is deployed, what waits, what is wrong
	@$(OPERATE) status

redrive: .venv/.installed ## Try what could not be handled once more
	@$(OPERATE) redrive

rotate: .venv/.installed ## New keys, the old ones still accepted (KEY=links or KEY=cdn for one of them)
	@$(OPERATE) rotate

pause: .venv/.installed ## Stop all e-mail of a stage within a minute
	@$(OPERATE) pause

resume: .venv/.installed ## Let e-mail leave again
	@$(OPERATE) resume

person: .venv/.installed ## What became of somebody's e-mails: ADDRESS=ada@example.com
	@$(OPERATE) person

erase: .venv/.installed ## Erase somebody: ADDRESS=ada@example.com
	@$(OPERATE) erase

unblock: .venv/.installed ## Lift "I did not ask for this": ADDRESS=ada@example.com
	@$(OPERATE) unblock

restore: .venv/.installed ## Put a restored table back, e-mail being paused: FROM=table
	@$(OPERATE) restore

lock: .venv-uv/.installed ## Write requirements/*.txt from requirements/*.in (UPGRADE=--upgrade for newer versions)
	@cd requirements && for name in $(LOCKS); do \
	  echo "Locking $$name"; \
	  ../$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header $(UPGRADE) $$name.in -o $$name.txt || exit 1; \
	done

clean: ## Remove what was built; environments and .local/ stay
	@rm -rf build site .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find functions infra tests -name __pycache__ -type d -prune -exec rm -rf {} +

# pip installs uv, and uv the rest, in a tenth of the time.
.venv-uv/.installed: requirements/uv.txt
	@$(check-python)
	@rm -rf .venv-uv
	@$(PYTHON) -m venv .venv-uv
	@.venv-uv/bin/python -m pip install --quiet --no-compile --no-deps --require-hashes -r $<
	@touch $@

# Each environment is made anew when its lock changes.
.venv/.installed: requirements/dev.txt .venv-uv/.installed
	@$(call install,.venv,dev)

.venv-cloud/.installed: requirements/cloud.txt .venv-uv/.installed
	@$(call install,.venv-cloud,cloud)

.venv-lint/.installed: requirements/lint.txt .venv-uv/.installed
	@$(call install,.venv-lint,lint)

.venv-deploy/.installed: requirements/deploy.txt .venv-uv/.installed
	@$(call install,.venv-deploy,deploy)

.venv-checkov/.installed: requirements/checkov.txt .venv-uv/.installed
	@$(call install,.venv-checkov,checkov)

# What judges the built pages: valid HTML, Lighthouse. No part of it is shipped.
node_modules/.installed: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { \
	  echo "There is no npm. Install Node.js 20 or newer: the tests of the site need it."; exit 1; }
	@echo "Installing package-lock.json into node_modules"
	@npm ci --silent --ignore-scripts
	@touch $@

define check-python
command -v $(PYTHON) >/dev/null || { \
  echo "There is no $(PYTHON). Install Python 3.11 or newer, or name one: make PYTHON=python3.13"; exit 1; }; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
  echo "Python 3.11 or newer is needed; $(PYTHON) is older. Name another one: make PYTHON=python3.13"; exit 1; }
endef

# uv knows no pip.conf: where only that names the registry, pip does it.
define install
echo "Installing requirements/$(2).txt into $(1)"; \
rm -rf $(1); \
$(PYTHON) -m venv --without-pip $(1) && { \
  $(UV) pip install --quiet --python $(1)/bin/python --no-deps --require-hashes -r requirements/$(2).txt || { \
    echo "uv did not succeed; trying pip"; \
    .venv-uv/bin/python -m pip --python $(1)/bin/python install --quiet --no-compile --no-deps \
      --require-hashes -r requirements/$(2).txt; }; } && \
touch $@
endef
