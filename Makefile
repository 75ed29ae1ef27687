# Everything from a machine with Python 3.11, pip, venv and make; run `make help` for the list.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test lint types schema opinion lock wheel readme bench clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

install: $(STAMP)  ## make .venv and install from the hashed lock file

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: install  ## install, and print the brief of an article in examples/
	$(BIN)/truceline brief examples/astana-2017.txt --published 2017-09-15

lint: install  ## ruff and the import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: install  ## mypy --strict
	$(BIN)/mypy

test: lint types  ## install, lint, types, all tests and the scorers' floors
	$(BIN)/pytest -n 2 --dist loadscope

schema: install  ## write docs/schema.json from the records
	$(BIN)/python -m truceline.exports.schema > docs/schema.json

opinion: install  ## train the second reader on the codebook's examples
	$(BIN)/truceline codebook train

readme: install  ## renew what README shows: the brief, the stages, the picture (needs Debian's chromium)
	$(BIN)/python docs/refresh.py --picture

bench: install  ## every figure that README and docs name
	$(BIN)/python -m bench.floors check
	$(BIN)/python bench/speed.py

lock:  ## renew requirements.lock (needs the network)
	$(BIN)/pip-compile --quiet --allow-unsafe --extra dev --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --strip-extras -o requirements.lock pyproject.toml

wheel: install  ## build dist/*.whl
	$(BIN)/python -m build --wheel --no-isolation

clean:  ## remove what make made
	rm -rf $(VENV) build dist *.egg-info
