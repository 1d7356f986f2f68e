//! Who has which lane tonight, and how far everybody has come.

use crate::payload::*;
use crate::record::within_years;
use crate::status::corrected;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::{BTreeMap, HashMap};
use tungnha_core::body::{Handover, Lane};
use tungnha_core::lane::{self, Taking};
use tungnha_core::{Instant, MemberId, house, name};
use tungnha_store::read::{DoorsWanted, Mine, Scope, Show, TakingRow};
use tungnha_store::{Key, Txn};

/// An evening's end where the campaign does not say.
const EVENING_ENDS: u8 = 22;

impl Device {
    pub(crate) fn take_lane(&self, args: TakeLane) -> Result<LaneTaken, ApiError> {
        let now = self.0.host.now();
        self.write(|txn| {
            let hamlet = convert::key(txn, &args.hamlet)?;
            let member = args.member.as_deref().map(convert::member).transpose()?;
            let member = member.filter(|member| *member != me(txn).unwrap_or(*member));
            let colleague = match member {
                Some(member) => Some(colleague(txn, hamlet, member)?),
                None => None,
            };
            let until = match args.until {
                Some(until) => within_years(until, now)?,
                None => tonight(txn, corrected(txn, now), 0)?,
            };
            let side = args.side.as_deref().map(|side| convert::word(side, "side"));
            let taking = Lane {
                hamlet: convert::delta_id(&args.hamlet)?,
                lane: Some(args.lane.clone()).filter(|lane| !lane.is_empty()),
                side: side.transpose()?,
                until,
                member,
                name: colleague.map(|colleague| colleague.name),
            };
            let (id, _) = self.said(txn, taking.into())?;
            let taken = holders(txn, hamlet, now)?.remove(&args.lane);
            Ok(LaneTaken {
                id,
                taken: taken.unwrap_or_default(),
            })
        })
    }

    pub(crate) fn handover(&self, args: NewHandover) -> Result<Saved, ApiError> {
        let now = self.0.host.now();
        self.write(|txn| {
            let household = convert::key(txn, &args.household)?;
            let row = txn.households(Scope::Household(household))?.pop();
            let row = row.ok_or_else(|| ApiError::new(ErrorCode::NotFound, "household"))?;
            let member = convert::member(&args.member)?;
            let until = match args.until {
                Some(until) => within_years(until, now)?,
                None => tonight(txn, corrected(txn, now), 1)?,
            };
            let handover = Handover {
                household: convert::delta_id(&args.household)?,
                member,
                name: colleague(txn, row.hamlet, member)?.name,
                until,
            };
            self.say(txn, household, handover.into())
        })
    }

    pub(crate) fn colleagues(&self, args: OfHamlet) -> Result<Vec<Colleague>, ApiError> {
        self.read(|txn| colleagues(txn, convert::key(txn, &args.hamlet)?))
    }

    pub(crate) fn coverage(&self, args: OfHamlet) -> Result<Coverage, ApiError> {
        self.read(|txn| {
            let now = corrected(txn, self.0.host.now());
            let hamlet = convert::key(txn, &args.hamlet)?;
            let from = txn.campaign()?.map_or(0, |c| c.starts.start().0);
            let today = now.day().start().0;
            let own = me(txn)?;
            let mut lanes: HashMap<MemberId, Vec<String>> = HashMap::new();
            for (lane, row) in standing(&txn.takings(hamlet, now)?, own, now) {
                lanes.entry(row.taking.holder(own)).or_default().push(lane);
            }
            let mut members: BTreeMap<String, MemberCoverage> = colleagues(txn, hamlet)?
                .into_iter()
                .map(|colleague| (colleague.member.clone(), nothing_yet(colleague)))
                .collect();
            for visits in txn.visits_by_member(hamlet, from, today)? {
                let member = visits.member.unwrap_or(own);
                let id = member.0.to_string();
                let part = members.entry(id.clone()).or_insert_with(|| {
                    nothing_yet(Colleague {
                        me: member == own,
                        member: id,
                        name: visits.name.unwrap_or_default(),
                        role: "volunteer".into(),
                        organisation: None,
                    })
                });
                part.doors_today += visits.doors_today;
                part.doors += visits.doors;
                part.last_at = part.last_at.max(Some(visits.last_at));
            }
            for (member, part) in &mut members {
                let member = convert::member(member)?;
                part.lanes = lanes.remove(&member).unwrap_or_default();
                part.lanes.sort_by_cached_key(|lane| house::sort_key(lane));
                // Who has both sides by two takings has one lane.
                part.lanes.dedup();
            }
            let mut members: Vec<MemberCoverage> = members.into_values().collect();
            members.sort_by_cached_key(|part| name::sort_key(&part.colleague.name));
            let wanted = DoorsWanted {
                hamlet: Some(hamlet),
                lane: None,
                show: Show::ComeBack,
                mine: None,
                offset: 0,
                limit: u32::MAX,
            };
            let frame = Frame::of(txn, now)?;
            let mut come_backs = Vec::new();
            for door in txn.doors(&wanted)?.1 {
                let door = frame.door(txn, door)?;
                come_backs.push(ComeBack {
                    household: door.id,
                    lane: door.lane,
                    house: door.house,
                    head: door.head,
                    at: door.come_back_at,
                    handed_to: door.handed_to,
                });
            }
            Ok(Coverage {
                members,
                come_backs,
            })
        })
    }
}

