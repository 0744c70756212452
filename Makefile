# make draft  set up, then draft the example with the local model (or, where none can be had, by the rules)
# make test   set up, then run the tests
PYTHON ?= python3
BIN := .venv/bin
OUT := out
EXAMPLE := examples/教育体育局半年总结.md

# What tests start by the hundred is compiled once, even where the environment says otherwise.
export PYTHONDONTWRITEBYTECODE :=

# An office's network has certificates of its own, which the system knows.
export UV_SYSTEM_CERTS := true

.PHONY: draft test windows lint eval eval-slice eval-live sabotage sabotage-slice bench faults examples installs supply setup lock clean

draft: setup
	-$(BIN)/drafter model pull
	$(BIN)/drafter index add --quiet corpus
	$(BIN)/drafter draft $(EXAMPLE) -o $(OUT)/report.docx

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Tests that write, under Windows' rules for files: what is open is neither replaced nor removed, and more (tests/windows).
WRITING := tests/test_files.py tests/test_system.py tests/documents/test_draft_store.py tests/faults/test_faults.py \
	tests/review/test_exporting.py tests/review/test_certificate.py tests/tasks/test_page.py tests/cli/test_take.py \
	tests/cli/test_mask.py tests/retrieval/test_index.py tests/writing/test_model_download.py
windows: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile -p tests.windows.plugin $(WRITING)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The verdict on every change: rules and recorded answers on all cases, a strong author's recorded answers on those of the
# group remote, their Word files read by another reader, forms filled in, what a model is sent, retrieval, the rules on reports,
# the suite itself.
# Exit 1 where a gate fails, 3 where something could not run (docs/evaluation.md).
RUN := out/eval
EVAL := $(BIN)/python -m eval
eval: setup
	rm -rf $(RUN) $(RUN)-remote
	$(EVAL) run cases apart --writer openai --model recorded-author --group remote --replay eval/recordings \
		-o $(RUN)-remote -q & remote=$$!; \
	$(EVAL) run cases apart check mutants proof retrieval archive filling wire --writer rules --writer local/plain --replay eval/recordings \
		-o $(RUN) --junit $(RUN)/junit.xml --summary $(RUN)/summary.md -q; status=$$?; \
	wait $$remote; remote=$$?; $(EVAL) view $(RUN); \
		exit $$((remote > status ? remote : status))

# A small slice live, so that the way to the model is walked on every change too; left out, and said so, where it cannot be had.
eval-slice: setup
	rm -rf $(RUN)-slice
	if $(BIN)/drafter model pull; then \
		$(EVAL) run cases --writer local/plain --group short -o $(RUN)-slice -q; \
	else echo "no local model here: the live slice is left out"; fi

# Drafter broken on purpose, and the gate that has to turn red and name it: a few faults on every change, drawn by the commit,
# all of them nightly. Mutants of the modules that keep the promise, and the tests that kill them; nightly, too.
sabotage-slice: setup
	$(EVAL) sabotage --sample 4 --seed "$$(git rev-parse HEAD 2>/dev/null)" --jobs 1

sabotage: setup
	$(EVAL) sabotage

# All of it live, with the local model; a nightly job. REPORTS is a folder of published reports for ProvFill.
eval-live: setup
	$(BIN)/drafter model pull
	$(BIN)/drafter index add --quiet corpus
	$(EVAL) run cases --writer rules --writer local/plain --writer local/rich -o out/eval-live
	$(EVAL) run naive --writer local --group easy -o out/eval-live
	$(if $(REPORTS),$(EVAL) --reports $(REPORTS) run provfill -o out/eval-live)

# Times of whole commands, for README; the local model and the index as `make draft` leaves them.
bench: setup
	$(BIN)/python bench/draft.py --local

# What drafter is made of, and what is known to be wrong with it where a service of advisories is reached.
supply: setup
	$(BIN)/python bench/supply.py

# A disk that fails and kills, at every operation of every command that writes, and in the story of a report; a nightly job.
faults: setup
	$(BIN)/python bench/faults.py
	$(BIN)/python bench/story_kills.py --kills 200

# The two drafts of one example that are shipped, and what differs between them; with the local model, some two minutes.
BOTH := examples/两稿
examples: setup
	rm -f $(BOTH)/*
	$(BIN)/drafter draft $(EXAMPLE) --writer rules -o $(BOTH)/规则.docx
	$(BIN)/drafter draft $(EXAMPLE) --writer local --manner rich -o $(BOTH)/本地模型.docx
	$(BIN)/drafter compare $(BOTH)/规则.draft.json $(BOTH)/本地模型.draft.json --html $(BOTH)/比较.html --docx $(BOTH)/修订.docx

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 && $(BIN)/uv pip sync --quiet --python $(BIN)/python requirements.lock \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Whether all of that installs from wheels alone on every system; nothing is installed, and no registry, no question.
installs: setup
	$(BIN)/python bench/installs.py

# What pyproject.toml asks for, extras as in `all`, on every system, by version and hash; versions that are locked stay where they can.
lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra all \
		--group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv $(OUT)
