//! The numbered migrations. Each is one transaction and is never edited once released.

use crate::storage::{Result, StorageError};
use rusqlite::{Connection, TransactionBehavior};

const MIGRATIONS: &[&str] = &[
    include_str!("../../../../../migrations/server-sqlite/0001_founding.sql"),
    include_str!("../../../../../migrations/server-sqlite/0002_beginners.sql"),
    include_str!("../../../../../migrations/server-sqlite/0003_hamlet_units.sql"),
    include_str!("../../../../../migrations/server-sqlite/0004_sync.sql"),
    include_str!("../../../../../migrations/server-sqlite/0005_acceptance.sql"),
    include_str!("../../../../../migrations/server-sqlite/0006_pictures.sql"),
    include_str!("../../../../../migrations/server-sqlite/0007_people.sql"),
];

/// Brings the file from whatever version it has to the newest.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    for (at, sql) in MIGRATIONS.iter().enumerate() {
        let after = u32::try_from(at).unwrap_or(u32::MAX) + 1;
        let txn = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: u32 = txn.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found > known {
            return Err(StorageError::NewerSchema { found, known });
        }
        if found < after {
            txn.execute_batch(sql)?;
            txn.pragma_update(None, "user_version", after)?;
        }
        txn.commit()?;
    }
    Ok(())
}

/// Refuses what a newer program wrote, and what is no database of this program.
pub(super) fn known(connection: &Connection) -> Result<()> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    match connection.pragma_query_value(None, "user_version", |row| row.get(0))? {
        0 => Err(StorageError::Inconsistent(
            "the file is no server's database",
        )),
        found if found > known => Err(StorageError::NewerSchema { found, known }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn migrated() -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection).expect("migrations");
        connection
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut connection = migrated();
        migrate(&mut connection).expect("again");
    }

    #[test]
    fn a_newer_file_is_not_touched() {
        let mut connection = migrated();
        connection
            .pragma_update(None, "user_version", 999)
            .expect("set");
        assert!(matches!(
            migrate(&mut connection),
            Err(StorageError::NewerSchema { found: 999, .. })
        ));
    }

    #[test]
    fn every_key_begins_with_the_book_and_every_table_is_strict() {
        let connection = migrated();
        let mut statement = connection
            .prepare(
                "SELECT t.name, t.strict, (SELECT c.name FROM pragma_table_info(t.name) c WHERE c.pk = 1)
                 FROM pragma_table_list t WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'",
            )
            .expect("statement");
        let rows = statement
            .query_map([], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, bool>(1)?,
                    row.get::<_, String>(2)?,
                ))
            })
            .expect("tables");
        for row in rows {
            let (table, strict, first) = row.expect("a table");
            assert!(strict, "{table} is not strict");
            assert!(
                first == "book" || table == "unit",
                "{table} begins with {first}"
            );
        }
    }
}
