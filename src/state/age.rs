//! How long ago what is shown came from the server.

use gloo_timers::callback::Interval;

use super::Form;

impl Form {
    /// What is shown is what the server has now.
    pub(super) fn fresh(&self) {
        self.read_at.set(now());
        self.age.update(0);
    }

    /// Looks at the clock twice a minute, for as long as the answer is kept.
    pub fn ageing(&self) -> Interval {
        let form = self.clone();
        Interval::new(30_000, move || {
            form.age.update((now() - form.read_at.get()) / 60);
        })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seconds since 1970")]
fn now() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}
