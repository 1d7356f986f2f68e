//! A hand that counts its taps, and sees to it that the door's head and foot stay where they are.

use serde_json::{Value, json};
use tungnha_tests::Window;

use crate::house::Person;

pub struct Hand<'a> {
    window: &'a Window,
    taps: u64,
    /// Where the door's head and foot were at its first paint.
    frame: Value,
}

/// Counts what the page is really clicked and typed on.
const COUNT: &str = "
    window.counted = { taps: 0, keys: 0 };
    if (!window.counting) {
        window.counting = true;
        document.addEventListener('click', (event) => (window.counted.taps += event.isTrusted ? 1 : 0), true);
        document.addEventListener('keydown', (event) => (window.counted.keys += event.isTrusted ? 1 : 0), true);
    }";

const FRAME: &str = "
    return ['header:has([data-testid=door-place])', 'footer:has([data-testid=next-door])'].map((part) => {
        const { x, y, width, height } = document.querySelector(part).getBoundingClientRect();
        return [x, y, width, height];
    });";

impl<'a> Hand<'a> {
    /// At a door that is painted; from here on taps are counted.
    pub async fn at_door(window: &'a Window) -> Self {
        window.ask(COUNT).await;
        let frame = window.ask(FRAME).await;
        Self {
            window,
            taps: 0,
            frame,
        }
    }

    /// One tap.
    pub async fn tap(&mut self, id: &str) {
        self.tap_css(&format!("[data-testid='{id}']")).await;
    }

    /// One tap on something of a person's card, of one app of it if named.
    pub async fn tap_on(&mut self, person: &Person, id: &str, app: Option<&str>) {
        let app = app.map_or(String::new(), |app| format!("[data-app='{app}'] "));
        self.tap_css(&format!("{} {app}[data-testid='{id}']", card(person)))
            .await;
    }

    async fn tap_css(&mut self, selector: &str) {
        assert_eq!(
            self.window.ask(FRAME).await,
            self.frame,
            "before {selector}"
        );
        self.taps += 1;
        self.window.press_css(selector).await;
    }

    /// Waits until the person's card has unfolded by itself.
    pub async fn unfolded(&self, person: &Person) {
        let toggle = "[data-testid=person-toggle][aria-expanded=true]";
        self.window
            .see_css(&format!("{} {toggle}", card(person)))
            .await;
    }

    /// Waits until the person stands so.
    pub async fn standing(&self, person: &Person, standing: &str) {
        self.window
            .see_css(&format!("{}[data-standing={standing}]", card(person)))
            .await;
    }

    /// One tap for "agreed", and the answer that it is kept: a hand is not quicker than that.
    pub async fn agree(&mut self, person: &Person) {
        self.tap_on(person, "notice-agreed", None).await;
        let pressed = "[data-testid=notice-agreed][aria-pressed=true]";
        self.window
            .see_css(&format!("{} {pressed}", card(person)))
            .await;
    }

    /// Waits until the app's claim is shown as made and not sent.
    pub async fn claimed(&self, person: &Person, app: &str) {
        let token = format!("[data-app='{app}'] [data-token=claimed][data-unsent=true]");
        self.window
            .see_css(&format!("{} {token}", card(person)))
            .await;
    }

    /// On to the next door: at most `most` taps at this one, as many as the page had, and nothing typed.
    pub async fn leave(mut self, most: u64) {
        let door = self.window.address().await;
        self.tap("next-door").await;
        self.window.leaves(&door).await;
        self.window
            .see_css("[data-testid=outcome-met]:enabled")
            .await;
        let counted = self.window.ask("return window.counted").await;
        assert_eq!(counted, json!({ "taps": self.taps, "keys": 0 }));
        assert!(self.taps <= most, "{} taps", self.taps);
        println!("{} taps of at most {most}", self.taps);
    }
}

fn card(person: &Person) -> String {
    format!("[data-testid=person][data-id='{}']", person.id)
}
