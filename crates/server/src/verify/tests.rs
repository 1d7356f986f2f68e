use crate::fixture::{World, claim, roll};
use tungnha_core::words::Role;

fn worked() -> World {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    volunteer.write(claim(roll.residents[0]));
    volunteer.write(claim(roll.residents[1]));
    world.sync(&mut volunteer);
    world
}

#[test]
fn a_sound_book_has_no_faults() {
    let world = worked();
    let report = &world.server.verify().expect("a view")[0];
    assert_eq!(report.faults, Vec::<String>::new());
    assert_eq!((report.deltas, report.held), (10, 1));
}

#[test]
fn planted_corruption_is_found() {
    let planted = [
        "UPDATE delta SET bytes = zeroblob(3) WHERE kind = 5",
        "UPDATE delta SET leaf = zeroblob(32) WHERE kind = 9",
        "UPDATE register_entry SET head = 0 WHERE slot = 6 << 24",
        "UPDATE register_entry SET head = 2 WHERE slot = 6 << 24",
        "DELETE FROM register_entry WHERE slot = 5 << 24",
        "UPDATE batch SET signature = zeroblob(64) WHERE first = 1",
        "UPDATE admission SET role = 4 WHERE role = 1",
        "UPDATE admission SET bytes = zeroblob(9) WHERE number = 2",
        "UPDATE chain SET hash = zeroblob(32)",
        "DELETE FROM feed WHERE seq = 5",
        "UPDATE feed SET live = 0 WHERE seq = 6",
        "UPDATE place SET hamlet = 7 WHERE thing = 5",
        "UPDATE delta SET needed = 0 WHERE kind = 4",
        "DELETE FROM held",
        "UPDATE device SET highest = highest + 1",
        "UPDATE book_counter SET seq = seq + 1",
    ];
    for sql in planted {
        let world = worked();
        let file = world.folder().join("server.db");
        let connection = rusqlite::Connection::open(file).expect("the file");
        let changed = connection.execute(sql, []).expect(sql);
        assert!(changed > 0, "{sql}");
        drop(connection);
        let found = world
            .server
            .verify()
            .map(|reports| reports[0].faults.clone());
        // Storage that cannot even be read is a finding too.
        assert!(
            !matches!(&found, Ok(faults) if faults.is_empty()),
            "{sql}: {found:?}"
        );
    }
}
