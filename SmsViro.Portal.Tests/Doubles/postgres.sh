# A throw-away PostgreSQL: sh postgres.sh BIN FOLDER PORT PASSWORD
# It lives as long as standard input stays open, so a killed test run takes it along; then its folder is removed.
trap "" INT TERM HUP # Ctrl-C reaches this script too, and the folder must still go
bin=$1 folder=$2 port=$3 password=$4
as=
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder" || exit 1
  as="runuser -u postgres --"
fi
cd "$folder" || exit 1
printf %s "$password" > password && chmod 644 password
$as "$bin/initdb" -D "$folder/data" -U smsviro --pwfile="$folder/password" --auth=scram-sha-256 -E UTF8 --locale=C --no-sync > initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
rm -f password
$as "$bin/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port="$port" -c unix_socket_directories= \
  -c fsync=off -c full_page_writes=off -c autovacuum=off -c max_connections=300 -c max_wal_size=512MB -c wal_recycle=off > server.log 2>&1 < /dev/null &
while read -r _; do :; done
tries=0
until kill -s QUIT "$(head -n 1 data/postmaster.pid 2> /dev/null)" 2> /dev/null || [ $tries = 50 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
wait
cd / && rm -rf "$folder"
