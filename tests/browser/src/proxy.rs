//! Stands between browser and intake, and fails as networks and machines do.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::http::Message;

/// What goes wrong with a request.
#[derive(Clone)]
pub enum Fault {
    /// It arrives, and its answer is lost.
    Lost,
    /// It does not arrive: the connection is closed.
    Refused,
    /// It waits until the fault is mended, and then is answered.
    Held,
    /// Something else answers: a status, a content type and a body.
    Answered(u16, &'static str, String),
    /// Another server answers.
    Elsewhere(SocketAddr),
    /// The text that comes back is another one.
    Changed(Arc<dyn Fn(String) -> String + Send + Sync>),
    /// A header of the answer is another one.
    Header(&'static str, Arc<dyn Fn(&str) -> String + Send + Sync>),
    /// The answer trickles in, so many bytes a second.
    Slow(usize),
}

impl Fault {
    /// There is nothing at this address.
    pub fn missing() -> Self {
        Self::Answered(404, "text/plain", "not here".into())
    }

    /// Another text comes back.
    pub fn changed(change: impl Fn(String) -> String + Send + Sync + 'static) -> Self {
        Self::Changed(Arc::new(change))
    }

    /// A header comes back with another value.
    pub fn header(
        name: &'static str,
        change: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        Self::Header(name, Arc::new(change))
    }
}

/// Which requests something is wrong with.
#[derive(Debug, Clone, Copy)]
pub struct Which {
    method: &'static str,
    part: &'static str,
    times: usize,
}

/// Every time something is fetched from an address that contains this; `^` stands for its beginning.
pub fn get(part: &'static str) -> Which {
    Which {
        method: "GET",
        part,
        times: usize::MAX,
    }
}

/// Every time something is posted to an address that contains this.
pub fn post(part: &'static str) -> Which {
    Which {
        method: "POST",
        part,
        times: usize::MAX,
    }
}

impl Which {
    /// The first time only.
    pub fn once(self) -> Self {
        Self { times: 1, ..self }
    }

    fn covers(&self, request: &Message) -> bool {
        let target = format!("^{}$", request.target());
        self.times > 0 && request.method() == self.method && target.contains(self.part)
    }
}

/// A request that came.
#[derive(Debug, Clone)]
pub struct Seen {
    /// `GET` or `POST`.
    pub method: String,
    /// Its address, without the host.
    pub target: String,
    /// Value of `Idempotency-Key`.
    pub key: Option<String>,
    /// What was posted.
    pub body: String,
}

#[derive(Default)]
struct State {
    faults: Vec<(Which, Fault)>,
    seen: Vec<Seen>,
}

/// A running proxy.
pub struct Proxy {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    mended: watch::Sender<u32>,
    running: JoinHandle<()>,
}

impl Proxy {
    /// Starts one in front of a server.
    pub async fn start(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("there is a free port");
        let address = listener.local_addr().expect("it has an address");
        let state = Arc::new(Mutex::new(State::default()));
        let mended = watch::Sender::new(0);
        let line = Line {
            server,
            state: state.clone(),
            mended: mended.subscribe(),
        };
        let running = tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                let line = line.clone();
                tokio::spawn(async move { _ = line.carry(browser).await });
            }
        });
        Self {
            address,
            state,
            mended,
            running,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on, this goes wrong with these requests.
    pub fn fail(&self, which: Which, fault: Fault) {
        self.state().faults.push((which, fault));
    }

    /// From now on, nothing goes wrong; what waits is answered.
    pub fn mend(&self) {
        self.state().faults.clear();
        self.mended.send_modify(|times| *times += 1);
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.state().seen.clone()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics with it")
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.running.abort();
    }
}

#[derive(Clone)]
struct Line {
    server: SocketAddr,
    state: Arc<Mutex<State>>,
    mended: watch::Receiver<u32>,
}

impl Line {
    /// Carries one request to the server and its answer back, as far as the faults let it.
    async fn carry(mut self, mut browser: TcpStream) -> io::Result<()> {
        let Some(mut request) = Message::read_request(&mut browser).await? else {
            return Ok(());
        };
        let faults = self.take_faults(&request);
        if faults.iter().any(|fault| matches!(fault, Fault::Held)) {
            self.mended.borrow_and_update();
            _ = self.mended.changed().await;
        }
        if faults.iter().any(|fault| matches!(fault, Fault::Refused)) {
            return Ok(());
        }
        let instead = faults.iter().find_map(|fault| match fault {
            Fault::Answered(status, kind, body) => Some(Message::response(*status, kind, body)),
            _ => None,
        });
        let mut response = match instead {
            Some(response) => response,
            None => self.ask_server(&mut request, &faults).await?,
        };
        let mut rate = usize::MAX;
        for fault in faults {
            match fault {
                Fault::Lost => return Ok(()),
                Fault::Changed(change) => {
                    response.body =
                        change(String::from_utf8_lossy(&response.body).into_owned()).into();
                }
                Fault::Header(name, change) => {
                    let value = change(response.header(name).unwrap_or_default());
                    response.set(name, &value);
                }
                Fault::Slow(bytes) => rate = bytes,
                Fault::Refused | Fault::Held | Fault::Answered(..) | Fault::Elsewhere(_) => {}
            }
        }
        answer(&mut browser, &response.bytes(), rate).await
    }

