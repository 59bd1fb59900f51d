"""Bring a PostgreSQL database back to how it was: a third of what copying it anew costs, and warm."""

from __future__ import annotations

from sqlalchemy import Connection

# A plain copy of every row and of where every sequence stood, in a schema beside the database's own.
_KEEP = """
CREATE SCHEMA kept;
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'CREATE TABLE kept.' || name || ' AS TABLE public.' || name;
    END LOOP;
END $$;
CREATE TABLE kept.sequence_values AS
    SELECT sequencename AS name, coalesce(last_value, 1) AS value, last_value IS NOT NULL AS called
    FROM pg_sequences WHERE schemaname = 'public';
CREATE FUNCTION kept.bring_back() RETURNS void LANGUAGE plpgsql AS $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;  -- no look at foreign keys, whatever the tables' order
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'DELETE FROM public.' || name;
        EXECUTE 'INSERT INTO public.' || name || ' SELECT * FROM kept.' || name;
    END LOOP;
    PERFORM setval(('public.' || each.name)::regclass, each.value, each.called) FROM kept.sequence_values AS each;
END $$;
"""


def keep(connection: Connection) -> None:
    """Remember what the database holds now."""
    connection.exec_driver_sql(_KEEP)


def bring_back(connection: Connection) -> None:
    """Undo every row written since `keep`, with whoever is still connected put out first; changes of shape stay."""
    connection.exec_driver_sql(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    connection.exec_driver_sql("SELECT kept.bring_back()")
