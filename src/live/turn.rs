//! One tab at a time: whoever would send a request that lies on the device waits for their turn.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::clock;
use super::storage::Place;
use crate::browser::{call, get, global};
use crate::submit::send::sleep;

/// How long a turn lasts where it can only be written down, in milliseconds: longer than any delivery.
const LEASE: u64 = 120_000;

/// A turn, until it is ended.
pub enum Turn {
    /// The browser's own lock; the function lets it go.
    Lock(js_sys::Function),
    /// A time, written under this key, until which other tabs wait.
    Lease(String),
}

impl Turn {
    /// Waits for the turn to do what has this name.
    pub async fn wait(name: &str) -> Self {
        let locks = get(&global("navigator"), "locks");
        let key = ["portico:turn:", name].concat();
        if locks.is_object() {
            Self::lock(&locks, &key).await
        } else {
            while Place::Device
                .read(&key)
                .and_then(|until| until.parse().ok())
                > Some(clock::now())
            {
                sleep(1_000.0).await;
            }
            Place::Device.write(&key, &(clock::now() + LEASE).to_string());
            Self::Lease(key)
        }
    }

    async fn lock(locks: &JsValue, key: &str) -> Self {
        let mut let_go = None;
        let held = js_sys::Promise::new(&mut |resolve, _| let_go = Some(resolve));
        let mut granted = None;
        let turn = js_sys::Promise::new(&mut |resolve, _| granted = Some(resolve));
        let on_turn = Closure::once_into_js(move || {
            granted.map(|granted| granted.call0(&JsValue::NULL));
            JsValue::from(held)
        });
        _ = call(locks, "request", &[key.into(), on_turn]);
        _ = JsFuture::from(turn).await;
        Self::Lock(let_go.unwrap_or_default().unchecked_into())
    }

    /// Lets the next one have it.
    pub fn end(self) {
        match self {
            Self::Lock(let_go) => _ = let_go.call0(&JsValue::NULL),
            Self::Lease(key) => Place::Device.erase(&key),
        }
    }
}
