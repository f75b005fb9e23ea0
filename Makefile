# Diglot. `make` alone lists what can be made; set-up happens by itself, in .venv.

VENV := .venv
BIN := $(VENV)/bin

# The one tool that is not in the lock files, because it writes them.
UV := uv==0.13.9

.DEFAULT_GOAL := help
.PHONY: help site serve test handbook audit check lock clean bench

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

site: $(VENV)/.stamp-base ## build the site into site/
	$(BIN)/diglot build

serve: $(VENV)/.stamp-base ## show the site, drafts included, and rebuild it on every change
	$(BIN)/diglot serve

# Give pytest more to do or less: make test PYTEST="-k arabic"
test: $(VENV)/.stamp-test ## run all tests, the browser's too
	@$(BIN)/python tests/setup
	@status=0; $(BIN)/python -m pytest -n auto --dist loadgroup $(PYTEST) || status=$$?; \
	$(BIN)/python tests/setup --report; exit $$status

handbook: $(VENV)/.stamp-base ## build the handbook, docs/, into .cache/handbook
	$(BIN)/python -m mkdocs build --strict --config-file docs/handbook/mkdocs.yml

audit: $(VENV)/.stamp-test ## let Lighthouse judge every kind of page
	@$(BIN)/python tests/audit

check: $(VENV)/.stamp-test ## check style, types and floors
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# make bench BENCH="--n 1000 --rounds 1 --only hugo"; the peers come from the network, into .cache.
bench: $(VENV)/.stamp-base ## measure builds beside Hugo, Material and Eleventy
	@PYTHONPATH=tests $(BIN)/python -m bench $(BENCH)

lock: $(VENV)/.stamp-base ## choose the newest requirements and pin them with their hashes
	$(BIN)/python -m pip install --quiet '$(UV)'
	@for name in base test properdocs bench; do \
		echo "requirements/$$name.txt"; \
		UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --upgrade --universal \
			--python-version 3.11 --generate-hashes --no-emit-index-url \
			--output-file requirements/$$name.txt requirements/$$name.in || exit 1; \
	done
	@! grep -nE '^[^#]*(https?:|index-url|find-links)' requirements/*.txt

clean: ## remove what was made: the site, the caches and .venv
	find site -mindepth 1 ! -name .gitkeep -delete
	rm -rf $(VENV) .cache .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache

# A .venv that was moved here, or lost its interpreter, counts as missing.
ifneq ($(shell test -x $(BIN)/python && $(BIN)/python -c '' && cat $(VENV)/.made-in),$(CURDIR))
$(shell rm -f $(VENV)/.stamp-*)
endif

$(VENV)/.stamp-base: requirements/base.txt requirements/venv.sh pyproject.toml
	@requirements/venv.sh base

$(VENV)/.stamp-test: requirements/test.txt $(VENV)/.stamp-base
	@requirements/venv.sh test