    /// What goes wrong with this request, which is noted.
    fn take_faults(&self, request: &Message) -> Vec<Fault> {
        let mut state = self.state.lock().expect("nobody panics with it");
        state.seen.push(Seen {
            method: request.method().into(),
            target: request.target().into(),
            key: request.header("idempotency-key").map(str::to_owned),
            body: String::from_utf8_lossy(&request.body).into_owned(),
        });
        let mut faults = Vec::new();
        for (which, fault) in state
            .faults
            .iter_mut()
            .filter(|(which, _)| which.covers(request))
        {
            which.times = which.times.saturating_sub(1);
            faults.push(fault.clone());
        }
        faults
    }

    async fn ask_server(&self, request: &mut Message, faults: &[Fault]) -> io::Result<Message> {
        if faults
            .iter()
            .any(|fault| matches!(fault, Fault::Changed(_)))
        {
            // What is to be changed must come, and as text.
            for name in ["accept-encoding", "if-none-match", "if-modified-since"] {
                request.remove(name);
            }
        }
        let elsewhere = faults.iter().find_map(|fault| match fault {
            Fault::Elsewhere(server) => Some(*server),
            _ => None,
        });
        let mut server = TcpStream::connect(elsewhere.unwrap_or(self.server)).await?;
        server.write_all(&request.bytes()).await?;
        Message::read_response(&mut server).await
    }
}

async fn answer(browser: &mut TcpStream, bytes: &[u8], rate: usize) -> io::Result<()> {
    if rate == usize::MAX {
        browser.write_all(bytes).await?;
    } else {
        for part in bytes.chunks((rate / 20).max(1)) {
            browser.write_all(part).await?;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    browser.shutdown().await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that says what it was asked, and a proxy before it.
    async fn proxy() -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let request = Message::read_request(&mut stream).await.unwrap().unwrap();
                let response = Message::response(200, "text/plain", &request.first);
                stream.write_all(&response.bytes()).await.unwrap();
            }
        });
        Proxy::start(address).await
    }

    async fn ask(proxy: &Proxy, method: &str) -> io::Result<Message> {
        let mut stream = TcpStream::connect(proxy.address()).await?;
        stream
            .write_all(format!("{method} /a HTTP/1.1\r\n\r\n").as_bytes())
            .await?;
        Message::read_response(&mut stream).await
    }

    async fn text(proxy: &Proxy, method: &str) -> String {
        String::from_utf8(ask(proxy, method).await.unwrap().body).unwrap()
    }

    #[tokio::test]
    async fn without_faults_everything_passes() {
        assert_eq!(text(&proxy().await, "GET").await, "GET /a HTTP/1.1");
    }

    #[tokio::test]
    async fn a_fault_for_posts_leaves_the_rest_alone() {
        let proxy = proxy().await;
        proxy.fail(post("/a"), Fault::Refused);
        assert_eq!(text(&proxy, "GET").await, "GET /a HTTP/1.1");
    }

    #[tokio::test]
    async fn a_lost_answer_never_comes() {
        let proxy = proxy().await;
        proxy.fail(post("/a"), Fault::Lost);
        assert!(ask(&proxy, "POST").await.is_err());
    }

    #[tokio::test]
    async fn what_fails_once_works_the_second_time() {
        let proxy = proxy().await;
        proxy.fail(post("/a").once(), Fault::Lost);
        _ = ask(&proxy, "POST").await;
        assert!(ask(&proxy, "POST").await.is_ok());
    }

    #[tokio::test]
    async fn another_answers() {
        let proxy = proxy().await;
        proxy.fail(get("/a"), Fault::Answered(500, "text/html", "no".into()));
        assert_eq!(text(&proxy, "GET").await, "no");
    }

    #[tokio::test]
    async fn a_text_is_changed() {
        let proxy = proxy().await;
        proxy.fail(get("/a"), Fault::changed(|text| text.to_lowercase()));
        assert_eq!(text(&proxy, "GET").await, "get /a http/1.1");
    }

    #[tokio::test]
    async fn what_is_held_passes_once_mended() {
        let proxy = proxy().await;
        proxy.fail(get("/a"), Fault::Held);
        let (text, ()) = tokio::join!(text(&proxy, "GET"), async {
            while proxy.seen().is_empty() {
                tokio::task::yield_now().await;
            }
            proxy.mend();
        });
        assert_eq!(text, "GET /a HTTP/1.1");
    }

    #[tokio::test]
    async fn what_came_is_remembered() {
        let proxy = proxy().await;
        _ = ask(&proxy, "POST").await;
        assert_eq!(proxy.seen()[0].target, "/a");
    }

    #[tokio::test]
    async fn a_slow_answer_is_whole() {
        let proxy = proxy().await;
        proxy.fail(get("/a"), Fault::Slow(4000));
        assert_eq!(text(&proxy, "GET").await, "GET /a HTTP/1.1");
    }
}
