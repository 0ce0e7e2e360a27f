# OneWindow 一窗. `make demo` and `make test` need nothing but Python >= 3.11, git and make.

PYTHON ?= python3
PORT   ?= 8000
JOBS   ?= $(shell nproc 2>/dev/null || echo 2)
ARGS   ?=
BIN    := .venv/bin
export UV_PYTHON_DOWNLOADS = never

.PHONY: help setup demo test check style types floors vendored awake bench room lock vendor handbook docs pictures browser format clean

help: ## what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

.venv/ready: requirements.lock requirements-uv.lock
	@sh tools/environment.sh $(PYTHON) requirements.lock $@

.venv/ready-dev: requirements-dev.lock requirements-uv.lock
	@sh tools/environment.sh $(PYTHON) requirements-dev.lock $@ .venv/ready

setup: .venv/ready-dev ## the environment, with the developers' tools

demo: .venv/ready ## the demo city on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@exec $(BIN)/python -m onewindow demo --port $(PORT) $(ARGS)

test: .venv/ready-dev browser ## everything against real PostgreSQL (ARGS="-k permits" for a part)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

browser: .venv/ready-dev
	@sh tools/browser.sh

check: style types floors vendored awake ## style, types, floors, templates, translations, handbook, docs

style: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready-dev
	$(BIN)/mypy onewindow

floors: .venv/ready-dev
	$(BIN)/lint-imports --no-logo

vendored: .venv/ready-dev
	$(BIN)/python tools/vendor.py --check

awake: .venv/ready-dev
	$(BIN)/python tools/check.py

format: .venv/ready-dev ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready-dev ## the numbers of docs/performance.md
	$(BIN)/python -m bench $(ARGS)

room: .venv/ready-dev ## a new module: make room NAME=dogs
	@test -n "$(NAME)" || { echo "Say which: make room NAME=dogs"; exit 2; }
	$(BIN)/python -m onewindow room $(NAME)

handbook: .venv/ready-dev ## write the handbook's lock anew, to be reviewed as a diff
	$(BIN)/python -m onewindow handbook

docs: .venv/ready-dev ## draw the generated pages of docs/ anew
	$(BIN)/python -m onewindow docs

pictures: .venv/ready-dev browser ## take the screenshots of the docs anew
	$(BIN)/python tools/pictures.py

lock: .venv/ready-dev ## resolve the dependencies of pyproject.toml anew (ARGS=--upgrade)
	sh tools/lock.sh $(ARGS)

vendor: .venv/ready-dev ## fetch the browser libraries anew (needs npm)
	cd vendor && npm ci --ignore-scripts --no-audit --no-fund
	$(BIN)/python tools/vendor.py

clean: ## forget environment, caches and test databases; the demo's data stays
	rm -rf .venv .onewindow/test .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
