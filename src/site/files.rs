//! Reads all files of a folder, by their paths below it.

use std::{collections::BTreeMap, fs, io, path::Path};

/// Files by their paths below a folder, with `/` in between.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads every file of a folder and of those below it.
pub fn read_files(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}
