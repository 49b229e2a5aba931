#!/usr/bin/env bash
# How the house is built, by figures, beside another commit: build/house.sh 16f3b79
# Takes some minutes: the files that a message passes and the folders that know each other are counted by running and compiling both.
set -euo pipefail
cd "$(dirname "$0")/.."
before=${1:?usage: build/house.sh COMMIT}

kinds='\b(Compensate|Each|FirstOf|Group|Join|Limit|Pass|Recorded|Recover|Scope|Sequence|Settled|Side|Step|Tuple)Node\b'
nodes() { git grep -lE "$kinds" "$1" -- 'src/*.cs' | wc -l; }

lines() { # commit, paths: lines that are neither empty nor comment
  local commit=$1 file
  shift
  git ls-tree -r --name-only "$commit" -- "$@" | grep '\.cs$' | while read -r file; do git show "$commit:$file"; done | grep -vcE '^\s*(//.*)?$' || true
}
meaning() { # what store operations mean: once, or in SQL and in memory
  local decisions sql memory
  decisions=$(lines "$1" src/TypedTasks/Storage/Decisions)
  if [ "$decisions" -gt 0 ]; then echo "$decisions, once"; else
    sql=$(lines "$1" src/TypedTasks.Sqlite/Queries)
    memory=$(git ls-tree -r --name-only "$1" -- src/TypedTasks.Testing/Store | grep 'Runner\.cs$' | while read -r file; do git show "$1:$file"; done | grep -vcE '^\s*(//.*)?$')
    echo "$((sql + memory)), twice"
  fi
}

types() { # commit, pattern: public types whose namespace or project matches
  git grep -hE '^[A-Za-z.]+(<[^>]*>)?$' "$1" -- 'src/*/PublicAPI.*.txt' | grep -vE '\.(get|set|init)$|~' | sort -u | grep -cE "$2" || true
}

passed() { build/passed-files.sh "$1" figures | paste -sd ' ' | sed 's/ /, /g'; }

pairs() { # folder of the sources: pairs of folders outside the emulator that know each other both ways
  TYPEDTASKS_CHECKOUT=$1 dotnet test tests/TypedTasks.Structure.Tests -c Release -v q --filter The_pairs_of_a_checkout_are_counted --logger "console;verbosity=detailed" | sed -n 's/^ *pairs: //p'
}
checkout=$(mktemp -d)
trap 'git worktree remove --force "$checkout/source" >/dev/null 2>&1 || true; rm -rf "$checkout"' EXIT
git worktree add --detach -q "$checkout/source" "$before"

row() { printf '| %-62s | %14s | %14s |\n' "$1" "$2" "$3"; }
row "" "$before" now
row "---" "---" "---"
row "files of src that name a kind of node" "$(nodes "$before")" "$(nodes HEAD)"
row "lines of store meaning" "$(meaning "$before")" "$(meaning HEAD)"
row "public types for applications (TypedTasks, registration)" "$(types "$before" '^(TypedTasks|Microsoft\.Extensions\.DependencyInjection)\.[A-Z][A-Za-z]*(<.*)?$')" "$(types HEAD '^(TypedTasks|Microsoft\.Extensions\.DependencyInjection)\.[A-Z][A-Za-z]*(<.*)?$')"
row "public types for authors of stores and transports" "$(types "$before" '^TypedTasks\.(Contracts|Storage|Transport)\.')" "$(types HEAD '^TypedTasks\.(Storage|Transport)\.')"
row "public types for generated code and serialization" "$(types "$before" '^TypedTasks\.(Generated|Serialization)\.')" "$(types HEAD '^TypedTasks\.(Generated|Serialization)\.')"
row "pairs of folders that know each other both ways" "$(pairs "$checkout/source")" "$(pairs "$PWD")"
row "files that a message passes: to the wire, to the method, on" "$(passed "$before")" "$(passed .)"
