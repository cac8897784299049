# One door for every job; each target makes the environment that it needs. Needs Python 3.11+ and make.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: help demo test check format schema docs manual manual-zensical accuracy bench hunt soak clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/installed ## from the example's YAML to findings, diagrams and a site in the browser
	$(BIN)/archkit build examples/hitchhiking

test: $(VENV)/developer ## run the tests
	$(BIN)/pytest -n auto

check: $(VENV)/developer ## format, lint, strict types, published schema and tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/archkit schema | diff -u schema/archkit.schema.json - || (echo "run make schema"; exit 1)
	$(BIN)/pytest -n auto --hypothesis-profile=ci

format: $(VENV)/developer ## put the code into its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(VENV)/developer ## write the published JSON Schema
	$(BIN)/archkit schema --output schema/archkit.schema.json

docs: $(VENV)/developer ## write what the documentation shows of the code: rules, answers, gallery, contracts
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_gallery.py
	$(BIN)/python docs/make_contracts.py

manual: $(VENV)/developer ## build archkit's own documentation into build/manual
	$(BIN)/python docs/make_reference.py --all
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Open build/manual/index.html"

manual-zensical: $(VENV)/developer ## the same with Material's successor, which has to find nothing either
	$(BIN)/python docs/make_reference.py --all
	NO_COLOR=1 SOURCE_DATE_EPOCH=0 $(BIN)/python -m zensical build --strict

accuracy: $(VENV)/developer ## compare the advice with what was chosen in worked examples and held-out systems
	$(BIN)/python tests/accuracy/measure.py

bench: $(VENV)/developer $(VENV)/peers/installed ## time archkit beside a YAML loader, YAML checkers, and checkers of models
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/edited.py
	$(BIN)/python benchmarks/screen.py

hunt: $(VENV)/developer ## send Schemathesis at the generated server of every REST component; needs ARCHKIT_JUDGES
	$(BIN)/python tests/judges/sweep.py

soak: $(VENV)/developer ## play random keys on the screen for ten minutes
	ARCHKIT_SOAK=5 $(BIN)/pytest tests/tui/test_soak.py

clean: ## remove the environment and what was generated
	rm -rf $(VENV) examples/*/build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("archkit needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	@echo "Installing archkit into $(VENV), about half a minute ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/developer: $(VENV)/installed
	@echo "Installing the tools of developers into $(VENV) ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/peers/installed:
	@echo "Installing the checkers that archkit is timed beside into $(VENV)/peers ..."
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check yamllint check-jsonschema doorstop strictdoc sphinx-needs
	npm install --silent --no-fund --prefix $(VENV)/peers likec4@1.46.0 || echo "likec4 is left out: it needs npm and Node 20"
	@touch $@
