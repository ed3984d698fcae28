//! Tests the promise of protection on registers small enough to read.

mod check;
mod earlier;
mod outsider;
mod people;
mod promise;
mod refusals;
mod register;
mod replay;
mod settled;
mod suppression;
