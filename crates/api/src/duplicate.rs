//! People whom the roll may have twice: proposals with what speaks for them, decided by a person.

pub(crate) mod likeness;

use crate::device::need_office;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use likeness::{candidates, evidence, weight};
use std::collections::{BTreeSet, HashMap};
use tungnha_core::body::Sameness;
use tungnha_core::words::Source;
use tungnha_core::{Body, name};
use tungnha_store::read::{HouseholdRow, PairRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

/// Decisions in one call at most.
const AT_ONCE: usize = 500;

/// Two of them, with the decision where there is one.
struct Pair {
    /// Who is proposed to give way, or does.
    resident: ResidentRow,
    other: ResidentRow,
    decided: Option<PairRow>,
}

impl Device {
    pub(crate) fn duplicates(&self, args: DuplicateFilter) -> Result<DuplicatePage, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let hamlet = args.hamlet.as_deref().map(|id| convert::key(txn, id));
            let hamlet = hamlet.transpose()?;
            let decided = txn.decided_pairs()?;
            let mut pairs = match args.state.as_str() {
                "open" => open(txn, &decided)?,
                "same" => of(txn, decided.into_iter().filter(|pair| pair.same))?,
                "different" => of(txn, decided.into_iter().filter(|pair| !pair.same))?,
                _ => return Err(ApiError::new(ErrorCode::BadInput, "state")),
            };
            pairs.retain(|pair| {
                let places = [pair.resident.hamlet, pair.other.hamlet];
                hamlet.is_none_or(|hamlet| places.contains(&hamlet))
            });
            let total = pairs.len() as u32;
            let limit = args.limit.clamp(1, 500) as usize;
            let pairs = pairs.into_iter().skip(args.offset as usize).take(limit);
            let pairs: Vec<Pair> = pairs.collect();
            let cards = Cards::of(txn, &pairs)?;
            let mut items = Vec::with_capacity(pairs.len());
            for pair in &pairs {
                items.push(cards.duplicate(txn, pair)?);
            }
            Ok(DuplicatePage { items, total })
        })
    }

    pub(crate) fn decide_duplicates(
        &self,
        args: DecideDuplicates,
    ) -> Result<DuplicatesDecided, ApiError> {
        if args.decisions.is_empty() || args.decisions.len() > AT_ONCE {
            return Err(ApiError::new(ErrorCode::BadInput, "decisions"));
        }
        self.write(|txn| {
            need_office(txn)?;
            let mut ids = Vec::with_capacity(args.decisions.len());
            for decided in &args.decisions {
                let (gives_way, stays) = (
                    convert::key(txn, &decided.resident)?,
                    convert::key(txn, &decided.other)?,
                );
                if gives_way == stays {
                    return Err(ApiError::new(ErrorCode::BadInput, "one person twice"));
                }
                for key in [gives_way, stays] {
                    // What they decide about may have gone meanwhile.
                    txn.name_of(key)?.ok_or(ErrorCode::Conflict)?;
                }
                let sameness = Sameness {
                    resident: convert::delta_id(&decided.resident)?,
                    other: convert::delta_id(&decided.other)?,
                    same: decided.same,
                };
                let id = txn.say(Body::Sameness(sameness), self.0.host.now())?;
                ids.push(id.to_string());
            }
            Ok(DuplicatesDecided { ids })
        })
    }
}

/// What nobody has decided yet, the most evident first.
fn open(txn: &Txn<'_>, decided: &[PairRow]) -> Result<Vec<Pair>, ApiError> {
    let people = txn.residents(Scope::All)?;
    let decided: BTreeSet<(Key, Key)> = decided
        .iter()
        .map(|pair| (pair.resident.min(pair.other), pair.resident.max(pair.other)))
        .collect();
    let mut found = Vec::new();
    for (one, other) in candidates(&people) {
        let (Some(a), Some(b)) = (people.get(one), people.get(other)) else {
            continue;
        };
        if decided.contains(&(a.key.min(b.key), a.key.max(b.key))) {
            continue;
        }
        let weight = weight(&evidence(a, b).unwrap_or_default());
        found.push((
            std::cmp::Reverse(weight),
            name::sort_key(&a.name),
            one,
            other,
        ));
    }
    found.sort();
    let pairs = found.into_iter().filter_map(|(_, _, one, other)| {
        let (a, b) = (people.get(one)?.clone(), people.get(other)?.clone());
        let (other, resident) = match known(&a) >= known(&b) {
            true => (a, b),
            false => (b, a),
        };
        Some(Pair {
            resident,
            other,
            decided: None,
        })
    });
    Ok(pairs.collect())
}

