//! Slows down an address that sends too much: a bucket of tokens for each, filled again evenly.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

/// After so many requests the addresses that no longer wait are forgotten.
const BETWEEN_CLEANINGS: usize = 1_000;

/// How many requests an address may send.
pub struct Limit {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    taken: AtomicUsize,
}

impl Limit {
    /// So many at once, and so many in each minute.
    pub fn per_minute(requests: NonZeroU32) -> Self {
        Self {
            limiter: DefaultKeyedRateLimiter::keyed(Quota::per_minute(requests)),
            clock: DefaultClock::default(),
            taken: AtomicUsize::new(0),
        }
    }

    /// Takes a token of this address, or tells after how many seconds there will be one.
    pub fn take(&self, address: IpAddr) -> Result<(), u64> {
        if self.taken.fetch_add(1, Ordering::Relaxed) % BETWEEN_CLEANINGS == BETWEEN_CLEANINGS - 1 {
            self.limiter.retain_recent();
        }
        self.limiter
            .check_key(&household(address))
            .map_err(|until| {
                let wait = until.wait_time_from(self.clock.now());
                wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
            })
    }
}

/// One IPv6 customer holds a whole /64, so that is what is counted.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let network = address.to_bits() >> 64 << 64;
            Ipv6Addr::from_bits(network).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(requests: u32) -> Limit {
        Limit::per_minute(NonZeroU32::new(requests).unwrap())
    }

    #[track_caller]
    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_request_after_the_last_token_is_told_how_long_to_wait() {
        let limit = limit(2);
        let ours = address("192.0.2.1");
        assert_eq!((limit.take(ours), limit.take(ours)), (Ok(()), Ok(())));
        let seconds = limit.take(ours).unwrap_err();
        assert!((1..=30).contains(&seconds), "{seconds}");
    }

    #[test]
    fn one_address_does_not_slow_another() {
        let limit = limit(1);
        limit.take(address("192.0.2.1")).unwrap();
        limit.take(address("192.0.2.2")).unwrap();
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_together() {
        let limit = limit(1);
        limit.take(address("2001:db8::1")).unwrap();
        limit.take(address("2001:db8::2")).unwrap_err();
        limit.take(address("2001:db8:0:1::1")).unwrap();
    }
}
