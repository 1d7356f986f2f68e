//! What a member may, as the device is told.

use crate::desk::Desk;
use crate::judge::{Case, Scope};
use crate::key::Key;
use crate::keys::ServerKeys;
use crate::storage::{Acceptance, BookRow, DeviceRow, GrantRow, HamletRow, Result, StorageError};
use tungnha_core::body::Visibility;
use tungnha_core::campaign::Reviewer;
use tungnha_core::words::{App, Role};
use tungnha_core::{Body, Instant, MemberId, Slot};
use tungnha_protocol::SignedGrant;
use tungnha_protocol::enrol::{Grant, NotAccepted};
use tungnha_protocol::wire::WireId;

/// For how long a grant is given. It never stops anybody from saving; it bounds how long a lost phone
/// believes itself to be a member's.
pub const GRANT_SECONDS: i64 = 14 * 86_400;
/// A grant is renewed when it has less than this left.
pub const RENEW_SECONDS: i64 = 86_400;

/// What a role may hold at most.
pub const fn visibility(role: Role) -> Visibility {
    match role {
        Role::Police | Role::Office => Visibility::Restricted,
        _ => Visibility::Open,
    }
}

/// Who decides on claims about each app.
type Reviewers = Vec<(App, Reviewer)>;

impl Desk<'_> {
    /// What a member may; every member has a grant.
    pub fn grant_of(&self, member: MemberId) -> Result<GrantRow> {
        self.txn
            .grant(self.book, member)?
            .ok_or(StorageError::Inconsistent("a member without a grant"))
    }

    /// The grant as it travels, in the words of one device: a restored server believes them of no other. To a
    /// device that was refused it says that it is revoked, whatever becomes of the member's others.
    pub fn signed_grant(
        &mut self,
        book: &BookRow,
        grant: &GrantRow,
        device: &DeviceRow,
        keys: &ServerKeys,
    ) -> Result<SignedGrant> {
        let member = self
            .txn
            .member(self.book, grant.member)?
            .ok_or(StorageError::Inconsistent("a grant without a member"))?;
        let hamlets = if grant.whole_book {
            None
        } else {
            let rows = self.txn.hamlets(self.book, grant.member)?;
            let present = rows.iter().filter(|row| row.ended_at.is_none());
            let ids: Result<Vec<WireId>> = present
                .map(|row| self.id(row.hamlet).map(WireId::from))
                .collect();
            Some(ids?)
        };
        let grant = Grant {
            book: book.id.into(),
            book_name: book.name.clone(),
            member: grant.member.into(),
            name: member.name,
            organisation: member.organisation,
            role: grant.role.code(),
            hamlets,
            issued_at: grant.issued_at.0,
            expires_at: grant.expires_at.0,
            revoked: grant.revoked_at.is_some() || device.acceptance == Acceptance::Refused,
            incarnation: Some(device.incarnation.into()),
            device_key: Some(device.key),
            sealing_key: Some(keys.sealing_public()),
            not_accepted: match device.acceptance {
                Acceptance::Waiting => Some(NotAccepted::Waiting),
                Acceptance::Accepted => None,
                Acceptance::Refused => Some(NotAccepted::Refused),
            },
        };
        Ok(SignedGrant::sign(&grant, keys.identity()))
    }

    /// The circumstances under which a member's deltas are judged at `now`.
    pub fn case(&mut self, member: MemberId, now: Instant) -> Result<Case> {
        let grant = self.grant_of(member)?;
        let scope = if grant.whole_book {
            Scope::WholeBook
        } else {
            let ever = self.txn.hamlets(self.book, member)?;
            Scope::Hamlets(ever.into_iter().map(|row| row.hamlet).collect())
        };
        let (close_at, reviewers) = self.frame()?;
        Ok(Case {
            member,
            role: grant.role,
            revoked: grant.revoked_at.is_some_and(|at| at <= now),
            closed: close_at.is_some_and(|close| now > close),
            scope,
            organisation: self
                .txn
                .member(self.book, member)?
                .and_then(|row| row.organisation),
            reviewers,
        })
    }

    /// When the book's last campaign closes, absent before there is a campaign, and who reviews its apps.
    fn frame(&mut self) -> Result<(Option<Instant>, Reviewers)> {
        let mut last = None;
        let mut of = None;
        for campaign in self
            .txn
            .things(self.book, crate::storage::Thing::Campaign)?
        {
            let shown = self.txn.shown(self.book, campaign, Slot::Campaign.code())?;
            if let Some((key, bytes)) = shown
                && let Body::Campaign(frame) = self.read(key, &bytes)?.body
                && last.is_none_or(|close| close < frame.close_at)
            {
                last = Some(frame.close_at);
                of = Some(campaign);
            }
        }
        let mut reviewers = Vec::new();
        for app in App::ALL {
            let slot = Slot::CampaignApp(*app).code();
            if let Some(campaign) = of
                && let Some((key, bytes)) = self.txn.shown(self.book, campaign, slot)?
                && let Body::CampaignApp(asked) = self.read(key, &bytes)?.body
            {
                reviewers.push((*app, Reviewer::from(&asked)));
            }
        }
        Ok((last, reviewers))
    }

    /// Changes what a member may; whoever knows the grant before gets the new one at the next exchange.
    pub fn regrant(&self, mut grant: GrantRow, now: Instant, wider: bool) -> Result<GrantRow> {
        // Two changes within one second must still be told apart.
        grant.issued_at = now.max(grant.issued_at.plus(1));
        grant.expires_at = grant.issued_at.plus(GRANT_SECONDS);
        if wider {
            grant.widened_at = grant.issued_at;
        }
        self.txn.put_grant(self.book, &grant)?;
        Ok(grant)
    }

    /// Sets the hamlets of a member's present scope. What was granted before stays admitted (`brief.md` 2).
    pub fn assign(&self, member: MemberId, hamlets: &[Key], now: Instant) -> Result<GrantRow> {
        let grant = self.grant_of(member)?;
        let before = self.txn.hamlets(self.book, member)?;
        let present = |key: Key| {
            before
                .iter()
                .any(|row| row.hamlet == key && row.ended_at.is_none())
        };
        let mut wider = false;
        for row in &before {
            if row.ended_at.is_none() && !hamlets.contains(&row.hamlet) {
                let ended_at = Some(now);
                self.txn
                    .put_hamlet(self.book, member, &HamletRow { ended_at, ..*row })?;
            }
        }
        for hamlet in hamlets.iter().copied().filter(|key| !present(*key)) {
            wider = true;
            let row = HamletRow {
                hamlet,
                granted_at: now,
                ended_at: None,
            };
            self.txn.put_hamlet(self.book, member, &row)?;
        }
        self.regrant(grant, now, wider)
    }

    /// Revokes a member: its devices may still hand in and read nothing.
    pub fn revoke(&self, member: MemberId, now: Instant) -> Result<GrantRow> {
        let grant = self.grant_of(member)?;
        let revoked_at = grant.revoked_at.or(Some(now));
        self.regrant(
            GrantRow {
                revoked_at,
                ..grant
            },
            now,
            false,
        )
    }
}
