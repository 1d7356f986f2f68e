//! The days of a district, step by step.

use crate::device::Device;
use crate::line::Weather;
use crate::say;
use crate::world::{Parcel, World};
use std::collections::BTreeSet;
use tungnha_sync::courier::{self, CourierError};

type Play = fn(&mut World);

/// What can happen, and how often. A seed leaves out some of it and does more of other.
const STEPS: &[(u32, Play)] = &[
    (400, says),
    (200, syncs),
    (20, is_killed),
    (20, phone_power_goes),
    (8, office_restarts),
    (8, office_power_goes),
    (60, time_passes),
    (25, clock_goes_wrong),
    (8, office_clock_goes_wrong),
    (30, old_letter),
    (15, another_phone),
    (8, another_member),
    (25, hamlets_are_assigned),
    (5, is_revoked),
    (15, folder_is_copied),
    (8, both_copies_go_on),
    (8, an_older_copy_goes_on),
    (20, inbox_is_worked_through),
    (10, is_backed_up),
    (6, is_restored),
    (20, is_reopened),
    (25, parcel_is_made),
    (25, parcel_arrives),
    (25, reply_arrives),
    (10, is_verified),
];

/// Plays all the steps of a seed.
pub fn play(world: &mut World) {
    let weights: Vec<u32> = STEPS
        .iter()
        .enumerate()
        .map(|(at, (weight, _))| match (at, world.chance.below(4)) {
            (0 | 1, _) => *weight,
            (_, 0) => 0,
            (_, 3) => weight * 3,
            _ => *weight,
        })
        .collect();
    let steps = 50 + 8 * world.devices.len();
    for _ in 0..steps {
        world.time += world.chance.between(1, 90);
        let (_, play) = STEPS[world.chance.weighted(&weights)];
        play(world);
    }
}

fn somebody(world: &mut World) -> usize {
    world.chance.below(world.devices.len())
}

fn name(world: &World, at: usize) -> String {
    world.devices[at].name.clone()
}

fn says(world: &mut World) {
    let at = somebody(world);
    for _ in 0..world.chance.between(1, 4) {
        say::something(world, at);
    }
}

fn syncs(world: &mut World) {
    let at = somebody(world);
    let weather = if world.chance.percent(50) {
        world.weather
    } else {
        Weather::default()
    };
    let _ = world.sync(at, weather);
}

fn is_killed(world: &mut World) {
    let at = somebody(world);
    world.devices[at].reopen();
    world.tell(format!("{} is killed", name(world, at)));
}

fn phone_power_goes(world: &mut World) {
    let at = somebody(world);
    let now = world.devices[at].disk.log_length();
    world.phone_dies(at, now, None);
}

fn office_restarts(world: &mut World) {
    world.office.restart();
    world.tell("the office restarts".into());
}

fn office_power_goes(world: &mut World) {
    let folder = world.new_folder();
    let now = world.office.disk.log_length();
    world.office.power_cut(&folder, now);
    world.tell("the office's power goes".into());
}

fn time_passes(world: &mut World) {
    let spans = [300, 3_600, 8 * 3_600, 86_400, 86_400, 3 * 86_400];
    let span = world.chance.pick(&spans).copied().unwrap_or(0);
    world.time += span;
    world.tell(format!("{span} s pass"));
}

/// By a zone, days, years; forwards or back.
fn clock_goes_wrong(world: &mut World) {
    let at = somebody(world);
    let offs = [
        0,
        0,
        7_200,
        -25_200,
        86_400,
        -9 * 86_400,
        365 * 86_400,
        -20 * 365 * 86_400,
    ];
    let off = world.chance.pick(&offs).copied().unwrap_or(0);
    world.devices[at].clock_off = off;
    world.tell(format!("{}'s clock is {off} s off", name(world, at)));
}

fn office_clock_goes_wrong(world: &mut World) {
    let offs = [0, 0, -40, 300, -3_600, 86_400];
    world.office.clock_off = world.chance.pick(&offs).copied().unwrap_or(0);
    world.tell(format!(
        "the office's clock is {} s off",
        world.office.clock_off
    ));
}

fn old_letter(world: &mut World) {
    world
        .letters
        .deliver(&mut world.office, world.time, &mut world.chance);
    world.tell("an old letter arrives".into());
}

/// A second phone, or one that replaces a phone that was lost with whatever it had not sent.
fn another_phone(world: &mut World) {
    let at = somebody(world);
    let owner = world.devices[at].owner;
    if world.office.grant(world.people[owner].id).is_none() {
        return;
    }
    world.phone_for(owner);
    if at > 0 && world.chance.percent(50) {
        let lost = world.devices.remove(at);
        world.tell(format!("{} is lost", lost.name));
    }
}

fn another_member(world: &mut World) {
    world.anybody();
}

fn hamlets_are_assigned(world: &mut World) {
    let at = somebody(world);
    let id = world.people[world.devices[at].owner].id;
    let grant = world.office.grant(id);
    if grant.is_none_or(|grant| grant.whole_book) {
        return;
    }
    let hamlets = world.some_hamlets();
    let now = world.office.now(world.time);
    world.office.assign(id, &hamlets, now);
    world.tell(format!("{}'s owner gets {hamlets:?}", name(world, at)));
}

