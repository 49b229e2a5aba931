#!/usr/bin/env bash
# Builds with warnings as errors and runs every test, or the parts that are named. Ends with `N passed, N failed`.
# --long makes the big runs: 200,000 seeds, a million fuzz cases, 200 killed brokers, 150 killed workers, 200 faults of processes, 200 seeds of lost power, measurements, the compiler to come.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What each part runs: test projects below tests/, benchmarks below benchmarks/, or a script.
declare -A parts=(
  [format]="format"
  [core]="TypedTasks.Tests TypedTasks.Structure.Tests"
  [compiler]="TypedTasks.Generators.Tests TypedTasks.Analyzers.Tests"
  [store]="TypedTasks.Stores.Tests TypedTasks.Sqlite.Tests TypedTasks.Postgres.Tests TypedTasks.Testing.Tests"
  [host]="TypedTasks.Hosting.Tests TypedTasks.Schedules.Tests TypedTasks.DataProtection.Tests TypedTasks.Testing.Tests"
  [transport]="TypedTasks.Amqp.Tests TypedTasks.ServiceBus.Tests"
  [emulator]="TypedTasks.Emulator.Tests TypedTasks.Emulator.DotNet.Tests javascript python"
  [conformance]="TypedTasks.Conformance.Tests"
  [simulation]="TypedTasks.Simulation.Tests"
  [doctor]="TypedTasks.Cli.Tests"
  [dashboard]="TypedTasks.Dashboard.Tests javascript"
  [docs]="TypedTasks.Docs.Tests"
  [packages]="TypedTasks.Packages.Tests"
  [samples]="TypedTasks.Samples.Tests Orders.Tests"
  [aspire]="TypedTasks.Aspire.Tests"
  [benchmarks]="TypedTasks.Benchmarks TypedTasks.Emulator.Benchmarks"
  [next]="next"
)
every=(format core compiler store host transport emulator conformance simulation doctor dashboard docs packages samples aspire benchmarks)

usage() {
  echo "usage: ./test.sh [--long] [part ...]" >&2
  echo "parts: ${every[*]} next" >&2
  exit 2
}
chosen=()
long=
for argument in "$@"; do
  if [ "$argument" = --long ]; then
    long=1
    export TYPEDTASKS_SEEDS=200000 FUZZ_CASES=1000000 KILL_ROUNDS=200 POWER_SEEDS=200 TYPEDTASKS_KILLS=150 TYPEDTASKS_FAULTS=200 TYPEDTASKS_FULL_DISK_SECONDS=120 TYPEDTASKS_MEASURE=1 TYPEDTASKS_HISTORIES=10000 TYPEDTASKS_TURNS=10000 TYPEDTASKS_FIRINGS=6000 TYPEDTASKS_WAITS=100000 TYPEDTASKS_SCHEDULE_SEEDS=100 TYPEDTASKS_SCHEDULES=10000 TYPEDTASKS_MATRIX=1
  elif [ -n "${parts[$argument]:-}" ]; then
    chosen+=("$argument")
  else
    usage
  fi
