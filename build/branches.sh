#!/usr/bin/env bash
# Says how often the differential test of the stores meets each branch of their decisions, and fails where one is met less often than it should.
#   build/branches.sh [histories, default 10000] [times, default 100]
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 TYPEDTASKS_HISTORIES=${1:-10000}
least=${2:-100}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# The paths of sources are mapped in what is packed, so they are not found where they say.
settings="DataCollectionRunSettings.DataCollectors.DataCollector.Configuration"
dotnet test tests/TypedTasks.Stores.Tests -c Release -v q --filter Stores_mean_the_same --results-directory "$results" \
  --collect "XPlat Code Coverage" -- "$settings.Format=json" "$settings.Include=[TypedTasks]TypedTasks.Storage.Decisions.*" "$settings.ExcludeAssembliesWithoutSources=None"
node - "$(find "$results" -name coverage.json)" "$least" <<'JS'
const [file, least] = [process.argv[2], Number(process.argv[3])];
const rows = [];
for (const document of Object.values(JSON.parse(require('fs').readFileSync(file, 'utf8'))))
  for (const [path, classes] of Object.entries(document))
    for (const methods of Object.values(classes))
      for (const [method, counts] of Object.entries(methods)) {
        const name = method.replace(/^.*Decisions\./, '').replace(/\(.*/, '');
        const place = path.replace(/^.*\/Decisions\//, '');
        for (const branch of counts.Branches)
          rows.push({ hits: branch.Hits, text: `${place}:${branch.Line} ${name}, way ${branch.Path}` });
        for (const [line, hits] of Object.entries(name.endsWith('::.cctor') ? {} : counts.Lines))
          rows.push({ hits, text: `${place}:${line} ${name}, the line`, isLine: true });
      }
const branches = rows.filter(r => !r.isLine);
if (branches.length === 0) {
  console.error('No branch was counted.');
  process.exit(1);
}
const few = rows.filter(r => r.hits < least).sort((a, b) => a.hits - b.hits);
const rarest = [...branches].sort((a, b) => a.hits - b.hits).slice(0, 10);
console.log(`${branches.length} branches and ${rows.length - branches.length} lines of decisions; the rarest branches:`);
for (const row of rarest)
  console.log(`${String(row.hits).padStart(9)}  ${row.text}`);
for (const row of few)
  console.error(`met ${row.hits} times, ${least} are wanted: ${row.text}`);
process.exit(few.length === 0 ? 0 : 1);
JS
