# One door for everything a developer does; each line is a script that can be read.
.PHONY: help run test test-long bench check check-android generate install icons

help:       ## what can be done here
	@grep -hE '^[a-z-]+: +##' $(MAKEFILE_LIST) | sed -E 's/: +## /\t/' | expand -t 14

run:        ## start the sample commune: a server, a volunteer's app and an officer's
	@scripts/run.sh

test:       ## everything that must hold before a change lands; installs what is missing
	@scripts/test.sh

test-long:  ## what takes longer: many seeds, long simulations, the phone's target
	@scripts/test-long.sh

bench:      ## the figures of docs/benchmarks.md, each beside its raw limit
	@scripts/bench.sh

check:      ## format, lints, types, generated files: no tests
	@scripts/check.sh

check-android: ## types of the whole app for Android; no SDK or NDK needed
	@scripts/check-android.sh

generate:   ## write again what is generated from the Rust code and the screens
	@scripts/generate.sh

install:    ## packages, node modules and tools, where missing
	@scripts/install.sh test

icons:      ## draw the window's icons again from the mark
	@scripts/icons.sh
