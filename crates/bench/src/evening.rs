//! (c) 50 devices hand in 400 updates each at the same time.

use crate::district::{DEVICES, District};
use crate::figures::{Figures, Unit, median};
use crate::office::cpu_of;
use crate::phone::Phone;
use crate::{Result, base, say};
use std::io::Read as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::{Exchange, Frame, PublicKey, SignedExchange};
use tungnha_store::StoreError;
use tungnha_sync::Transport;
use tungnha_sync::http::Https;

const GROUP: &str = "(c) 50 × 400";
/// Connections at a time of the minimal client.
const SENDERS: usize = 8;

/// Once by a minimal client that only posts what was sealed before, then by the fifty devices whole.
pub fn measure(district: &mut District, quick: bool, figures: &mut Figures) -> Result<()> {
    say("(c) 50 devices × 400 into one server");
    let mut phones = Vec::new();
    let mut posts = Vec::new();
    for device in 0..DEVICES {
        let phone = Phone::open(district.home(device))?;
        phone.sync()?;
        district.say_evening(device, &phone)?;
        posts.push(sealed(&phone)?);
        phones.push(phone);
    }
    let (mut bases, mut python, mut times, mut cpu) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut one_base = |district: &District| -> Result<()> {
        bases.push(base::run(
            &district.folder,
            &district.citizens,
            &district.updates,
        )?);
        python.extend(base::run_from_python(
            &district.folder,
            &district.citizens,
            &district.updates,
        )?);
        Ok(())
    };
    let before = district.folder.join("server-ready");
    district.office.keep(&before)?;
    for _ in 0..if quick { 1 } else { 5 } {
        one_base(district)?;
        district.office.go_back(&before)?;
        let used = district.office.cpu()?;
        times.push(post_all(&posts)?);
        cpu.push((district.office.cpu()? - used).as_secs_f64());
    }
    district.office.go_back(&before)?;
    one_base(district)?;
    let (used, own) = (district.office.cpu()?, cpu_of("self")?);
    let (whole, up, down) = sync_all(&phones)?;
    let used = (district.office.cpu()? - used).as_secs_f64();
    let own = (cpu_of("self")? - own).as_secs_f64();
    one_base(district)?;
    district.office.stop()?;
    district.office.verify()?;
    drop(phones);
    district.begin_again()?;

    let base = median(&bases);
    let rust = "base: SQLite alone, 50 transactions of 400 (UPDATE citizen, INSERT op), WAL, FULL, not encrypted, from Rust";
    figures
        .time(
            GROUP,
            "minimal client, 8 connections at a time: to all receipts",
            &times,
        )
        .limit(base, rust);
    if !python.is_empty() {
        let note = "the same base driven from Python, as the peers' was";
        figures
            .time(GROUP, "the same", &times)
            .limit(median(&python), note);
    }
    figures
        .add_all(
            GROUP,
            "server CPU for 20,000 updates",
            &cpu,
            Unit::CpuSeconds,
        )
        .note("50 TLS handshakes included");
    figures
        .time(
            GROUP,
            "50 whole devices: to all receipts on every device's disk",
            &[whole],
        )
        .limit(
            base,
            "base from Rust; the devices' own work is on the same cores",
        );
    figures
        .add(
            GROUP,
            "server CPU with 50 whole devices",
            used,
            Unit::CpuSeconds,
        )
        .note(&format!(
            "others' updates of the same hamlets go down too; the 50 devices used {own:.2} s CPU"
        ));
    figures.add(GROUP, "bodies up, all devices", f64::from(up), Unit::Bytes);
    figures.add(
        GROUP,
        "bodies down, all devices",
        f64::from(down),
        Unit::Bytes,
    );
    figures.time(GROUP, "base from Rust", &bases);
    if !python.is_empty() {
        figures.time(GROUP, "base from Python", &python);
    }
    Ok(())
}

/// A request as the session makes it, with nothing wanted in return but receipts.
pub struct Sealed {
    addresses: Vec<String>,
    server: PublicKey,
    body: Vec<u8>,
}

/// Seals what `phone` has said, without sending it.
pub fn sealed(phone: &Phone) -> Result<Sealed> {
    let mut store = phone.store()?;
    let made = store.write(|txn| {
        txn.seal_batches(|| [9; 16])?;
        let identity = txn.identity()?;
        let exchange = Exchange {
            version: VERSION,
            incarnation: identity.incarnation.into(),
            cursor: txn.cursor()?,
            batches: txn
                .unreceipted(8, usize::MAX)?
                .into_iter()
                .map(|b| b.bytes.into())
                .collect(),
            clock: tungnha_api::Host::system().now().0,
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
        Ok::<_, StoreError>(Sealed {
            body: SignedExchange::sign(&exchange, &identity.key).to_bytes(),
            addresses: identity.addresses,
            server: identity.server,
        })
    })?;
    Ok(made)
}

fn post_all(posts: &[Sealed]) -> Result<Duration> {
    let began = Instant::now();
    let next = Mutex::new(posts.iter());
    let next = || next.lock().map(|mut posts| posts.next()).ok().flatten();
    let send = || -> Result<usize> {
        let mut receipts = 0;
        while let Some(post) = next() {
            receipts += self::post(post)?;
        }
        Ok(receipts)
    };
    let receipts: usize = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(send)).collect();
        senders
            .into_iter()
            .map(|sender| {
                sender
                    .join()
                    .unwrap_or_else(|_| Err("a sender panicked".into()))
            })
            .sum::<Result<usize>>()
    })?;
    let took = began.elapsed();
    if receipts == posts.len() {
        Ok(took)
    } else {
        Err(format!("{receipts} receipts").into())
    }
}

/// Posts one request; gives how many receipts came.
pub fn post(post: &Sealed) -> Result<usize> {
    let mut https = Https::new(&post.addresses, post.server)?;
    let mut answer = Vec::new();
    https
        .exchange(post.body.clone())?
        .read_to_end(&mut answer)?;
    let (length, rest) = answer.split_first_chunk::<4>().ok_or("an empty answer")?;
    let frame = rest
        .get(..u32::from_be_bytes(*length) as usize)
        .ok_or("a short answer")?;
    match Frame::from_body(frame)? {
        Frame::Head(head) => Ok(head.receipts.len()),
        other => Err(format!("no head: {other:?}").into()),
    }
}

/// All devices sync at once; wall time, bytes of bodies up and down.
fn sync_all(phones: &[Phone]) -> Result<(Duration, u32, u32)> {
    let began = Instant::now();
    let stories = std::thread::scope(|scope| {
        let syncs: Vec<_> = phones
            .iter()
            .map(|phone| scope.spawn(|| phone.sync()))
            .collect();
        syncs
            .into_iter()
            .map(|sync| {
                sync.join()
                    .unwrap_or_else(|_| Err("a device panicked".into()))
            })
            .collect::<Result<Vec<_>>>()
    })?;
    let took = began.elapsed();
    let sent: u32 = stories.iter().map(|(story, _)| story.sent).sum();
    if sent != 20_000 {
        return Err(format!("{sent} of 20,000 updates were receipted").into());
    }
    let up = stories.iter().map(|(story, _)| story.bytes_up).sum();
    let down = stories.iter().map(|(story, _)| story.bytes_down).sum();
    Ok((took, up, down))
}
