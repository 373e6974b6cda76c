#!/usr/bin/env bash
# Adds to a built site the docs of the newest release of each major version: `v1/`, `v2/` …
set -euo pipefail
site=$1

tags=$(git tag --list '@run-summary/client@[0-9]*.[0-9]*.[0-9]*' | { grep --invert-match -- '-[^@/]*$' || true; })
versions=$(sed 's/.*@//' <<< "$tags")
for major in $(cut --delimiter . --fields 1 <<< "$versions" | sort --unique --numeric-sort); do
  newest=$(grep "^$major\." <<< "$versions" | sort --version-sort | tail --lines 1)
  mkdir "$site/v$major"
  gh release download "@run-summary/client@$newest" --pattern docs.tar.gz --output - | tar --extract --gzip --directory "$site/v$major"
done
