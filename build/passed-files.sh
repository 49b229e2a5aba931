#!/usr/bin/env bash
# Lists the files of the product that run while a message goes from EnqueueAsync to the wire, from there to the method, and on to the next message.
#   build/passed-files.sh                      of the sources as they are
#   build/passed-files.sh COMMIT               of another commit
#   build/passed-files.sh COMMIT figures       the three numbers alone; "." stands for the sources as they are
# Counted by coverage of one flow, a chain of two steps on the transport and the store in memory (tests/TypedTasks.Hosting.Tests/Passage). Left out is what
# Testing and the generated code run, and what runs at the start, once per kind of flow, or on either side of the leg.
set -euo pipefail
cd "$(dirname "$0")/.."
commit=${1:-.} mode=${2:-}
export DOTNET_NOLOGO=1
results=$(mktemp -d)
trap 'git worktree remove --force "$results/source" >/dev/null 2>&1 || true; rm -rf "$results"' EXIT

source=. project=TypedTasks.Hosting.Tests
if [ "$commit" != . ]; then
  source=$results/source
  git worktree add --detach -q "$source" "$commit"
  [ -d "$source/tests/$project" ] || project=TypedTasks.Worker.Tests
  if [ ! -d "$source/tests/$project/Passage" ]; then
    # An older commit: the test and what it needs are brought along, under the names of then.
    cp -r tests/TypedTasks.Hosting.Tests/Passage "$source/tests/$project/"
    if [ "$project" = TypedTasks.Worker.Tests ]; then
      sed -i 's/TypedTasks\.Hosting\.Tests/TypedTasks.Worker.Tests/; s/AddTypedTasksHostingTests/AddTypedTasksWorkerTests/; s/using TypedTasks\.Transport;/using TypedTasks.Contracts;/' "$source/tests/$project"/Passage/*.cs
    fi
    grep -q coverlet.collector "$source/Directory.Packages.props" || sed -i "s|.*Include=\"xunit\".*|&\n$(grep coverlet.collector Directory.Packages.props)|" "$source/Directory.Packages.props"
    sed -i '0,/<PackageReference/s||<PackageReference Include="coverlet.collector" PrivateAssets="all" />\n    <PackageReference|' "$source/tests/$project/$project.csproj"
  fi
fi
export TMPDIR=$results
run() { "$@" >"$results/log" 2>&1 || { cat "$results/log" >&2; exit 1; }; }
run dotnet build "$source/tests/$project" -c Release -v q -p:TreatWarningsAsErrors=false
settings="DataCollectionRunSettings.DataCollectors.DataCollector.Configuration"
for leg in From_enqueue_to_the_wire From_the_wire_to_the_method From_the_method_to_the_next_message; do
  # The paths of sources are mapped in what is packed, so they are not found where they say.
  run dotnet test "$source/tests/$project" -c Release --no-build -v q --filter "$leg" --results-directory "$results/$leg" --collect "XPlat Code Coverage" -- \
    "$settings.Format=json" "$settings.Include=[TypedTasks]*,[TypedTasks.Hosting]*,[TypedTasks.Worker]*" "$settings.ExcludeAssembliesWithoutSources=None"
  node - "$(find "$results/$leg" -name coverage.json)" "$leg" "$mode" <<'JS'
const [file, leg, mode] = process.argv.slice(2);
const passed = new Map();
for (const document of Object.values(JSON.parse(require('fs').readFileSync(file, 'utf8'))))
  for (const [path, classes] of Object.entries(document)) {
    const lines = new Set(Object.values(classes).flatMap(c => Object.values(c)).flatMap(m => Object.entries(m.Lines)).filter(([, hits]) => hits > 0).map(([line]) => line));
    if (lines.size > 0 && !path.includes('/obj/'))
      passed.set(path.replace(/^.*\/src\//, ''), lines.size);
  }
if (passed.size === 0) {
  console.error(`${leg}: nothing was counted.`);
  process.exit(1);
}
const lines = [...passed.values()].reduce((a, b) => a + b);
if (mode === 'figures')
  console.log(passed.size);
else
  console.log([`${leg.replaceAll('_', ' ')}: ${passed.size} files, ${lines} lines of them`, ...[...passed].sort().map(([path, count]) => `${String(count).padStart(5)}  ${path}`), ''].join('\n'));
JS
done
