//! A random sample of what was confirmed, looked at again on the spot (`domain.md` D-73).

use super::items;
use crate::device::role;
use crate::paper::origin::by_walkers;
use crate::payload::*;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use tungnha_core::DeltaId;
use tungnha_core::body::Recheck;
use tungnha_core::words::{Finding, Role};
use tungnha_store::{Key, Txn};

/// At most so many cases in one sample: what somebody can walk to.
const LARGEST: u32 = 200;

impl Device {
    pub(crate) fn sample_for_recheck(&self, args: DrawSample) -> Result<RecheckSample, ApiError> {
        let seed = match &args.seed {
            Some(seed) => read_seed(seed)?,
            None => self.0.host.random::<8>(),
        };
        self.read(|txn| {
            need_inspection(txn)?;
            let hamlet = args.hamlet.as_deref().map(|id| convert::key(txn, id));
            let mut claims = by_walkers(txn, txn.confirmed_claims(hamlet.transpose()?)?)?;
            let looked_at: HashSet<DeltaId> = txn
                .rechecks()?
                .into_iter()
                .flat_map(|(_, found, _)| found.claims)
                .collect();
            claims.retain(|claim| {
                args.volunteer.is_none() || claim.by.as_ref() == args.volunteer.as_ref()
            });
            let mut drawn = Vec::new();
            for item in items(claims) {
                let Some(first) = item.claims.first() else {
                    continue;
                };
                let id = txn.id(first.key)?;
                if !looked_at.contains(&id) {
                    drawn.push((lot(&seed, id), item));
                }
            }
            let of = drawn.len() as u32;
            // Every case's lot depends on the seed and on itself alone: whoever has the seed can draw again.
            drawn.sort_unstable_by_key(|(a, _)| *a);
            drawn.truncate(args.n.clamp(1, LARGEST) as usize);
            let frame = Frame::of(txn, self.0.host.now())?;
            let mut items = Vec::with_capacity(drawn.len());
            for (_, item) in &drawn {
                items.push(item.card(txn, &frame, "confirmed")?);
            }
            Ok(RecheckSample {
                formats: self.paper_formats(role(&txn.grant()?)?),
                seed: seed.iter().map(|byte| format!("{byte:02x}")).collect(),
                of,
                items,
            })
        })
    }

    pub(crate) fn recheck(&self, args: NewRecheck) -> Result<RecheckSaved, ApiError> {
        let finding: Finding = convert::word(&args.finding, "finding")?;
        let note = args.note.filter(|note| !note.trim().is_empty());
        if finding == Finding::Differs && note.is_none() {
            return Err(ApiError::new(ErrorCode::BadInput, "what differs"));
        }
        if args.claims.is_empty() {
            return Err(ApiError::new(ErrorCode::BadInput, "claims"));
        }
        self.write(|txn| {
            need_inspection(txn)?;
            convert::key(txn, &args.resident)?;
            let claims = args.claims.iter().map(|claim| convert::delta_id(claim));
            let found = Recheck {
                resident: convert::delta_id(&args.resident)?,
                claims: claims.collect::<Result<_, _>>()?,
                finding,
                note,
            };
            let (id, _) = self.said(txn, found.into())?;
            Ok(RecheckSaved { id })
        })
    }

    pub(crate) fn recheck_results(&self, _: Nothing) -> Result<Vec<RecheckResult>, ApiError> {
        self.read(|txn| {
            need_inspection(txn)?;
            let mut results: BTreeMap<String, RecheckResult> = BTreeMap::new();
            let confirmed = by_walkers(txn, txn.confirmed_claims(None)?)?;
            for claim in &confirmed {
                of(&mut results, claim.by.as_deref()).confirmed += 1;
            }
            // The last word on a claim counts, whoever looked.
            let mut last: BTreeMap<DeltaId, Finding> = BTreeMap::new();
            for (_, found, _) in txn.rechecks()? {
                for claim in found.claims {
                    last.insert(claim, found.finding);
                }
            }
            let mut keys = Vec::with_capacity(last.len());
            for claim in last.keys() {
                keys.extend(txn.find_key(*claim)?);
            }
            let claims = by_walkers(txn, txn.claims_of(&keys)?)?.into_iter();
            let names: HashMap<Key, Option<String>> = claims.map(|one| (one.key, one.by)).collect();
            for (claim, finding) in last {
                let key = txn.find_key(claim)?;
                let by = key.and_then(|key| names.get(&key).cloned().flatten());
                let result = of(&mut results, by.as_deref());
                match finding {
                    Finding::Agrees => result.agrees += 1,
                    Finding::Differs => result.differs += 1,
                    Finding::NotReached => result.not_reached += 1,
                }
            }
            Ok(results.into_values().collect())
        })
    }
}

fn of<'a>(
    results: &'a mut BTreeMap<String, RecheckResult>,
    by: Option<&str>,
) -> &'a mut RecheckResult {
    let name = by.unwrap_or_default();
    results
        .entry(name.to_owned())
        .or_insert_with(|| RecheckResult {
            volunteer: name.to_owned(),
            confirmed: 0,
            agrees: 0,
            differs: 0,
            not_reached: 0,
        })
}

/// Police and office look again, and whoever inspects them.
pub(crate) fn need_inspection(txn: &Txn<'_>) -> Result<(), ApiError> {
    match role(&txn.grant()?)? {
        Role::Police | Role::Office | Role::Inspector => Ok(()),
        _ => Err(ErrorCode::NotAllowed.into()),
    }
}

fn lot(seed: &[u8], claim: DeltaId) -> [u8; 32] {
    Sha256::new()
        .chain_update(seed)
        .chain_update(claim.to_string())
        .finalize()
        .into()
}

pub(crate) fn read_seed(text: &str) -> Result<[u8; 8], ApiError> {
    u64::from_str_radix(text, 16)
        .ok()
        .filter(|_| text.len() == 16)
        .map(u64::to_be_bytes)
        .ok_or_else(|| ApiError::new(ErrorCode::BadInput, "seed"))
}
