//! The line between a device and the office, and everything that happens on it.

use crate::chance::Chance;
use crate::disk::Disk;
use crate::office::Office;
use std::cell::RefCell;
use std::io::{self, Read};
use std::path::PathBuf;
use tungnha_protocol::PublicKey;
use tungnha_sync::{Transport, TransportError};

/// How often what happens, in percent of the requests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weather {
    /// The request never arrives, or only much later.
    pub lost: u32,
    /// The answer never comes back.
    pub unanswered: u32,
    /// The answer breaks off at some byte.
    pub cut: u32,
    /// The request arrives twice.
    pub twice: u32,
    /// An older request, of whomever, arrives before it.
    pub old: u32,
    /// The office's power goes between the commit and the answer.
    pub office_dies: u32,
    /// The phone's power goes somewhere during the sync.
    pub phone_dies: u32,
}

impl Weather {
    /// What a seed draws for all its days: mostly bad, sometimes calm.
    pub fn draw(chance: &mut Chance) -> Self {
        let worst = chance.pick(&[0, 10, 20, 40]).copied().unwrap_or(0);
        let mut some = |most: usize| (chance.below(most + 1) * worst / 40) as u32;
        Self {
            lost: some(30),
            unanswered: some(30),
            cut: some(40),
            twice: some(25),
            old: some(25),
            office_dies: some(8),
            phone_dies: some(25),
        }
    }
}

/// Requests that may arrive once more, whenever.
#[derive(Default)]
pub struct Letters(Vec<Vec<u8>>);

/// So many of them are remembered.
const LETTERS: usize = 60;

impl Letters {
    fn keep(&mut self, body: &[u8], chance: &mut Chance) {
        if self.0.len() == LETTERS {
            self.0.swap_remove(chance.below(LETTERS));
        }
        self.0.push(body.to_vec());
    }

    /// One of them arrives; its answer goes nowhere.
    pub fn deliver(&self, office: &mut Office, time: i64, chance: &mut Chance) {
        if let Some(body) = chance.pick(&self.0) {
            let now = office.now(time);
            office.answer(body, now);
        }
    }
}

/// The phone's power, which may go between any two of its commits.
pub struct Power {
    disk: Disk,
    survivor: PathBuf,
    /// After so many moments; never, when absent.
    dies_after: Option<usize>,
    /// The log's length at the moment before.
    before: u64,
    chance: Chance,
    /// What is left, once it has gone.
    pub left: Option<Disk>,
}

impl Power {
    /// Power for one sync.
    pub fn new(disk: &Disk, survivor: PathBuf, dies_after: Option<usize>, chance: Chance) -> Self {
        Self {
            disk: disk.clone(),
            survivor,
            dies_after,
            before: disk.log_length(),
            chance,
            left: None,
        }
    }

    /// One moment; whether it is still there.
    pub fn moment(&mut self) -> bool {
        if self.left.is_some() {
            return false;
        }
        match &mut self.dies_after {
            None => {}
            Some(0) => {
                let before = self.before;
                let (left, _) = self
                    .disk
                    .after_power_cut(&self.survivor, before, &mut self.chance);
                self.left = Some(left);
                return false;
            }
            Some(moments) => *moments -= 1,
        }
        self.before = self.disk.log_length();
        true
    }
}

/// The way of one sync.
pub struct Line<'a> {
    /// Who answers.
    pub office: &'a mut Office,
    /// What may arrive once more.
    pub letters: &'a mut Letters,
    /// How bad it is.
    pub weather: Weather,
    /// The phone's.
    pub power: &'a RefCell<Power>,
    /// The true time.
    pub time: i64,
    /// Where the office's disk goes on after a power cut.
    pub survivor: PathBuf,
    /// Its own draws.
    pub chance: Chance,
}

fn dead() -> TransportError {
    TransportError::NoConnection("the phone is dead".into())
}

impl Line<'_> {
    fn answer(&mut self, body: &[u8]) -> Vec<u8> {
        let now = self.office.now(self.time);
        self.office.answer(body, now)
    }
}

impl Transport for Line<'_> {
    fn exchange(&mut self, body: Vec<u8>) -> Result<Box<dyn Read + '_>, TransportError> {
        if !self.power.borrow_mut().moment() {
            return Err(dead());
        }
        let weather = self.weather;
        if self.chance.percent(weather.old) {
            self.letters
                .deliver(self.office, self.time, &mut self.chance);
        }
        self.letters.keep(&body, &mut self.chance);
        if self.chance.percent(weather.lost) {
            return Err(TransportError::NoConnection("lost".into()));
        }
        if self.chance.percent(weather.twice) {
            self.answer(&body);
        }
        let (log, received) = (self.office.disk.log_length(), self.office.received.clone());
        let bytes = self.answer(&body);
        if self.chance.percent(weather.office_dies) {
            if !self.office.power_cut(&self.survivor, log) {
                self.office.received = received;
            }
            return Err(TransportError::Cut("the office is dark".into()));
        }
        if self.chance.percent(weather.unanswered) {
            return Err(TransportError::Cut("unanswered".into()));
        }
        if !self.power.borrow_mut().moment() {
            return Err(dead());
        }
        let end = if self.chance.percent(weather.cut) {
            self.chance.below(bytes.len())
        } else {
            bytes.len()
        };
        Ok(Box::new(Answer {
            bytes,
            at: 0,
            end,
            power: self.power,
        }))
    }

    fn server(&self) -> PublicKey {
        self.office.identity()
    }
}

/// An answer on its way down.
struct Answer<'a> {
    bytes: Vec<u8>,
    at: usize,
    /// Here it breaks off.
    end: usize,
    power: &'a RefCell<Power>,
}

impl Read for Answer<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !self.power.borrow_mut().moment() {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        let length = into.len().min(self.end - self.at);
        into[..length].copy_from_slice(&self.bytes[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}
