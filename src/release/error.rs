//! Lists why a release cannot be read or written.

use std::{io, path::PathBuf};

use cube::json_stat;
use thiserror::Error;

use crate::names::INDEX;

/// Why a release could not be written or read.
#[derive(Debug, Error)]
pub enum ReleaseError {
    /// The folder holds something other than a release, which would be lost.
    #[error("{}: this is not a release, so it is not replaced; name an empty or a new directory", .0.display())]
    NotRelease(PathBuf),
    /// The folder holds a release and a file that is not part of it, which would be lost.
    #[error("{}: the release in this folder would be replaced, but this file is not part of it; move it away first", .0.display())]
    OtherFile(PathBuf),
    /// The folder holds releases that were made public.
    #[error(
        "{}: this folder keeps the releases that `tablero release` made public, so it is not replaced; prepare the next \
         one with `tablero candidate`, and make it public with `tablero release`", .0.display()
    )]
    Public(PathBuf),
    /// The folder cannot be replaced, because the command runs in it.
    #[error("{}: you stand in this folder, so it cannot be replaced; go to another one, or name a new folder in it", .0.display())]
    Current(PathBuf),
    /// The folder cannot be replaced, because a disk is mounted there.
    #[error("{}: a disk is mounted here, so the folder cannot be replaced; name a new folder in it", .0.display())]
    MountPoint(PathBuf),
    /// The folder cannot be written.
    #[error("{}: the release cannot be written: {source}", .folder.display())]
    Unwritable {
        /// The folder of the release.
        folder: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The new release cannot be put in its place, and the old one cannot be put back.
    #[error(
        "{}: the release cannot be written: {source}; the release that was here is now in {}: move it back", .folder.display(),
        .kept.display()
    )]
    Displaced {
        /// The folder of the release.
        folder: PathBuf,
        /// Where the earlier release is.
        kept: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A release of this name is public, and others were made public after it.
    #[error("“{0}” is public already, and later releases are as well; nothing was changed")]
    NotLast(String),
    /// The folder keeps releases, and its index is missing or cannot be read.
    #[error(
        "{}: this folder keeps releases, but its index.json is missing or cannot be read; put it back, for without it nobody \
         knows what is public; if nothing ever was, delete the folder", .0.display()
    )]
    NoIndex(PathBuf),
    /// A public release has the same name and other numbers.
    #[error("“{0}” is public already with other numbers; give the new one a name of its own")]
    OtherNumbers(String),
    /// The index of a public folder names a release otherwise than the release itself.
    #[error("{}: this is the release “{found}”, but the index calls it “{listed}”", .folder.display())]
    OtherName {
        /// The folder of the release.
        folder: PathBuf,
        /// The name in the release.
        found: String,
        /// The name in the index of the public folder.
        listed: String,
    },
    /// The folder keeps a release with which the new one was not attacked: it was made public meanwhile.
    #[error(
        "“{other}” is public and “{release}” was not attacked together with it; run the command again"
    )]
    NotTriedWith {
        /// The name of the new release.
        release: String,
        /// The name of the one that is public.
        other: String,
    },
    /// The list of withdrawn releases cannot be read.
    #[error("{}: the list of withdrawn releases cannot be read: {source}", .file.display())]
    OtherWithdrawn {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The public folder keeps no release of this name.
    #[error("there is no release “{name}” to withdraw; those that are public are: {}", .known.join(", "))]
    NoSuchRelease {
        /// The name.
        name: String,
        /// Those that the folder keeps.
        known: Vec<String>,
    },
    /// Without this release, nothing would be left.
    #[error(
        "“{0}” is the only release; make the next one public first (`tablero release`), then withdraw it"
    )]
    OnlyRelease(String),
    /// What is kept in the place of a withdrawn release is another one.
    #[error("{}: another release is kept here; name another folder", .0.display())]
    OtherKept(PathBuf),
    /// A release was withdrawn with which the new one was not attacked: somebody may have kept it.
    #[error(
        "“{other}” was withdrawn, but somebody may have kept it, and “{release}” was not attacked together with it; name the \
         folder in which you keep it (--earlier)"
    )]
    NotTriedWithWithdrawn {
        /// The name of the new release.
        release: String,
        /// The name of the one that was withdrawn.
        other: String,
    },
    /// A release of this name was withdrawn.
    #[error(
        "a release “{0}” was withdrawn, and links to it lead to its notice; give the new one a name of its own"
    )]
    WithdrawnName(String),
    /// The release cannot be written in one of its formats.
    #[error(transparent)]
    Format(#[from] formats::FormatError),
    /// A file of the release is missing or cannot be read.
    #[error("{}: a file of the release cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A file is neither a catalog nor a table.
    #[error("{}: {source}", .file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: json_stat::ReadError,
    },
    /// The index names a folder that is not in `releases/`.
    #[error("{}: a release is said to be in “{folder}”, but releases are in folders of releases/", .file.display())]
    OtherFolder {
        /// The index.
        file: PathBuf,
        /// The folder that it names.
        folder: String,
    },
    /// The index of a public folder and that of its last release describe different tables.
    #[error("{}: this index differs from {folder}{INDEX}, which it should repeat", .file.display())]
    OtherIndex {
        /// The index.
        file: PathBuf,
        /// The folder of the release.
        folder: String,
    },
    /// A file holds another table than the index describes.
    #[error("{}: this is not the table “{table}” that {INDEX} describes", .file.display())]
    OtherTable {
        /// The file.
        file: PathBuf,
        /// The id of the table that was expected.
        table: String,
    },
    /// The certificate has a format that this version cannot read.
    #[error("{}: this version of tablero cannot read this certificate: {source}", .file.display())]
    OtherCertificate {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The hash of a file differs from the one in the certificate.
    #[error("{}: this file was changed after it was certified; take the release from where it was published", .0.display())]
    Altered(PathBuf),
}
