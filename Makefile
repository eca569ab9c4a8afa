.PHONY: help demo test build lint bench-reading bench-validate bench-wire bowtie differential fuzz clean

help:
	@echo "make demo            extract Samples/ with a small model on this machine (fetches 490 MB once)"
	@echo "make test            all tests (fetches the JSON Schema test suite once, where pip is)"
	@echo "make build           the release binary"
	@echo "make lint            check the formatting of the Swift sources"
	@echo "make bench-reading   what sluice text keeps of pages with gold, its size, its speed, beside other readers"
	@echo "make bench-validate  sluice validate against other validators and a bare parser, on three generated sets"
	@echo "make bench-wire      sluice extract against fake providers that behave well and badly, its client beside others"
	@echo "make bowtie          the JSON Schema test suite through the Bowtie harness"
	@echo "make differential    generated schemas and instances, judged by sluice and two other validators"
	@echo "make fuzz            fuzz the JSON reader, the schema compiler, validation and the reader of documents (FUZZ_SECONDS=60 each)"
	@echo "make clean           remove what was built and made (the demo's model and the fetched suite stay)"

demo:
	@Scripts/demo

test:
	@Scripts/install-system-libraries
	@Scripts/fetch-test-data
	swift build --build-tests
	# Tests that only compute keep all processors busy; in one process the tests that wait for a server would time out.
	swift test --skip-build --parallel --filter '^(JSON|JSONSchema|Documents|Chunking)Tests\.'
	swift test --skip-build --parallel --skip '^(JSON|JSONSchema|Documents|Chunking)Tests\.'

build:
	@Scripts/install-system-libraries
	swift build -c release --product sluice

lint:
	swift format lint --strict --recursive Sources Tests Package.swift \
	  Benchmarks/Package.swift Benchmarks/bowtie Benchmarks/fuzz Benchmarks/wire

bench-reading:
	@Benchmarks/reading/run

bench-validate:
	@Benchmarks/validate/run

bench-wire:
	@Benchmarks/wire/run

bowtie:
	@Benchmarks/bowtie/run

differential:
	@Benchmarks/differential/run

fuzz:
	@Benchmarks/fuzz/run

clean:
	rm -rf .build .bench Benchmarks/.build Benchmarks/.build-fuzz* .demo/in .demo/out
