#!/bin/sh
# The first start of the database: an owner of the schema who is no superuser, and makes the roles that processes sign in as.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$LINEUP_OWNER_PASSWORD" --username postgres --dbname lineup <<'SQL'
CREATE ROLE lineup LOGIN CREATEROLE PASSWORD :'password';
ALTER DATABASE lineup OWNER TO lineup;
ALTER SCHEMA public OWNER TO lineup;
SQL
