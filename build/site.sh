#!/usr/bin/env bash
# Makes the documentation as a site in artifacts/site, with the reference of the public API. Needs no network beyond the package registry; a broken link fails it.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1
dotnet tool restore >/dev/null
[ "${1:-}" = --built ] || dotnet build TypedTasks.sln -c Release -v q -nologo
rm -rf docs/api-reference artifacts/site
dotnet docfx docs/docfx.json --warningsAsErrors
echo "The site is in artifacts/site: dotnet docfx serve artifacts/site shows it."
