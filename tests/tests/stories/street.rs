//! A small commune: two hamlets, the police who brought the list, and whoever comes in.

use crate::door::{Named, each, shown, text, verified};
use serde_json::Value;
use tungnha_tests::workbook::{Resident, write_list};
use tungnha_tests::{Area, CommandLine, text as argument};

/// The hamlet where the stories happen.
pub const PHU_LAI: &str = "Phú Lai";
/// The other one.
pub const BANG_LOI: &str = "Bằng Lợi";
/// Who brings the lists.
pub const POLICE: &str = "Lê Văn Sơn";
/// A volunteer.
pub const MAI: &str = "Nguyễn Thị Mai";
/// Another.
pub const BINH: &str = "Trần Văn Bình";

/// Everybody on the list, all grown up, one a household.
pub const PEOPLE: [Resident; 8] = [
    resident(
        "Lê Văn An",
        "05/03/1970",
        "Nam",
        "039070000001",
        "Thôn Phú Lai",
    ),
    resident(
        "Bùi Thị Bình",
        "07/08/1980",
        "Nữ",
        "039180000002",
        "Thôn Phú Lai",
    ),
    resident(
        "Đỗ Văn Dũng",
        "11/02/1975",
        "Nam",
        "039075000003",
        "Thôn Phú Lai",
    ),
    resident(
        "Hà Thị Hoa",
        "20/12/1988",
        "Nữ",
        "039188000004",
        "Thôn Phú Lai",
    ),
    resident(
        "Vũ Văn Khải",
        "01/01/1966",
        "Nam",
        "039066000005",
        "Thôn Phú Lai",
    ),
    resident(
        "Phạm Thị Lan",
        "30/04/1992",
        "Nữ",
        "039192000006",
        "Thôn Phú Lai",
    ),
    resident(
        "Hà Thị Cúc",
        "09/10/1990",
        "Nữ",
        "039190000007",
        "Thôn Bằng Lợi",
    ),
    resident(
        "Mai Văn Đông",
        "15/06/1979",
        "Nam",
        "039079000008",
        "Thôn Bằng Lợi",
    ),
];

const fn resident(
    name: &'static str,
    birth: &'static str,
    sex: &'static str,
    personal_id: &'static str,
    hamlet: &'static str,
) -> Resident {
    Resident {
        name,
        birth,
        sex,
        personal_id,
        hamlet,
    }
}

/// The commune.
pub struct Street {
    pub area: Area,
    pub police: CommandLine,
}

impl Street {
    /// The list is in, on the server too.
    pub fn new() -> Self {
        let mut area = Area::new();
        let police = area.enrol("police", POLICE, &[]);
        let street = Self { area, police };
        street.brings(&PEOPLE);
        street
    }

    /// Police bring a list; gives the import's report.
    pub fn brings(&self, residents: &[Resident]) -> Value {
        let file = self.area.path().join("list.xlsx");
        write_list(&file, residents);
        let report = self.police.run(&["import", argument(&file)]);
        self.police.run(&["sync"]);
        report
    }

    /// A volunteer of Phú Lai, synced.
    pub fn volunteer(&mut self, name: &str) -> CommandLine {
        let device = self.area.enrol("volunteer", name, &[PHU_LAI]);
        device.run(&["sync"]);
        device
    }

    /// The device's neighbour of this place on the list.
    pub fn person(&self, device: &CommandLine, nth: usize) -> Named {
        let found = device.run(&["list", "--find", PEOPLE[nth].name]);
        Named::of(
            each(&found, "people")
                .first()
                .expect("somebody of that name"),
        )
    }

    /// How many deltas the server has of each device of the member.
    pub fn at_server(&self, name: &str) -> Vec<u64> {
        let members = self.area.desk(&["members"]);
        let mut members = each(&members, "members").iter();
        let member = members.find(|member| member["name"] == name);
        let devices = each(member.expect("a member"), "devices").iter();
        let deltas = devices.filter_map(|device| device["deltas"].as_u64());
        deltas.collect()
    }

    /// All devices have heard of everything, show the same of Phú Lai, and everybody's tables are sound.
    pub fn all_agree(&self, devices: &[&CommandLine]) {
        for _ in 0..2 {
            for device in devices {
                device.run(&["sync"]);
            }
        }
        let of_hamlet = |device: &CommandLine| {
            let mut rows = shown(device);
            rows.retain(|row| text(row, "hamlet").ends_with(PHU_LAI));
            rows
        };
        let first = of_hamlet(devices[0]);
        for device in devices {
            assert_eq!(of_hamlet(device), first, "{}", device.home().display());
        }
        self.sound(devices);
    }

    /// Everybody's tables are what was said, and each device and the server find at a closing check that they
    /// show the same.
    pub fn sound(&self, devices: &[&CommandLine]) {
        for device in devices {
            verified(device);
            let checked = device.run(&["sync", "--check"]);
            assert_eq!(checked["compared"], true, "{checked}");
            assert_eq!(checked["agrees"], true, "{checked}");
            assert_eq!(each(&checked, "repaired"), &[] as &[Value], "{checked}");
        }
        assert_eq!(self.area.desk(&["verify"])["ok"], true);
    }
}
