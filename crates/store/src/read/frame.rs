//! The campaign, assembled from its registers.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use tungnha_core::Body;
use tungnha_core::campaign::{AskedApp, CampaignFrame, StoreLink, contact};

impl Txn<'_> {
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
                    reviewer: b.reviewer,
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
