#!/usr/bin/env bash
# Builds everything, checks its format and runs all tests. The last line is "N passed, N failed, N skipped".
# --long sizes the tests that read TYPEDBUS_LONG for a long run.
# Needs the .NET SDK alone; what native compilation links with, and the server that transports are tested against, are installed where they are
# missing and we may.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en

case "${1-}" in
  --long) export TYPEDBUS_LONG=1 ;;
  '') ;;
  *) echo "Usage: tests/run.sh [--long]" >&2; exit 2 ;;
esac

passed=0 failed=0 skipped=0

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  if (( failed > 0 )) || { (( skipped > 0 )) && [[ "${CI-}" == true ]]; }; then
    exit 1
  fi
  exit 0
}

# Runs a check that counts as one test.
check() {
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "failed: $*"
  fi
}

install_linker() {
  if { command -v clang || command -v gcc; } > /dev/null && [[ -e /usr/include/zlib.h ]]; then
    return
  fi
  if (( EUID == 0 )) && command -v apt-get > /dev/null; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends gcc libc6-dev zlib1g-dev
  else
    echo "Native compilation needs clang or gcc, and zlib's headers: install gcc, libc6-dev and zlib1g-dev." >&2
  fi
}

# Without it the tests that need it are skipped, or fail where CI runs them.
install_nats_server() {
  if command -v nats-server > /dev/null || [[ -x /usr/sbin/nats-server ]]; then
    return
  fi
  if (( EUID == 0 )) && command -v apt-get > /dev/null; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends nats-server
  else
    echo "The transports are tested against a real server: install nats-server." >&2
  fi
}

# The number that the summary gives for a word, or 0.
count() {
  sed -n "s/^ *$1: \([0-9][0-9]*\)\$/\1/p" "$log" | tail -n 1 | grep . || echo 0
}

install_linker
install_nats_server

check dotnet build TypedBus.sln
if (( failed > 0 )); then
  finish
fi

check dotnet format TypedBus.sln --verify-no-changes --no-restore

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test --solution TypedBus.sln --no-build --no-progress --no-ansi | tee "$log" || status=$?
passed=$((passed + $(count succeeded)))
tests_failed=$(count failed)
if (( status != 0 && tests_failed == 0 )); then
  # A test program that ended before its time has reported nothing.
  tests_failed=1
fi
failed=$((failed + tests_failed))
skipped=$((skipped + $(count skipped)))
finish
