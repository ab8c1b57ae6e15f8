# One command sets everything up: python3 and make are all that a machine needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CORPUS ?=
# A folder of competency questions with their scorer: the score goes into the report.
QUESTIONS ?= $(wildcard ../shared/eval)
READY := $(VENV)/.ready

.PHONY: build test check clean bench-network bench-page bench-extraction bench-sparql bench-serve

build: $(READY)
	$(BIN)/policyscape build $(if $(CORPUS),--corpus $(CORPUS)) $(if $(QUESTIONS),--questions $(QUESTIONS))

test: $(READY)
	$(BIN)/pytest -n auto --dist loadfile

bench-network: $(READY)
	$(BIN)/python benchmarks/network.py

# Many clients at once over the whole query library: make bench-serve OUT=out
bench-serve: $(READY)
	$(BIN)/python -m benchmarks.serving --out $(or $(OUT),out) --explode

# Stage by stage: make bench-extraction CORPUS=…
bench-extraction: $(READY)
	$(BIN)/python benchmarks/extraction.py $(CORPUS)

# Beside plain pyvis, at other sizes: make bench-page PYVIS="--pyvis 2000"
bench-page: $(READY)
	$(BIN)/python -m benchmarks.page $(PYVIS)

# Beside rdflib and Virtuoso (Debian: virtuoso-opensource-7): make bench-sparql SIZE="200000"
bench-sparql: $(READY)
	$(BIN)/python -m benchmarks.sparql $(if $(SIZE),--sizes $(SIZE))

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile

# The versions are those of the lock file; the project itself is installed so that its sources are used in place.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

clean:
	rm -rf $(VENV) out .out.build-* .out.cache
