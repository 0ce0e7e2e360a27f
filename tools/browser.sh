#!/bin/sh
# Debian's Chromium and a Chinese font for the browser journeys: install them when we may.
set -u
say() { printf 'onewindow: %s\n' "$*" >&2; }

have_browser() { [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null; }
have_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ]; }

have_browser && have_font && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing chromium and fonts-noto-cjk for the browser journeys"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig </dev/null >/dev/null 2>&1 ||
        { apt-get update -qq </dev/null &&
          apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig </dev/null >/dev/null; } ||
        say "apt could not install them"
fi
have_browser || say "No Chromium: tests marked 'browser' will be skipped (apt install chromium, or set CHROMIUM)."
have_font || say "No Chinese font: screenshots will show boxes (apt install fonts-noto-cjk)."
exit 0
