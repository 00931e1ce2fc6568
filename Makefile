# Nothing but python3, make and git is needed beforehand: set-up says what else there must be, and gets it where it may.
PYTHON ?= python3
PORT ?= 8000
PAIRS ?= 200
export PORT PAIRS

.PHONY: help run reset test long noninterference

help:
	@echo "make run    serve the demonstration on http://127.0.0.1:8000 (another port: make run PORT=8001)"
	@echo "make reset  bring the demonstration back to its first day"
	@echo "make test   every check and test"
	@echo "make long   the same, with the slow tests"
	@echo "make noninterference PAIRS=10000   that many records twice, with other hidden words: not a byte may differ"

run reset test long noninterference:
	@exec $(PYTHON) -m cia.setup $@
