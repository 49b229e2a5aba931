#!/usr/bin/env bash
# Processor time per unit of work in fresh processes, beside other libraries in the same run, interleaved:
#   build/comparison.sh [rounds, default 5] [names, default all: memory emulator official wolverine hangfire bullmq]
# Each figure is a process of its own: 500 units to warm up, then 10,000. Needs Debian's redis-server and the npm registry for BullMQ.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1
rounds=${1:-5}
shift || true
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(memory wolverine hangfire emulator official bullmq)
work=$(mktemp -d)
redis=
trap '[ -z "$redis" ] || kill "$redis"; rm -rf "$work"' EXIT
has() { [[ " ${names[*]} " = *" $1 "* ]]; }
build() { dotnet build "$1" -c Release -v q -nologo -o "$work/$2" >"$work/$2.build" 2>&1 || { cat "$work/$2.build"; exit 1; }; }
build benchmarks/TypedTasks.Benchmarks ours
if has wolverine || has hangfire; then build benchmarks/Peers peers; fi
if has bullmq; then
  command -v redis-server >/dev/null || { echo "redis-server is missing: apt-get install redis-server" >&2; exit 1; }
  cp benchmarks/Peers/bullmq/* "$work"
  (cd "$work" && npm install --no-audit --no-fund --silent)
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  # As durable as Celery's and BullMQ's users run it: a file that is flushed once a second.
  redis-server --port "$port" --bind 127.0.0.1 --dir "$work" --appendonly yes --save '' --daemonize no >"$work/redis.log" &
  redis=$!
  until redis-cli -p "$port" ping >"$work/ping" 2>&1; do kill -0 "$redis"; done
fi
one() { # name, unit
  case $1 in
    wolverine | hangfire) dotnet "$work/peers/Peers.dll" "$1" "$2" ;;
    bullmq) redis-cli -p "$port" flushall >/dev/null; node "$work/bullmq.mjs" "$port" "$2" ;;
    *) dotnet "$work/ours/TypedTasks.Benchmarks.dll" fresh "$1" "$2" ;;
  esac
}
for round in $(seq "$rounds"); do
  for unit in no-op step member; do
    for name in "${names[@]}"; do
      echo "$name $unit $(one "$name" "$unit" 2>>"$work/errors")" >>"$work/rows" || { tail -20 "$work/errors" >&2; exit 1; }
    done
  done
  echo "round $round of $rounds, load $(cut -d' ' -f1 /proc/loadavg)" >&2
done
node - "$work/rows" <<'JS'
const rows = require('fs').readFileSync(process.argv[2], 'utf8').trim().split('\n').map((l) => l.split(' '));
const names = [...new Set(rows.map((r) => r[0]))];
const units = [...new Set(rows.map((r) => r[1]))];
const median = (x) => { const s = [...x].sort((a, b) => a - b); return (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2; };
const of = (name, unit) => rows.filter((r) => r[0] === name && r[1] === unit && r[2] !== '-').map((r) => Number(r[2]) + Number(r[3]));
console.log(`| microseconds of processor time | ${units.join(' | ')} |\n|---|${units.map(() => '--:|').join('')}`);
for (const name of names)
  console.log(`| ${name} | ${units.map((u) => { const x = of(name, u); return x.length ? `${median(x).toFixed(0)} (${Math.min(...x).toFixed(0)}..${Math.max(...x).toFixed(0)})` : '–'; }).join(' | ')} |`);
for (const [ours, other] of [['emulator', 'bullmq'], ['official', 'bullmq'], ['memory', 'wolverine'], ['memory', 'hangfire']]) {
  if (!names.includes(ours) || !names.includes(other)) continue;
  // A ratio is taken within a round: other load moves both sides of one alike.
  console.log(`| ${ours} / ${other} | ${units.map((u) => { const [a, b] = [of(ours, u), of(other, u)]; return b.length ? median(a.map((x, i) => x / b[i])).toFixed(2) : '–'; }).join(' | ')} |`);
}
JS
