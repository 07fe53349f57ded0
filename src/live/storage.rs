//! What the browser stores for this site. Where it is denied or full, nothing is stored, and nobody fails.

use wasm_bindgen::JsValue;

use crate::browser::{call, global};

/// Where something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In this page, until it goes.
    Page,
    /// In this tab, until it is closed.
    Tab,
    /// On this device.
    Device,
}

/// The key under which `boot.js` keeps the draft of a form.
pub fn draft_key(form: &str) -> String {
    ["portico:draft:", form].concat()
}

impl Place {
    fn storage(self) -> JsValue {
        match self {
            Self::Page => JsValue::UNDEFINED,
            Self::Tab => global("sessionStorage"),
            Self::Device => global("localStorage"),
        }
    }

    /// What lies under this key.
    pub fn read(self, key: &str) -> Option<String> {
        call(&self.storage(), "getItem", &[key.into()])
            .ok()?
            .as_string()
    }

    /// Puts something under this key; whether that was possible.
    pub fn write(self, key: &str, text: &str) -> bool {
        call(&self.storage(), "setItem", &[key.into(), text.into()]).is_ok()
    }

    /// Takes away what lies under this key.
    pub fn erase(self, key: &str) {
        _ = call(&self.storage(), "removeItem", &[key.into()]);
    }

    /// What lies under all keys that begin like this.
    pub fn all(self, start: &str) -> Vec<String> {
        let Ok(keys) = call(&global("Object"), "keys", &[self.storage()]) else {
            return Vec::new();
        };
        js_sys::Array::from(&keys)
            .iter()
            .filter_map(|key| key.as_string())
            .filter(|key| key.starts_with(start))
            .filter_map(|key| self.read(&key))
            .collect()
    }
}
