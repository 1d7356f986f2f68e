//! A day without any network: parcels and replies that come late, twice, in another order, changed or at
//! the wrong phone do no harm, and say what they were.

mod phones;

use phones::*;
use std::sync::Arc;
use tungnha_core::words::{Role, Source, Stage};
use tungnha_protocol::RefusalCode;
use tungnha_server::inbox::Decision;
use tungnha_sync::courier::{self, CourierError, Packed, Taken, Use};
use tungnha_sync::http::Https;
use tungnha_sync::{SyncError, TransportError};

fn in_step() -> (Office, Phone, Phone, Roll) {
    let mut office = Office::new();
    let police = office.phone(Role::Police, None);
    let roll = roll(&police);
    office.sync(&police);
    let volunteer = office.phone(Role::Volunteer, Some(&roll.hamlets[..1]));
    office.sync(&volunteer);
    (office, police, volunteer, roll)
}

fn pack(phone: &Phone) -> Packed {
    courier::pack(&phone.store, NOW, &mut chance()).expect("packed")
}

fn answered(office: &Office, parcel: &[u8]) -> Vec<u8> {
    let answer = office.server.courier(parcel, office.now, [7; 32]);
    answer.expect("answered").reply
}

fn try_taking(phone: &Phone, reply: &[u8]) -> Result<Taken, CourierError> {
    courier::take(&phone.store, reply, NOW, &mut chance())
}

fn take(phone: &Phone, reply: &[u8]) -> Taken {
    try_taking(phone, reply).expect("taken")
}

const NOTHING: Taken = Taken {
    outcome: Use::Whole,
    sent: 0,
    received: 0,
    decided: 0,
    reissued: false,
};

#[test]
fn there_and_back() {
    let (office, police, volunteer, roll) = in_step();
    let theirs = police.say(claim(roll.residents[1]));
    office.sync(&police);
    volunteer.say(claim(roll.residents[0]));
    volunteer.say(visit(roll.households[0]));
    let packed = pack(&volunteer);
    assert_eq!((packed.carried, packed.waiting), (2, 2));
    assert_eq!(volunteer.unsent(), 2, "nothing has left by being packed");
    let taken = take(&volunteer, &answered(&office, &packed.parcel));
    let (sent, received) = (2, 1);
    assert_eq!(
        taken,
        Taken {
            sent,
            received,
            ..NOTHING
        }
    );
    assert!(volunteer.has(theirs));
    assert_eq!(volunteer.unsent(), 0);
    // The line finds nothing left to do.
    let story = office.check(&volunteer);
    assert_eq!((story.sent, story.received, story.requests), (0, 0, 1));
    office.sync(&police);
    assert_eq!(office.faults(), Vec::<String>::new());
}

#[test]
fn a_phone_that_never_had_a_line_begins_by_courier() {
    let (mut office, _, _, roll) = in_step();
    let far = office.phone(Role::Volunteer, Some(&roll.hamlets[1..]));
    let taken = take(&far, &answered(&office, &pack(&far).parcel));
    assert!(taken.received > 0 && far.has(roll.residents[3]));
    far.say(claim(roll.residents[3]));
    let taken = take(&far, &answered(&office, &pack(&far).parcel));
    assert_eq!(taken, Taken { sent: 1, ..NOTHING });
    let story = office.check(&far);
    assert_eq!((story.outcome.as_str(), story.requests), ("done", 1));
}

