//! Workload W on a real server: four communes imported by their officers, fifty volunteers enrolled on the
//! hamlets that their evening goes through, everybody synced.

use crate::office::Office;
use crate::phone::Phone;
use crate::roll::{SEED, hamlet_of, workbook};
use crate::{Result, say};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use tungnha_core::body::Account;
use tungnha_core::words::{App, Source};
use tungnha_core::{Body, DeltaId};
use tungnha_sample::workload::{COMMUNES, Citizen, HOUSEHOLD_SIZE, Update, citizens, updates};
use tungnha_store::read::Scope;

/// The books of the four communes.
pub const BOOKS: [&str; COMMUNES as usize] = ["xã W1", "xã W2", "xã W3", "xã W4"];
/// Devices of the workload.
pub const DEVICES: u32 = 50;

/// The district as it stands before any update.
pub struct District {
    /// Where devices' folders are.
    pub folder: PathBuf,
    /// The server.
    pub office: Office,
    /// Everybody.
    pub citizens: Vec<Citizen>,
    /// All updates.
    pub updates: Vec<Update>,
    /// The residents by their citizens' numbers.
    residents: HashMap<u32, DeltaId>,
    enrolled: u32,
}

impl District {
    /// Makes it; takes a minute.
    pub fn prepare(folder: &Path) -> Result<Self> {
        say("preparing workload W: 4 communes, 50 volunteers");
        let citizens = citizens(SEED);
        let mut district = Self {
            folder: folder.to_owned(),
            office: Office::open(folder, &BOOKS)?,
            updates: updates(SEED),
            residents: HashMap::new(),
            enrolled: 0,
            citizens,
        };
        for commune in 0..COMMUNES {
            district.import(commune)?;
        }
        for device in 0..DEVICES {
            let (commune, hamlets) = district.round(device);
            let name = format!("Tình Nguyện {device}");
            let book = BOOKS[commune as usize];
            let link = district.office.enrol("volunteer", book, &name, &hamlets)?;
            Phone::enrol(district.home(device), &link)?.sync()?;
        }
        district.office.keep(&district.before())?;
        Ok(district)
    }

    fn import(&mut self, commune: u32) -> Result<()> {
        let people: Vec<Citizen> = self
            .citizens
            .iter()
            .filter(|c| c.commune == commune)
            .cloned()
            .collect();
        let officer = self.officer(commune)?;
        officer.preview("w.xlsx", &workbook(&people)?)?;
        let (report, took) = officer.import()?;
        if report.added as usize != people.len() {
            return Err(format!("{} people of {}", report.added, people.len()).into());
        }
        let (story, synced) = officer.sync()?;
        eprintln!(
            "    commune {commune}: import {took:.1?}; up {} deltas, {} B, {} requests in {synced:.1?}",
            story.sent, story.bytes_up, story.requests
        );
        let numbers: HashMap<&str, u32> = people
            .iter()
            .map(|c| (c.personal_id.as_str(), c.number))
            .collect();
        officer
            .store()?
            .read(|txn| {
                for resident in txn.residents(Scope::All)? {
                    let number = resident
                        .personal_id
                        .as_deref()
                        .and_then(|id| numbers.get(id));
                    if let Some(number) = number {
                        self.residents.insert(*number, txn.id(resident.key)?);
                    }
                }
                Ok::<_, tungnha_store::StoreError>(())
            })
            .map_err(Into::into)
    }

    /// A new officer's device of a commune, not synced.
    pub fn officer(&mut self, commune: u32) -> Result<Phone> {
        self.enrolled += 1;
        let (name, book) = (
            format!("Công An {}", self.enrolled),
            BOOKS[commune as usize],
        );
        let link = self.office.enrol("police", book, &name, &[])?;
        Phone::enrol(
            self.folder.join(format!("officer-{}", self.enrolled)),
            &link,
        )
    }

    /// A new volunteer's device on one hamlet of the first commune, not synced.
    pub fn volunteer(&mut self) -> Result<Phone> {
        self.enrolled += 1;
        let name = format!("Tình Nguyện Mới {}", self.enrolled);
        let hamlet = [hamlet_of(&self.citizens, 0).to_owned()];
        let link = self.office.enrol("volunteer", BOOKS[0], &name, &hamlet)?;
        Phone::enrol(
            self.folder.join(format!("volunteer-{}", self.enrolled)),
            &link,
        )
    }

    /// The commune of one of the fifty, and the hamlets that its updates lie in.
    fn round(&self, device: u32) -> (u32, Vec<String>) {
        let own = || self.updates.iter().filter(|u| u.device == device);
        let homes = own().map(|u| u.citizen / HOUSEHOLD_SIZE);
        let mut hamlets: Vec<String> = homes
            .map(|home| hamlet_of(&self.citizens, home).to_owned())
            .collect();
        hamlets.dedup();
        let citizen = own()
            .next()
            .and_then(|u| self.citizens.get(u.citizen as usize));
        (citizen.map_or(0, |citizen| citizen.commune), hamlets)
    }

    /// The folder of one of the fifty.
    pub fn home(&self, device: u32) -> PathBuf {
        self.folder.join(format!("device-{device}"))
    }

    /// Where the server's data of before any update is kept.
    pub fn before(&self) -> PathBuf {
        self.folder.join("server-before")
    }

    /// The server as it was before any update.
    pub fn begin_again(&mut self) -> Result<()> {
        let before = self.before();
        self.office.go_back(&before)
    }

    /// Says the evening of one of the fifty on its device: 400 account statements, each at its time.
    pub fn say_evening(&self, device: u32, phone: &Phone) -> Result<()> {
        let mut store = phone.store()?;
        store.write(|txn| {
            for update in self.updates.iter().filter(|u| u.device == device) {
                if let Some(body) = self.body(update) {
                    txn.say(body, update.at)?;
                }
            }
            Ok::<_, tungnha_store::StoreError>(())
        })?;
        Ok(())
    }

    /// What an update says. VNeID is activated at the level that the list has approved, else at level 1.
    fn body(&self, update: &Update) -> Option<Body> {
        let citizen = self.citizens.get(update.citizen as usize)?;
        let level = match update.app {
            App::Vneid => citizen.vneid_level.max(1),
            _ => 0,
        };
        Some(Body::Account(Account {
            resident: *self.residents.get(&update.citizen)?,
            app: update.app,
            level,
            source: Source::VolunteerClaim,
            stage: update.stage,
            as_of: None,
            approved_on: None,
            visit: None,
        }))
    }

    /// The resident of a citizen's number, as the API names it.
    pub fn resident(&self, citizen: u32) -> Result<String> {
        Ok(self
            .residents
            .get(&citizen)
            .ok_or("no such citizen")?
            .to_string())
    }
}
