//! A network in bad weather: it stands before a server, and something else goes wrong with every request.
//! What does is thrown with dice that begin with a seed and the request's own id, so that bad luck can be
//! repeated. No request has bad luck for ever.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::http::Message;

/// After so many messages about one request the sky is clear for it.
const LASTS: u32 = 10;

/// What happens to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    /// It passes, and so does its answer.
    Fair,
    /// The connection is closed, and it does not pass.
    Refused,
    /// The connection is reset, and it does not pass.
    Reset,
    /// It passes, and the connection is reset before the answer.
    ResetAfter,
    /// It does not pass, and nothing is ever answered.
    Silent,
    /// It passes, and nothing is ever answered.
    Deaf,
    /// It passes much later, after others, when nobody waits for it any more.
    Late,
    /// It passes twice at the same time.
    Twice,
    /// A page of the network itself comes back.
    Hotel,
    /// It passes, and half of the answer comes back.
    Half,
    /// It passes, and an answer without a body comes back.
    Empty,
    /// It is turned away for so many seconds, or without a word about that.
    Busy(Option<u32>),
    /// A gateway breaks before it passes.
    Broken(u16),
    /// A gateway breaks after it has passed.
    BrokenAfter(u16),
    /// Something on the way knows no such address, or forbids it.
    Forbidden(u16),
}

impl Weather {
    fn throw(dice: &mut fastrand::Rng) -> Self {
        let status = dice.choice([500, 502, 503, 504]).unwrap_or(500);
        match dice.u8(0..25) {
            0 => Self::Refused,
            1 => Self::Reset,
            2 | 3 => Self::ResetAfter,
            4 => Self::Silent,
            5 | 6 => Self::Deaf,
            7 | 8 => Self::Late,
            9 => Self::Twice,
            10 => Self::Hotel,
            11 => Self::Half,
            12 => Self::Empty,
            13 => Self::Busy(dice.bool().then(|| dice.u32(1..20))),
            14 => Self::Broken(status),
            15 | 16 => Self::BrokenAfter(status),
            17 => Self::Forbidden(dice.choice([403, 404]).unwrap_or(404)),
            _ => Self::Fair,
        }
    }
}

/// A running network.
pub struct Network {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    running: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    /// For each request its dice, and how often they were thrown.
    dice: HashMap<String, (fastrand::Rng, u32)>,
    /// How many posts of each request may still reach the server.
    under_way: HashMap<String, usize>,
    /// How often there was which weather.
    log: BTreeMap<String, usize>,
}

impl Network {
    /// Starts one before this server. `late`: how long after it was sent a late message passes, at most.
    pub async fn start(server: SocketAddr, seed: u64, late: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("there is a free port");
        let address = listener.local_addr().expect("it has an address");
        let state = Arc::new(Mutex::new(State::default()));
        let line = Line {
            server,
            seed,
            late,
            state: state.clone(),
        };
        let running = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let line = line.clone();
                tokio::spawn(async move { _ = line.carry(client).await });
            }
        });
        Self {
            address,
            state,
            running,
        }
    }

    /// Where it begins.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether a post of this request may still reach the server.
    pub fn carries(&self, id: &str) -> bool {
        lock(&self.state).under_way.contains_key(id)
    }

    /// Whether any may.
    pub fn is_busy(&self) -> bool {
        !lock(&self.state).under_way.is_empty()
    }

    /// How often there was which weather.
    pub fn log(&self) -> BTreeMap<String, usize> {
        lock(&self.state).log.clone()
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.running.abort();
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().expect("nobody panics with it")
}

#[derive(Clone)]
struct Line {
    server: SocketAddr,
    seed: u64,
    late: Duration,
    state: Arc<Mutex<State>>,
}

/// A post that may still reach the server, until this is dropped.
struct UnderWay {
    id: String,
    state: Arc<Mutex<State>>,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut state = lock(&self.state);
        if let Some(count) = state.under_way.get_mut(&self.id) {
            *count -= 1;
            if *count == 0 {
                state.under_way.remove(&self.id);
            }
        }
    }
}

