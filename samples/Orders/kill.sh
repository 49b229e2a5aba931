#!/usr/bin/env bash
# Forty orders over two workers, one of which is killed (SIGKILL) four times in the middle. Says at the end what became of each: nothing is lost.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_NOLOGO=1
orders=${1:-40}
kills=${2:-4}
folder=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

echo "Building"
for project in samples/Orders/Web samples/Orders/Worker src/TypedTasks.Cli; do
  dotnet build "$project" -c Release -v q -nologo >"$folder/build" 2>&1 || { cat "$folder/build"; exit 1; }
done
binary() { echo "$1/bin/Release/net10.0/$2.dll"; }

# Locks of ten seconds: what a killed worker held comes to the others that soon.
dotnet "$(binary src/TypedTasks.Cli TypedTasks.Cli)" emulator --port 0 --print-connection-string --queue typedtasks,lock=10s --queue orders,lock=10s --queue money,lock=10s --data "$folder/broker" >"$folder/broker.log" &
pids+=($!)
until grep -qs '^Endpoint=' "$folder/broker.log"; do kill -0 "${pids[0]}"; sleep 0.1; done
export ConnectionStrings__bus ConnectionStrings__tasksdb=$folder/tasks.db Logging__LogLevel__Default=Warning Logging__LogLevel__Orders=Information
ConnectionStrings__bus=$(grep -m1 '^Endpoint=' "$folder/broker.log")

start_worker() { dotnet "$(binary samples/Orders/Worker Orders.Worker)" >>"$folder/worker.log" 2>&1 & }
start_worker
pids+=($!)
start_worker
victim=$!

(cd samples/Orders/Web && exec dotnet "bin/Release/net10.0/Orders.Web.dll" --urls http://127.0.0.1:0 --environment Development --Logging:LogLevel:Microsoft.Hosting.Lifetime=Information >"$folder/web.log" 2>&1) &
pids+=($!)
until web=$(grep -om1 'http://127.0.0.1:[0-9]*' "$folder/web.log"); do sleep 0.1; done

echo "Ordering $orders chairs at $web"
for i in $(seq "$orders"); do
  curl -sf -o "$folder/answer" -X POST -H 'content-type: application/json' -d "{\"id\":\"$i\",\"article\":\"Chair\",\"count\":1}" "$web/orders"
done
for i in $(seq "$kills"); do
  sleep 0.7
  echo "Killing worker $victim"
  kill -9 "$victim"
  wait "$victim" 2>/dev/null || true
  start_worker
  victim=$!
done
pids+=("$victim")

for i in $(seq "$orders"); do
  until state=$(curl -sf "$web/orders/$i"); [ "$state" != '"Running"' ]; do sleep 0.2; done
  echo "$state"
done | sort | uniq -c
