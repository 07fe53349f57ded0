//! The browser of a journey. Which browser it is, and what only this one can do, is decided here alone.

use std::process::Command;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};

use crate::deadline::until;
use crate::place;
use crate::process::Process;

/// What Chromium is started with: no window, nothing of its own over the network, nothing from outside.
pub(crate) const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=en",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// How large the screen is, in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// From side to side.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
    /// How many points a pixel has; with zoom, more.
    pub scale: u32,
}

impl Screen {
    /// A cheap telephone.
    pub const PHONE: Self = Self {
        width: 360,
        height: 800,
        scale: 1,
    };
    /// The narrowest screen that must do.
    pub const NARROW: Self = Self {
        width: 320,
        height: 640,
        scale: 1,
    };
    /// A screen of 1280 by 1024, zoomed to 400 %.
    pub const ZOOMED: Self = Self {
        width: 320,
        height: 256,
        scale: 4,
    };
    /// A computer.
    pub const DESK: Self = Self {
        width: 1280,
        height: 900,
        scale: 1,
    };
}

/// Light or dark.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What a browser is started for.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Its screen.
    pub screen: Screen,
    /// Whether it runs JavaScript.
    pub script: bool,
    /// Whether sites may store anything.
    pub storage: bool,
}

impl From<Screen> for Wish {
    fn from(screen: Screen) -> Self {
        Self {
            screen,
            script: true,
            storage: true,
        }
    }
}

impl Wish {
    /// A browser whose JavaScript is turned off.
    pub fn without_script(screen: Screen) -> Self {
        Self {
            script: false,
            ..screen.into()
        }
    }

    /// A browser that lets no site store anything.
    pub fn without_storage(screen: Screen) -> Self {
        Self {
            storage: false,
            ..screen.into()
        }
    }
}

/// How often a driver is started before there must be something wrong with it.
const STARTS: usize = 5;

/// Starts a driver on a free port. It ends at once when another takes the port between its choice for
/// IPv4 and its use for IPv6; then the next one chooses anew.
async fn start_driver() -> (Process, u16) {
    for _ in 0..STARTS {
        let mut command = Command::new(place::chromedriver());
        command.arg("--port=0").stderr(std::process::Stdio::null());
        if let Some(started) = Process::try_start(command, port).await {
            return started;
        }
    }
    panic!("the driver ended at once, {STARTS} times");
}

/// A running browser with one page.
pub struct Browser {
    driver: WebDriver,
    profile: TempDir,
    process: Process,
}

impl Browser {
    /// Starts one.
    pub async fn start(wish: Wish) -> Self {
        let (process, port) = start_driver().await;
        let profile = tempfile::tempdir().expect("there is room for a profile");
        let capabilities = capabilities(wish, &profile).expect("the wishes are plain data");
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .expect("the browser starts");
        driver
            .set_script_timeout(Duration::from_secs(60))
            .await
            .expect("the driver takes a time");
        let browser = Self {
            driver,
            profile,
            process,
        };
        browser.resize(wish.screen).await;
        browser
    }

    /// Ends it.
    pub async fn quit(self) {
        _ = self.driver.quit().await;
        drop((self.process, self.profile));
    }

