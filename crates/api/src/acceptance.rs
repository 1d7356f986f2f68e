//! An officer accepts the named phone before any row is sent to it.

use crate::device::need_office;
use crate::payload::{AcceptDevice, Nothing, WaitingDevice};
use crate::{ApiError, Device, ErrorCode};
use tungnha_core::words::Role;
use tungnha_protocol::acceptance::AcceptDecision;
use tungnha_protocol::check_word;
use tungnha_protocol::wire::Bytes16;
use tungnha_sync::acceptance::devices;
use uuid::Uuid;

impl Device {
    pub(crate) fn devices_waiting(&self, _: Nothing) -> Result<Vec<WaitingDevice>, ApiError> {
        self.ask_devices(None)
    }

    pub(crate) fn accept_device(&self, args: AcceptDevice) -> Result<Vec<WaitingDevice>, ApiError> {
        let device = Uuid::parse_str(&args.device)
            .map_err(|_| ApiError::new(ErrorCode::BadInput, "device"))?;
        self.ask_devices(Some(AcceptDecision {
            device: Bytes16(device.into_bytes()),
            accept: args.accept,
        }))
    }

    fn ask_devices(
        &self,
        decision: Option<AcceptDecision>,
    ) -> Result<Vec<WaitingDevice>, ApiError> {
        self.read(|txn| need_office(txn).map(drop))?;
        let opened = self.opened()?;
        let mut line = self.line()?;
        let waiting = devices(&opened.writer, &mut line, decision);
        self.line_worked(&line);
        Ok(waiting?.into_iter().map(card).collect())
    }
}

fn card(waiting: tungnha_protocol::acceptance::WaitingDevice) -> WaitingDevice {
    WaitingDevice {
        device: Uuid::from_bytes(waiting.device.0).to_string(),
        member: Uuid::from_bytes(waiting.member.0).to_string(),
        role: Role::from_code(waiting.role)
            .map_or("volunteer", Role::name)
            .into(),
        name: waiting.name,
        device_name: waiting.device_name,
        enrolled_at: waiting.enrolled_at,
        check_word: check_word(&waiting.key),
    }
}
