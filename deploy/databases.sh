#!/bin/sh
# Run once by PostgreSQL's container on an empty volume: keys lie in a database of their own, so that the dump
# of the data never holds them.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --command "CREATE DATABASE keys"
