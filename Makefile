# `make demo` and `make test` need git, make and Python 3.11 or newer; all else is set up here, in .venv.
PYTHON ?= python3
BIN := .venv/bin
DONE := .venv/.setup-done
TESTERS ?= 2  # processes that run tests side by side, each with its own files
PLACES := src/ledgerstone/vocabulary/geonames.sqlite3
WORDS := src/ledgerstone/vocabulary/english.txt

.PHONY: setup demo test fast slow reference format lint lock bench speed clean

setup: $(DONE) $(PLACES) $(WORDS)

$(DONE): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Ledgerstone needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(DONE)

# The index of places is made once, out of two packages, which take 20 s to read.
$(PLACES): $(DONE) $(wildcard src/ledgerstone/vocabulary/*_build.py)
	$(BIN)/python -m ledgerstone.vocabulary.gazetteer_build

# The list of English words, which tells names from words in a text that is all capitals, out of the package spylls.
$(WORDS): $(DONE) src/ledgerstone/vocabulary/spelling_build.py
	$(BIN)/python -m ledgerstone.vocabulary.spelling_build

demo: setup
	$(BIN)/python examples/demo.py

test: fast slow

fast: setup
	$(BIN)/python -m pytest -m "not slow" -n $(TESTERS) --dist loadfile

slow: setup
	$(BIN)/python -m pytest -m slow -n $(TESTERS) --dist loadfile

# Checks our web archives and proofs of time with the tools that others use, in an environment of their own.
reference: setup .reference/.done
	$(BIN)/python -m pytest tests/capturing/test_reference_tools.py tests/proving/test_calendars.py

.reference/.done: tests/reference-tools.txt
	$(PYTHON) -m venv .reference
	.reference/bin/python -m pip install --quiet --disable-pip-version-check -r tests/reference-tools.txt
	touch $@

bench: setup
	$(BIN)/python -m benchmarks

speed: setup
	$(BIN)/python -m benchmarks.throughput

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# uv only resolves; what is installed comes from the lock, by pip, with hashes.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra dev --extra estimate --extra team --extra web pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .reference build dist out $(PLACES) $(WORDS)
