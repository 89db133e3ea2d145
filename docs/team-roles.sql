-- The two roles of a team's database; run it once, as an administrator, in the database that will hold the cases.
-- Give both a way to log in that fits your server (pg_hba.conf, certificates, \password).

-- Owns the schemas and tables of all cases. Only whoever makes a case connects as this role.
CREATE ROLE ledgerstone_owner LOGIN;
-- Works on cases: may read and add, owns nothing, and can so take no trigger away.
CREATE ROLE ledgerstone LOGIN;

DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO ledgerstone_owner', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ledgerstone', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
