# The commands of this checkout. Paths are relative, so that a folder with spaces in its name will do; nothing here needs root.
.DEFAULT_GOAL := help
.PHONY: help install install-dev run test test-pg15 proof measure clients docs fuzz lint lint-contract examples look openapi seed-documents lock

ARGS ?=
# What clients are generated from: the contract without its webhooks.
CONTRACT ?= app/openapi-client.json
PG15_BIN ?= /usr/lib/postgresql/15/bin
# The first interpreter that is new enough; name another with `make PYTHON=… install`.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
UV ?= $(if $(wildcard .venv/bin/uv),.venv/bin/uv,uv)

python := .venv/bin/python
pip := $(python) -m pip install --quiet --disable-pip-version-check
resolve = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-strip-extras --custom-compile-command "make lock"
compile = $(resolve) pyproject.toml --group build

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

install: .venv/installed ## .venv with the locked packages and the command .venv/bin/tiendo

install-dev: .venv/installed-dev ## the same and what tests and checks need

run: .venv/installed ## the service on http://127.0.0.1:8000 with its own PostgreSQL (ARGS="--port 9000")
	.venv/bin/tiendo serve $(ARGS)

# One run; which of its tests are traced for the gate is told in tests/traced.py, what the gate demands in pyproject.toml.
test: .venv/installed-dev ## the whole suite and the coverage gate (a part of it, without the gate: ARGS="-k deadlines")
	$(python) -m pytest -n 2 --dist worksteal $(if $(ARGS),$(ARGS),--cov --cov-report=)
	$(if $(ARGS),,$(python) -m coverage report --fail-under=100 --show-missing --skip-covered)

test-pg15: .venv/installed-dev ## the whole suite on the PostgreSQL 15 of PG15_BIN
	TIENDO_TEST_PG_BIN="$(PG15_BIN)" $(python) -m pytest -n 2 --dist worksteal $(ARGS)

proof: .venv/installed-dev ## the same properties at full size: 100,000 cases, 200 writers, 50 kills
	TIENDO_PROOF_CASES=100000 TIENDO_PROOF_WRITERS=200 TIENDO_PROOF_KILLS=50 $(python) -m pytest -n 2 --dist worksteal $(ARGS)

measure: .venv/installed-dev ## a summary of 100,000 reports beside a count written by hand; exports of 100,000 rows; a flood of requests
	TIENDO_MEASURE_TASKS=1000 TIENDO_MEASURE_REPORTS=100000 TIENDO_MEASURE_ROWS=100000 $(python) -m pytest -q -s tests/measure tests/measure/fairness.py

# Without Java or Node the clients that need them are told and left out.
clients: .venv/installed-dev tools/clients/.venv/installed tools/clients/node_modules/installed ## clients in seven languages, made of the contract, compiled and run
	$(python) -m tools.clients $(CONTRACT)

# The seed is told, and with it the same requests are made again: make fuzz SEED=… N=…
fuzz: .venv/installed-dev tools/fuzz/.venv/installed ## Schemathesis with a token of each role (SEED=, N= cases of an operation, ARGS="--role office")
	$(python) -m tools.fuzz $(if $(SEED),--seed $(SEED)) $(if $(N),--cases $(N)) $(ARGS)

# Two services side by side, one by today's date and one with its clock set. Their own target: each takes as long as a first start.
docs: .venv/installed-dev tools/clients/node_modules/installed ## the README and docs/ executed as written (needs curl, jq and Node 20 or newer)
	@for tool in curl jq node; do command -v $$tool > /dev/null || { echo "make docs needs $$tool" >&2; exit 1; }; done
	$(python) -m pytest -n 2 --dist loadfile tests/walks/readme_walk.py tests/walks/guide_walk.py $(ARGS)

lint: .venv/installed-dev ## style, formatting, types, direction of imports
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy
	.venv/bin/lint-imports

openapi: .venv/installed ## write the contract, app/openapi.json and openapi-client.json, and what has changed into app/changelog.json
	$(python) tools/contract/record.py

examples: .venv/installed-dev ## the examples of the contract, from what the table of callers sends and is answered; then make openapi
	rm -f app/examples.jsonl.new
	TIENDO_EXAMPLES="$(CURDIR)/app/examples.jsonl.new" $(python) -m pytest -q tests/access/matrix_test.py -k each_caller
	$(python) tools/contract/examples.py app/examples.jsonl.new
	rm app/examples.jsonl.new

lint-contract: tools/lint/node_modules/.package-lock.json ## the contract by Redocly and Spectral (needs Node 20.19 or newer)
	cd tools/lint && npm run --silent lint

look: .venv/installed ## /docs and /problems in a headless Chromium without a network (ARGS=FOLDER for pictures)
	$(python) tools/docs/look.py $(ARGS)

tools/lint/node_modules/.package-lock.json: tools/lint/package-lock.json
	cd tools/lint && npm ci --silent
	@touch $@

# Of a city of its own, so that no progress of anybody's is in them.
seed-documents: .venv/installed ## the two annexes of seed/ as .docx and .xlsx, made by the exporter
	@city=$$(mktemp -d) && trap 'rm -rf "$$city"' EXIT && \
	.venv/bin/tiendo migrate --data-dir "$$city" && .venv/bin/tiendo seed --data-dir "$$city" > /dev/null && \
	tail -n +2 seed/plans.csv | while IFS=, read -r code file rest; do for format in docx xlsx; do \
		.venv/bin/tiendo export "$$code" --no-progress --force -o "seed/$${file%.txt}.$$format" --data-dir "$$city" < /dev/null || exit 1; \
	done; done

lock: ## resolve pyproject.toml anew into the two locks, and those of tools/clients and tools/fuzz; needs uv
	@command -v "$(UV)" >/dev/null || { echo "make lock needs uv: install it, or name it with UV=…" >&2; exit 1; }
	$(compile) --output-file requirements.lock
	$(compile) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(resolve) tools/clients/requirements.in --output-file tools/clients/requirements.lock
	$(resolve) tools/fuzz/requirements.in --output-file tools/fuzz/requirements.lock

.venv/installed: requirements.lock pyproject.toml | .venv/made
	$(pip) --require-hashes -r requirements.lock
	$(pip) --no-index --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(pip) --require-hashes -r requirements-dev.lock
	@touch $@

# A stamp and not the interpreter itself, which is there before pip is when this is interrupted.
.venv/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python …" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) lacks venv or ensurepip; on Debian and Ubuntu install the package python3-venv" >&2; exit 1; }
	"$(PYTHON)" -m venv .venv
	@touch $@

tools/clients/.venv/installed tools/fuzz/.venv/installed: %/.venv/installed: %/requirements.lock | .venv/made
	"$(PYTHON)" -m venv --clear $*/.venv
	$*/.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

tools/clients/node_modules/installed: tools/clients/package-lock.json
	@! command -v npm > /dev/null || { npm ci --silent --prefix tools/clients && touch $@; }
