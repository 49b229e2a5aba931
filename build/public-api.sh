#!/usr/bin/env bash
# Writes src/*/PublicAPI.Unshipped.txt anew from what is public now; the diff of it is what a review looks at.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

for folder in src/*/; do
  printf '#nullable enable\n' >"${folder}PublicAPI.Unshipped.txt"
done
# This one refers to all of them.
dotnet build tests/TypedTasks.Packages.Tests -v q -p:TreatWarningsAsErrors=false >"$logs/build.log" || { cat "$logs/build.log"; exit 1; }
for project in src/*/*.csproj; do
  name=$(basename "$project" .csproj)
  dotnet build "$project" -v q -t:Rebuild --no-dependencies -p:TreatWarningsAsErrors=false \
    "-p:ErrorLog=$logs/$name.sarif%2Cversion=2.1" >"$logs/$name.log" || { cat "$logs/$name.log"; exit 1; }
  node - "$logs/$name.sarif" >>"src/$name/PublicAPI.Unshipped.txt" <<'JS'
const sarif = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8').replace(/^\uFEFF/, ''));
const names = sarif.runs.flatMap(r => r.results).filter(r => r.ruleId === 'RS0016').map(r => r.properties.customProperties.APIName);
process.stdout.write([...new Set(names)].sort().map(n => n + '\n').join(''));
JS
done
git diff --stat -- 'src/*/PublicAPI.Unshipped.txt'
