//! Writes files under a temporary name and renames them, so that a failed run leaves the earlier file as it was.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Writes a file that everybody may read. Creates its folder if it is missing.
pub fn write_public(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    fs::create_dir_all(parent_folder(path))?;
    let beside = path.with_extension("part");
    fs::write(&beside, content)?;
    fs::rename(beside, path)
}

/// Writes a file that, on Unix, only its owner may read and write. Creates its folder if it is missing.
pub fn write_confidential(path: &Path, text: &str) -> io::Result<()> {
    stream_confidential(path, |to| to.write_all(text.as_bytes()))
}

/// Writes a file piece by piece that, on Unix, only its owner may read and write.
pub fn stream_confidential(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    fs::create_dir_all(parent_folder(path))?;
    // Only the owner can read a temporary file, from its creation on.
    let mut beside = BufWriter::new(tempfile::NamedTempFile::new_in(parent_folder(path))?);
    write(&mut beside)?;
    beside
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .persist(path)?;
    Ok(())
}

/// Whether two paths are the same or one lies inside the other, after links and dots are resolved.
pub fn overlap(one: &Path, other: &Path) -> bool {
    let (one, other) = (resolve(one), resolve(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Resolves links and dots in the part of a path that exists.
fn resolve(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let mut missing = Vec::new();
    for ancestor in path.ancestors() {
        if let Ok(found) = ancestor.canonicalize() {
            return missing
                .into_iter()
                .rev()
                .fold(found, |path, name| path.join(name));
        }
        missing.extend(ancestor.file_name());
    }
    path
}

/// The folder of a file; the current one for a bare name.
fn parent_folder(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_overlap_however_they_are_spelled() {
        let directory = tempfile::tempdir().unwrap();
        let below = |path: &str| directory.path().join(path);
        fs::create_dir_all(below("public/sub")).unwrap();
        let pairs = [
            ("public", "public"),
            ("public", "public/report"),
            ("public/", "public/sub/../report/deeper"),
            ("public/data", "public"),
            ("public/./sub", "public/sub/report"),
        ];
        for (one, other) in pairs {
            assert!(overlap(&below(one), &below(other)), "{one} and {other}");
        }
        for (one, other) in [
            ("public", "report"),
            ("public", "public-report"),
            ("public", "public/../report"),
        ] {
            assert!(!overlap(&below(one), &below(other)), "{one} and {other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_overlaps_with_it() {
        let directory = tempfile::tempdir().unwrap();
        let below = |path: &str| directory.path().join(path);
        fs::create_dir_all(below("public")).unwrap();
        std::os::unix::fs::symlink(below("public"), below("elsewhere")).unwrap();
        assert!(overlap(&below("public"), &below("elsewhere/report")));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_a_confidential_file() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o077;
        let (secret, public) = (
            directory.path().join("a/secret"),
            directory.path().join("b/public"),
        );
        for _ in 0..2 {
            write_confidential(&secret, "one").unwrap();
            write_public(&public, "two").unwrap();
        }
        assert_eq!((mode(&secret), mode(&public) & 0o044 > 0), (0, true));
        assert_eq!(
            fs::read_to_string(secret).unwrap() + &fs::read_to_string(public).unwrap(),
            "onetwo"
        );
    }
}
