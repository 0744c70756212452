# make draft  set up, then draft the example with the local model (or, where none can be had, by the rules)
# make test   set up, then run the tests
PYTHON ?= python3
BIN := .venv/bin
OUT := out
EXAMPLE := examples/教育体育局半年总结.md

.PHONY: draft test lint eval bench setup clean

draft: setup
	-$(BIN)/drafter model pull
	$(BIN)/drafter index add --quiet corpus
	$(BIN)/drafter draft $(EXAMPLE) -o $(OUT)/report.docx

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What the rules find of planted defects, and what they say of clean text; exits with 1 below the goals.
eval: setup
	$(BIN)/drafter eval check

# Times of whole commands, for README; the local model and the index as `make draft` leaves them.
bench: setup
	$(BIN)/python bench/draft.py --local

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 && $(BIN)/uv pip sync --quiet --python $(BIN)/python requirements.lock \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv $(OUT)
