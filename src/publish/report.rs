//! Reports for people. They share their looks and nothing else: [`quality`] is made of releases, and must not know what
//! those were made of.

mod document;
mod parts;
pub mod quality;
