//! The rate limit: so many requests per account within a sliding window.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many requests in how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// At least 1.
    pub requests: u32,
    /// At least one second.
    pub window: Duration,
}

impl std::str::FromStr for Rate {
    type Err = String;

    /// Reads `N` (per minute) or `N/SECONDS`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (requests, seconds) = text.split_once('/').unwrap_or((text, "60"));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let positive = |part: &str| part.parse::<u32>().ok().filter(|n| *n > 0 && digits(part));
        match (positive(requests), positive(seconds)) {
            (Some(requests), Some(seconds)) => Ok(Self {
                requests,
                window: Duration::from_secs(u64::from(seconds)),
            }),
            _ => Err("expected N or N/SECONDS, both whole numbers from 1".to_owned()),
        }
    }
}

/// The requests of each account within the window. Refused ones are not counted, so that a
/// client that waits as told gets through.
#[derive(Debug)]
pub struct Limit {
    rate: Rate,
    admitted: Mutex<HashMap<i64, VecDeque<Instant>>>,
}

impl Limit {
    /// A limit with nothing counted yet.
    #[must_use]
    pub fn new(rate: Rate) -> Self {
        Self {
            rate,
            admitted: Mutex::default(),
        }
    }

    /// Counts a request of an account at `now`.
    ///
    /// # Errors
    /// The time until the account's oldest request leaves the window.
    pub fn admit(&self, account: i64, now: Instant) -> Result<(), Duration> {
        let mut admitted = self.admitted.lock().unwrap_or_else(PoisonError::into_inner);
        let times = admitted.entry(account).or_default();
        while times
            .front()
            .is_some_and(|t| now.duration_since(*t) >= self.rate.window)
        {
            times.pop_front();
        }
        match times.front() {
            Some(oldest) if times.len() >= self.rate.requests as usize => {
                Err(self.rate.window.saturating_sub(now.duration_since(*oldest)))
            }
            _ => {
                times.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_per_minute_or_per_so_many_seconds() {
        assert_eq!(
            "20".parse(),
            Ok(Rate {
                requests: 20,
                window: Duration::from_secs(60)
            })
        );
        assert_eq!(
            "3/5".parse(),
            Ok(Rate {
                requests: 3,
                window: Duration::from_secs(5)
            })
        );
        for bad in ["", "0", "3/0", "-1", "1/2/3", "ten", "1.5"] {
            assert!(bad.parse::<Rate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_window_slides_and_accounts_do_not_share_it() {
        let limit = Limit::new("2/10".parse().unwrap());
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        assert_eq!(limit.admit(1, at(0)), Ok(()));
        assert_eq!(limit.admit(1, at(4_000)), Ok(()));
        assert_eq!(limit.admit(1, at(6_000)), Err(Duration::from_secs(4)));
        assert_eq!(limit.admit(2, at(6_000)), Ok(()));
        assert_eq!(limit.admit(1, at(9_999)), Err(Duration::from_millis(1)));
        assert_eq!(limit.admit(1, at(10_000)), Ok(()));
        assert_eq!(
            limit.admit(1, at(10_001)),
            Err(Duration::from_millis(3_999))
        );
    }
}