#[test]
fn twice_late_and_in_another_order() {
    let (office, police, volunteer, roll) = in_step();
    volunteer.say(claim(roll.residents[0]));
    let first = pack(&volunteer).parcel;
    volunteer.say(visit(roll.households[0]));
    let second = pack(&volunteer).parcel;
    let again = pack(&volunteer).parcel;
    let reply = |parcel: &[u8]| answered(&office, parcel);
    let (one, two) = (reply(&first), reply(&second));
    let theirs = police.say(claim(roll.residents[1]));
    office.sync(&police);
    let three = reply(&again);
    // The second parcel's reply brings receipts for what the first one carried too.
    let taken = take(&volunteer, &two);
    assert_eq!(taken, Taken { sent: 2, ..NOTHING });
    for reply in [&one, &two] {
        assert_eq!(take(&volunteer, reply), NOTHING);
    }
    // The news in the third are of a place that the phone has left.
    let late = take(&volunteer, &three);
    let outcome = Use::Late;
    assert_eq!(late, Taken { outcome, ..NOTHING });
    assert!(!volunteer.has(theirs));
    office.check(&volunteer);
    assert!(volunteer.has(theirs));
    for reply in [&three, &one, &two] {
        let taken = take(&volunteer, reply);
        assert_eq!((taken.sent, taken.received), (0, 0));
    }
    volunteer.sums();
    assert_eq!(office.check(&volunteer).requests, 1);
    assert_eq!(office.faults(), Vec::<String>::new());
}

#[test]
fn a_lost_parcel_loses_nothing() {
    let (office, _, volunteer, roll) = in_step();
    volunteer.say(claim(roll.residents[0]));
    // Packed, and never seen again; so often that the first is forgotten.
    let first = pack(&volunteer).parcel;
    for _ in 0..20 {
        pack(&volunteer);
    }
    assert_eq!(office.sync(&volunteer).sent, 1);
    // One of them turns up after all.
    let taken = take(&volunteer, &answered(&office, &first));
    assert_eq!((taken.sent, taken.received), (0, 0));
    assert_eq!(office.check(&volunteer).requests, 1);
}

#[test]
fn what_is_not_for_this_phone_says_so() {
    let (mut office, _, volunteer, roll) = in_step();
    let other = office.phone(Role::Volunteer, Some(&roll.hamlets[..1]));
    volunteer.say(claim(roll.residents[0]));
    let parcel = pack(&volunteer).parcel;
    let reply = answered(&office, &parcel);
    // A phone that made no parcel, and one that did.
    for _ in 0..2 {
        let refused = try_taking(&other, &reply);
        assert!(matches!(refused, Err(CourierError::NotForThisDevice)));
        pack(&other);
    }
    for at in (15..reply.len()).step_by(7) {
        let mut changed = reply.clone();
        changed[at] ^= 1;
        let refused = try_taking(&volunteer, &changed);
        assert!(
            matches!(refused, Err(CourierError::NotForThisDevice)),
            "{at}"
        );
    }
    for none in [&b""[..], b"\xff\xd8\xff", &parcel, &reply[..10]] {
        let refused = try_taking(&volunteer, none);
        assert!(matches!(refused, Err(CourierError::NotAReply)));
    }
    assert_eq!(volunteer.unsent(), 1);
    // Another server that answers what it cannot have got is not believed either.
    let elsewhere = tungnha_protocol::SigningKey::from_seed(&[77; 32]);
    let key = volunteer
        .write(|txn| txn.reply_key())
        .expect("a key")
        .sealing();
    let forged = tungnha_protocol::courier::reply(b"?", &[], key, &elsewhere, [1; 32]);
    let refused = try_taking(&volunteer, &forged.expect("sealed"));
    assert!(matches!(refused, Err(CourierError::NotForThisDevice)));
    assert_eq!(take(&volunteer, &reply).sent, 1);
}

#[test]
fn a_wider_grant_comes_with_everything_that_belongs_to_it() {
    let (mut office, police, volunteer, roll) = in_step();
    let parcel = pack(&volunteer).parcel;
    office.now = NOW.plus(60);
    office.assign(&volunteer, &roll.hamlets);
    // A parcel from before the line told of the new hamlet: late, and the hamlet is not lost.
    let early = answered(&office, &parcel);
    let late = pack(&volunteer).parcel;
    police.say(claim(roll.residents[1]));
    office.sync(&police);
    let late = answered(&office, &late);
    let taken = take(&volunteer, &early);
    assert_eq!(taken.outcome, Use::Whole);
    assert!(volunteer.has(roll.residents[3]));
    let taken = take(&volunteer, &late);
    assert_eq!(taken.outcome, Use::Late);
    office.check(&volunteer);
    assert_eq!(volunteer.write(|txn| txn.repairs(9)), []);
    assert_eq!(volunteer.sums().len(), 2);
}

