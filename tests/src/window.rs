//! The real window, driven as a hand would.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::programs;

/// How long a screen may take to show something on a busy machine before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// The window on one device's directory, through tauri-driver and WebKitWebDriver.
pub struct Window {
    client: Client,
    driver: Driver,
}

/// tauri-driver, ended with the value.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        programs::end(&mut self.0);
    }
}

impl Window {
    /// Opens the window on the device in `home`.
    pub async fn open(home: &Path) -> Self {
        Self::of(&programs::built("tungnha-app"), home).await
    }

    /// The same for somebody whose downloads are in `downloads`.
    pub async fn saving_to(home: &Path, downloads: &Path) -> Self {
        // Where a desktop keeps them is written in its own configuration.
        let config = downloads.join(".config");
        fs::create_dir_all(&config).expect("made");
        let dirs = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
        fs::write(config.join("user-dirs.dirs"), dirs).expect("written");
        let mut driver = Command::new("tauri-driver");
        driver.env("XDG_CONFIG_HOME", config);
        Self::driven(driver, &programs::built("tungnha-app"), home).await
    }

    /// Opens the window of `program` on the device in `home`.
    pub async fn of(program: &Path, home: &Path) -> Self {
        Self::driven(Command::new("tauri-driver"), program, home).await
    }

