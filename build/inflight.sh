#!/usr/bin/env bash
# Lets this version take what another one has sent, and the other way round, each from its own packages: build/inflight.sh COMMIT
# The values are of every kind of root (docs/wire.md), alone and in compositions, and wait in the broker and in the store while the version changes.
set -euo pipefail
cd "$(dirname "$0")/.."
before=${1:?usage: build/inflight.sh COMMIT}
export DOTNET_NOLOGO=1
work=$(mktemp -d)
trap 'git worktree remove --force "$work/source" > /dev/null 2>&1; rm -rf "$work"' EXIT

pack() { # folder of the sources, version
  for project in TypedTasks TypedTasks.Hosting TypedTasks.Emulator TypedTasks.ServiceBus.Shared TypedTasks.ServiceBus TypedTasks.Amqp TypedTasks.Sqlite; do
    [ -d "$1/src/$project" ] || continue
    dotnet pack "$1/src/$project" -c Release -v q -p:Version="$2" -p:EnablePackageValidation=false -o "$work/packages" > "$work/pack.log" || { cat "$work/pack.log"; exit 1; }
  done
}
build() { # version
  # The transport on AMQP.NET Lite: its package had another name once.
  local transport=ServiceBus
  [ ! -f "$work/packages/TypedTasks.Amqp.$1.nupkg" ] || transport=Amqp
  mkdir -p "$work/$1"
  cp build/inflight/* "$work/$1"
  dotnet build "$work/$1" -c Release -v q -p:InFlightVersion="$1" -p:InFlightTransport="$transport" -p:RestoreAdditionalProjectSources="$work/packages" -o "$work/$1/out" > "$work/build.log" || { cat "$work/build.log"; exit 1; }
}

git worktree add --detach -q "$work/source" "$before"
pack "$work/source" 0.0.1-before
pack . 0.0.1-now
export NUGET_PACKAGES=$work/cache
build 0.0.1-before
build 0.0.1-now
failed=0
for pair in "0.0.1-before 0.0.1-now" "0.0.1-now 0.0.1-before"; do
  read -r sender taker <<< "$pair"
  echo "$sender sends, $taker takes"
  mkdir -p "$work/$sender/data"
  # While both are in use the store is one that the version before has made.
  dotnet "$work/0.0.1-before/out/InFlight.dll" open "$work/$sender/data"
  dotnet "$work/$sender/out/InFlight.dll" send "$work/$sender/data"
  dotnet "$work/$taker/out/InFlight.dll" take "$work/$sender/data" || failed=$((failed + $?))
done
echo "$failed wrong"
exit $((failed > 0))