/// What this member has tonight, in one hamlet or in all.
pub(crate) fn my_doors(txn: &Txn<'_>, hamlet: Option<Key>, now: Instant) -> Result<Mine, ApiError> {
    let (own, now) = (me(txn)?, corrected(txn, now));
    let hamlets = match hamlet {
        Some(hamlet) => vec![hamlet],
        None => txn.hamlets_with_takings(now)?,
    };
    let mut mine = Mine {
        given: txn.given_to(own, now)?,
        ..Mine::default()
    };
    for hamlet in hamlets {
        for (lane, row) in standing(&txn.takings(hamlet, now)?, own, now) {
            if row.taking.holder(own) == own {
                mine.lanes.push((hamlet, lane, row.taking.side));
            }
        }
    }
    Ok(mine)
}

/// Who has which lane of a hamlet now, by the lane's name.
pub(crate) fn holders(
    txn: &Txn<'_>,
    hamlet: Key,
    now: Instant,
) -> Result<HashMap<String, Vec<TakingCard>>, ApiError> {
    let own = me(txn)?;
    let my_name = txn.grant()?.name;
    let mut taken: HashMap<String, Vec<TakingCard>> = HashMap::new();
    let rows = txn.takings(hamlet, corrected(txn, now))?;
    for (lane, row) in standing(&rows, own, corrected(txn, now)) {
        let mine = row.taking.holder(own) == own;
        let name = row.name.clone().filter(|_| !mine);
        taken.entry(lane).or_default().push(TakingCard {
            id: row.taking.id.to_string(),
            holder: name.unwrap_or_else(|| my_name.clone()),
            mine,
            own: txn.is_own(row.key)?,
            given: row.taking.given_to.is_some(),
            side: row.taking.side.map(|side| side.name().into()),
            until: row.taking.until.0,
            unsent: row.unsent,
        });
    }
    Ok(taken)
}

/// The takings that stand, each with its lane.
pub(crate) fn standing(
    rows: &[TakingRow],
    own: MemberId,
    now: Instant,
) -> Vec<(String, &TakingRow)> {
    let mut by_lane: BTreeMap<&str, Vec<&TakingRow>> = BTreeMap::new();
    for row in rows {
        by_lane.entry(&row.lane).or_default().push(row);
    }
    let mut standing = Vec::new();
    for (lane, rows) in by_lane {
        let takings: Vec<Taking> = rows.iter().map(|row| row.taking.clone()).collect();
        for holder in lane::holders(&takings, own, now) {
            let row = rows.iter().find(|row| row.taking.id == holder.id);
            standing.extend(row.map(|row| (lane.to_owned(), *row)));
        }
    }
    standing
}

fn me(txn: &Txn<'_>) -> Result<MemberId, ApiError> {
    Ok(txn.grant()?.member.into())
}

pub(crate) fn colleagues(txn: &Txn<'_>, hamlet: Key) -> Result<Vec<Colleague>, ApiError> {
    let own = me(txn)?;
    let mut all: Vec<Colleague> = txn
        .postings(hamlet)?
        .into_iter()
        .map(|row| Colleague {
            me: row.member == own,
            member: row.member.0.to_string(),
            name: row.name,
            role: row.role.name().into(),
            organisation: row.organisation,
        })
        .collect();
    all.sort_by_cached_key(|colleague| name::sort_key(&colleague.name));
    Ok(all)
}

pub(crate) fn colleague(
    txn: &Txn<'_>,
    hamlet: Key,
    member: MemberId,
) -> Result<Colleague, ApiError> {
    let id = member.0.to_string();
    colleagues(txn, hamlet)?
        .into_iter()
        .find(|colleague| colleague.member == id)
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "colleague"))
}

const fn nothing_yet(colleague: Colleague) -> MemberCoverage {
    MemberCoverage {
        colleague,
        doors_today: 0,
        doors: 0,
        last_at: None,
        lanes: Vec::new(),
    }
}

/// The end of the evening `days` from now: the campaign's hour, or four hours ahead when that is past.
fn tonight(txn: &Txn<'_>, now: Instant, days: i64) -> Result<Instant, ApiError> {
    let hour = txn.campaign()?.map_or(EVENING_ENDS, |c| c.hour_to);
    let end = now
        .day()
        .start()
        .plus(days * 86_400 + i64::from(hour) * 3600);
    Ok(if end > now { end } else { now.plus(4 * 3600) })
}