    async fn driven(mut driver: Command, program: &Path, home: &Path) -> Self {
        let (port, native) = (free_port(), free_port());
        let driver = Driver(
            driver
                .args(["--port", &port.to_string()])
                .args(["--native-port", &native.to_string()])
                .stdout(Stdio::null())
                .spawn()
                .expect("tauri-driver is installed"),
        );
        listening(native);
        listening(port);
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "tauri:options".to_owned(),
            json!({ "application": program, "args": ["--home", home] }),
        );
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a session");
        Self { client, driver }
    }

    /// The first element with this `data-testid`, once it is shown.
    pub async fn see(&self, id: &str) -> Element {
        self.see_css(&by_id(id)).await
    }

    /// The first element of this selector, once it is shown.
    pub async fn see_css(&self, selector: &str) -> Element {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(selector))
            .await;
        match found {
            Ok(element) => element,
            Err(error) => {
                self.picture("failed").await;
                let said = self.text().await;
                panic!("{selector}: {error}; the screen says:\n{said}")
            }
        }
    }

    /// Presses the first element with this `data-testid`.
    pub async fn press(&self, id: &str) {
        self.press_css(&by_id(id)).await;
    }

    /// Presses the first element of this selector, once it can be pressed. What lies at the edge is scrolled to the
    /// middle first, as a thumb would: the driver goes no farther than to where a bar may still cover it.
    pub async fn press_css(&self, selector: &str) {
        let selector = format!("{selector}:not(:disabled)");
        let middle = format!(
            "document.querySelector({})?.scrollIntoView({{ block: 'center', behavior: 'instant' }})",
            json!(selector)
        );
        self.fresh(&selector, async || {
            let element = self.see_css(&selector).await;
            self.ask(&middle).await;
            element.click().await
        })
        .await;
    }

    /// The `data-id` of the first element with this `data-testid` that says `text`, once there is one.
    pub async fn id_of(&self, id: &str, text: &str) -> String {
        let path = format!("//*[@data-testid='{id}'][contains(., '{text}')]");
        let found = self
            .fresh(&path, async || {
                let wait = self.client.wait().at_most(PATIENCE);
                let element = wait.for_element(Locator::XPath(&path)).await?;
                element.attr("data-id").await
            })
            .await;
        found.unwrap_or_else(|| panic!("{path} has no data-id"))
    }

    /// Does `attempt` again for as long as what it found was drawn anew before it was done with it.
    async fn fresh<T>(&self, what: &str, attempt: impl AsyncFn() -> Result<T, CmdError>) -> T {
        let began = Instant::now();
        loop {
            match attempt().await {
                Ok(done) => return done,
                Err(error) if error.is_stale_element_reference() => {
                    assert!(
                        began.elapsed() < PATIENCE,
                        "{what} is drawn again and again"
                    );
                }
                Err(error) => {
                    self.picture("failed").await;
                    let said = self.text().await;
                    panic!("{what}: {error}; the screen says:\n{said}")
                }
            }
        }
    }

    /// Makes the window as large as a phone's screen, as near as the desktop allows; gives what the page has.
    pub async fn resize(&self, width: u32, height: u32) -> (u64, u64) {
        let sized = self.client.set_window_size(width, height).await;
        sized.expect("a window that can be resized");
        let size = self.ask("return [innerWidth, innerHeight]").await;
        let side = |at: usize| size[at].as_u64().expect("a number of pixels");
        (side(0), side(1))
    }

    /// What a script in the page returns.
    pub async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.expect("it runs")
    }

    /// Empties the field with this `data-testid`.
    pub async fn clear(&self, id: &str) {
        let element = self.see(id).await;
        element
            .clear()
            .await
            .unwrap_or_else(|error| panic!("{id}: {error}"));
    }

    /// Types into the element with this `data-testid`.
    pub async fn write(&self, id: &str, text: &str) {
        let element = self.see(id).await;
        element
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("{id}: {error}"));
    }

    /// Presses keys wherever the focus is: letters, or the driver's own for Enter, Tab and the like.
    pub async fn keys(&self, keys: &str) {
        let focused = self.client.active_element().await;
        let focused = focused.expect("something has the focus");
        focused
            .send_keys(keys)
            .await
            .unwrap_or_else(|error| panic!("{keys:?}: {error}"));
    }

    /// Hands a file to the chooser with this `data-testid`, which no eye sees.
    pub async fn choose(&self, id: &str, file: &Path) {
        let chooser = self.client.find(Locator::Css(&by_id(id))).await;
        let chooser = chooser.unwrap_or_else(|error| panic!("{id}: {error}"));
        chooser
            .send_keys(&file.display().to_string())
            .await
            .unwrap_or_else(|error| panic!("{id}: {error}"));
    }

    /// What the first element of this selector says, once it is shown.
    pub async fn says(&self, selector: &str) -> String {
        self.fresh(selector, async || self.see_css(selector).await.text().await)
            .await
    }

    /// An attribute of the first element of this selector, once it is shown.
    pub async fn told(&self, selector: &str, attribute: &str) -> Option<String> {
        self.fresh(selector, async || {
            self.see_css(selector).await.attr(attribute).await
        })
        .await
    }

    /// Where the window is, with the place in its fragment.
    pub async fn address(&self) -> String {
        let url = self.client.current_url().await;
        url.expect("the window has an address").into()
    }

    /// Waits until the window is somewhere else than at `address`.
    pub async fn leaves(&self, address: &str) {
        let began = Instant::now();
        while self.address().await == address {
            assert!(began.elapsed() < PATIENCE, "still at {address}");
        }
    }

    /// Waits until there is nothing of this selector.
    pub async fn goes(&self, selector: &str) {
        let began = Instant::now();
        while self.client.find(Locator::Css(selector)).await.is_ok() {
            if began.elapsed() > PATIENCE {
                self.picture("failed").await;
                let said = self.text().await;
                panic!("{selector} is still there; the screen says:\n{said}");
            }
        }
    }

    /// Everything the screen says.
    pub async fn text(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await;
        match body {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// A picture of the screen, as `target/e2e/pictures/window-NAME.png`.
    pub async fn picture(&self, name: &str) {
        let pictures = programs::root().join("target/e2e/pictures");
        let picture = self.client.screenshot().await.expect("a picture");
        fs::create_dir_all(&pictures).expect("made");
        fs::write(pictures.join(format!("window-{name}.png")), picture).expect("written");
    }

    /// Closes the window as a person does.
    pub async fn close(self) {
        self.client.close().await.expect("it closes");
        drop(self.driver);
    }
}

/// The selector of a `data-testid`.
fn by_id(id: &str) -> String {
    format!("[data-testid=\"{id}\"]")
}

/// A port that nobody uses now.
fn free_port() -> u16 {
    let taken = TcpListener::bind("127.0.0.1:0").expect("the loopback is there");
    taken.local_addr().expect("it has an address").port()
}

/// Waits until something listens on `port`.
fn listening(port: u16) {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let began = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(
            began.elapsed() < PATIENCE,
            "the driver does not listen on {port}"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}
