//! Organisations with what they declare, and the groups of which the plans ask everybody (D-21, D-23 to D-29).

use crate::device::need_office;
use crate::figure::figure_card;
use crate::lists::person_row;
use crate::payload::*;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tungnha_core::account::{AppView, Token};
use tungnha_core::body::{Membership, Organisation};
use tungnha_core::words::{App, Group};
use tungnha_core::{Body, name};
use tungnha_store::read::{FigureRow, MembershipRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

impl Device {
    pub(crate) fn organisations(&self, _: Nothing) -> Result<Vec<OrganisationCard>, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let today = self.0.host.now().day();
            let mut members: HashMap<Key, BTreeSet<Key>> = HashMap::new();
            for row in txn.memberships(None, None)? {
                if row.holds_on(today) {
                    members
                        .entry(row.organisation)
                        .or_default()
                        .insert(row.resident);
                }
            }
            let figures = txn.figures()?;
            let mut cards = Vec::new();
            for row in txn.organisations()? {
                let own = figures.iter().filter(|f| f.organisation == Some(row.key));
                let mut declared = Vec::new();
                let mut seen = Vec::new();
                for figure in own {
                    let what = (figure.app, figure.level, figure.stage, figure.population);
                    if !seen.contains(&what) {
                        seen.push(what);
                        declared.push(declared_card(txn, figure)?);
                    }
                }
                cards.push(OrganisationCard {
                    id: txn.id(row.key)?.to_string(),
                    name: row.name,
                    sort: row.sort.name().into(),
                    contact: row.contact,
                    size: row.size,
                    members: members
                        .get(&row.key)
                        .map_or(0, |people| people.len() as u32),
                    declared,
                    unsent: row.unsent,
                });
            }
            cards.sort_by_cached_key(|card| name::fold(&card.name));
            Ok(cards)
        })
    }

    pub(crate) fn set_organisation(&self, args: NewOrganisation) -> Result<SaidIds, ApiError> {
        let name = name::normalise(&args.name);
        if name.is_empty() {
            return Err(ApiError::new(ErrorCode::BadInput, "name"));
        }
        self.write(|txn| {
            need_office(txn)?;
            let of = args.of.as_deref().map(convert::delta_id).transpose()?;
            if let Some(of) = of {
                let begun = txn.statement(of)?.map(|delta| delta.body);
                if !matches!(begun, Some(Body::Organisation(b)) if b.of.is_none()) {
                    return Err(ApiError::new(ErrorCode::NotFound, "organisation"));
                }
            }
            let organisation = Organisation {
                of,
                name: name.clone(),
                sort: convert::word(&args.sort, "sort")?,
                contact: words(args.contact),
                size: args.size,
            };
            Ok(SaidIds {
                ids: vec![self.said(txn, organisation.into())?.0],
            })
        })
    }

    pub(crate) fn set_membership(&self, args: NewMembership) -> Result<SaidIds, ApiError> {
        self.write(|txn| {
            need_office(txn)?;
            let resident = convert::key(txn, &args.resident)?;
            let organisation = convert::key(txn, &args.organisation)?;
            let category: Group = convert::word(&args.category, "category")?;
            let day = |text: &Option<String>| text.as_deref().map(convert::read_day).transpose();
            let (since, until) = (day(&args.since)?, day(&args.until)?);
            if since.zip(until).is_some_and(|(since, until)| until < since) {
                return Err(ApiError::new(ErrorCode::BadInput, "until"));
            }
            if txn.household_of(resident)?.is_none() {
                return Err(ApiError::new(ErrorCode::NotFound, "resident"));
            }
            let there = txn.memberships(Some(organisation), Some(resident))?;
            // The same person twice in one group would be counted twice.
            let same = there
                .iter()
                .find(|row| row.category == category && row.until.is_none());
            let of = match (args.of.as_deref(), same) {
                (Some(of), _) => {
                    let of = convert::delta_id(of)?;
                    let begun = txn.statement(of)?.map(|delta| delta.body);
                    if !matches!(begun, Some(Body::Membership(b)) if b.of.is_none()) {
                        return Err(ApiError::new(ErrorCode::NotFound, "membership"));
                    }
                    Some(of)
                }
                (None, Some(same)) => Some(txn.id(same.key)?),
                (None, None) => None,
            };
            let membership = Membership {
                of,
                resident: convert::delta_id(&args.resident)?,
                organisation: convert::delta_id(&args.organisation)?,
                category,
                since,
                until,
                excused: words(args.excused),
            };
            Ok(SaidIds {
                ids: vec![self.said(txn, membership.into())?.0],
            })
        })
    }

    pub(crate) fn groups(&self, _: Nothing) -> Result<Vec<GroupCard>, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| {
            need_office(txn)?;
            let frame = Frame::of(txn, now)?;
            let mut rows = txn.memberships(None, None)?;
            rows.retain(|row| row.holds_on(now.day()));
            let people = people(txn, &rows)?;
            let names: HashMap<Key, String> = txn
                .organisations()?
                .into_iter()
                .map(|row| (row.key, row.name))
                .collect();
            let mut groups: BTreeMap<(Key, Group), BTreeMap<Key, &MembershipRow>> = BTreeMap::new();
            for row in &rows {
                let group = groups.entry((row.organisation, row.category)).or_default();
                group.insert(row.resident, row);
            }
            let mut cards = Vec::new();
            for ((organisation, category), members) in groups {
                let mut card = GroupCard {
                    organisation: txn.id(organisation)?.to_string(),
                    name: names.get(&organisation).cloned().unwrap_or_default(),
                    category: category.name().into(),
                    members: 0,
                    excused: 0,
                    done: 0,
                    left: 0,
                    apps: Vec::new(),
                };
                let mut apps: BTreeMap<App, [u32; 3]> = BTreeMap::new();
                for (resident, row) in members {
                    if let Some(person) = people.get(&resident) {
                        add(
                            &mut card,
                            &mut apps,
                            &frame.apps(person),
                            row.excused.is_some(),
                        );
                    }
                }
                card.apps = apps
                    .into_iter()
                    .map(|(app, [asked, claimed, confirmed])| GroupApp {
                        app: app.name().into(),
                        asked,
                        claimed,
                        confirmed,
                    })
                    .collect();
                cards.push(card);
            }
            cards.sort_by_cached_key(|card| (name::fold(&card.name), card.category.clone()));
            Ok(cards)
        })
    }

    pub(crate) fn group_members(&self, args: OfGroup) -> Result<Vec<GroupMember>, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| {
            need_office(txn)?;
            let frame = Frame::of(txn, now)?.without_choices();
            let category: Option<Group> = args
                .category
                .as_deref()
                .map(|word| convert::word(word, "category"))
                .transpose()?;
            let organisation = convert::key(txn, &args.organisation)?;
            let mut rows = txn.memberships(Some(organisation), None)?;
            rows.retain(|row| category.is_none_or(|wanted| row.category == wanted));
            let people = people(txn, &rows)?;
            let mut members = Vec::new();
            for row in rows {
                let Some(person) = people.get(&row.resident) else {
                    continue;
                };
                members.push(GroupMember {
                    membership: txn.id(row.key)?.to_string(),
                    person: person_row(txn, &frame, person)?,
                    category: row.category.name().into(),
                    since: row.since.map(convert::day),
                    until: row.until.map(convert::day),
                    current: row.holds_on(now.day()),
                    excused: row.excused,
                    done: done(&frame.apps(person)),
                    unsent: row.unsent,
                });
            }
            members.sort_by_cached_key(|one| name::sort_key(&one.person.person.name));
            Ok(members)
        })
    }
}

