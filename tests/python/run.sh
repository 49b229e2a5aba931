#!/usr/bin/env bash
# Runs the checks with the Python clients of Debian against the emulator in a process of its own.
set -euo pipefail
cd "$(dirname "$0")"
python=/usr/bin/python3 # Debian's own: its packages are for no other
"$python" -c 'import azure.servicebus, proton' 2>/dev/null || {
  echo "python3-azure and python3-qpid-proton are missing: apt-get install python3-azure python3-uamqp python3-qpid-proton" >&2
  exit 2
}
[ -n "${TYPEDTASKS_CLI:-}" ] || dotnet build ../../src/TypedTasks.Cli -c Release -v q --nologo
exec "$python" client_table.py