fn is_revoked(world: &mut World) {
    let at = somebody(world);
    let id = world.people[world.devices[at].owner].id;
    // Somebody must be left to bring in the roll and to look at everything.
    if at == 0 || world.office.grant(id).is_none() {
        return;
    }
    let now = world.office.now(world.time);
    world.office.revoke(id, now);
    world.tell(format!("{}'s owner is revoked", name(world, at)));
}

fn is_verified(world: &mut World) {
    let at = somebody(world);
    crate::oracle::sound(world, at);
}

/// Somebody keeps a copy of a phone's folder.
fn folder_is_copied(world: &mut World) {
    let at = somebody(world);
    let folder = world.new_folder();
    world.devices[at].keep_copy(&folder);
    world.tell(format!("{}'s folder is copied", name(world, at)));
}

/// The copy goes on, and so does the phone.
fn both_copies_go_on(world: &mut World) {
    let at = somebody(world);
    let (folder, twin) = (world.new_folder(), world.new_name());
    world.tell(format!("{twin} is a copy of {}", name(world, at)));
    let twin = world.devices[at].twin(twin, &folder);
    world.devices.push(twin);
}

/// The phone goes on from a copy that was made some time ago.
fn an_older_copy_goes_on(world: &mut World) {
    let at = somebody(world);
    let device = &mut world.devices[at];
    if device.copies.is_empty() {
        return;
    }
    let (copy, memory) = device
        .copies
        .swap_remove(world.chance.below(device.copies.len()));
    device.go_on_from(copy, memory);
    world.tell(format!("{} goes on from an older copy", name(world, at)));
}

fn inbox_is_worked_through(world: &mut World) {
    let now = world.office.now(world.time);
    let things = world.devices[0].all(
        "SELECT i.uuid, t.key & 4294967295 FROM (SELECT key FROM resident UNION SELECT key FROM household) t
         JOIN incarnation i ON i.number = t.key >> 32 ORDER BY t.key",
        |row| crate::device::id(row, 0),
    );
    let most = world.chance.below(6);
    let made = world.office.decide(&things, most, now);
    world.tell(format!("{made} decisions in the inbox"));
}

fn is_backed_up(world: &mut World) {
    let file = world.new_folder();
    world.office.back_up(&file);
    world.tell("the office makes a backup".into());
}

fn is_restored(world: &mut World) {
    let folder = world.new_folder();
    let now = world.office.now(world.time);
    if world.office.restore(&folder, now) {
        world.tell("the office is restored from its backup".into());
    }
}

fn is_reopened(world: &mut World) {
    if world.office.reads_wait {
        world.office.reopen();
        world.tell("the office reads again".into());
    }
}

fn parcel_is_made(world: &mut World) {
    let at = somebody(world);
    let now = world.clock(at);
    let marks = world.devices[at].unsent();
    let packed = courier::pack(world.devices[at].store(), now, &mut || world.chance.bytes());
    let packed = match packed {
        Ok(packed) => packed,
        Err(error) => panic!("seed {}: {} packs: {error}", world.seed, name(world, at)),
    };
    let of = name(world, at);
    world.tell(format!(
        "{of} packs {} of {}",
        packed.carried, packed.waiting
    ));
    let bytes = packed.parcel;
    world.parcels.push(Parcel { of, bytes, marks });
}

/// At once, late, or twice; some never.
fn parcel_arrives(world: &mut World) {
    let Some(parcel) = world.chance.pick(&world.parcels) else {
        return;
    };
    let now = world.office.now(world.time);
    let reply = world.office.courier(&parcel.bytes, &parcel.marks, now);
    let of = parcel.of.clone();
    world.tell(format!(
        "{of}'s parcel arrives, answered: {}",
        reply.is_some()
    ));
    let marks = BTreeSet::new();
    world
        .replies
        .extend(reply.map(|bytes| Parcel { of, bytes, marks }));
}

/// At the device that made the parcel, mostly; sometimes at another of the same person, or of anybody.
fn reply_arrives(world: &mut World) {
    let Some(reply) = world.chance.pick(&world.replies) else {
        return;
    };
    let mine = |device: &&Device| device.name == reply.of;
    let owner = world.devices.iter().find(mine).map(|device| device.owner);
    let who = world.chance.below(10);
    let right = |device: &Device| match who {
        0 => false,
        1..4 => Some(device.owner) == owner,
        _ => device.name == reply.of,
    };
    let fitting: Vec<usize> = (0..world.devices.len())
        .filter(|at| right(&world.devices[*at]))
        .collect();
    let at = match world.chance.pick(&fitting) {
        Some(at) => *at,
        None => world.chance.below(world.devices.len()),
    };
    let now = world.clock(at);
    let taken = courier::take(world.devices[at].store(), &reply.bytes, now, &mut || {
        world.chance.bytes()
    });
    let told = match taken {
        Ok(taken) => format!("{taken:?}"),
        Err(error @ (CourierError::NotForThisDevice | CourierError::Refused(_))) => {
            error.to_string()
        }
        Err(error) => panic!(
            "seed {}: {} takes a reply: {error}",
            world.seed,
            name(world, at)
        ),
    };
    world.tell(format!(
        "a reply to {} at {}: {told}",
        reply.of,
        name(world, at)
    ));
}