/// What somebody wrote; nothing for blanks.
fn words(text: Option<String>) -> Option<String> {
    text.map(|text| name::normalise(&text))
        .filter(|text| !text.is_empty())
}

fn declared_card(txn: &Txn<'_>, figure: &FigureRow) -> Result<FigureCard, ApiError> {
    figure_card(txn, figure)
}

fn people(txn: &Txn<'_>, rows: &[MembershipRow]) -> Result<HashMap<Key, ResidentRow>, ApiError> {
    let mut keys: Vec<Key> = rows.iter().map(|row| row.resident).collect();
    keys.sort_unstable();
    keys.dedup();
    let people = txn.residents(Scope::Residents(&keys))?.into_iter();
    Ok(people.map(|person| (person.key, person)).collect())
}

/// Everything that is asked of somebody is confirmed; who is asked for nothing has nothing left.
fn done(views: &[AppView]) -> bool {
    views
        .iter()
        .all(|view| view.token == Token::NotNeeded || confirmed(view))
}

fn confirmed(view: &AppView) -> bool {
    view.token == Token::Confirmed && !view.lacking()
}

fn add(card: &mut GroupCard, apps: &mut BTreeMap<App, [u32; 3]>, views: &[AppView], excused: bool) {
    let done = done(views);
    card.members += 1;
    card.excused += u32::from(excused);
    card.done += u32::from(done);
    card.left += u32::from(!excused && !done);
    for view in views.iter().filter(|view| view.token != Token::NotNeeded) {
        let [asked, claimed, sure] = apps.entry(view.app).or_default();
        *asked += 1;
        *claimed += u32::from(view.token == Token::Claimed && !view.lacking());
        *sure += u32::from(confirmed(view));
    }
}
