//! The line between a device and the server in this process.

use crate::change;
use crate::material::Material;
use crate::mutate::Mutator;
use crate::world::World;
use std::io::{Cursor, Read};
use tungnha_protocol::{Frame, PublicKey};
use tungnha_sync::{Transport, TransportError};

/// It passes on what is said.
pub struct Honest<'w>(pub &'w World);

impl Transport for Honest<'_> {
    fn exchange(&mut self, body: Vec<u8>) -> Result<Box<dyn Read + '_>, TransportError> {
        let frames = self.0.exchange(&body);
        let bytes: Vec<u8> = frames.iter().flat_map(Frame::to_bytes).collect();
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn server(&self) -> PublicKey {
        self.0.server.keys().identity_public()
    }
}

/// What the server answers is changed before it arrives, and signed anew.
pub struct Dishonest<'w, 'm> {
    pub world: &'w World,
    pub mutator: &'m mut Mutator,
    pub material: &'m Material,
}

impl Transport for Dishonest<'_, '_> {
    fn exchange(&mut self, body: Vec<u8>) -> Result<Box<dyn Read + '_>, TransportError> {
        let mut bytes = Vec::new();
        for frame in self.world.exchange(&body) {
            let lie = change::frame(self.mutator, &frame, self.material, self.world);
            bytes.extend(u32::try_from(lie.len()).expect("short").to_be_bytes());
            bytes.extend(lie);
        }
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn server(&self) -> PublicKey {
        self.world.server.keys().identity_public()
    }
}
