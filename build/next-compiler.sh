#!/usr/bin/env bash
# Both corpora, the rules of pipelines and every snapshot of the generator on a compiler to come, with the latest and the preview version of C#.
#   build/next-compiler.sh [Roslyn version, default 5.12.0] [language ..., default latest preview]
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1
roslyn=${1:-5.12.0}
[ $# -gt 1 ] && languages=("${@:2}") || languages=(latest preview)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

passed=0
failed=0
for tests in TypedTasks.Analyzers.Tests TypedTasks.Generators.Tests; do
  # A folder of its own: the usual one keeps what the SDK's compiler was tested with.
  dotnet build "tests/$tests" -c Release -v q -p:TestedRoslynVersion="$roslyn" --artifacts-path "$work" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
  for language in "${languages[@]}"; do
    code=0
    TYPEDTASKS_LANGUAGE=$language dotnet test "$work/bin/$tests/release/$tests.dll" \
      --filter "FullyQualifiedName~CorpusTests|FullyQualifiedName~OperatorTests|FullyQualifiedName~ShapeTests|FullyQualifiedName~SilenceTests|FullyQualifiedName~RefusedTests" >"$work/log" 2>&1 || code=$?
    p=$(sed -n 's/.*[^a-z]Passed: *\([0-9]*\).*/\1/p' "$work/log" | tail -1)
    f=$(sed -n 's/.*[^a-z]Failed: *\([0-9]*\).*/\1/p' "$work/log" | tail -1)
    [ "$code" = 0 ] && [ "${p:-0}" -gt 0 ] || { cat "$work/log"; f=$((${f:-0} > 0 ? f : 1)); }
    echo "Roslyn $roslyn, C# $language, $tests: ${p:-0} passed, ${f:-0} failed"
    passed=$((passed + ${p:-0}))
    failed=$((failed + ${f:-0}))
  done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
