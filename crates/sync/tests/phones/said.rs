//! What people say in tests.

use super::Phone;
use tungnha_core::DeltaId;
use tungnha_core::body::{Account, Hamlet, Household, Identity, Resident, Review, Visit};
use tungnha_core::words::{App, Decision, HamletKind, Outcome, Source, Stage};

/// Two hamlets, a household in each, two residents in each household, said by the police.
pub struct Roll {
    pub hamlets: [DeltaId; 2],
    pub households: [DeltaId; 2],
    pub residents: [DeltaId; 4],
}

pub fn roll(police: &Phone) -> Roll {
    let hamlets = ["Thôn 1", "Thôn 2"].map(|name| {
        police.say(Hamlet {
            of: None,
            name: name.into(),
            kind: HamletKind::Thon,
        })
    });
    let households = hamlets.map(|hamlet| police.say(household(None, hamlet)));
    let residents = [0, 0, 1, 1].map(|at: usize| police.say(resident(None, households[at])));
    Roll {
        hamlets,
        households,
        residents,
    }
}

pub fn household(of: Option<DeltaId>, hamlet: DeltaId) -> Household {
    Household {
        of,
        hamlet,
        lane: Some("Ngõ 1".into()),
        house: Some("12".into()),
        head: None,
        code: None,
        venue: None,
    }
}

pub fn resident(of: Option<DeltaId>, household: DeltaId) -> Resident {
    Resident {
        of,
        household,
        name: "Đặng Thị Hoà".into(),
        birth_year: Some(1980),
        sex: None,
        last4: None,
        position: None,
    }
}

pub fn identity(resident: DeltaId, phones: &str) -> Identity {
    Identity {
        resident,
        birth: None,
        personal_id: None,
        phones: Some(phones.into()),
        residence: None,
        legacy_id9: None,
    }
}

pub fn account(resident: DeltaId, source: Source, stage: Stage) -> Account {
    Account {
        resident,
        app: App::Vneid,
        level: 1,
        source,
        stage,
        as_of: None,
        approved_on: None,
        visit: None,
    }
}

pub fn claim(resident: DeltaId) -> Account {
    account(resident, Source::VolunteerClaim, Stage::Activated)
}

pub fn visit(household: DeltaId) -> Visit {
    Visit {
        household,
        outcome: Outcome::Met,
        come_back_at: None,
        note: None,
    }
}

pub fn review(claims: &[DeltaId], decision: Decision) -> Review {
    Review {
        claims: claims.to_vec(),
        decision,
        reason: (decision == Decision::Returned).then(|| "xem lại".into()),
    }
}