/// How much is known of somebody: whoever the list has stays, then whoever was there first.
fn known(person: &ResidentRow) -> (bool, bool, usize, std::cmp::Reverse<Key>) {
    let official = |source| matches!(source, Source::OfficialList | Source::PoliceEntry);
    (
        person.accounts.iter().any(|a| official(a.statement.source)),
        person.personal_id.is_some() || person.birth.is_some(),
        person.accounts.len(),
        std::cmp::Reverse(person.key),
    )
}

fn of(txn: &Txn<'_>, decided: impl Iterator<Item = PairRow>) -> Result<Vec<Pair>, ApiError> {
    let decided: Vec<PairRow> = decided.collect();
    let keys: Vec<Key> = decided
        .iter()
        .flat_map(|pair| [pair.resident, pair.other])
        .collect();
    let people = txn.residents_all_apart(Scope::Residents(&keys))?;
    let people: HashMap<Key, ResidentRow> = people.into_iter().map(|p| (p.key, p)).collect();
    let pair = |pair: PairRow| {
        Some(Pair {
            resident: people.get(&pair.resident)?.clone(),
            other: people.get(&pair.other)?.clone(),
            decided: Some(pair),
        })
    };
    Ok(decided.into_iter().filter_map(pair).collect())
}

/// What cards need besides the people.
struct Cards {
    homes: HashMap<Key, HouseholdRow>,
    hamlets: HashMap<Key, String>,
    me: String,
}

impl Cards {
    fn of(txn: &Txn<'_>, pairs: &[Pair]) -> Result<Self, ApiError> {
        let people = pairs.iter().flat_map(|pair| [&pair.resident, &pair.other]);
        let homes: Vec<Key> = people.map(|person| person.household).collect();
        let homes = txn.households(Scope::Households(&homes))?;
        Ok(Self {
            homes: homes.into_iter().map(|home| (home.key, home)).collect(),
            hamlets: txn
                .hamlets()?
                .into_iter()
                .map(|h| (h.key, h.name))
                .collect(),
            me: txn.grant()?.name,
        })
    }

    fn duplicate(&self, txn: &Txn<'_>, pair: &Pair) -> Result<Duplicate, ApiError> {
        let evidence = evidence(&pair.resident, &pair.other).unwrap_or_default();
        Ok(Duplicate {
            gives_way: self.person(txn, &pair.resident)?,
            stays: self.person(txn, &pair.other)?,
            evidence: evidence.iter().map(|one| one.name().into()).collect(),
            decided: match &pair.decided {
                None => None,
                Some(decided) => Some(DuplicateDecided {
                    id: txn.id(decided.key)?.to_string(),
                    same: decided.same,
                    at: decided.at,
                    by: decided.by.clone().unwrap_or_else(|| self.me.clone()),
                    own: txn.is_own(decided.key)?,
                    unsent: decided.unsent,
                }),
            },
        })
    }

    fn person(&self, txn: &Txn<'_>, person: &ResidentRow) -> Result<DuplicatePerson, ApiError> {
        let home = self.homes.get(&person.household);
        let parts = home
            .map(|home| [home.house.as_str(), home.lane.as_str()])
            .unwrap_or_default();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let claims = person.accounts.iter().filter(|a| {
            matches!(
                a.statement.source,
                Source::VolunteerClaim | Source::CitizenStatement
            )
        });
        Ok(DuplicatePerson {
            id: txn.id(person.key)?.to_string(),
            household: txn.id(person.household)?.to_string(),
            name: person.name.clone(),
            birth: person.best_birth().map(|birth| birth.to_string()),
            sex: person.sex.map(|sex| sex.name().into()),
            last4: person.last4.clone(),
            personal_id: person.personal_id.clone(),
            phones: person.phones.clone(),
            hamlet: self
                .hamlets
                .get(&person.hamlet)
                .cloned()
                .unwrap_or_default(),
            address: parts.join(", "),
            head: home.map(|home| home.head.clone()).unwrap_or_default(),
            listed: known(person).0 || known(person).1,
            claims: claims.count() as u32,
        })
    }
}
