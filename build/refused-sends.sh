#!/usr/bin/env bash
# Counts refused sends that the official client reports as sent, with the broker in a process of its own: docs/internals/adr-transport-default.md.
#   build/refused-sends.sh [sends, default 20000] [quota of the sender in percent of one processor; needs cgroups of version 1 and root; default none]
set -euo pipefail
cd "$(dirname "$0")/.."
sends=${1:-20000}
quota=${2:-}
dotnet build tests/TypedTasks.ServiceBus.Tests -c Release -v q -nologo
dotnet build src/TypedTasks.Cli -c Release -v q -nologo
said=$(mktemp)
dotnet src/TypedTasks.Cli/bin/Release/net10.0/TypedTasks.Cli.dll emulator --port 0 --print-connection-string --queue work,sessions >"$said" &
broker=$!
group=/sys/fs/cgroup/cpu/refused-sends-$$
trap 'kill $broker; rm -f "$said"; [ -z "$quota" ] || rmdir "$group"' EXIT
until grep -q '^Endpoint=' "$said"; do kill -0 $broker; sleep 0.1; done
export TYPEDTASKS_MEASURE=1 TYPEDTASKS_REFUSED_SENDS=$sends TYPEDTASKS_REFUSED_BROKER=$(grep -m1 '^Endpoint=' "$said")
if [ -n "$quota" ]; then
  mkdir "$group"
  echo 100000 >"$group/cpu.cfs_period_us"
  echo $((quota * 1000)) >"$group/cpu.cfs_quota_us"
fi
(
  [ -z "$quota" ] || echo $BASHPID >"$group/cgroup.procs"
  dotnet test tests/TypedTasks.ServiceBus.Tests -c Release --no-build --filter RefusedSends --logger "console;verbosity=detailed"
) | grep --line-buffered -E 'answer after|error|Failed!|Passed!'
