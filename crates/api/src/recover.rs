//! A forgotten PIN (`docs/adr/0006-vault.md`): with the server's recovery key the office gives a member another one.
//! Not in the table of operations: no screen and no page of a browser has any business with that key.

use crate::enter::check_pin;
use crate::payload::{Nothing, OfMember, Unlock};
use crate::seat::{State, VAULT};
use crate::{ApiError, Device, ErrorCode};

impl Device {
    /// Closes a member's vault with another PIN: of `member` by number, else of whose turn it is. The file is opened
    /// with it once, so that the new PIN is known to work, and locked again. Neither key nor PIN is kept or told.
    ///
    /// # Errors
    /// `WrongRecoveryKey` when `recovery_key` is not the 32 bytes to which this device's key was sealed,
    /// `PinTooShort`, `NotFound` for no such member, `NotEnrolled`, `PracticeOnly`, or as the disk says. The old PIN
    /// stands after each of them but the disk's.
    pub fn recover(
        &self,
        recovery_key: &[u8],
        member: Option<u32>,
        pin: &str,
    ) -> Result<(), ApiError> {
        check_pin(pin)?;
        let recovery = recovery_key
            .try_into()
            .map_err(|_| ApiError::from(ErrorCode::WrongRecoveryKey))?;
        if let Some(number) = member {
            self.switch_member(OfMember { number })?;
        }
        let seat = self.seat();
        let home = seat.home()?;
        let mut vault = seat.vault().ok_or(ErrorCode::NotEnrolled)?;
        vault.recover(recovery, pin, &self.0.host.random())?;
        vault.write(&home.join(VAULT))?;
        *seat.state() = State::Locked(vault);
        self.unlock(Unlock { pin: pin.into() })?;
        self.lock(Nothing {})?;
        Ok(())
    }
}