#[test]
fn a_wider_grant_that_comes_late_is_left_to_the_line() {
    let (mut office, police, volunteer, roll) = in_step();
    let parcel = pack(&volunteer).parcel;
    police.say(claim(roll.residents[1]));
    office.sync(&police);
    office.sync(&volunteer);
    office.now = NOW.plus(60);
    office.assign(&volunteer, &roll.hamlets);
    let taken = take(&volunteer, &answered(&office, &parcel));
    assert_eq!(taken.outcome, Use::Late);
    let hamlets = volunteer.write(|txn| txn.grant()).hamlets;
    assert_eq!(hamlets.map(|hamlets| hamlets.len()), Some(1));
    let story = office.check(&volunteer);
    assert!(story.received > 0 && volunteer.has(roll.residents[3]));
    assert_eq!(volunteer.write(|txn| txn.repairs(9)), []);
}

#[test]
fn news_for_another_scope_are_not_taken_in() {
    let (mut office, police, volunteer, roll) = in_step();
    let parcel = pack(&volunteer).parcel;
    let said = [0, 2].map(|at: usize| {
        police.say(account(
            roll.residents[at],
            Source::PoliceEntry,
            Stage::Locked,
        ))
    });
    let before = answered(&office, &parcel);
    office.now = NOW.plus(60);
    office.assign(&volunteer, &roll.hamlets);
    // The line brings the new hamlet, and the book stands where it stood.
    office.sync(&volunteer);
    office.sync(&police);
    let taken = take(&volunteer, &before);
    assert_eq!(taken.received, 0);
    office.check(&volunteer);
    assert!(said.iter().all(|id| volunteer.has(*id)));
    assert_eq!(volunteer.write(|txn| txn.repairs(9)), []);
}

#[test]
fn decisions_come_by_courier_once() {
    let (office, _, volunteer, roll) = in_step();
    // Of another hamlet: held.
    let held = volunteer.say(claim(roll.residents[3]));
    office.sync(&volunteer);
    let words = "không thuộc thôn mình".to_owned();
    office.decide(held, &Decision::Reject { words });
    let reply = answered(&office, &pack(&volunteer).parcel);
    for decided in [1, 0] {
        let taken = take(&volunteer, &reply);
        assert_eq!(taken.decided, decided);
    }
    assert_eq!(volunteer.write(|txn| txn.decided(9)).len(), 1);
    assert_eq!(office.check(&volunteer).requests, 1);
}

#[test]
fn a_restored_server_is_met_on_the_line() {
    let (mut office, police, volunteer, roll) = in_step();
    let backup = office.back_up();
    let lost = volunteer.say(claim(roll.residents[0]));
    let before = pack(&volunteer).parcel;
    let before = answered(&office, &before);
    assert_eq!(take(&volunteer, &before).sent, 1);
    office.now = NOW.plus(60);
    office.restore(&backup);
    volunteer.say(visit(roll.households[0]));
    let parcel = pack(&volunteer).parcel;
    for _ in 0..2 {
        // What the server lost stands before it, so there is no receipt; and it gives nothing out yet.
        let taken = take(&volunteer, &answered(&office, &parcel));
        assert_eq!((taken.sent, taken.received), (0, 0));
        office.reopen();
    }
    assert_eq!(volunteer.unsent(), 1);
    let story = office.sync(&volunteer);
    assert_eq!((story.outcome.as_str(), volunteer.unsent()), ("done", 0));
    // A reply from the life before is no news, and takes nothing away.
    let taken = take(&volunteer, &before);
    assert_eq!((taken.sent, taken.received), (0, 0));
    office.sync(&police);
    assert!(police.has(lost));
    office.check(&volunteer);
    assert_eq!(volunteer.write(|txn| txn.repairs(9)), []);
    assert_eq!(office.faults(), Vec::<String>::new());
}

