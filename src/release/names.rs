//! Names the files and folders of releases.

/// The file that lists all tables.
pub const INDEX: &str = "index.json";

/// The file by which a folder is locked where the system has no locks.
pub const LOCK_FILE: &str = ".tablero-lock";

/// In a temporary folder: the new release.
pub const NEW: &str = "new";

/// The folder of all releases in a public folder.
pub const RELEASES: &str = "releases";
