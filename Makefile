# Every target does one thing. `make` prints them.

STATICCHECK := go run honnef.co/go/tools/cmd/staticcheck@v0.8.2
# Modules of their own, so that whoever imports the SDK has none of what they need.
MODULES := sdk/otel examples/bridge bench corpus generator/internal/diff/browsertest
PACKAGES := github.com/hubchannels/hubchannels-go/generated/customchannels

FROM ?= spec/custom-channels/v3.yaml
TO ?= spec/custom-channels/2026-03.yaml
FUZZTIME ?= 30s

.DEFAULT_GOAL := help

help: ## Print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

generate: ## Write the SDKs in generated/ anew from the documents in spec/
	go generate ./...

check: ## Fail if generated/ is not what spec/ gives
	@sed -n 's/^\/\/go:generate //p' tools.go | while read -r command; do $$command --check || exit 1; done

test: ## Run the tests
	go test -timeout 30m ./...

race: ## Run the tests of what runs in users' programs under the race detector, and those of the other modules
	go test -race ./sdk/... ./generated/... ./e2e/...
	go test -gcflags=all=-d=checkptr ./sdk/codec ./e2e/... # what unsafe is used for, without the race detector's own checks
	@for module in $(MODULES); do (cd $$module && go test ./...) || exit 1; done

lint: ## gofmt, go vet and staticcheck, generated/ included
	@unformatted=$$(git ls-files '*.go' | grep -v /testdata/ | xargs gofmt -l); test -z "$$unformatted" || { echo "not formatted: $$unformatted"; exit 1; }
	go vet ./...
	$(STATICCHECK) ./...
	@for module in $(MODULES); do (cd $$module && go vet ./... && $(STATICCHECK) ./...) || exit 1; done

# Making each interesting document smaller, for up to a minute, would leave no time for others.
# The package is fetched from npm into bin/, which git does not see.
contract: ## Have Prism, a server that is not ours, check every request against spec/*.yaml; needs Node
	npm install --silent --no-save --prefix bin/prism @stoplight/prism-cli@5.14.2
	PRISM=$(CURDIR)/bin/prism/node_modules/.bin/prism go test -count 1 -run Prism -v ./e2e/...
	cd examples/bridge && PRISM=$(CURDIR)/bin/prism/node_modules/.bin/prism go test -count 1 -run Prism -v .

fuzz: ## Run each fuzz test for FUZZTIME (30s)
	@go list ./... | while read -r package; do \
	  go test -list '^Fuzz' "$$package" | grep '^Fuzz' | while read -r name; do \
	    echo "$$package $$name"; go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x "$$package" || exit 1; \
	  done || exit 1; \
	done

soak: ## Publish 10,000 messages under the race detector while a fifth of all requests fail, and as many beside files over HTTP/1.1 and HTTP/2
	PROOFS=1 go test -count 1 -race -timeout 60m -run 'TestProof' -v ./e2e/customchannels
	@test -z "$(SOAK)" || SOAK=$(SOAK) go test -count 1 -run 'TestSoak$$' -timeout 0 -v ./e2e/customchannels # make soak SOAK=10m

proofs: ## Install the command in an empty module, and follow RELEASE.md from an empty folder
	PROOFS=1 go test -count 1 -v ./generator/cmd/hubchannels
	PROOFS=1 go test -count 1 -run TestRelease -v ./generator/internal/diff

cross: ## Compile and vet for the other systems that the generator and the SDK run on
	@for os in windows darwin; do echo $$os; GOOS=$$os go vet ./... || exit 1; done

release: ## Write archives of the command for the usual systems, with checksums, to dist/
	@rm -rf dist && mkdir dist
	@for system in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64; do \
	  os=$${system%/*}; arch=$${system#*/}; name=hubchannels-$$os-$$arch; program=hubchannels; \
	  if [ $$os = windows ]; then program=hubchannels.exe; fi; \
	  echo $$name; mkdir dist/$$name && cp LICENSE README.md dist/$$name || exit 1; \
	  CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build -trimpath -ldflags='-s -w' -o dist/$$name/$$program ./generator/cmd/hubchannels || exit 1; \
	  tar -C dist -czf dist/$$name.tar.gz $$name && rm -r dist/$$name || exit 1; \
	done
	@cd dist && sha256sum *.tar.gz > SHA256SUMS

# Results stay in bin/oracle, which git does not see: a run that was stopped goes on where it was. ORACLE are further documents.
oracle: ## Hold the types of all cases, of random documents and of ORACLE against a JSON Schema validator
	ORACLE='testdata/*/spec.yaml $(ORACLE)' ORACLE_RANDOM=20 ORACLE_INSTANCES=200 ORACLE_RESULTS=$(CURDIR)/bin/oracle \
	  go test ./generator -count 1 -timeout 0 -run TestOracle -v

bench: ## Measure the SDK beside its peers
	cd bench && ./run.sh | go run ./table

corpus: ## Run the generator on public documents and fail where one gets worse; downloads them first
	cd corpus && go run .

diff: ## Say what changes from document FROM to document TO (v3 to 2026-03)
	go run ./generator diff --from $(FROM) --to $(TO)

diff-page: ## Write diff.html, the same report as a page
	go run ./generator diff --from $(FROM) --to $(TO) --format html > diff.html

.PHONY: help generate check test race lint soak proofs cross release contract fuzz bench corpus diff diff-page
