use crate::fixture::{Pen, World, roll};
use sha2::{Digest, Sha256};
use tungnha_core::body::{Photo, Retract, Session};
use tungnha_core::words::{Role, VenueKind};
use tungnha_core::{DeltaId, Instant};
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::{PictureAnswer, PictureRequest, SignedPictureRequest};

const PICTURE: &[u8] = b"what a camera saw at the market, made small";

/// A mobile point with a picture that was announced, and the device that took it.
fn announced(hash_of: &[u8]) -> (World, Pen, DeltaId) {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    let hamlet = roll.hamlets[0];
    let mut phone = world.pen(Role::Volunteer, Some(&[hamlet]));
    let session = phone.write(Session {
        hamlet,
        venue: VenueKind::Market,
        place: "Chợ".into(),
        starts: Instant(1),
        ends: None,
        of: None,
    });
    let digest = Sha256::digest(hash_of);
    let photo = phone.write(Photo {
        hamlet,
        session,
        hash: digest.iter().map(|b| format!("{b:02x}")).collect(),
        bytes: PICTURE.len() as u32,
        width: 4,
        height: 3,
    });
    (world, phone, photo)
}

fn part(world: &World, phone: &Pen, photo: DeltaId, offset: usize, part: &[u8]) -> PictureAnswer {
    let request = PictureRequest {
        version: VERSION,
        incarnation: phone.incarnation.into(),
        photo: photo.into(),
        offset: offset as u32,
        part: part.to_vec().into(),
    };
    let signed = SignedPictureRequest::sign(&request, &phone.key);
    world.server.picture(&signed.to_bytes()).expect("an answer")
}

const fn have(bytes: usize, whole: bool) -> PictureAnswer {
    PictureAnswer::Have {
        bytes: bytes as u32,
        whole,
    }
}

#[test]
fn parts_go_on_where_they_stopped_and_again_they_change_nothing() {
    let (world, mut phone, photo) = announced(PICTURE);
    assert_eq!(
        part(&world, &phone, photo, 0, PICTURE),
        PictureAnswer::Unknown
    );
    world.sync(&mut phone);
    let (first, rest) = PICTURE.split_at(10);
    assert_eq!(part(&world, &phone, photo, 0, &[]), have(0, false));
    assert_eq!(part(&world, &phone, photo, 0, first), have(10, false));
    assert_eq!(part(&world, &phone, photo, 0, first), have(10, false));
    assert_eq!(part(&world, &phone, photo, 20, rest), have(10, false));
    assert_eq!(
        part(&world, &phone, photo, 10, rest),
        have(PICTURE.len(), true)
    );
    assert_eq!(
        part(&world, &phone, photo, 0, first),
        have(PICTURE.len(), true)
    );
}

#[test]
fn what_is_no_such_picture_is_not_kept() {
    let (world, mut phone, photo) = announced(b"another");
    world.sync(&mut phone);
    assert_eq!(part(&world, &phone, photo, 0, PICTURE), have(0, false));
    let long = [PICTURE, b"and more"].concat();
    assert_eq!(part(&world, &phone, photo, 0, &long), have(0, false));
}

#[test]
fn a_withdrawn_picture_is_known_no_more() {
    let (world, mut phone, photo) = announced(PICTURE);
    phone.write(Retract { target: photo });
    world.sync(&mut phone);
    assert_eq!(
        part(&world, &phone, photo, 0, PICTURE),
        PictureAnswer::Unknown
    );
}

#[test]
fn only_a_known_device_is_answered() {
    let (mut world, mut phone, photo) = announced(PICTURE);
    world.sync(&mut phone);
    let other = world.pen(Role::Volunteer, Some(&[]));
    let request = PictureRequest {
        version: VERSION,
        incarnation: phone.incarnation.into(),
        photo: photo.into(),
        offset: 0,
        part: PICTURE.to_vec().into(),
    };
    let signed = SignedPictureRequest::sign(&request, &other.key);
    assert!(world.server.picture(&signed.to_bytes()).is_err());
}
