//! A person's word on what a column holds, instead of what its header seems to say.

use super::super::field::{Field, Meaning, words};
use super::super::grid::letters;
use super::super::ladder;
use super::{Column, Columns, use_each_field_once};
use std::collections::BTreeMap;
use tungnha_core::words::App;

impl Columns {
    /// What the header says, column by column, as compared.
    pub fn fingerprint(&self) -> String {
        let said = |column: &Column| format!("{}={}", letters(column.index), words(&column.header));
        self.0.iter().map(said).collect::<Vec<_>>().join("|")
    }

    /// Whose accounts the columns are about, if their headers name it and none speaks of VNeID.
    pub fn names_app(&self) -> Option<App> {
        let speaks = |column: &&Column| column.meaning == Meaning::Known(Field::Vneid);
        if self.0.iter().any(|column| speaks(&column)) {
            return None;
        }
        self.0
            .iter()
            .find_map(|column| ladder::named(&column.header))
    }

    /// Reads the columns of a list about `app`: those that name it are its accounts, those of VNeID are not.
    pub fn are_about(&mut self, app: App) {
        if app == App::Vneid {
            return;
        }
        for column in &mut self.0 {
            let folded = words(&column.header);
            let of_vneid = ["vneid", "dinh danh", "muc", "thu nhan", "phe duyet"];
            match column.meaning {
                Meaning::Unknown if ladder::named(&column.header) == Some(app) => {
                    column.meaning = Meaning::Known(Field::Vneid);
                }
                Meaning::Known(Field::Vneid)
                    if of_vneid.iter().any(|word| folded.contains(word)) =>
                {
                    column.meaning = Meaning::Unknown;
                }
                _ => {}
            }
        }
    }

    /// Lets a person's choice stand instead of what the words seemed to say. Columns that must not
    /// be kept stay dropped.
    pub fn choose(&mut self, chosen: &BTreeMap<String, Option<Field>>) {
        let choice = |column: &Column| chosen.get(&letters(column.index)).copied();
        let taken: Vec<Field> = self.0.iter().filter_map(|c| choice(c).flatten()).collect();
        for column in &mut self.0 {
            column.meaning = match (column.meaning, choice(column)) {
                (Meaning::Sensitive, _) => Meaning::Sensitive,
                (_, Some(Some(field))) => Meaning::Known(field),
                (_, Some(None)) => Meaning::Unknown,
                // What somebody chose for another column is no longer guessed for this one.
                (Meaning::Known(field), None) if taken.contains(&field) && !may_repeat(field) => {
                    Meaning::Unknown
                }
                (meaning, None) => meaning,
            };
        }
        use_each_field_once(&mut self.0);
    }
}

/// What may stand in several columns of one list.
pub(super) fn may_repeat(field: Field) -> bool {
    use Field::{Note, Phone, Residence, Status, Vneid};
    [Note, Phone, Residence, Status, Vneid].contains(&field)
}
