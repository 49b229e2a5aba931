#!/usr/bin/env bash
# Compares the benchmarks of this version with those of another commit, interleaved, the order of the two changing from round to round:
#   build/benchmarks.sh COMMIT [rounds, default 11] [memory or emulator, default both]
# Says per unit the medians, the geometric mean of the rounds' ratios, and its 95 % interval.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1
before=${1:?usage: build/benchmarks.sh COMMIT [rounds] [memory|emulator]}
rounds=${2:-11}
place=${3:-}
work=$(mktemp -d)
trap 'git worktree remove --force "$work/before" 2>/dev/null; rm -rf "$work"' EXIT
git worktree add --detach "$work/before" "$before" >/dev/null
project() { # root: benchmarks were below tests/ once
  local found
  for found in "$1"/benchmarks/TypedTasks.Benchmarks "$1"/tests/TypedTasks.Benchmarks; do
    [ -d "$found" ] && echo "$found" && return
  done
}
publish() { # root, name: a copy, so that a build in between changes nothing
  dotnet build "$(project "$1")" -c Release -v q -nologo -o "$work/$2" >"$work/$2.build" 2>&1 || { cat "$work/$2.build"; exit 1; }
}
publish "$work/before" old
publish . new
run() { # name, round
  dotnet "$work/$1/TypedTasks.Benchmarks.dll" ${place:+"$place"} 2>/dev/null | awk -F'|' -v who="$1" -v round="$2" \
    'NF > 12 && $2 ~ /memory|emulator|floor/ { gsub(/^ +| +$/, "", $2); gsub(/[ ,]/, "", $6); gsub(/[ ,]/, "", $13); print who "\t" round "\t" $2 "\t" $6 "\t" $13 }' >>"$work/rows"
}
for round in $(seq "$rounds"); do
  if [ $((round % 2)) = 1 ]; then run old "$round"; run new "$round"; else run new "$round"; run old "$round"; fi
  echo "round $round of $rounds, load $(cut -d' ' -f1 /proc/loadavg)" >&2
done
node - "$work/rows" <<'JS'
const rows = require('fs').readFileSync(process.argv[2], 'utf8').trim().split('\n').map(l => l.split('\t'));
const units = [...new Set(rows.map(r => r[2]))];
const median = x => { const s = [...x].sort((a, b) => a - b); return s.length % 2 ? s[(s.length - 1) / 2] : (s[s.length / 2 - 1] + s[s.length / 2]) / 2; };
// Student's t for 95 %, two-sided, by degrees of freedom.
const t = [12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13];
console.log('| unit | before us | now us | ratio | 95 % | before B | now B |\n|---|--:|--:|--:|--:|--:|--:|');
for (const unit of units) {
  const of = (who, column) => new Map(rows.filter(r => r[0] === who && r[2] === unit).map(r => [r[1], Number(r[column])]));
  const [old, now] = [of('old', 3), of('new', 3)];
  const logs = [...old.keys()].filter(k => now.has(k)).map(k => Math.log(now.get(k) / old.get(k)));
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
  const error = Math.sqrt(logs.reduce((a, b) => a + (b - mean) ** 2, 0) / (logs.length - 1) / logs.length) * (t[logs.length - 2] ?? 2.1);
  console.log(`| ${unit} | ${median(old.values()).toFixed(1)} | ${median(now.values()).toFixed(1)} | ${Math.exp(mean).toFixed(3)} | ${Math.exp(mean - error).toFixed(3)}..${Math.exp(mean + error).toFixed(3)} | ${median(of('old', 4).values())} | ${median(of('new', 4).values())} |`);
}
JS