    /// What speaks WebDriver, for what is not named here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Gives it another screen.
    pub async fn resize(&self, screen: Screen) {
        let metrics = json!({
            "width": screen.width, "height": screen.height, "deviceScaleFactor": screen.scale, "mobile": false,
        });
        self.command("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Asks for the light or the dark theme.
    pub async fn ask_for(&self, look: Look) {
        let value = match look {
            Look::Light => "light",
            Look::Dark => "dark",
        };
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": value}]});
        self.command("Emulation.setEmulatedMedia", media).await;
    }

    /// Takes it to another time zone.
    pub async fn move_to(&self, zone: &str) {
        self.command("Emulation.setTimezoneOverride", json!({"timezoneId": zone}))
            .await;
    }

    /// Takes the network away, or gives it back.
    pub async fn set_offline(&self, offline: bool) {
        self.command("Network.enable", json!({})).await;
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.command("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// Computes so many times slower than this computer can.
    pub async fn slow_down(&self, times: u32) {
        self.command("Emulation.setCPUThrottlingRate", json!({"rate": times}))
            .await;
    }

    /// Saves what is downloaded in a folder.
    pub async fn save_downloads_in(&self, folder: &std::path::Path) {
        let behavior = json!({"behavior": "allow", "downloadPath": folder});
        self.command("Browser.setDownloadBehavior", behavior).await;
    }

    /// From the next page on, the dice that decide how long pauses are fall low: nobody likes to wait.
    pub async fn load_dice(&self) {
        self.begin_with("Math.random = () => 0.02").await;
    }

    /// From the next page on, each page of this tab begins with a script.
    pub async fn begin_with(&self, script: &str) {
        let script = json!({"source": script});
        self.command("Page.addScriptToEvaluateOnNewDocument", script)
            .await;
    }

    /// How much an origin may store, in bytes.
    pub async fn allow_bytes(&self, origin: &str, bytes: u32) {
        let quota = json!({"origin": origin, "quotaSize": bytes});
        self.command("Storage.overrideQuotaForOrigin", quota).await;
    }

    /// Opens a new tab, empty, and leads there. Where one was.
    pub async fn open_tab(&self) -> WindowHandle {
        let before = self.driver.window().await.expect("there is a tab");
        let tab = self.driver.new_tab().await.expect("a tab opens");
        self.lead_to(&tab).await;
        before
    }

    /// Leads to another tab.
    pub async fn lead_to(&self, tab: &WindowHandle) {
        let tab = tab.clone();
        self.driver
            .switch_to_window(tab)
            .await
            .expect("the tab is still there");
    }

    /// Says yes or no to what the page asks, and what it asked.
    pub async fn answer(&self, yes: bool) -> String {
        let asked = until("the page's question", async || {
            self.driver.get_alert_text().await.ok()
        })
        .await;
        let answered = if yes {
            self.driver.accept_alert().await
        } else {
            self.driver.dismiss_alert().await
        };
        answered.expect("the question waits");
        asked
    }

    /// Errors and warnings of the console since the last time.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self
            .driver
            .get_log("browser")
            .await
            .expect("the driver keeps the console");
        let bad = entries
            .into_iter()
            .filter(|entry| ["SEVERE", "WARNING"].contains(&entry.level.as_str()));
        bad.map(|entry| entry.message).collect()
    }

    /// Addresses that were asked for over the network since the last time, whether they answered or not.
    pub async fn asked_for(&self) -> Vec<String> {
        let entries = self
            .driver
            .get_log("performance")
            .await
            .expect("the driver keeps the requests");
        // Not what is inside of the browser, or of the page itself.
        let from_network = |address: &String| {
            ["http", "ws"]
                .iter()
                .any(|scheme| address.starts_with(scheme))
        };
        let address = |text: &str| {
            let event: Value = serde_json::from_str(text).ok()?;
            let event = &event["message"];
            let address = (event["method"] == "Network.requestWillBeSent")
                .then(|| &event["params"]["request"]["url"])?;
            address.as_str().map(str::to_owned)
        };
        entries
            .iter()
            .filter_map(|entry| address(&entry.message))
            .filter(from_network)
            .collect()
    }

    async fn command(&self, name: &str, parameters: Value) {
        self.driver
            .cdp()
            .send_raw(name, parameters)
            .await
            .expect("Chromium knows this command");
    }

    /// Opens an address.
    pub async fn open(&self, address: &str) {
        self.driver
            .goto(address)
            .await
            .unwrap_or_else(|error| panic!("{address} does not open: {error}"));
    }

    /// Runs a script in the page and returns what it returns.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, arguments: Value) -> T {
        let Value::Array(arguments) = arguments else {
            panic!("arguments come in an array")
        };
        let returned = self.driver.execute(script.to_owned(), arguments).await;
        let returned = returned.unwrap_or_else(|error| panic!("{script}\n{error}"));
        returned
            .convert()
            .unwrap_or_else(|error| panic!("{script}\nreturned {:?}: {error}", returned.json()))
    }

    /// What an expression says about the page now.
    pub async fn ask<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.run(&format!("return {expression}"), json!([])).await
    }

    /// Waits until an expression is true, also across the coming of a new page.
    pub async fn until(&self, expression: &str) {
        until(expression, async || {
            let said = self
                .driver
                .execute(format!("return !!({expression})"), vec![])
                .await
                .ok()?;
            (said.json() == &Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// The first element that fits and shows, as soon as there is one.
    pub async fn find(&self, selector: &str) -> WebElement {
        until(selector, async || {
            for element in self.driver.find_all(By::Css(selector)).await.ok()? {
                if element.is_displayed().await.unwrap_or_default() {
                    return Some(element);
                }
            }
            None
        })
        .await
    }

    /// Whether an element that fits shows.
    pub async fn shows(&self, selector: &str) -> bool {
        const SHOWS: &str = "return [...document.querySelectorAll(arguments[0])].some(element => element.checkVisibility())";
        self.run(SHOWS, json!([selector])).await
    }

    /// The text of the first element that fits and shows.
    pub async fn text(&self, selector: &str) -> String {
        self.find(selector)
            .await
            .text()
            .await
            .expect("it is still there")
    }

    /// Clicks the first element that fits and shows, away from what may cover it at the edges. While the
    /// page still moves, again.
    pub async fn click(&self, selector: &str) {
        const CENTER: &str = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
        until(&format!("a click on {selector}"), async || {
            let element = self.find(selector).await;
            let argument = element.to_json().ok()?;
            self.driver
                .execute(CENTER.to_owned(), vec![argument])
                .await
                .ok()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Opens the same page in another language, from the menu of the header.
    pub async fn choose_language(&self, lang: &str) {
        self.click(".menu--language summary").await;
        self.click(&format!(".menu--language a[hreflang='{lang}']"))
            .await;
        self.until(&format!("document.documentElement.lang == '{lang}'"))
            .await;
    }

    /// The page's title.
    pub async fn title(&self) -> String {
        self.driver.title().await.expect("the browser answers")
    }

    /// The page's address, with its fragment.
    pub async fn address(&self) -> String {
        self.driver
            .current_url()
            .await
            .expect("the browser answers")
            .to_string()
    }

    /// Goes back in the browser's history.
    pub async fn back(&self) {
        self.driver.back().await.expect("there is a way back");
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page loads again");
    }

    /// Keeps a picture of what shows, and the markup beside it.
    pub async fn picture(&self, name: &str) {
        let file = place::picture(name);
        _ = self.driver.screenshot(&file.with_extension("png")).await;
        if let Ok(source) = self.driver.source().await {
            _ = std::fs::write(file.with_extension("html"), source);
        }
    }
}

/// The driver says its port when it is ready.
fn port(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

fn capabilities(wish: Wish, profile: &TempDir) -> WebDriverResult<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    for flag in FLAGS {
        capabilities.add_arg(flag)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    if let Some(browser) = place::chromium() {
        capabilities.set_binary(&browser.to_string_lossy())?;
    }
    let allowed = |allowed| if allowed { 1 } else { 2 };
    let settings = json!({
        "profile.managed_default_content_settings.javascript": allowed(wish.script),
        "profile.managed_default_content_settings.cookies": allowed(wish.storage),
    });
    capabilities.add_experimental_option("prefs", settings)?;
    for log in ["browser", "performance"] {
        capabilities.set_logging_prefs(log, LoggingPrefsLogLevel::All)?;
    }
    Ok(capabilities)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_driver_says_its_port() {
        assert_eq!(
            port("ChromeDriver was started successfully on port 41413."),
            Some(41413)
        );
    }

    #[test]
    fn other_lines_of_the_driver_say_none() {
        assert_eq!(port("Only local connections are allowed."), None);
    }
}