done
[ ${#chosen[@]} -gt 0 ] || chosen=("${every[@]}" ${long:+next})
items=()
for part in "${chosen[@]}"; do
  for item in ${parts[$part]}; do
    [[ " ${items[*]:-} " == *" $item "* ]] || items+=("$item")
  done
done
wanted() { [[ " ${items[*]} " == *" $1 "* ]]; }

install() { # command, Debian package
  command -v "$1" >/dev/null 2>&1 && return
  command -v apt-get >/dev/null 2>&1 || { echo "$1 is missing and apt-get is not here: install $2" >&2; exit 2; }
  (apt-get update -qq && apt-get install -y -qq "$2") >/dev/null || { echo "could not install $2" >&2; exit 2; }
}
command -v dotnet >/dev/null 2>&1 || { echo "the .NET 10 SDK is missing: see https://dot.net" >&2; exit 2; }
if wanted javascript || wanted TypedTasks.Packages.Tests; then
  install node nodejs
  install npm npm
fi
if wanted TypedTasks.Packages.Tests || wanted TypedTasks.Samples.Tests; then
  install gcc gcc
  install zip zip
fi
# The Python clients of Debian, where there are any: elsewhere their checks are not run, and it is said.
python_clients() { /usr/bin/python3 -c 'import azure.servicebus, proton' >/dev/null 2>&1; }
if wanted python; then
  python_clients || (command -v apt-get && apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-azure python3-uamqp python3-qpid-proton) >/dev/null 2>&1
fi
# A server for the store on PostgreSQL: each test project starts one of its own. Without one its checks are skipped by name.
if wanted TypedTasks.Postgres.Tests || wanted TypedTasks.Stores.Tests || wanted TypedTasks.Conformance.Tests; then
  [ -x /usr/sbin/pgbouncer ] || (command -v apt-get && apt-get update -qq && apt-get install -y -qq --no-install-recommends pgbouncer) >/dev/null 2>&1
  [ -d /usr/lib/postgresql ] || (command -v apt-get && apt-get update -qq && apt-get install -y -qq postgresql) >/dev/null 2>&1
fi
# A browser for the pages of the emulator and the dashboard, also of the one that is published as native code: without one its checks are skipped by name.
if wanted javascript || wanted TypedTasks.Packages.Tests; then
  command -v chromium >/dev/null 2>&1 || (command -v apt-get && apt-get update -qq && apt-get install -y -qq chromium) >/dev/null 2>&1
  # Once, before two parts use them at the same time.
  (cd tests/javascript && { npm ls --silent >/dev/null 2>&1 || npm ci --no-audit --no-fund --loglevel=error; }) || exit 2
fi

passed=0
failed=0
add() { # passed failed
  passed=$((passed + $1))
  failed=$((failed + $2))
}
minutes() { awk -v s="$1" 'BEGIN { printf "%5.1f min", s / 60 }'; }
row() { printf '%s  %5s passed %4s failed %4s skipped  %s\n' "$(minutes "$1")" "$2" "$3" "$4" "$5"; }

results=$(mktemp -d)
trap 'rm -rf "$results"; dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1' EXIT

build() { # project or solution
  if ! dotnet build "$1" -c Release -v q -warnaserror -p:UseSharedCompilation=true >"$results/build.log" 2>&1; then
    cat "$results/build.log"
    echo "the build failed"
    echo "0 passed, 1 failed"
    exit 1
  fi
}
project() { # name
  local found
  for found in {tests,benchmarks}/"$1"/"$1.csproj" samples/"${1%.Tests}"/Tests/"$1.csproj"; do
    [ -f "$found" ] && echo "$found" && return
  done
}
start=$SECONDS
if [ ${#chosen[@]} -ge ${#every[@]} ]; then
  build TypedTasks.sln
else
  for item in "${items[@]}"; do
    [ -z "$(project "$item")" ] || build "$(project "$item")"
  done
fi
printf '%s  build\n' "$(minutes $((SECONDS - start)))"

number() { # log label
  sed -n "s/.*[^a-z]$2: *\([0-9]*\).*/\1/p" "$1" | tail -1
}
tests() { # name
  dotnet test "$(project "$1")" -c Release --no-build >"$results/$1.log" 2>&1
  local code=$? p f s
  p=$(number "$results/$1.log" Passed)
  f=$(number "$results/$1.log" Failed)
  s=$(number "$results/$1.log" Skipped)
  if [ -z "$p" ] || { [ $code -ne 0 ] && [ "${f:-0}" = 0 ]; }; then
    f=1 # it crashed, hung up or ran nothing
  fi
  report "$1" "${p:-0}" "$f" "${s:-0}" "$1"
  grep -E '^\s+Skipped ' "$results/$1.log" | sort -u
}
benchmark() { # name
  dotnet run --no-build -c Release --project "benchmarks/$1" -- quick >"$results/$1.log" 2>&1
  local code=$?
  report "$1" $((code == 0)) $((code != 0)) 0 "$1, quick: they run, without a limit on time"
}
script() { # item, script, label
  bash "$2" >"$results/$1.log" 2>&1
  local code=$? p f
  p=$(sed -n 's/^\([0-9]*\) passed, .*/\1/p' "$results/$1.log" | tail -1)
  f=$(sed -n 's/^[0-9]* passed, \([0-9]*\) failed.*/\1/p' "$results/$1.log" | tail -1)
  if [ -z "$p" ] || { [ $code -ne 0 ] && [ "${f:-0}" = 0 ]; }; then
    f=1
  fi
  report "$1" "${p:-0}" "$f" 0 "$3"
}
format() {
  # The rules of style and the names are errors of the build; what is left is white space.
  # By folder, which opens no project; what the corpus and the snapshots hold is written on purpose.
  dotnet format whitespace . --folder --verify-no-changes --exclude tests/corpus/ tests/TypedTasks.Generators.Tests/Verified/ >"$results/format.log" 2>&1
  local code=$?
  report format $((code == 0)) $((code != 0)) 0 "dotnet format whitespace --verify-no-changes"
}
report() { # item passed failed skipped label
  row $((SECONDS - start)) "$2" "$3" "$4" "$5"
  [ "$3" = 0 ] || cat "$results/$1.log"
  echo "$2 $3" >>"$results/counts"
}
run() { # items
  local item start
  for item in "$@"; do
    start=$SECONDS
    case $item in
      format) format ;;
      next) script next build/next-compiler.sh "corpora and snapshots on the compiler to come" ;;
      javascript) script javascript tests/javascript/run.sh "official JavaScript client against the emulator, and the pages in a browser" ;;
      python)
        if python_clients; then
          script python tests/python/run.sh "Python clients of Debian against the emulator"
        else
          echo "  Skipped the Python clients: python3-azure and python3-qpid-proton are not to be had here."
        fi
        ;;
      *Benchmarks) benchmark "$item" ;;
      *) tests "$item" ;;
    esac
  done
}

# These wait for a broker's time, or for the builds of small projects, most of theirs: they run beside what computes.
waiting=()
packing=()
computing=()
for item in "${items[@]}"; do
  case $item in
    javascript | python | TypedTasks.Amqp.Tests | TypedTasks.ServiceBus.Tests) waiting+=("$item") ;;
    TypedTasks.Packages.Tests | TypedTasks.Samples.Tests) packing+=("$item") ;;
    *) computing+=("$item") ;;
  esac
done
: >"$results/counts"
run "${waiting[@]}" >"$results/waiting.out" &
run "${packing[@]}" >"$results/packing.out" &
run "${computing[@]}"
wait
cat "$results/waiting.out" "$results/packing.out"
while read -r p f; do add "$p" "$f"; done <"$results/counts"

printf '%s  all\n' "$(minutes $SECONDS)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
