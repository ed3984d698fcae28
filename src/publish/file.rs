//! Writing files beside their place, then there, so that a failed run leaves what stood there as it was.

use std::{fs, io, path::Path};

/// Writes a file that everybody may read. Its folder is made if it is not there.
pub(crate) fn write_public(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder(path))?;
    let beside = path.with_extension("part");
    fs::write(&beside, text)?;
    fs::rename(beside, path)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
