//! Skips a step whose inputs have not changed, by their fingerprint in a stamp beside the output.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Computes one number from the names and contents of these files and of everything in these folders. A path that does
/// not exist counts as absent, so that its arrival changes the fingerprint.
pub fn compute(paths: &[PathBuf]) -> Result<String> {
    let mut files = BTreeSet::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.as_os_str().as_encoded_bytes());
        hasher
            .write(&fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Does the work unless the stamp beside the output has this fingerprint already. Writes the stamp only if the work has
/// succeeded.
pub fn unless_done(
    output: &Path,
    fingerprint: &str,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp = output.with_extension("stamp");
    if output.exists() && fs::read_to_string(&stamp).is_ok_and(|done| done == fingerprint) {
        return Ok(());
    }
    // A step that fails half-way leaves no stamp of an earlier success behind.
    if stamp.exists() {
        fs::remove_file(&stamp)
            .with_context(|| format!("{} cannot be removed", stamp.display()))?;
    }
    work()?;
    fs::write(&stamp, fingerprint).with_context(|| format!("{} cannot be written", stamp.display()))
}

fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in
            fs::read_dir(path).with_context(|| format!("{} cannot be read", path.display()))?
        {
            collect(&entry?.path(), files)?;
        }
    } else if path.exists() {
        files.insert(path.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_is_made_again_only_when_it_is_gone_or_an_input_has_changed() {
        let folder = std::env::temp_dir().join(format!("tasks-fingerprint-{}", std::process::id()));
        fs::create_dir_all(folder.join("inputs")).unwrap();
        let (input, output) = (folder.join("inputs/a"), folder.join("output"));
        let mut times = 0;
        let mut build = |content: &str, outcome: Result<()>| {
            fs::write(&input, content).unwrap();
            let fingerprint = compute(&[folder.join("inputs"), folder.join("absent")]).unwrap();
            let done = unless_done(&output, &fingerprint, || {
                times += 1;
                fs::write(&output, content)?;
                outcome
            });
            (times, done.is_ok())
        };
        assert_eq!(build("1", Ok(())), (1, true));
        assert_eq!(build("1", Ok(())), (1, true));
        assert_eq!(build("2", Err(anyhow::anyhow!("it broke"))), (2, false));
        assert_eq!(build("2", Ok(())), (3, true));
        assert_eq!(build("1", Ok(())), (4, true));
        fs::remove_file(&output).unwrap();
        assert_eq!(build("1", Ok(())), (5, true));
        fs::remove_dir_all(&folder).unwrap();
    }
}
