#!/usr/bin/env bash
# Makes the documentation as a site in artifacts/site, with the reference of the public API. Needs no network beyond the package registry; a broken link fails it.
#   build/site.sh [--built]      with --built, of what was built before (Release)
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1
dotnet tool restore >/dev/null
[ "${1:-}" = --built ] || dotnet build TypedTasks.sln -c Release -v q -nologo
rm -rf artifacts/site-pages artifacts/site-assemblies artifacts/site-references artifacts/site
dotnet run build/site/Pages.cs -- gather
dotnet docfx metadata build/site/docfx.json --warningsAsErrors
dotnet run build/site/Pages.cs -- operators
dotnet docfx build build/site/docfx.json --warningsAsErrors
dotnet run build/site/Pages.cs -- check
echo "The site is in artifacts/site: dotnet docfx serve artifacts/site shows it."
