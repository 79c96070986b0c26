# Everything a command needs is installed into .venv from the pinned, hashed requirements; nothing else is touched.
# make run · test · check · soak · format · bench · golden · docs · pictures · lock · clean
# On Windows see README.md.

PYTHON ?= python3
PORT   ?= 8501
TIMES  ?= 50
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile

# What Python compiles it keeps: of what is installed only what is used, when it is first used.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := run
.PHONY: run test check soak lint format bench golden docs pictures pictures-check lock clean browser

run: $(VENV)/run.stamp                  ## start the dashboard on this machine
	$(PY) -m pbi run --port $(PORT)

test: browser check                     ## everything from nothing: the browser too

check: lint                             ## what must hold before a change is sent
	$(PY) -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

soak: browser                           ## edits, harms, races, drawn partnerships and walks, thousands of each: hours
	OUTTURN_EDITS=10000 OUTTURN_HARMS=1 OUTTURN_RACES=100 $(PY) -m pytest -q -n auto \
	  tests/returns/intake/test_edits.py tests/store/test_harm.py tests/store/test_released.py tests/returns/intake/test_at_once.py
	OUTTURN_STEPS=5000 $(PY) -m pytest -q -n auto tests/pages/frame/test_walk.py tests/pages/frame/test_typed.py \
	  tests/charts/test_odd_frames.py
	OUTTURN_GAPS=20 OUTTURN_STORIES=1 $(PY) -m pytest -q -n auto tests/pages/figures/test_gaps.py tests/figures/test_one_story.py
	OUTTURN_WORLDS=2000 $(PY) -m pytest -q -n auto tests/reckoning
	OUTTURN_WALKS=100 $(PY) -m pytest -q tests/pages/frame/test_browser.py -k one_move
	$(PY) -m tools.often $(TIMES)

lint: $(VENV)/test.stamp                ## format, rules, types and layers, without the tests; and what has grown long
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m tools.lengths

format: $(VENV)/test.stamp              ## put the code in shape
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

bench: $(VENV)/test.stamp               ## times, as ratios
	$(PY) -m benchmarks

golden: $(VENV)/test.stamp              ## read what changed in the golden returns, then accept it or not
	$(PY) -m tools.golden

docs: $(VENV)/run.stamp                 ## write the generated pages again
	$(PY) -m tools.document

pictures: browser                       ## take the README's pictures anew, where they have changed; look at them
	$(PY) -m tools.pictures

pictures-check: browser                 ## whether every page still looks like its picture
	$(PY) -m tools.pictures --check

browser: $(VENV)/test.stamp             ## a browser for the tests, where there is none
	$(PY) -m tools.browser

lock: $(VENV)/made.stamp                ## bring the pinned versions into line with pyproject.toml, with the hash of every file
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra test --constraints requirements.txt --output-file requirements-test.txt

LOCK = $(VENV)/bin/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-annotate \
       --no-emit-index-url --custom-compile-command "make lock"

clean:                                  ## remove what the commands made; the stores in data/store are kept
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Outturn needs Python 3.11 or later, and '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo not here)."; \
	  echo "Install a later one, or name the one to use: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  echo "Python could not make an environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/run.stamp: requirements.txt $(VENV)/made.stamp
	@echo "Installing what the dashboard needs (a minute or two, once) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/run.stamp
	@echo "Installing what the tests need …"
	@$(PIP) -r requirements-test.txt
	@touch $@
