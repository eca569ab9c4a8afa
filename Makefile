.PHONY: help demo test build lint bench-validate clean

help:
	@echo "make demo   extract Samples/ with a small model on this machine (fetches 490 MB once)"
	@echo "make test   all tests"
	@echo "make build  the release binary"
	@echo "make lint   check the formatting of the Swift sources"
	@echo "make bench-validate  sluice validate against other validators and a bare parser, on three generated sets"
	@echo "make clean  remove what was built and the demo's output (the demo's model stays, in .demo)"

demo:
	@Scripts/demo

test:
	@Scripts/install-system-libraries
	@Scripts/fetch-test-data
	swift build --build-tests
	swift test --skip-build --parallel

build:
	@Scripts/install-system-libraries
	swift build -c release --product sluice

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

bench-validate:
	@Benchmarks/validate/run

clean:
	rm -rf .build .bench .demo/in .demo/out
