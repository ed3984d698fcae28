//! Names the files and folders of releases.

/// The file that lists all tables.
pub const INDEX: &str = "index.json";

/// The folder of all releases in a public folder.
pub const RELEASES: &str = "releases";
