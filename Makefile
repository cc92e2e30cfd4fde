# Every target sets up what it needs: only Python 3.11 and make have to be there.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

WIKI   ?=

.PHONY: demo test clients kills test-wiki conformance lint format docs bench clean

demo: $(READY)
	$(BIN)/pfgraph demo demo

test: lint
	$(BIN)/pytest -n auto --dist loadfile -rs

# Clients written in JavaScript, for the tests marked `node`; needs npm and its registry.
clients:
	npm ci --no-audit --no-fund --prefix tests/clients/node

# The contract suite of the wiki side against a Wikibase of yours: make test-wiki WIKI=http://…
# with the account in PFGRAPH_USER and PFGRAPH_PASSWORD. It leaves test items there.
test-wiki: $(READY)
	PFGRAPH_TEST_WIKI='$(WIKI)' $(BIN)/pytest -m wiki

# The recorded conversations with a real Wikibase, held again with the sandbox; writes
# docs/conformance.md.
conformance: $(READY)
	$(BIN)/python -m tests.conformance

# The sandbox killed 200 times while clients edit; `make test` does it a few times.
kills: $(READY)
	PFGRAPH_KILLS=200 $(BIN)/pytest -s -k kills tests/sandbox/test_durability.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The reference pages that are written from the ontology, the tables, the queries and the commands.
docs: $(READY)
	$(BIN)/python -m pfgraph.ontology.reference
	$(BIN)/python -m pfgraph.records.reference
	$(BIN)/python scripts/docs.py

bench: $(READY)
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

clean:
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)
