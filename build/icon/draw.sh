#!/usr/bin/env bash
# Draws icon.png, which the packages carry, from icon.svg; needs Chromium.
set -euo pipefail
cd "$(dirname "$0")"
page=$(mktemp --suffix=.html)
trap 'rm -f "$page"' EXIT
printf '<!doctype html><style>body{margin:0}svg{display:block}</style>%s' "$(cat icon.svg)" >"$page"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 --window-size=128,128 \
  --default-background-color=00000000 --screenshot="$PWD/icon.png" "file://$page" >/dev/null 2>&1
