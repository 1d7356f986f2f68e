//! The campaign, assembled from its registers.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::Body;
use tungnha_core::body::CampaignApp;
use tungnha_core::campaign::{AskedApp, CampaignFrame, Reviewer, StoreLink, contact};

/// What the campaign says of one app, and who says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedRow {
    /// What is said now.
    pub body: CampaignApp,
    /// When, seconds, never later than it was received.
    pub at: i64,
    /// Who; absent for this device's own without a receipt, and for the server.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

impl Txn<'_> {
    /// What the campaign that is shown says of its apps, in the order of the door flow.
    pub fn asked_apps(&self) -> Result<Vec<AskedRow>, StoreError> {
        let Some(campaign) = self.campaign_id()? else {
            return Ok(Vec::new());
        };
        let rows: Vec<(Key, Option<String>, Option<i64>)> = self
            .sql(
                "SELECT f.key, m.name, d.received_at FROM frame f JOIN delta d ON d.key = f.key
                 LEFT JOIN member m ON m.number = d.member ORDER BY f.subject, f.slot",
            )?
            .query_map(params![], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut asked = Vec::new();
        for (key, by, received_at) in rows {
            let delta = self.delta(key)?;
            let at = delta.stamped.0;
            if let Body::CampaignApp(body) = delta.body
                && body.campaign == campaign
            {
                asked.push(AskedRow {
                    body,
                    at: received_at.map_or(at, |received| received.min(at)),
                    by,
                    unsent: received_at.is_none(),
                });
            }
        }
        asked.sort_by_key(|row| row.body.app);
        Ok(asked)
    }

    /// The organisations of the members whom this file knows, each once.
    pub fn organisations_of_members(&self) -> Result<Vec<String>, StoreError> {
        Ok(self
            .sql("SELECT DISTINCT organisation FROM member WHERE organisation IS NOT NULL ORDER BY 1")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// The campaign's frame; `None` before the first sync. If the book has had several, the one that
    /// starts last.
    pub fn campaign(&self) -> Result<Option<CampaignFrame>, StoreError> {
        let keys: Vec<Key> = self
            .sql("SELECT key FROM frame ORDER BY subject, slot")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let deltas = keys
            .into_iter()
            .map(|key| self.delta(key))
            .collect::<Result<Vec<_>, _>>()?;
        let latest = deltas
            .iter()
            .filter_map(|delta| match &delta.body {
                Body::Campaign(b) => Some((b.starts, b.of.unwrap_or(delta.id), b)),
                _ => None,
            })
            .max_by_key(|(starts, id, _)| (*starts, *id));
        let Some((_, campaign, b)) = latest else {
            return Ok(None);
        };
        let mut frame = CampaignFrame {
            title: b.title.clone(),
            theme: b.theme.clone(),
            starts: b.starts,
            ends: b.ends,
            hour_from: b.hour_from,
            hour_to: b.hour_to,
            close_at: b.close_at,
            reference_date: b.reference_date,
            practice: b.practice,
            apps: Vec::new(),
            milestones: Vec::new(),
            contact: b.contact.as_deref().and_then(contact).map(str::to_owned),
        };
        for delta in &deltas {
            match &delta.body {
                Body::CampaignApp(b) if b.campaign == campaign => frame.apps.push(AskedApp {
                    app: b.app,
                    minimum_age: b.minimum_age,
                    reviewer: Reviewer::from(b),
                    figure_owner: b.figure_owner.clone(),
                    links: StoreLink::among(b.google_play.as_deref(), b.app_store.as_deref()),
                }),
                Body::Milestone(b) if b.campaign == campaign => {
                    frame.milestones.push((b.title.clone(), b.due));
                }
                _ => {}
            }
        }
        frame.apps.sort_by_key(|asked| asked.app);
        frame.milestones.sort_by_key(|(_, due)| *due);
        Ok(Some(frame))
    }
}
