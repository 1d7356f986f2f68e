//! What must be true in the end, whatever happened. Each check names the seed and the first difference.

mod book;

use crate::device::{Device, id};
use crate::office::Mark;
use crate::world::World;
use book::{Book, Place, Sight, answered, registers};
use std::collections::{BTreeMap, BTreeSet};
use tungnha_core::DeltaId;

/// Everything.
pub fn judge(world: &mut World) {
    let book = Book::of(world);
    let faults: Vec<String> = world
        .office
        .server()
        .verify()
        .expect("a view")
        .into_iter()
        .flat_map(|report| report.faults)
        .collect();
    assert!(
        faults.is_empty(),
        "seed {}: the server: {faults:?}",
        world.seed
    );
    nothing_is_missing(world, &book);
    for at in 0..world.devices.len() {
        sound(world, at);
        outbox_is_empty(world, at);
        agrees(world, &book, at);
        holds_its_own(world, &book, at);
        checked(world, at);
    }
}

/// Says where a device and the office differ, if the checks here can tell.
pub fn explain(world: &World, at: usize) {
    let repairs = world.devices[at].read(|txn| txn.repairs(9));
    eprintln!("{} was repaired: {repairs:?}", world.devices[at].name);
    sound(world, at);
    let book = Book::of(world);
    agrees(world, &book, at);
    holds_its_own(world, &book, at);
    let (lawful, held) = (book.registers(), registers(&world.devices[at]));
    for register in lawful.keys().chain(held.keys()) {
        if book.place_of(register) == Place::Unknown {
            let (law, here) = (lawful.get(register), held.get(register));
            eprintln!("of unknown place: {register:x?}: the law {law:?}, the device {here:?}");
        }
    }
    tell_all(&world.devices[at]);
}

/// A device's folded tables are the fold of what it holds; true at any time.
pub fn sound(world: &World, at: usize) {
    let found = world.devices[at].read(|txn| txn.verify());
    if !found.differences.is_empty() {
        tell_all(&world.devices[at]);
    }
    assert!(
        found.differences.is_empty(),
        "seed {}: {} is not the fold of what it holds: {:?}",
        world.seed,
        world.devices[at].name,
        found.differences
    );
}

fn outbox_is_empty(world: &World, at: usize) {
    let (outbox, batches) =
        world.devices[at].read(|txn| Ok((txn.outbox()?, txn.unreceipted(9, 1 << 20)?.len())));
    assert!(
        outbox.unsent == 0 && batches == 0,
        "seed {}: {} still has {outbox:?}, {batches} batches",
        world.seed,
        world.devices[at].name
    );
}

/// A whole file, when the run is traced.
fn tell_all(device: &Device) {
    if std::env::var_os("DISTRICT_TRACE").is_some() {
        device.dump().iter().for_each(|line| eprintln!("{line}"));
    }
}

/// Whatever was said on a file that is still there, or was received once, is on the server as it was said.
fn nothing_is_missing(world: &World, book: &Book) {
    let mut must = world.office.received.clone();
    for device in &world.devices {
        must.extend(&device.memory);
    }
    let mut there: BTreeMap<Mark, Vec<DeltaId>> = BTreeMap::new();
    for (id, record) in &book.records {
        let original = record.get(63).is_none();
        if original {
            there.entry(book.marks[id]).or_default().push(*id);
        }
    }
    for mark in must {
        let Some(said) = world.said.get(&mark) else {
            continue;
        };
        let found = there.get(&mark).map(Vec::as_slice).unwrap_or_default();
        let same = found
            .iter()
            .any(|id| book.says(*id, &said.record, &said.names));
        assert!(
            same,
            "seed {}: lost: what {} said at {mark}: {:?}; the server has {:?}",
            world.seed,
            said.device,
            said.record,
            found.iter().map(|id| &book.records[id]).collect::<Vec<_>>()
        );
    }
}

/// A device's registers are what the law says of the server's book as far as its member sees, and beyond that
/// it holds only its own work.
fn agrees(world: &World, book: &Book, at: usize) {
    let device = &world.devices[at];
    let sight = Sight::of(world, world.people[device.owner].id);
    if sight.revoked {
        return;
    }
    let lawful = book.registers();
    let held = registers(device);
    let own = device.incarnations();
    for register in lawful.keys().chain(held.keys()) {
        let place = book.place_of(register);
        let heads = lawful.get(register).or(held.get(register));
        let visibility = book.restricted(heads.map_or(&[], Vec::as_slice));
        if !sight.covers(place) || visibility > sight.visibility {
            continue;
        }
        // What is everybody's is not compared, so what a restored office lost of it stays (defect 10).
        if place == Place::Unknown || place == Place::Everybody && world.office.restored > 0 {
            continue;
        }
        if lawful.get(register) != held.get(register)
            && std::env::var_os("DISTRICT_TRACE").is_some()
        {
            device.dump().iter().for_each(|line| eprintln!("{line}"));
        }
        assert!(
            lawful.get(register) == held.get(register),
            "seed {}: {} ({own:?}, {:?}) register {:x} of {:?} at {place:?}: the law {:?}, the device {:?}",
            world.seed,
            device.name,
            world.people[device.owner].role,
            register.1,
            register.0,
            lawful.get(register),
            held.get(register)
        );
    }
}

/// Both sides compared what they show and found it equal; and unless the office lost something once, there was
/// never anything to repair.
fn checked(world: &World, at: usize) {
    let device = &world.devices[at];
    if Sight::of(world, world.people[device.owner].id).revoked {
        return;
    }
    let (last, repairs) = device.read(|txn| Ok((txn.last_check()?, txn.repairs(9)?)));
    assert!(
        last.is_some_and(|check| check.equal),
        "seed {}: {} differs from the office: {last:?}",
        world.seed,
        device.name
    );
    let healthy = world.office.restored > 0 || repairs.is_empty();
    if !healthy {
        tell_all(device);
    }
    assert!(
        healthy,
        "seed {}: {} had to be repaired: {repairs:?}",
        world.seed, device.name
    );
}

/// Nothing restricted is in the file of somebody who may not see it, and nothing of a hamlet that is not the
/// member's any more, but own work and what answers it.
fn holds_its_own(world: &World, book: &Book, at: usize) {
    let device = &world.devices[at];
    let sight = Sight::of(world, world.people[device.owner].id);
    if sight.revoked {
        return;
    }
    let ids = device.all(
        "SELECT i.uuid, d.key & 4294967295 FROM delta d
         JOIN incarnation i ON i.number = d.key >> 32 ORDER BY d.key",
        |row| id(row, 0),
    );
    let own = book.own_work(&ids, &device.incarnations());
    let here: BTreeSet<DeltaId> = ids.iter().copied().collect();
    for id in ids.into_iter().filter(|id| !own.contains(id)) {
        let seen = book.visibility.get(&id).copied();
        assert!(
            seen.is_none_or(|visibility| visibility <= sight.visibility),
            "seed {}: {} holds {id:?}, which is restricted",
            world.seed,
            device.name
        );
        // An answer to something that is not here says nothing of anybody.
        let answers = book
            .ledger
            .deltas()
            .get(&id)
            .map(answered)
            .unwrap_or_default();
        if !answers.is_empty() && !answers.iter().any(|id| here.contains(id)) {
            continue;
        }
        let places = book.places_of(id);
        let covered = places.is_empty() || places.iter().any(|place| sight.covers(*place));
        if !covered {
            tell_all(device);
        }
        assert!(
            covered,
            "seed {}: {} still holds {id:?} of {places:?}: {:?}",
            world.seed,
            device.name,
            book.records.get(&id)
        );
    }
}
