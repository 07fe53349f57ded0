//! A browser that can be killed, and its one tab. A driver ends its session when a tab crashes, so this one
//! speaks the browser's own protocol, over its own standard streams.

use std::fs;
use std::path::Path;
use std::process::{Command as Blocking, Stdio};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use crate::browser::FLAGS;
use crate::deadline::{DEADLINE, until};
use crate::place;

/// The protocol is spoken over descriptors 3 and 4, a message ending with a zero byte.
const PIPES: &str = "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1";

/// A running browser with one tab.
pub struct Tab {
    browser: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: Value,
    calls: u64,
}

impl Tab {
    /// Starts a browser with a profile that outlives it.
    pub async fn open(profile: &Path) -> Self {
        // What a killed browser leaves of its claim to the profile.
        for name in ["SingletonLock", "SingletonSocket", "SingletonCookie"] {
            _ = fs::remove_file(profile.join(name));
        }
        let chromium = place::chromium().unwrap_or_else(|| "chromium".into());
        let mut command = Command::new("sh");
        command.args(["-c", PIPES, "sh"]).arg(chromium).args(FLAGS);
        command
            .arg("--remote-debugging-pipe")
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        let mut browser = command.spawn().expect("the browser starts");
        let (to, from) = (browser.stdin.take(), browser.stdout.take());
        let mut tab = Self {
            browser,
            to: to.expect("it is piped"),
            from: BufReader::new(from.expect("it is piped")),
            session: Value::Null,
            calls: 0,
        };
        let id = until("a tab", async || {
            let found = tab.call("Target.getTargets", json!({})).await;
            let all = found["targetInfos"].as_array()?;
            let page = all.iter().find(|target| target["type"] == "page")?;
            Some(page["targetId"].clone())
        })
        .await;
        let attached = json!({"targetId": id, "flatten": true});
        let attached = tab.call("Target.attachToTarget", attached).await;
        tab.session = attached["sessionId"].clone();
        tab.call("Page.enable", json!({})).await;
        tab
    }

    /// Opens an address.
    pub async fn go(&mut self, address: &str) {
        self.call("Page.navigate", json!({"url": address})).await;
    }

    /// Loads the page anew.
    pub async fn reload(&mut self) {
        self.call("Page.reload", json!({})).await;
    }

    /// What an expression says about the page now; null where it throws.
    pub async fn ask(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        self.call("Runtime.evaluate", asked).await["result"]["value"].take()
    }

    /// Runs the body of a function with these arguments.
    pub async fn run(&mut self, body: &str, arguments: Value) {
        self.ask(&format!(
            "(function() {{ {body} }}).apply(null, {arguments})"
        ))
        .await;
    }

    /// Waits until an expression is true.
    pub async fn until(&mut self, expression: &str) {
        until(expression, async || {
            (self.ask(&format!("!!({expression})")).await == true).then_some(())
        })
        .await;
    }

    /// Presses the key of a letter. When this is over, the page has heard it.
    pub async fn press(&mut self, letter: char) {
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" {
                letter.to_string()
            } else {
                String::new()
            };
            let key = json!({"type": kind, "text": text, "key": letter.to_string()});
            self.call("Input.dispatchKeyEvent", key).await;
        }
    }

    /// The tab's process ends at once.
    pub async fn crash(&mut self) {
        self.send("Page.crash", json!({})).await;
        loop {
            if self.hear().await["method"] == "Inspector.targetCrashed" {
                return;
            }
        }
    }

    /// The browser and all its processes end at once.
    pub async fn kill(mut self) {
        self.end();
        _ = self.browser.wait().await;
    }

    fn end(&self) {
        if let Some(id) = self.browser.id() {
            let group = format!("-{id}");
            _ = Blocking::new("kill").args(["-KILL", "--", &group]).status();
        }
    }

    async fn call(&mut self, method: &str, parameters: Value) -> Value {
        let id = self.send(method, parameters).await;
        loop {
            let mut heard = self.hear().await;
            if heard["id"] == id {
                assert!(heard.get("error").is_none(), "{method}: {heard}");
                return heard["result"].take();
            }
        }
    }

    async fn send(&mut self, method: &str, parameters: Value) -> u64 {
        self.calls += 1;
        let mut message = json!({"id": self.calls, "method": method, "params": parameters});
        if !self.session.is_null() {
            message["sessionId"] = self.session.clone();
        }
        let bytes = [message.to_string().as_bytes(), b"\0"].concat();
        self.to
            .write_all(&bytes)
            .await
            .expect("the browser listens");
        self.calls
    }

    async fn hear(&mut self) -> Value {
        let mut message = Vec::new();
        let read = self.from.read_until(0, &mut message);
        let read = timeout(DEADLINE, read).await.expect("the browser answers");
        assert!(read.is_ok_and(|read| read > 0), "the browser has ended");
        message.pop();
        serde_json::from_slice(&message).expect("the browser speaks JSON")
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.end();
    }
}
