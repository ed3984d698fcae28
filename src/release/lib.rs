//! Reads and writes the folder of a release: `index.json`, a file for each table, and the certificate with their hashes.
//!
//! A release is written under a temporary name, synced and renamed, so that a failed run leaves the last good release as it
//! was. A public folder keeps every release that was ever made public.

mod disk;
mod error;
#[cfg(test)]
mod faults;
pub mod file;
mod folder;
mod left_over;
mod lock;
mod names;
mod public;
mod read;
mod recover;
mod render;
pub mod seal;
mod withdraw;
mod withdrawn;

pub use error::ReleaseError;
pub use folder::write;
pub use left_over::split_left_over;
pub use names::LOG;
pub use public::{add, check_add};
pub use read::{
    Certified, Listed, is_release, list_files, list_other_files, looks_public, read, read_all,
    read_certificate,
};
pub use render::{
    fingerprint, hash as fingerprint_text, hash_bytes as fingerprint_bytes, name_edition,
};

pub use withdraw::withdraw;
pub use withdrawn::{Withdrawn, read_withdrawn};

#[cfg(test)]
mod checks;
