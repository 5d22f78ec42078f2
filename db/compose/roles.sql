-- Run once, on an empty volume, by the superuser: a role that owns the tables, and one for the service, which can neither
-- change nor delete history.
\getenv owner_password DB_MIGRATE_PASSWORD
\getenv password DB_PASSWORD
CREATE ROLE ramal_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE ramal LOGIN PASSWORD :'password';
CREATE DATABASE ramal OWNER ramal_owner;
