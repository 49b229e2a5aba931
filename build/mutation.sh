#!/usr/bin/env bash
# Mutation tests of the generator, the analyzers and the code fixes; docs/internals/mutation.md says what they found.
#   build/mutation.sh generators | analyzers | fixes [GLOB of files, default all] [filter of tests]
set -euo pipefail
cd "$(dirname "$0")/.."
part=${1:?generators, analyzers or fixes}
glob=${2:-**/*.cs}
filter=${3:-}
case $part in
  generators) folder=Generators project=TypedTasks.Generators ;;
  analyzers) folder=Analyzers project=TypedTasks.Analyzers ;;
  fixes) folder=Analyzers project=TypedTasks.CodeFixes ;;
  *) echo "Unknown part '$part': generators, analyzers or fixes." >&2; exit 2 ;;
esac
dotnet tool restore > /dev/null
cd "build/mutation/$folder"
exec dotnet stryker --project "$project.csproj" --mutate "$glob" ${filter:+--test-case-filter "$filter"} --output "../../../artifacts/mutation/$part"
