# Every command is `python3 portal/dev.py NAME`; ARGS goes on to it, PORT to the server.
PYTHON ?= python3

run fonts test test-all lint bench shots:
	@$(PYTHON) portal/dev.py $@ $(ARGS)

# The pinned lists anew from pyproject.toml, each extending the one before (after any command
# above, which brings uv). --universal: one list for every Python and system.
COMPILE = .tools/uv/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	--no-header --no-annotate
lock:
	$(COMPILE) pyproject.toml -o requirements/base.txt
	$(COMPILE) pyproject.toml --group test -c requirements/base.txt -o requirements/test.txt
	$(COMPILE) pyproject.toml --group test --group lint -c requirements/test.txt -o requirements/lint.txt
	$(COMPILE) --group uv -o requirements/uv.txt
	$(COMPILE) --group node -o requirements/node.txt

.PHONY: run fonts test test-all lint bench shots lock
