//! Tests the finished site in a real browser. `cargo verify` builds and serves the site and runs these tests.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accessible;
mod address;
mod attack;
mod elsewhere;
mod embeds;
mod engines;
mod expected;
mod failures;
mod figures;
mod letters;
mod maps;
mod opening;
mod pages;
mod paper;
mod pinned;
mod questions;
mod scriptless;
mod sheets;
mod shown;
mod site;
mod take;
mod tidy;
mod written;