impl Line {
    async fn carry(self, mut client: TcpStream) -> io::Result<()> {
        let Some(request) = Message::read_request(&mut client).await? else {
            return Ok(());
        };
        let id = id_of(&request);
        let under_way = self.set_out(&id);
        let (weather, delay) = self.throw(&id);
        let own = |status: u16, body: &str| Message::response(status, "text/html", body);
        let answer = match weather {
            Weather::Refused | Weather::Silent | Weather::Reset => None,
            Weather::Hotel => Some(own(200, "<!doctype html><title>Welcome</title>")),
            Weather::Broken(status) | Weather::Forbidden(status) => Some(own(status, "")),
            Weather::Busy(seconds) => {
                let mut answer = own(429, "");
                if let Some(seconds) = seconds {
                    answer.set("retry-after", &seconds.to_string());
                }
                Some(answer)
            }
            Weather::Late => {
                tokio::time::sleep(delay).await;
                self.pass(&request).await?;
                None
            }
            Weather::Twice => {
                let (one, other) = tokio::join!(self.pass(&request), self.pass(&request));
                _ = other?;
                Some(one?)
            }
            Weather::BrokenAfter(status) => {
                self.pass(&request).await?;
                Some(own(status, ""))
            }
            _ => Some(self.pass(&request).await?),
        };
        drop(under_way);
        match (weather, answer) {
            (Weather::Silent | Weather::Deaf | Weather::Late, _) => {
                // Until whoever waits gives up.
                _ = client.read(&mut [0]).await;
                Ok(())
            }
            (Weather::Reset | Weather::ResetAfter, _) => client.set_zero_linger(),
            (Weather::Half, Some(answer)) => {
                let bytes = answer.bytes();
                let end = bytes.len() - answer.body.len() / 2;
                client.write_all(&bytes[..end]).await
            }
            (Weather::Empty, Some(answer)) => {
                let head = Message {
                    body: Vec::new(),
                    ..answer
                };
                client.write_all(&head.bytes()).await
            }
            (_, Some(answer)) => client.write_all(&answer.bytes()).await,
            (_, None) => Ok(()),
        }
    }

    fn set_out(&self, id: &str) -> UnderWay {
        *lock(&self.state)
            .under_way
            .entry(id.to_owned())
            .or_default() += 1;
        UnderWay {
            id: id.to_owned(),
            state: self.state.clone(),
        }
    }

    fn throw(&self, id: &str) -> (Weather, Duration) {
        let mut state = lock(&self.state);
        let thrown = state
            .dice
            .entry(id.to_owned())
            .or_insert_with(|| (dice(self.seed, id), 0));
        thrown.1 += 1;
        let weather = match thrown.1 {
            1..=LASTS => Weather::throw(&mut thrown.0),
            _ => Weather::Fair,
        };
        let delay = self.late.mul_f64(thrown.0.f64());
        let name = format!("{weather:?}");
        let name = name.split('(').next().unwrap_or_default();
        *state.log.entry(name.to_owned()).or_default() += 1;
        (weather, delay)
    }

    async fn pass(&self, request: &Message) -> io::Result<Message> {
        let mut server = TcpStream::connect(self.server).await?;
        server.write_all(&request.bytes()).await?;
        Message::read_response(&mut server).await
    }
}

/// Dice that fall the same for the same seed and name.
pub fn dice(seed: u64, name: &str) -> fastrand::Rng {
    let mixed = name.bytes().fold(seed, |mixed, byte| {
        (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    fastrand::Rng::with_seed(mixed)
}

/// The request that a message is about.
fn id_of(message: &Message) -> String {
    if message.method() == "GET" {
        return message
            .target()
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .into();
    }
    let named = message.header("idempotency-key").map(str::to_owned);
    let posted = || {
        let mut pairs = form_urlencoded::parse(&message.body);
        let id = pairs.find(|(name, _)| name == "_id");
        id.map(|(_, id)| id.into_owned())
    };
    named.or_else(posted).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_brings_the_same_weather() {
        let week = |seed| {
            let mut dice = dice(seed, "our-id");
            [(); 7].map(|()| Weather::throw(&mut dice))
        };
        assert_eq!(week(5), week(5));
        assert_ne!(week(5), week(6));
    }

    #[test]
    fn a_form_post_names_its_request_in_the_body() {
        let message = Message {
            first: "POST /intake/a HTTP/1.1".into(),
            headers: Vec::new(),
            body: b"a=b&_id=our-id".to_vec(),
        };
        assert_eq!(id_of(&message), "our-id");
    }
}
