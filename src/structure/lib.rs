//! Reads Rust sources and tells which module uses which names of which other module of the same crate.
//!
//! [`Sources`] holds the texts of files. [`Crate::read`] follows the `mod` declarations from a crate's root file,
//! parses every file that it reaches, and resolves every path that they contain to the file that defines the name: an
//! [`Arrow`] goes from the file that uses a name to the file that defines it. [`Crate::folders`] sums the arrows up
//! folder by folder, and [`circles_in`] finds the folders that use each other. [`Workspace`] does the same for all
//! crates of a workspace, and [`picture`] writes it down as text.
//!
//! What counts as a use:
//!
//! - every name of a `use` declaration, in groups, renamed, or all names at once (`*`);
//! - every path in code, in attributes and in what is passed to macros; strings and comments do not count, except the
//!   strings in which serde and schemars take paths;
//! - a name that the root of a folder re-exports from below it counts as a use of the file that defines it. A name that
//!   a module re-exports from elsewhere counts as a use of both;
//! - `impl Type` (not `impl Trait for Type`) in another folder than the type's ties both in both directions: whoever
//!   uses the type may call these methods without naming the file. A type's methods may be divided among the files of
//!   its own folder; there only the arrow from the methods to the type counts.
//!
//! Methods that are called on values are not resolved, because that takes a compiler. Code that is compiled only for
//! tests (`#[cfg(test)]`), and every file that is reached only through such code, is left out: tests may know
//! everything.
//!
//! This crate must not know any other crate of ours.

mod arrow;
mod circle;
mod collect;
mod conditions;
mod error;
mod folder;
mod graph;
mod line_break;
mod module;
pub mod picture;
mod resolve;
mod source_crate;
mod sources;
mod tokens;
mod tree;
mod use_tree;
mod workspace;

pub use arrow::{Arrow, Place};
pub use circle::{Circle, CircleArrow, circles_in};
pub use error::Error;
pub use folder::{Child, Folder, Tie};
pub use source_crate::Crate;
pub use sources::Sources;
pub use workspace::{Package, Workspace};
