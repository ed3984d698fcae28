//! Relates the code lists of all releases: every code is a set of parts that all releases share.
//!
//! A code means the same persons in all releases, unless a later catalog says by `replaces` what it
//! counted otherwise before. From this follow the parts: the smallest sets of categories of which
//! every code of every release is made. Codes are then renamed so that one name means one set.

mod identifiers;
mod names;
mod partition;
mod parts;
mod related;

pub(crate) use partition::{choose_partition, common_refinement};
pub(crate) use parts::Parts;
pub(crate) use related::{NamedSets, Unrelated, relate_releases};
