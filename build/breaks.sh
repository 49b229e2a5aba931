#!/usr/bin/env bash
# Says what breaks for whoever comes from another version (docs/upgrading.md, "What counts as a break"): build/breaks.sh COMMIT
# Packages are validated against those of that commit; severities of rules, contracts of the samples and the wire version are compared as they are written.
set -uo pipefail
cd "$(dirname "$0")/.."
before=${1:?usage: build/breaks.sh COMMIT}
export DOTNET_NOLOGO=1
work=$(mktemp -d)
trap 'git worktree remove --force "$work/source" >/dev/null 2>&1; rm -rf "$work"' EXIT
git worktree add --detach -q "$work/source" "$before" || exit 2
breaks=0

echo "== API"
for project in src/*/*.csproj; do
  name=$(basename "$project" .csproj)
  old="$work/source/src/$name/$name.csproj"
  [ -f "$old" ] || { echo "$name: new"; continue; }
  dotnet pack "$old" -c Release -v q -p:Version=0.0.1-before -p:EnablePackageValidation=false -o "$work/before" >"$work/log" 2>&1 || { cat "$work/log"; exit 2; }
  # A tool has no API.
  if unzip -l "$work/before/$name.0.0.1-before.nupkg" | grep -q ' tools/'; then continue; fi
  dotnet pack "$project" -c Release -v q -p:Version=0.0.1-now -p:PackageValidationBaselinePath="$work/before/$name.0.0.1-before.nupkg" -o "$work/now" >"$work/log" 2>&1
  code=$?
  found=$(grep -oE 'error CP[0-9]+: .*' "$work/log" | sed 's/ \[[^]]*\]$//' | sort -u)
  [ $code = 0 ] || [ -n "$found" ] || { cat "$work/log"; exit 2; }
  [ -z "$found" ] || { echo "$name:"; echo "$found"; breaks=$((breaks + $(echo "$found" | wc -l))); }
done
for old in "$work"/source/src/*/; do
  name=$(basename "$old")
  [ -d "src/$name" ] || { echo "$name: gone"; breaks=$((breaks + 1)); }
done

echo "== severities"
severities() { grep -hoE '^TT[0-9]{4} \| [A-Za-z]+ \| (Error|Warning|Info|Hidden|Disabled)' "$1"/analyzers/TypedTasks.Analyzers/AnalyzerReleases.*.md | awk -F' *\\| *' '{ print $1, $3 }' | sort; }
louder=$(join <(severities "$work/source") <(severities .) | awk 'BEGIN { rank["Disabled"] = 0; rank["Hidden"] = 0; rank["Info"] = 1; rank["Warning"] = 2; rank["Error"] = 3 } rank[$3] > rank[$2] { print $1 ": was " $2 ", is " $3 }')
new=$(join -v 2 <(severities "$work/source") <(severities .) | awk '$2 == "Error" { print $1 ": a new error" }')
[ -z "$louder$new" ] || { printf '%s\n' $louder $new | paste -sd' ' | sed 's/ TT/\nTT/g'; breaks=$((breaks + $(printf '%s\n%s' "$louder" "$new" | grep -c .))); }

echo "== wire"
version() { grep -hoE 'const int Version = [0-9]+' "$1"/src/TypedTasks/Wire/Envelope.cs; }
[ "$(version "$work/source")" = "$(version .)" ] || { echo "the version of the envelope differs"; breaks=$((breaks + 1)); }

echo "== contracts"
for contract in $(git ls-files '*TaskContracts.txt'); do
  [ -f "$work/source/$contract" ] || continue
  gone=$(grep -vxFf "$contract" "$work/source/$contract" | grep -vE '^\s*(#|$)')
  [ -z "$gone" ] || { echo "$contract:"; echo "$gone"; breaks=$((breaks + $(echo "$gone" | wc -l))); }
done

echo "$breaks breaks"
[ "$breaks" = 0 ]
