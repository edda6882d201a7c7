# make demo    a project with a year of events, its board in the browser (PORT=8600)
# make test    every test
# make check   style, types, layers, lengths
# make bench   measurements, side by side
#
# Each sets up all that it needs; Python 3.11 or newer is all that must be there.

PORT ?= 8600
DEMO ?= demo
JOBS ?= auto

UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
UV_VERSION := 0.13.9
PYTHON := .venv/bin/python
NPM := $(PYTHON) tools/npm.py --prefix frontend
PYTHON_SOURCES := src tests tools benchmarks hatch_build.py

.PHONY: setup demo test check bench lock format wheel clean

setup: .venv/.development front-end

demo: .venv/.plain front-end
	$(PYTHON) -m beichen demo $(DEMO) --port $(PORT) $(if $(filter 1 true,$(CI)),--no-browser)

test: setup
	$(NPM) run --silent test
	$(PYTHON) -m pytest -n $(JOBS) --dist loadfile $(ARGS)

check: setup
	$(PYTHON) -m ruff check $(PYTHON_SOURCES)
	$(PYTHON) -m ruff format --check $(PYTHON_SOURCES)
	$(PYTHON) -m mypy
	$(PYTHON) -m mypy tools
	.venv/bin/lint-imports --no-logo
	$(PYTHON) tools/check_lengths.py
	$(NPM) run --silent check

bench: setup
	$(PYTHON) benchmarks/run.py $(ARGS)

format: setup
	$(PYTHON) -m ruff check --fix-only --quiet $(PYTHON_SOURCES)
	$(PYTHON) -m ruff format $(PYTHON_SOURCES)

wheel: setup
	$(UV) build --quiet --wheel --no-build-isolation --python $(PYTHON) --out-dir dist

COMPILE := compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-annotate --quiet
lock: | $(filter .uv/bin/uv,$(UV))
	$(UV) pip $(COMPILE) --group dev --all-extras --output-file locks/dev.txt $(ARGS)
	$(UV) pip $(COMPILE) --group build --constraint locks/dev.txt --output-file locks/plain.txt

clean:
	rm -rf .venv .uv dist build src/beichen/faces/web frontend/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Built in place with the Node that comes from PyPI; returns at once when nothing has changed.
.PHONY: front-end
front-end: .venv/.plain
	$(PYTHON) hatch_build.py

.venv/.development: locks/dev.txt .venv/.plain
	$(UV) pip install --quiet --python $(PYTHON) --require-hashes --requirement locks/dev.txt
	touch $@

.venv/.plain: locks/plain.txt pyproject.toml hatch_build.py | $(filter .uv/bin/uv,$(UV))
	$(UV) venv --quiet --allow-existing --python ">=3.11" .venv
	$(UV) pip install --quiet --python $(PYTHON) --require-hashes --requirement locks/plain.txt
	$(PYTHON) hatch_build.py
	$(UV) pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation --editable .
	touch $@

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
