//! Everything that a site has stored in a browser, as text to look for what was typed in.

use serde_json::Value;

use crate::browser::Browser;

/// Reads every place where a page can leave something, this view's address and history among them.
const DUMP: &str = "
    const done = arguments[0];
    const asked = request => new Promise((found, failed) => { request.onsuccess = () => found(request.result); request.onerror = () => failed(request.error); });
    const databases = async () => {
        const all = {};
        for (const {name} of await indexedDB.databases()) {
            const database = await asked(indexedDB.open(name));
            for (const store of database.objectStoreNames) {
                const held = database.transaction(store).objectStore(store);
                all[name + '/' + store] = [await asked(held.getAllKeys()), await asked(held.getAll())];
            }
            database.close();
        }
        return all;
    };
    const caches_ = async () => {
        const all = {};
        for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
                all[name + ' ' + request.url] = await (await caches.match(request)).text();
        return all;
    };
    const files = async () => {
        const all = [];
        for await (const name of (await navigator.storage.getDirectory()).keys()) all.push(name);
        return all;
    };
    const none = () => ({});
    (async () => done({
        local: {...localStorage}, session: {...sessionStorage}, databases: await databases(),
        caches: await caches_().catch(none), files: await files().catch(none),
        cookies: document.cookie, history: history.state, address: location.href, title: document.title, name: window.name,
    }))().catch(error => done({error: String(error)}));";

/// What an origin has stored.
#[derive(Debug)]
pub struct Storage(Value);

impl Storage {
    /// Of the page that is open.
    pub async fn of(browser: &Browser) -> Self {
        let returned = browser
            .driver()
            .execute_async(DUMP.to_owned(), vec![])
            .await
            .expect("storage can be read");
        let dump = returned.json().clone();
        assert!(dump.get("error").is_none(), "{dump:#}");
        Self(dump)
    }

    /// All of it as text: as it is, and with what stands in addresses decoded.
    pub fn text(&self) -> String {
        let text = self.0.to_string();
        let decoded = decode(&text);
        [text, decoded].join("\n")
    }

    /// Those of these words that are stored somewhere.
    pub fn holds<'a>(&self, typed: &[&'a str]) -> Vec<&'a str> {
        let text = self.text();
        typed
            .iter()
            .copied()
            .filter(|word| text.contains(word))
            .collect()
    }

    /// What lies in one place: `local`, `session`, `databases`, `caches`, `cookies`.
    pub fn place(&self, name: &str) -> &Value {
        &self.0[name]
    }
}

/// `+` and `%41` as they were before they were encoded.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let coded = bytes
            .get(at + 1..at + 3)
            .filter(|_| byte == b'%')
            .and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        decoded.push(match (byte, coded) {
            (_, Some(coded)) => coded,
            (b'+', None) => b' ',
            (byte, None) => byte,
        });
        at += if coded.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_an_address_is_found() {
        assert_eq!(decode("a=%D8%A3+b%2"), "a=أ b%2");
    }
}
