//! A district: one office, its people and their devices, and everything that was ever said.

mod sync;

use crate::chance::Chance;
use crate::device::Device;
use crate::line::{Letters, Weather};
use crate::office::{Mark, Office};
use crate::say;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use tungnha_core::record::{Record, Value};
use tungnha_core::words::Role;
use tungnha_core::{Body, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::keys::SigningKey;
use tungnha_store::Identity;

/// 15/12/2024, 20:00 in Việt Nam: within the campaign.
const EVENING: i64 = 1_734_267_600;

/// The first seed of which people know the later kinds.
pub const LATER_KINDS_FROM: u64 = 1_000_000;

/// A member.
pub struct Person {
    /// Who.
    pub id: MemberId,
    /// As what.
    pub role: Role,
}

/// A courier's file.
pub struct Parcel {
    /// Whose: the device's name.
    pub of: String,
    /// What travels.
    pub bytes: Vec<u8>,
    /// What of the device's work is in it.
    pub marks: BTreeSet<Mark>,
}

/// Something that somebody said.
pub struct Said {
    /// On which device.
    pub device: String,
    /// What.
    pub record: Record,
    /// The marks of what it names, in the order of its fields; absent for what its file does not hold.
    pub names: Vec<Option<Mark>>,
}

/// Everything there is.
pub struct World {
    pub seed: u64,
    pub chance: Chance,
    /// The true time, seconds.
    pub time: i64,
    pub office: Office,
    pub letters: Letters,
    pub weather: Weather,
    pub people: Vec<Person>,
    pub devices: Vec<Device>,
    pub said: BTreeMap<Mark, Said>,
    /// Couriers' files that lie about, on their way to the office and back.
    pub parcels: Vec<Parcel>,
    pub replies: Vec<Parcel>,
    /// Marks that are taken.
    pub used: BTreeSet<Mark>,
    trace: Vec<String>,
    folders: usize,
    devices_ever: usize,
    folder: tempfile::TempDir,
}

impl World {
    /// The world of a seed on its first evening: a roll, and people who know it or are about to.
    pub fn found(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let folder = folder.expect("a folder");
        let at = folder.path().join("office");
        let office = Office::found(&at, chance.split(), Instant(EVENING));
        let weather = Weather::draw(&mut chance);
        let mut world = Self {
            seed,
            chance,
            time: EVENING + 60,
            office,
            letters: Letters::default(),
            weather,
            people: Vec::new(),
            devices: Vec::new(),
            said: BTreeMap::new(),
            parcels: Vec::new(),
            replies: Vec::new(),
            devices_ever: 0,
            used: BTreeSet::from([EVENING]),
            trace: Vec::new(),
            folders: 0,
            folder,
        };
        world.begin();
        world
    }

    fn begin(&mut self) {
        let size = match self.chance.below(100) {
            0..84 => self.chance.between(2, 6),
            84..98 => self.chance.between(7, 14),
            _ => 50,
        };
        let police = self.newcomer(Role::Police, None);
        say::roll(self, police);
        self.sync(police, Weather::default())
            .expect("the first evening");
        for _ in 1..size {
            self.anybody();
        }
        self.tell(format!("{size} devices, {:?}", self.weather));
    }

    /// A new member of some role, with a device.
    pub fn anybody(&mut self) -> usize {
        let roles = [
            Role::Volunteer,
            Role::Volunteer,
            Role::Volunteer,
            Role::Leader,
            Role::HamletHead,
            Role::Office,
            Role::Police,
        ];
        let role = self.chance.pick(&roles).copied().expect("a role");
        let hamlets = self.some_hamlets();
        let whole = matches!(role, Role::Office | Role::Police);
        self.newcomer(role, (!whole).then_some(hamlets))
    }

    /// Some of the book's hamlets, at least one.
    pub fn some_hamlets(&mut self) -> Vec<DeltaId> {
        let all = self.office.hamlets();
        let mut some: Vec<DeltaId> = all
            .iter()
            .copied()
            .filter(|_| self.chance.percent(45))
            .collect();
        if some.is_empty() {
            some.extend(self.chance.pick(&all));
        }
        some
    }

    fn newcomer(&mut self, role: Role, hamlets: Option<Vec<DeltaId>>) -> usize {
        let now = self.office.now(self.time);
        let id = self.office.admit(role, hamlets.as_deref(), now);
        self.people.push(Person { id, role });
        self.phone_for(self.people.len() - 1)
    }

    /// One more device of a member.
    pub fn phone_for(&mut self, owner: usize) -> usize {
        let member = self.people[owner].id;
        let key = SigningKey::from_seed(&self.chance.bytes());
        let incarnation = Incarnation(self.chance.uuid());
        let now = self.office.now(self.time);
        let reply = self.office.enrol(member, &key, incarnation, now);
        let grant = reply.grant.grant().expect("its own grant");
        let identity = Identity {
            book: grant.book.into(),
            member,
            incarnation,
            key,
            server: self.office.identity(),
            addresses: vec!["127.0.0.1:8443".into()],
        };
        let name = self.new_name();
        let folder = self.new_folder();
        let key = self.chance.bytes();
        let device = Device::create(name, owner, &folder, key, &identity, &reply.grant);
        device.write(|txn| txn.set_clock_offset(reply.clock - self.time));
        let role = self.people[owner].role;
        self.tell(format!("{} is p{owner}'s, {role}", device.name));
        self.devices.push(device);
        self.devices.len() - 1
    }

    /// A name for one more device.
    pub fn new_name(&mut self) -> String {
        self.devices_ever += 1;
        format!("d{}", self.devices_ever - 1)
    }

    /// A folder that nobody has used.
    pub fn new_folder(&mut self) -> PathBuf {
        self.folders += 1;
        self.folder.path().join(format!("f{}", self.folders))
    }

    /// Whether people say what kinds 16 and on let them: from a seed on, so that what smaller ones found stays
    /// their story.
    pub const fn knows_later_kinds(&self) -> bool {
        self.seed >= LATER_KINDS_FROM
    }

    /// The clock of a device.
    pub fn clock(&self, at: usize) -> Instant {
        Instant(self.time + self.devices[at].clock_off)
    }

    /// Says `body` on a device.
    pub fn say(&mut self, at: usize, body: Body) {
        let now = self.clock(at);
        let kind = body.name();
        let device = &mut self.devices[at];
        let before = device.disk.log_length();
        let (id, mark) = device.say(body, now, &mut self.used);
        let record = device.record(id).expect("what was said is there");
        let names = named(&record).map(|id| device.mark(id)).collect();
        let said = Said {
            device: device.name.clone(),
            record,
            names,
        };
        device.memory.insert(mark);
        self.said.insert(mark, said);
        let name = device.name.clone();
        self.tell(format!("{name} says {kind} {} at {mark}", id.counter));
        if self.chance.percent(3) {
            self.phone_dies(at, before, Some((id, mark)));
        }
    }

    /// The phone's power goes. `last` was said since the log was `before` long; whatever had been said before
    /// is there again.
    pub fn phone_dies(&mut self, at: usize, before: u64, last: Option<(DeltaId, Mark)>) {
        let folder = self.new_folder();
        let device = &mut self.devices[at];
        let (left, whole) = device
            .disk
            .after_power_cut(&folder, before, &mut self.chance);
        let mut memory = device.memory.clone();
        if let (Some((_, mark)), false) = (last, whole) {
            memory.remove(&mark);
        }
        device.go_on_from(left, memory);
        let name = device.name.clone();
        self.tell(format!("{name} dies, whole: {whole}"));
    }

    /// One line for whoever reads how it came to this.
    pub fn tell(&mut self, line: String) {
        if std::env::var_os("DISTRICT_TRACE").is_some() {
            eprintln!("{:>9} {line}", self.time - EVENING);
        }
        self.trace.push(line);
    }

    /// The whole story.
    pub fn told(&self) -> String {
        self.trace.join("\n")
    }
}

/// Whatever a record names, in the order of its fields; what it supersedes comes first.
pub fn named(record: &Record) -> impl Iterator<Item = DeltaId> + '_ {
    record.fields.iter().flat_map(|(_, value)| match value {
        Value::Id(id) => vec![*id],
        Value::Ids(ids) => ids.clone(),
        _ => Vec::new(),
    })
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let last = self.trace.len().saturating_sub(40);
            eprintln!("seed {}:\n{}", self.seed, self.trace[last..].join("\n"));
            if std::env::var_os("DISTRICT_KEEP").is_some() {
                self.folder.disable_cleanup(true);
                eprintln!("its files: {}", self.folder.path().display());
            }
        }
    }
}
