//! Writing files beside their place, then there, so that a failed run leaves what stood there as it was.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Writes a file that everybody may read. Its folder is made if it is not there.
pub fn write_public(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder(path))?;
    let beside = path.with_extension("part");
    fs::write(&beside, text)?;
    fs::rename(beside, path)
}

/// Writes a file that, on Unix, only its owner may read and write. Its folder is made if it is not there.
pub fn write_confidential(path: &Path, text: &str) -> io::Result<()> {
    stream_confidential(path, |to| to.write_all(text.as_bytes()))
}

/// The same for what is written bit by bit.
pub fn stream_confidential(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    fs::create_dir_all(folder(path))?;
    // Temporary files are their owner's alone from the start.
    let mut beside = BufWriter::new(tempfile::NamedTempFile::new_in(folder(path))?);
    write(&mut beside)?;
    beside
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .persist(path)?;
    Ok(())
}

/// Whether one of two places lies in the other, or they are the same, whatever they are called.
pub fn overlap(one: &Path, other: &Path) -> bool {
    let (one, other) = (resolved(one), resolved(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// The path without links and dots, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
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

fn folder(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_overlap_under_whatever_name() {
        let directory = tempfile::tempdir().unwrap();
        let place = |path: &str| directory.path().join(path);
        fs::create_dir_all(place("public/sub")).unwrap();
        let pairs = [
            ("public", "public"),
            ("public", "public/report"),
            ("public/", "public/sub/../report/deeper"),
            ("public/data", "public"),
            ("public/./sub", "public/sub/report"),
        ];
        for (one, other) in pairs {
            assert!(overlap(&place(one), &place(other)), "{one} and {other}");
        }
        for (one, other) in [
            ("public", "report"),
            ("public", "public-report"),
            ("public", "public/../report"),
        ] {
            assert!(!overlap(&place(one), &place(other)), "{one} and {other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_place_overlaps_with_it() {
        let directory = tempfile::tempdir().unwrap();
        let place = |path: &str| directory.path().join(path);
        fs::create_dir_all(place("public")).unwrap();
        std::os::unix::fs::symlink(place("public"), place("elsewhere")).unwrap();
        assert!(overlap(&place("public"), &place("elsewhere/report")));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_confidential_is_its_owners_alone() {
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
