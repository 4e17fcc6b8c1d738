# `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
FILES ?=
EXIT ?=
PORT ?= 3978

.DEFAULT_GOAL := help

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Bolden needs Python 3.11 or newer; try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/test.txt
	@touch $@

.PHONY: demo
demo: $(VENV)/run.stamp ## play the main job on sample minutes (FILES="a.pdf b.docx" for own ones; EXIT=1 ends after it)
	@$(BIN)/python -m bot demo --port $(PORT) $(if $(EXIT),--exit) $(FILES)

.PHONY: test
test: $(VENV)/test.stamp ## check format, types, imports and run all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

.PHONY: playground
playground: $(VENV)/run.stamp ## start Bolden and the Microsoft 365 Agents Playground together (needs Node.js; FILES, PORT)
	@$(BIN)/python tools/playground/run.py --port $(PORT) $(FILES)

.PHONY: score
score: $(VENV)/run.stamp ## score the reader on our own labelled minutes and on those beside the checkout
	@$(BIN)/python -m tests.minutes.corpus_scoring
	@test -d ../shared/gold || { echo "no labelled minutes beside the checkout: gold and check are not scored"; exit 0; }; \
	for set in gold check; do echo "$$set, read with the weights that ship"; \
		$(PYTHON) ../shared/gold/score.py ../shared/$$set -- $(BIN)/python -m bot read --json; done; \
	echo "gold, cross-validated over senders"; \
	$(BIN)/python tools/train_reader.py ../shared/gold --predictions build/answers && \
	$(PYTHON) ../shared/gold/score.py ../shared/gold --predictions build/answers

.PHONY: fuzz
fuzz: $(VENV)/test.stamp ## read 2 400 damaged files, hear 10 000 made-up activities and mails, send 1 000 mails by each road
	$(BIN)/python -m tests.minutes.damage 2400
	BOLDEN_EXAMPLES=10000 $(BIN)/python -m pytest tests/hostile
	BOLDEN_MAILS=1000 $(BIN)/python -m pytest tests/journeys/test_drain.py

.PHONY: cards
cards: $(VENV)/test.stamp ## draw the cards by Microsoft's renderer, one of each kind for the docs, all into FOLDER
	@test -d tools/cards/node_modules || npm ci --silent --no-audit --no-fund --prefix tools/cards
	$(BIN)/python -m tools.cards.shoot $(FOLDER)

.PHONY: mails
mails: $(VENV)/test.stamp ## draw the mails in Chromium, one of each kind for the docs, all into FOLDER
	$(BIN)/python -m tools.mails.shoot $(FOLDER)

.PHONY: catalogue
catalogue: $(VENV)/test.stamp ## collect the texts to translate in bot/locale; fill in what is new and run it again
	@mkdir -p build
	$(BIN)/pybabel -q extract -F pyproject.toml --no-default-keywords -k t -k later:1,1t -k tn:1,2 --add-location file --sort-output --ignore-dirs ".*" --project Bolden --version 1 -o build/bolden.pot bot cards handlers
	$(BIN)/pybabel -q update -D bolden -i build/bolden.pot -d bot/locale --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100
	$(BIN)/pybabel -q compile -D bolden -d bot/locale

.PHONY: bench
bench: $(VENV)/test.stamp ## measure speed against the floor under it, in the same run
	$(BIN)/python -m tools.bench

.PHONY: lock
lock: ## pin anew what requirements/*.in ask for
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/run.in
	build/lock/bin/python -m pip freeze --exclude-editable > requirements/run.txt
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/test.in
	build/lock/bin/python -m pip freeze --exclude-editable | grep -vxFf requirements/run.txt > requirements/test.txt
	rm -rf build/lock

.PHONY: clean
clean: ## remove what was installed and what the demo wrote
	rm -rf $(VENV) var build

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12
