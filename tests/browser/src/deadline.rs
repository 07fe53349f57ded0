//! Waiting for a condition, never for a while.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// How long a condition may take. Generous: a busy computer is slow, and nothing waits longer than it must.
pub const DEADLINE: Duration = Duration::from_secs(30);

const BETWEEN: Duration = Duration::from_millis(40);

/// Asks until there is an answer.
///
/// # Panics
/// When there is none for half a minute; the message says what was waited for.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + DEADLINE;
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(Instant::now() < end, "waited in vain for {what}");
        sleep(BETWEEN).await;
    }
}
