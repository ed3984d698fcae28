//! Settles which values each open cell can have.

mod component;

pub(crate) use component::{Joint, settle};
