#!/usr/bin/env bash
# Builds with warnings as errors and runs every test. --long makes the big runs: 200,000 seeds, a million fuzz cases, 200 killed brokers, 150 killed workers, 200 seeds of lost power, measurements. Ends with `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ "${1:-}" = "--long" ]; then
  export TYPEDTASKS_SEEDS=200000 FUZZ_CASES=1000000 KILL_ROUNDS=200 POWER_SEEDS=200 TYPEDTASKS_KILLS=150 TYPEDTASKS_MEASURE=1
elif [ $# -gt 0 ]; then
  echo "usage: ./test.sh [--long]" >&2
  exit 2
fi

install() { # command, Debian package
  command -v "$1" >/dev/null 2>&1 && return
  command -v apt-get >/dev/null 2>&1 || { echo "$1 is missing and apt-get is not here: install $2" >&2; exit 2; }
  (apt-get update -qq && apt-get install -y -qq "$2") >/dev/null || { echo "could not install $2" >&2; exit 2; }
}
command -v dotnet >/dev/null 2>&1 || { echo "the .NET 10 SDK is missing: see https://dot.net" >&2; exit 2; }
install node nodejs
install npm npm
install gcc gcc
install zip zip
# The Python clients of Debian, where there are any: elsewhere their checks are not run, and it is said.
python_clients() { /usr/bin/python3 -c 'import azure.servicebus, proton' >/dev/null 2>&1; }
python_clients || (command -v apt-get && apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-azure python3-uamqp python3-qpid-proton) >/dev/null 2>&1
# A browser for the emulator's page: without one its checks are skipped by name.
command -v chromium >/dev/null 2>&1 || (command -v apt-get && apt-get update -qq && apt-get install -y -qq chromium) >/dev/null 2>&1

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

start=$SECONDS
if ! dotnet build TypedTasks.sln -c Release -v q -warnaserror -p:UseSharedCompilation=true >"$results/build.log" 2>&1; then
  cat "$results/build.log"
  echo "the build failed"
  echo "0 passed, 1 failed"
  exit 1
fi
printf '%s  build\n' "$(minutes $((SECONDS - start)))"

number() { # log label
  sed -n "s/.*[^a-z]$2: *\([0-9]*\).*/\1/p" "$1" | tail -1
}
for project in tests/*/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  start=$SECONDS
  dotnet test "$project" -c Release --no-build >"$results/$name.log" 2>&1
  code=$?
  p=$(number "$results/$name.log" Passed)
  f=$(number "$results/$name.log" Failed)
  s=$(number "$results/$name.log" Skipped)
  if [ -z "$p" ] || { [ $code -ne 0 ] && [ "${f:-0}" = 0 ]; }; then
    p=${p:-0}
    f=1 # it crashed, hung up or ran nothing
  fi
  row $((SECONDS - start)) "$p" "$f" "${s:-0}" "$name"
  [ "$f" = 0 ] || cat "$results/$name.log"
  grep -E '^\s+Skipped ' "$results/$name.log" | sort -u
  add "$p" "$f"
done

for project in TypedTasks.Benchmarks TypedTasks.Emulator.Benchmarks; do
  start=$SECONDS
  dotnet run --no-build -c Release --project "tests/$project" -- quick >"$results/$project.log" 2>&1
  code=$?
  row $((SECONDS - start)) $((code == 0)) $((code != 0)) 0 "$project, quick: they run, without a limit on time"
  [ $code = 0 ] || cat "$results/$project.log"
  add $((code == 0)) $((code != 0))
done

start=$SECONDS
bash tests/javascript/run.sh >"$results/javascript.log" 2>&1
code=$?
p=$(sed -n 's/^\([0-9]*\) passed, .*/\1/p' "$results/javascript.log" | tail -1)
f=$(sed -n 's/^[0-9]* passed, \([0-9]*\) failed.*/\1/p' "$results/javascript.log" | tail -1)
if [ -z "$p" ] || { [ $code -ne 0 ] && [ "${f:-0}" = 0 ]; }; then
  p=${p:-0}
  f=1
fi
row $((SECONDS - start)) "$p" "$f" 0 "official JavaScript client against the emulator"
[ "$f" = 0 ] || cat "$results/javascript.log"
add "$p" "$f"

start=$SECONDS
if python_clients; then
  bash tests/python/run.sh >"$results/python.log" 2>&1
  code=$?
  p=$(sed -n 's/^\([0-9]*\) passed, .*/\1/p' "$results/python.log" | tail -1)
  row $((SECONDS - start)) "${p:-0}" $((code != 0)) 0 "Python clients of Debian against the emulator"
  [ $code = 0 ] || cat "$results/python.log"
  add "${p:-0}" $((code != 0))
else
  echo "  Skipped the Python clients: python3-azure and python3-qpid-proton are not to be had here."
fi

printf '%s  all\n' "$(minutes $SECONDS)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
