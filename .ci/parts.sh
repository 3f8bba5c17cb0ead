#!/usr/bin/env bash
# The parts beyond the SDK that the tests use: a browser, PostgreSQL, PDF readers, a software token, node with the SMPP peer. Installs only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
has() { command -v "$1" > /dev/null 2>&1; }
has chromium-headless-shell || has chromium || has google-chrome || has microsoft-edge || [ -n "${CHROMIUM_PATH:-}" ] || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || has initdb || [ -n "${SMSVIRO_POSTGRES:-}" ] || missing+=(postgresql)
has pdftotext || missing+=(poppler-utils)
has qpdf || missing+=(qpdf)
has openssl || missing+=(openssl)
has node || missing+=(nodejs)
has npm || missing+=(npm)
compgen -G "/usr/lib/*/softhsm/libsofthsm2.so" > /dev/null || [ -n "${SMSVIRO_SOFTHSM:-}" ] || missing+=(softhsm2)

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! has apt-get; then
    echo "Please install: ${missing[*]}"
    exit 1
  fi
  echo "== install ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  # create_main_cluster=false: the tests start a server of their own; one that starts at boot would only be in the way
  mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/smsviro.conf
  apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

# A browser without a window draws the same pages for half the work; where it cannot be had, the whole one serves.
if ! has chromium-headless-shell && [ -z "${CHROMIUM_PATH:-}" ] && [ "$(id -u)" = 0 ] && has apt-get; then
  echo "== install chromium-headless-shell"
  export DEBIAN_FRONTEND=noninteractive
  { timeout 120 apt-get update -q && timeout 180 apt-get install -q -y --no-install-recommends chromium-headless-shell; } || echo "It cannot be had; the whole browser serves."
fi

for lock in $(git ls-files '*package-lock.json'); do
  echo "== npm ci in $(dirname "$lock")"
  npm ci --prefix "$(dirname "$lock")" --ignore-scripts --no-audit --no-fund
done
