//! Tests the promise of protection on registers small enough to read.

mod check;
mod codebooks;
mod codes;
mod cores;
mod earlier;
mod outsider;
mod pairs;
mod people;
mod promise;
mod refusals;
mod register;
mod replay;
mod revised;
mod settled;
mod suppression;
mod whole;
