//! What was measured, as a table for people and a document for machines.

use serde::Serialize;
use std::time::Duration;

/// In what a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Wall time.
    Seconds,
    /// Processor time, user and system.
    CpuSeconds,
    /// Bytes.
    Bytes,
    /// A number of something.
    Count,
}

/// One line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// Which measurement it belongs to.
    pub group: &'static str,
    /// What was measured.
    pub what: String,
    /// The median where there are several.
    pub value: f64,
    /// Of `value`, `least`, `most` and `limit`.
    pub unit: Unit,
    /// The least of several.
    pub least: Option<f64>,
    /// The most of several.
    pub most: Option<f64>,
    /// The raw limit of the same run.
    pub limit: Option<f64>,
    /// What the limit is, or what the reader must know.
    pub note: String,
}

/// Everything of one run.
#[derive(Default, Serialize)]
pub struct Figures {
    figures: Vec<Figure>,
}

impl Figures {
    /// Adds a single value.
    pub fn add(
        &mut self,
        group: &'static str,
        what: impl Into<String>,
        value: f64,
        unit: Unit,
    ) -> &mut Figure {
        self.add_all(group, what, &[value], unit)
    }

    /// Adds a wall time.
    pub fn time(
        &mut self,
        group: &'static str,
        what: impl Into<String>,
        times: &[Duration],
    ) -> &mut Figure {
        let seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
        self.add_all(group, what, &seconds, Unit::Seconds)
    }

    /// Adds the median of several values.
    pub fn add_all(
        &mut self,
        group: &'static str,
        what: impl Into<String>,
        values: &[f64],
        unit: Unit,
    ) -> &mut Figure {
        let several = values.len() > 1;
        let figure = Figure {
            group,
            what: what.into(),
            value: quantile(values, 0.5),
            unit,
            least: several.then(|| quantile(values, 0.0)),
            most: several.then(|| quantile(values, 1.0)),
            limit: None,
            note: String::new(),
        };
        eprintln!("    {}", figure.line());
        let at = self.figures.len();
        self.figures.push(figure);
        &mut self.figures[at]
    }

    /// The table.
    pub fn markdown(&self) -> String {
        let mut out = String::from(
            "| | what | figure | raw limit, same run | ratio | note |\n| --- | --- | --- | --- | --- | --- |\n",
        );
        for figure in &self.figures {
            out.push_str(&figure.line());
            out.push('\n');
        }
        out
    }

    /// The document.
    pub fn json(&self) -> String {
        // Numbers and texts only: it cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Figure {
    /// Gives the raw limit that it stands beside.
    pub fn limit(&mut self, limit: Duration, note: &str) -> &mut Self {
        self.limit = Some(limit.as_secs_f64());
        self.note(note)
    }

    /// Says what the reader must know.
    pub fn note(&mut self, note: &str) -> &mut Self {
        note.clone_into(&mut self.note);
        self
    }

    fn line(&self) -> String {
        let mut value = written(self.value, self.unit);
        if let (Some(least), Some(most)) = (self.least, self.most) {
            value.push_str(&format!(
                " ({} – {})",
                written(least, self.unit),
                written(most, self.unit)
            ));
        }
        let limit = self.limit.map_or(String::new(), |l| written(l, self.unit));
        let ratio = self
            .limit
            .map_or(String::new(), |l| format!("{:.1}", self.value / l));
        format!(
            "| {} | {} | {value} | {limit} | {ratio} | {} |",
            self.group, self.what, self.note
        )
    }
}

/// The value below which the share `q` of `values` lies.
pub fn quantile(values: &[f64], q: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    let at = (q * last as f64).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// The middle one of several times.
pub fn median(times: &[Duration]) -> Duration {
    let seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
    Duration::from_secs_f64(quantile(&seconds, 0.5).max(0.0))
}

fn written(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Seconds if value < 0.1 => format!("{:.2} ms", value * 1000.0),
        Unit::Seconds => format!("{value:.2} s"),
        Unit::CpuSeconds => format!("{value:.2} s CPU"),
        Unit::Bytes => format!("{} B", thousands(value as u64)),
        Unit::Count => thousands(value as u64),
    }
}

fn thousands(n: u64) -> String {
    match n {
        0..=999 => n.to_string(),
        _ => format!("{},{:03}", thousands(n / 1000), n % 1000),
    }
}
