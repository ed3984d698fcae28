//! Names the files and folders of releases.

/// The file that lists all tables.
pub const INDEX: &str = "index.json";

/// The file by which a folder is locked where the system has no locks.
pub const LOCK_FILE: &str = ".tablero-lock";

/// How the names of tables end.
pub const TABLE: &str = ".json";

/// The hashes of all other files, as `sha256sum -c` reads them.
pub const SUMS: &str = "SHA256SUMS";

/// In a temporary folder: the new release.
pub const NEW: &str = "new";

/// In a public folder: the releases that were withdrawn from it. In the folder of one of them: that it was.
pub const WITHDRAWN: &str = "withdrawn.json";

/// In the folder of a release that was withdrawn: the page that says so.
pub const NOTICE: &str = "index.html";

/// In a public folder: what changed from release to release, as data, as a feed, and as a page in each language.
pub const LOG: [&str; 4] = [
    "changes.json",
    "changes.atom",
    "changes.html",
    "changes.en.html",
];

/// The folder of all releases in a public folder.
pub const RELEASES: &str = "releases";
