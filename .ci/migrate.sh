#!/usr/bin/env bash
# Adds one migration to both providers, always together: bash .ci/migrate.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?the name of the migration}

dotnet tool restore
dotnet build SmsViro.Core -v q --nologo
for database in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build --project SmsViro.Core --startup-project SmsViro.Core \
    --context "${database}PortalDbContext" --output-dir "Storage/$database/Migrations"
done