#[test]
fn a_copied_file_is_found_by_courier_too() {
    let (office, _, volunteer, roll) = in_step();
    let copy = volunteer.copied();
    volunteer.say(claim(roll.residents[0]));
    office.sync(&volunteer);
    copy.say(visit(roll.households[0]));
    copy.say(claim(roll.residents[1]));
    let reply = answered(&office, &pack(&copy).parcel);
    let taken = take(&copy, &reply);
    assert!(taken.reissued);
    assert_eq!((taken.sent, copy.unsent()), (0, 2));
    let again = take(&copy, &reply);
    assert!(!again.reissued);
    // What was said again goes with the next parcel, and so does all that the other copy said.
    let taken = take(&copy, &answered(&office, &pack(&copy).parcel));
    assert_eq!((taken.sent, copy.unsent()), (2, 0));
    office.check(&copy);
    office.check(&volunteer);
    assert_eq!(copy.sums(), volunteer.sums());
    assert_eq!(office.faults(), Vec::<String>::new());
}

#[test]
fn a_server_without_a_sealing_key_is_told() {
    let (office, _, volunteer, _) = in_step();
    volunteer.write(|txn| {
        let mut grant = txn.grant()?;
        grant.sealing_key = None;
        let identity = office.server.keys().identity();
        txn.set_grant(&tungnha_protocol::SignedGrant::sign(&grant, identity))
    });
    let packed = courier::pack(&volunteer.store, NOW, &mut chance());
    assert!(matches!(packed, Err(CourierError::NoSealingKey)));
}

#[test]
fn any_phone_carries_over_its_pinned_line() {
    let (office, _, volunteer, roll) = in_step();
    volunteer.say(claim(roll.residents[0]));
    let parcel = pack(&volunteer).parcel;
    let identity = office.server.keys().identity_public();
    let tls = tungnha_server::tls::config(office.server.keys()).expect("a certificate");
    let office = Arc::new(office);
    let at = listen(office.clone(), tls);
    let mut https = Https::new(&[at], identity).expect("a way");
    let reply = courier::carry(&mut https, parcel).expect("carried");
    assert_eq!(take(&volunteer, &reply).sent, 1);
    let refused = courier::carry(&mut https, b"no parcel".to_vec());
    let code = TransportError::Refused(RefusalCode::BadMessage);
    assert_eq!(refused.expect_err("refused"), code);
    let closed = SyncError::from(courier::carry(&mut closed(identity), vec![]).expect_err("none"));
    assert!(matches!(
        closed,
        SyncError::Transport(TransportError::NoConnection(_))
    ));
}

fn closed(identity: tungnha_protocol::PublicKey) -> Https {
    Https::new(&["127.0.0.1:1".into()], identity).expect("a way")
}

/// Answers couriers at an address of this machine, as `docs/protocol/http.md` says, one at a time.
fn listen(office: Arc<Office>, tls: Arc<rustls::ServerConfig>) -> String {
    use std::io::{BufRead, BufReader, Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = rustls::ServerConnection::new(tls.clone()).expect("a connection");
            let stream = rustls::StreamOwned::new(connection, stream.expect("a stream"));
            let mut reader = BufReader::new(stream);
            let (mut first, mut length) = (String::new(), 0);
            reader.read_line(&mut first).expect("a request");
            assert!(first.starts_with("POST /v1/courier "), "{first}");
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).expect("a header");
                let line = line.trim().to_ascii_lowercase();
                if let Some(bytes) = line.strip_prefix("content-length:") {
                    length = bytes.trim().parse().expect("a number");
                }
                if line.is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).expect("a body");
            let answer = match office.server.courier(&body, office.now, [8; 32]) {
                Ok(answered) => answered.reply,
                Err(error) => tungnha_protocol::Frame::Refused(error.refusal()).to_bytes(),
            };
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/x-tungnha\r\n\
                 content-length: {}\r\nconnection: close\r\n\r\n",
                answer.len()
            );
            let stream = reader.get_mut();
            stream.write_all(head.as_bytes()).expect("written");
            stream.write_all(&answer).expect("written");
            stream.conn.send_close_notify();
            stream.flush().expect("written");
        }
    });
    at
}
