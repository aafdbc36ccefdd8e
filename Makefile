# Each target sets up what it needs in .venv, from nothing but Python 3.11+ and make.
PYTHON ?= $(shell for p in python3.12 python3.11 python3.13 python3; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
OUT ?= out
# Tests of one file share what they set up, so files are shared out, not tests.
SHARED_OUT := -n auto --maxprocesses 4 --dist loadfile

.PHONY: demo test check bench train docs lint clean

demo: .venv/ready  ## read corpus/, compare, write the reports
	$(BIN)/sinorus-claims run corpus --out $(OUT)
	@echo "Open $(OUT)/report.html in a browser, or read $(OUT)/report.md."

test: .venv/dev  ## run the tests
	$(BIN)/python -m pytest $(SHARED_OUT)

check: .venv/dev  ## every gate: lint, format, types, architecture, tests with coverage, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(SHARED_OUT) --cov --cov-report=term:skip-covered --cov-fail-under=85

bench: .venv/dev  ## how good and how fast (needs the data in ../shared; skips without)
	$(BIN)/python -m bench

train: .venv/train  ## make the English pipeline anew (needs the data in ../shared; takes hours)
	.venv-train/bin/python training/make.py all

docs: .venv/dev  ## write the generated parts of docs/ anew
	$(BIN)/python -m tests.generated

.venv/made: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed"; exit 1; }
	@echo "Setting up .venv with $(PYTHON); this takes a minute or two."
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

.venv/ready: .venv/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/dev: .venv/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/ready

.venv/train: .venv/made training/requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet -e . -r training/requirements.txt
	@touch $@

clean:
	rm -rf .venv .venv-train out build dist
