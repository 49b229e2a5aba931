#!/usr/bin/env bash
# Runs the checks with the official JavaScript client against the emulator in a process of its own, and those of the pages in a browser.
set -euo pipefail
cd "$(dirname "$0")"
npm ls --silent >/dev/null 2>&1 || npm ci --no-audit --no-fund --loglevel=error
[ -n "${TYPEDTASKS_CLI:-}" ] || dotnet build ../../src/TypedTasks.Cli -c Release -v q --nologo
[ -n "${TYPEDTASKS_DASHBOARD_HOST:-}" ] || dotnet build ../TypedTasks.Dashboard.Host -c Release -v q --nologo
status=0
output=$(mktemp)
node --test --test-reporter=spec --test-timeout=$((120000 + ${KILL_ROUNDS:-20} * 5000)) "$@" checks/ 2>&1 | tee "$output" || status=$?
passed=$(sed -n 's/^ℹ pass \([0-9]*\)$/\1/p' "$output" | tail -1)
failed=$(sed -n 's/^ℹ fail \([0-9]*\)$/\1/p' "$output" | tail -1)
cancelled=$(sed -n 's/^ℹ cancelled \([0-9]*\)$/\1/p' "$output" | tail -1)
rm -f "$output"
echo "${passed:-0} passed, $(( ${failed:-0} + ${cancelled:-0} )) failed"
[ "${passed:-0}" -gt 0 ] || status=1
exit "$status"
