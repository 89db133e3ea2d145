# `make demo` and `make test` need git, make and Python 3.11 or newer; all else is set up here, in .venv.
PYTHON ?= python3
BIN := .venv/bin
DONE := .venv/.setup-done

.PHONY: setup demo test fast format lint lock bench clean

setup: $(DONE)

$(DONE): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Ledgerstone needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(DONE)

test: setup
	$(BIN)/python -m pytest -m "not slow"
	$(BIN)/python -m pytest -m slow

fast: setup
	$(BIN)/python -m pytest -m "not slow"

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
	  --extra dev --extra estimate pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build dist out
