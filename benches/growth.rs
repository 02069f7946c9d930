//! How the cost of a proof and of a step grows with the number of rules, and that of `check` and `diff` with questions,
//! choices and rules; and how long `check` takes for what is as hard to check as can be thought of.
//!
//! By hand: `CARGO_PROFILE_RELEASE_PANIC=unwind cargo bench --features author --bench growth`. `script/bench` says why.
//!
//! The other tables are sound by construction. Prints a line of JSON for each size, with the median of several runs in seconds;
//! it asserts nothing, since a figure is the machine's as much as the program's.

#[path = "growth/measure.rs"]
mod measure;
#[path = "growth/nasty.rs"]
mod nasty;
#[path = "growth/workshop.rs"]
mod workshop;

use std::sync::LazyLock;
use std::time::Instant;

fn main() {
    nasty::measure(|line| println!("{line}"));
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    measure::all("native", || START.elapsed().as_secs_f64(), |line| println!("{line}"));
    workshop::all(|line| println!("{line}"));
}
