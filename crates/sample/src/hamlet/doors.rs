//! Lanes and house numbers, in the order in which a person walks past them.

use crate::chance::Chance;
use crate::setting::Setting;

/// Where one household lives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Door {
    /// "Ngõ 3", "Ngách 12/5".
    pub lane: String,
    /// "7", "4A", "5/12".
    pub house: String,
}

/// Walks through a hamlet and names one door after the other.
pub struct Doors {
    setting: Setting,
    /// How many ngõ or xóm were begun.
    lanes: u32,
    /// The number of the present ngõ, as Hà Nội numbers them: after houses of the road.
    ngo: u32,
    lane: String,
    left_in_lane: u32,
    house: u32,
    /// Houses after the present one that share its number: 4A, or 5/2 in an alley.
    beside: Vec<String>,
    last: Option<Door>,
}

/// In per mille: households that share the door of the one before.
const SAME_DOOR: u32 = 25;

const XOM: &[&str] = &["Trên", "Giữa", "Dưới", "Đồi", "Bến", "Đình", "Mới"];

impl Doors {
    /// The first door is drawn by [`Doors::next_door`].
    pub fn new(setting: Setting) -> Self {
        Self {
            setting,
            lanes: 0,
            ngo: 0,
            lane: String::new(),
            left_in_lane: 0,
            house: 0,
            beside: Vec::new(),
            last: None,
        }
    }

    /// The next door on the way.
    pub fn next_door(&mut self, chance: &mut Chance) -> Door {
        if let Some(last) = &self.last
            && chance.permille(SAME_DOOR)
        {
            return last.clone();
        }
        if self.left_in_lane == 0 && self.beside.is_empty() {
            self.begin_lane(chance);
        }
        let house = if self.beside.is_empty() {
            self.left_in_lane -= 1;
            self.house += chance.weighted(&[(1, 60), (2, 34), (3, 6)]);
            self.draw_beside(chance);
            self.house.to_string()
        } else {
            self.beside.remove(0)
        };
        let door = Door {
            lane: self.lane.clone(),
            house,
        };
        self.last = Some(door.clone());
        door
    }

    fn begin_lane(&mut self, chance: &mut Chance) {
        self.house = 0;
        self.left_in_lane = chance.between(11, 26) as u32;
        self.lane = match self.setting {
            Setting::DongTrach if self.lanes > 0 && chance.percent(38) => {
                format!("Ngách {}/{}", self.ngo, 3 + 4 * chance.below(12))
            }
            Setting::DongTrach => {
                self.ngo += chance.between(2, 17) as u32;
                format!("Ngõ {}", self.ngo)
            }
            // Beyond the table's names the xóm would repeat, so the lanes are numbered.
            Setting::CamThuy if chance.percent(20) && (self.lanes as usize) < XOM.len() => {
                format!("Xóm {}", XOM[self.lanes as usize])
            }
            Setting::IaDom if self.lanes == 0 => "Đường 19B".to_owned(),
            Setting::CamThuy | Setting::CamThuyTown | Setting::IaDom => {
                format!("Ngõ {}", self.lanes + 1)
            }
        };
        self.lanes += 1;
    }

    fn draw_beside(&mut self, chance: &mut Chance) {
        let in_alleys = match self.setting {
            Setting::DongTrach => 60,
            Setting::CamThuyTown => 15,
            Setting::CamThuy | Setting::IaDom => 0,
        };
        if chance.permille(60) {
            self.beside.push(format!("{}A", self.house));
            if chance.percent(25) {
                self.beside.push(format!("{}B", self.house));
            }
        } else if chance.permille(in_alleys) {
            for number in 1..=chance.between(1, 6) {
                self.beside.push(format!("{}/{}", self.house, 2 * number));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tungnha_core::house::sort_key;

    fn walk(setting: Setting) -> Vec<Door> {
        let mut chance = Chance::new(11, 0);
        let mut doors = Doors::new(setting);
        (0..2000).map(|_| doors.next_door(&mut chance)).collect()
    }

    #[test]
    fn houses_stand_in_walking_order() {
        for setting in Setting::ALL {
            for pair in walk(setting).windows(2) {
                if pair[0].lane == pair[1].lane {
                    let [here, there] = [&pair[0].house, &pair[1].house];
                    assert!(sort_key(here) <= sort_key(there), "{here} {there}");
                }
            }
        }
    }

    #[test]
    fn ha_noi_has_ngach_and_alleys() {
        let doors = walk(Setting::DongTrach);
        assert!(doors.iter().any(|door| door.lane.starts_with("Ngách ")));
        assert!(doors.iter().any(|door| door.house == "12A"));
        assert!(doors.iter().any(|door| door.house.contains('/')));
    }
}
