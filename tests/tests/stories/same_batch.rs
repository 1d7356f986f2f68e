//! Kobo's server made several submissions of one when a phone on a flaky line sent it again while the first was still
//! under way (kobocat #470, kpi PR #5047; Survey123 #389: 28 surveys became 42). One batch is one batch, however
//! often and however parallel it comes.

use crate::door::{each, record, waiting, work};
use crate::phone::store;
use crate::street::{MAI, Street};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::thread;
use std::time::{Duration, Instant};
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::{Exchange, Frame, PublicKey, SignedExchange};
use tungnha_store::StoreError;
use tungnha_sync::Transport as _;
use tungnha_sync::http::Https;
use tungnha_tests::{CommandLine, Fault, Way};

/// What the phone would send now, as bytes.
struct Request {
    addresses: Vec<String>,
    server: PublicKey,
    body: Vec<u8>,
}

impl Request {
    fn of(device: &CommandLine) -> Self {
        let made = store(device).write(|txn| {
            txn.seal_batches(|| [9; 16])?;
            let identity = txn.identity()?;
            let batches = txn.unreceipted(8, usize::MAX)?.into_iter();
            let exchange = Exchange {
                version: VERSION,
                incarnation: identity.incarnation.into(),
                cursor: txn.cursor()?,
                batches: batches.map(|batch| batch.bytes.into()).collect(),
                clock: crate::phone::now(),
                want: 0,
                grant_issued_at: txn.grant()?.issued_at,
                decided_through: None,
                reissued_from: None,
                receipts: None,
                grant: None,
                check: None,
                addresses_issued_at: None,
                reply_key: None,
                written: None,
            };
            Ok::<_, StoreError>(Self {
                body: SignedExchange::sign(&exchange, &identity.key).to_bytes(),
                addresses: identity.addresses,
                server: identity.server,
            })
        });
        made.expect("sealed")
    }

    /// Posts it; gives the receipts of the answer, if it arrives.
    fn post(&self) -> Option<Vec<Vec<u8>>> {
        let mut https = Https::new(&self.addresses, self.server).expect("TLS");
        let mut answer = Vec::new();
        let read = https.exchange(self.body.clone()).ok()?;
        let mut read = read;
        read.read_to_end(&mut answer).ok()?;
        let (length, rest) = answer.split_first_chunk::<4>()?;
        let head = rest.get(..u32::from_be_bytes(*length) as usize)?;
        match Frame::from_body(head).expect("a frame") {
            Frame::Head(head) => {
                let receipts = head.receipts.iter();
                Some(receipts.map(|receipt| receipt.bytes.to_vec()).collect())
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_same_batch_many_times_at_once_over_a_flaky_line_is_there_once() {
    const TIMES: usize = 24;
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    for nth in 0..4 {
        let one = street.person(&mai, nth);
        record(&mai, &one.id, "vneid", 1, "activated");
    }
    let request = Request::of(&mai);
    // One answer tells how many bytes come down; the server does not have the batch then.
    let mut flaky = 0;
    let mut receipts = BTreeSet::new();
    let mut answers = 0;
    for round in 0..4 {
        if round > 0 {
            // Cut somewhere in the middle of the many, each time elsewhere.
            street
                .area
                .line()
                .cut_after(Way::Down, 12_000 + 9_000 * round);
        }
        let told = thread::scope(|scope| {
            let posts: Vec<_> = (0..TIMES).map(|_| scope.spawn(|| request.post())).collect();
            let told = posts.into_iter().map(|post| post.join().expect("no panic"));
            told.collect::<Vec<_>>()
        });
        flaky += told.iter().filter(|answer| answer.is_none()).count();
        for receipt in told.into_iter().flatten() {
            answers += 1;
            receipts.insert(receipt);
        }
        street.area.line().mend();
    }
    assert!(flaky > 0, "the line was never flaky");
    assert!(answers > TIMES / 2, "{answers} answers");
    assert_eq!(
        receipts.len(),
        1,
        "one batch, one receipt, the same bytes each time"
    );

    assert_eq!(street.at_server(MAI), [4]);
    assert_eq!(mai.run(&["sync"])["sent"], 4);
    assert_eq!(work(&mai, "received"), 4);
    street.police.run(&["sync"]);
    assert_eq!(waiting(&street.police).len(), 4);
    street.sound(&[&mai, &street.police]);
}

/// The answer is lost, and it is certain that the server had done its work: the desk sees it before the phone does.
#[test]
fn an_answer_lost_after_the_commit_doubles_nothing() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    for said in 1..=3 {
        let one = street.person(&mai, said as usize);
        record(&mai, &one.id, "vneid", 1, "activated");
        street.area.line().fail(1, Fault::AnswerHeld);
        let mut syncing = mai.spawn(&["sync"]);
        let began = Instant::now();
        while street.at_server(MAI) != [said] {
            assert!(
                began.elapsed() < Duration::from_secs(30),
                "it never arrives"
            );
        }
        // The phone does not know yet.
        assert!(syncing.try_wait().expect("started").is_none());
        street.area.line().mend();
        assert!(!syncing.wait().expect("it ends").success());
        assert_eq!(work(&mai, "unsent"), said);
    }
    let story = mai.run(&["sync"]);
    assert_eq!((&story["sent"], &story["requests"]), (&3.into(), &1.into()));
    street.police.run(&["sync"]);
    assert_eq!(waiting(&street.police).len(), 3);
    assert_eq!(street.at_server(MAI), [3]);
    let syncs = mai.run(&["status"]);
    assert_eq!(each(&syncs["my_work"], "syncs")[0]["outcome"], "done");
    street.sound(&[&mai, &street.police]);
}
