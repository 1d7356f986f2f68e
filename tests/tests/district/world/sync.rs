//! Syncs, and the healing in the end.

use super::World;
use crate::line::{Line, Power, Weather};
use std::cell::RefCell;
use std::ops::ControlFlow;
use tungnha_protocol::RefusalCode;
use tungnha_sync::{SyncError, TransportError};

impl World {
    /// Syncs a device over a line in this weather.
    pub fn sync(&mut self, at: usize, weather: Weather) -> Result<String, SyncError> {
        let check = self.chance.percent(10);
        self.sync_checking(at, weather, check)
    }

    /// The same, and both sides are compared in the end if `check`. Gives how it ended.
    pub fn sync_checking(
        &mut self,
        at: usize,
        weather: Weather,
        check: bool,
    ) -> Result<String, SyncError> {
        let now = self.clock(at);
        let dies = self.chance.percent(weather.phone_dies);
        let dies_after = dies.then(|| self.chance.below(14));
        let (survivor, office_survivor) = (self.new_folder(), self.new_folder());
        let device = &mut self.devices[at];
        let power = Power::new(&device.disk, survivor, dies_after, self.chance.split());
        let power = RefCell::new(power);
        let mut line = Line {
            office: &mut self.office,
            letters: &mut self.letters,
            weather,
            power: &power,
            time: self.time,
            survivor: office_survivor,
            chance: self.chance.split(),
        };
        let mut salts = self.chance.split();
        let mut stops = self
            .chance
            .percent(weather.cut / 4)
            .then(|| self.chance.below(6));
        let sync = if check {
            tungnha_sync::sync_and_check
        } else {
            tungnha_sync::sync
        };
        let done = sync(
            device.store(),
            &mut line,
            &|| now,
            &mut || {
                power.borrow_mut().moment();
                salts.bytes()
            },
            &mut |_| match &mut stops {
                Some(0) => ControlFlow::Break(()),
                Some(left) => {
                    *left -= 1;
                    ControlFlow::Continue(())
                }
                None => ControlFlow::Continue(()),
            },
        );
        let left = power.into_inner().left;
        let died = left.is_some();
        if let Some(left) = left {
            let memory = device.memory.clone();
            device.go_on_from(left, memory);
        }
        let told = match &done {
            Ok(story) => format!(
                "{}, sent {}, received {}",
                story.outcome, story.sent, story.received
            ),
            Err(error) => error.to_string(),
        };
        let name = self.devices[at].name.clone();
        let dies = if died { ", dies" } else { "" };
        self.tell(format!("{name} syncs: {told}{dies}"));
        match done {
            Err(error) if !self.may_happen(&error) => {
                panic!("seed {}: {name} syncs: {error}", self.seed)
            }
            done => done.map(|story| story.outcome),
        }
    }

    /// Whether an honest line may end a sync like this.
    fn may_happen(&self, error: &SyncError) -> bool {
        use TransportError::{Cut, NoConnection, Refused};
        match error {
            SyncError::Transport(NoConnection(_) | Cut(_)) => true,
            SyncError::Transport(Refused(code)) => *code == RefusalCode::UnknownDevice,
            SyncError::Revoked | SyncError::Stopped => true,
            _ => false,
        }
    }

    /// A whole line, and everybody syncs until there is nothing new for anybody; then all compare what they
    /// show.
    pub fn heal(&mut self) {
        self.tell("healing".into());
        if self.office.reads_wait {
            self.office.reopen();
        }
        self.sync_until_quiet();
        if self.chance.percent(50) {
            let now = self.office.now(self.time);
            let made = self.office.decide(&[], 100, now);
            self.tell(format!("the inbox is emptied by {made} decisions"));
            self.sync_until_quiet();
        }
        self.all_sync(true);
    }

    fn sync_until_quiet(&mut self) {
        for _ in 0..12 {
            let before = self.stand();
            self.all_sync(false);
            if self.stand() == before {
                return;
            }
        }
        panic!("seed {}: a whole line, and it never gets quiet", self.seed);
    }

    fn all_sync(&mut self, check: bool) {
        for at in 0..self.devices.len() {
            self.time += 1;
            let (seed, name) = (self.seed, self.devices[at].name.clone());
            match self.sync_checking(at, Weather::default(), check) {
                Ok(outcome) if outcome == "done" => {}
                Ok(outcome) => {
                    crate::oracle::explain(self, at);
                    panic!("seed {seed}: {name} on a whole line ends with {outcome}")
                }
                Err(SyncError::Revoked) => {}
                Err(error) => panic!("seed {seed}: {name} on a whole line: {error}"),
            }
        }
    }

    /// Where everybody stands.
    fn stand(&self) -> Vec<String> {
        let cursors = self.devices.iter().map(|device| {
            device.read(|txn| Ok(format!("{:?} {:?}", txn.cursor()?, txn.outbox()?)))
        });
        let mut stand: Vec<String> = cursors.collect();
        stand.push(self.office.stand());
        stand
    }
}
