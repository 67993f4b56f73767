# Every command is `python3 portal/dev.py NAME`; ARGS goes on to it, PORT to the server.
PYTHON ?= python3

run test test-all lint bench shots lock:
	@$(PYTHON) portal/dev.py $@ $(ARGS)

.PHONY: run test test-all lint bench shots lock
