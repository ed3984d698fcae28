//! Parses and writes links: every query has one canonical address.
//!
//! `en/accredited/?anio=2019-2023&sexo=F~X&por=edad&tabla=sexo&v=1`: the path says language and section, and below it the
//! page of one figure (`acreditadas/edad/`) or of a group of persons (`acreditadas/mujeres/`); `embed/acreditadas/edad/` is
//! the figure for frames on other sites. The query says the rest in codes, never labels, so that one link works in every
//! language; `datos=2026-10` names a release, and stays in every link of its pages. Lists are joined by `~`, which no mail
//! program or browser rewrites; defaults are left out; `v` comes last so that no link ends in punctuation.
//! These keys are a promise: links in old mails and reports must keep working.

mod address;
mod alike;
mod carried;
mod click;
mod embed;
mod own;
mod pages;
mod percent;
mod range;
mod request;

pub use address::{fixed, href, live};
pub use carried::carried;
pub use click::{only_category, only_year, to_view};
pub use embed::embed;
pub use pages::pages;
pub use percent::encode;
pub use request::{Request, release_named};
