//! Answers that come late, or never.

use std::time::Duration;

/// Milliseconds that an answer is held back at most.
pub const LONGEST: u64 = 600_000;

/// Holds an answer back.
pub async fn wait(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

/// Ends only with the connection: when the client gives up, or the server.
pub async fn forever<T>() -> T {
    std::future::pending().await
}
