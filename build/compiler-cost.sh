#!/usr/bin/env bash
# What the compiler needs for 1,000 chains and 1,000 diamonds, now and, in turns with it, at another revision.
#   build/compiler-cost.sh [REVISION, default main]
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1
revision=${1:-main}
before=$(mktemp -d)
trap 'git worktree remove --force "$before/tree" >/dev/null 2>&1; rm -rf "$before"' EXIT

git worktree add --detach "$before/tree" "$revision" >/dev/null 2>&1
dotnet build "$before/tree/src/TypedTasks" -c Release -v q >"$before/build.log" || { cat "$before/build.log"; exit 1; }
cp "$before/tree/src/TypedTasks/bin/Release/net10.0/TypedTasks.dll" "$before/tree/generators/TypedTasks.Generators/bin/Release/netstandard2.0/TypedTasks.Generators.dll" "$before"
TYPEDTASKS_BASELINE="$before" TYPEDTASKS_MEASURE=1 dotnet test tests/TypedTasks.Analyzers.Tests -c Release -v q \
  --filter PipelineCostTests --logger "console;verbosity=detailed" | grep '|'
