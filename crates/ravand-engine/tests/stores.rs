//! Every store keeps the promises of a store.
#![allow(clippy::disallowed_methods, reason = "looks at the files that a store has written")]

use ravand_engine::store::{Durability, MemoryStore, SCHEMA_VERSION, SqliteStore, StoreError, conformance};

#[test]
fn in_memory() {
    conformance::run(MemoryStore::default, |store| store).unwrap();
}

#[test]
fn in_a_file() {
    for durability in [Durability::Full, Durability::Relaxed] {
        let folder = tempfile::tempdir().unwrap();
        let count = std::cell::Cell::new(0);
        let path = |number: u32| folder.path().join(format!("{number}.db"));
        let fresh = || {
            count.set(count.get() + 1);
            SqliteStore::open(&path(count.get()), durability).unwrap()
        };
        let reopen = |store| {
            drop(store);
            SqliteStore::open(&path(count.get()), durability).unwrap()
        };
        conformance::run(fresh, reopen).unwrap();
    }
}

#[test]
fn files_of_others_and_of_later_releases_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
    let bytes = || std::fs::read(&foreign).unwrap();
    let before = bytes();
    assert!(matches!(SqliteStore::open(&foreign, Durability::Full), Err(StoreError::Foreign)));
    assert_eq!(bytes(), before);

    let later = folder.path().join("later.db");
    drop(SqliteStore::open(&later, Durability::Full).unwrap());
    let version = SCHEMA_VERSION + 1;
    rusqlite::Connection::open(&later).unwrap().pragma_update(None, "user_version", version).unwrap();
    let opened = SqliteStore::open(&later, Durability::Full);
    assert!(matches!(opened, Err(StoreError::TooNew { found, .. }) if found == version));

    let text = folder.path().join("text.db");
    std::fs::File::create(&text).and_then(|mut file| std::io::Write::write_all(&mut file, &[b'x'; 5_000])).unwrap();
    assert!(matches!(SqliteStore::open(&text, Durability::Full), Err(StoreError::Database(_))));
}

#[test]
fn a_file_can_be_opened_twice_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("city.db");
    let opened = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| SqliteStore::open(&path, Durability::Full))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(opened.iter().all(Result::is_ok), "{opened:?}");
}
