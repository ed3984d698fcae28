//! Checks where a command writes: never over what it reads or what somebody else wrote, and nothing confidential where others
//! can read it.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use publish::candidate::may_be_read_from_folder;
use release::file::{overlap, resolve};

use crate::command::failure::Failure;

/// The files and folders of one command.
#[derive(Default)]
pub(super) struct Places<'a> {
    /// What it reads: files, and folders of records.
    reads: Vec<&'a Path>,
    /// The folders of releases that it reads or writes.
    releases: Vec<&'a Path>,
    /// The folder of the release that it writes.
    written_release: Option<&'a Path>,
    /// What it reads or writes that nobody else may see: files and folders.
    confidential: Vec<PathBuf>,
    /// The files that it writes, and how it recognizes one that it wrote before.
    writes: Vec<(PathBuf, Recognize)>,
}

/// Whether a file that is there was written by this command before: the text with which it begins says so.
type Recognize = fn(&str) -> bool;

impl<'a> Places<'a> {
    /// Adds what the command reads and anybody may read, such as the codebook.
    pub(super) fn read(mut self, paths: impl IntoIterator<Item = &'a Path>) -> Self {
        self.reads.extend(paths);
        self
    }

    /// Adds what the command reads and nobody else may see.
    pub(super) fn read_confidential(mut self, paths: impl IntoIterator<Item = &'a Path>) -> Self {
        for path in paths {
            self.reads.push(path);
            self.confidential.push(path.into());
        }
        self
    }

    /// Adds folders of releases.
    pub(super) fn releases(mut self, folders: impl IntoIterator<Item = &'a Path>) -> Self {
        self.releases.extend(folders);
        self
    }

    /// Adds the folder of a release that the command writes.
    pub(super) fn write_release(mut self, folder: &'a Path) -> Self {
        self.written_release = Some(folder);
        self
    }

    /// Adds a file that the command writes, and that anybody may read.
    pub(super) fn write(mut self, file: &Path, recognize: Recognize) -> Self {
        self.writes.push((file.into(), recognize));
        self
    }

    /// Adds a file that the command writes, and that nobody else may see.
    pub(super) fn write_confidential(mut self, file: &Path, recognize: Recognize) -> Self {
        self.confidential.push(file.into());
        self.write(file, recognize)
    }

    /// Adds a folder into which the command writes files of these names, which nobody else may see.
    pub(super) fn write_confidential_folder(
        mut self,
        folder: &Path,
        files: &[&str],
        recognize: Recognize,
    ) -> Self {
        self.confidential.push(folder.into());
        for file in files {
            self.writes.push((folder.join(file), recognize));
        }
        self
    }

    /// Refuses the command if it would write where it must not.
    pub(super) fn check(&self) -> Result<(), Failure> {
        check_files(self.reads.iter().copied())?;
        for path in &self.confidential {
            self.check_apart_from_releases(path)?;
        }
        self.check_release()?;
        for (file, recognize) in &self.writes {
            self.check_apart_from_inputs(file)?;
            check_in_no_release(file)?;
            check_ours(file, *recognize)?;
        }
        Ok(())
    }

    /// Refuses to write a release over one that it is attacked together with, or into another.
    fn check_release(&self) -> Result<(), Failure> {
        let Some(folder) = self.written_release else {
            return Ok(());
        };
        if self.releases.iter().any(|earlier| overlap(earlier, folder)) {
            return Err(Failure::OwnEarlier(folder.into()));
        }
        let resolved = resolve(folder);
        if let Some(around) = resolved.parent().and_then(find_release_around) {
            return Err(Failure::InRelease {
                file: folder.into(),
                folder: around,
            });
        }
        Ok(())
    }

    /// Refuses a confidential file or folder in what is public, or around a release of this command.
    fn check_apart_from_releases(&self, path: &Path) -> Result<(), Failure> {
        let releases = self.releases.iter().copied().chain(self.written_release);
        let around = releases
            .into_iter()
            .find(|release| overlap(path, release))
            .map(|release| release.to_path_buf());
        match around.or_else(|| find_public_around(path)) {
            Some(public) => Err(Failure::Confidential {
                path: path.into(),
                public,
            }),
            None => Ok(()),
        }
    }

    /// Refuses a file that the command reads, or that the next run would read as records.
    fn check_apart_from_inputs(&self, file: &Path) -> Result<(), Failure> {
        let resolved = resolve(file);
        for input in &self.reads {
            let input_resolved = resolve(input);
            if resolved == input_resolved {
                return Err(Failure::OverwritesInput(file.into()));
            }
            if resolved.parent() == Some(&input_resolved) && may_be_read_from_folder(&resolved) {
                return Err(Failure::AmongRecords {
                    file: file.into(),
                    folder: input.to_path_buf(),
                });
            }
        }
        Ok(())
    }
}

/// Refuses inputs that are devices or pipes. Missing ones are reported by whoever reads them.
pub(super) fn check_files<'a>(inputs: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
    for input in inputs {
        let is_other = input
            .metadata()
            .is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
        if is_other {
            return Err(Failure::NotFile(input.into()));
        }
    }
    Ok(())
}

/// Refuses a file in the folder of a release, which holds its own files alone.
pub(super) fn check_in_no_release(file: &Path) -> Result<(), Failure> {
    match find_release_around(file) {
        Some(folder) => Err(Failure::InRelease {
            file: file.into(),
            folder,
        }),
        None => Ok(()),
    }
}

/// Refuses a file that is there and was not written by this command.
fn check_ours(file: &Path, recognize: Recognize) -> Result<(), Failure> {
    match read_beginning(file) {
        Ok(Some(beginning)) if !recognize(&beginning) => Err(Failure::NotOurs(file.into())),
        Ok(_) => Ok(()),
        Err(source) => Err(Failure::unwritable(file, source)),
    }
}

/// Reads the first bytes of a file as text; `None` if there is no file.
fn read_beginning(file: &Path) -> io::Result<Option<String>> {
    const LENGTH: u64 = 4096;
    match file.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(metadata) if !metadata.is_file() => return Ok(Some(String::new())),
        Ok(_) => (),
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(LENGTH).read_to_end(&mut bytes)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Finds the release or the site in which a path lies, however deep.
fn find_public_around(path: &Path) -> Option<PathBuf> {
    find_around(path, |folder| {
        release::looks_public(folder) || is_site(folder)
    })
}

/// Finds the release in which a path lies, however deep.
fn find_release_around(path: &Path) -> Option<PathBuf> {
    find_around(path, release::is_release)
}

fn find_around(path: &Path, is_wanted: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let resolved = resolve(path);
    let found = resolved.ancestors().find(|folder| is_wanted(folder))?;
    Some(name_as_typed(path, &resolved, found))
}

/// Names a folder around a path as the path was typed, where that is possible.
fn name_as_typed(path: &Path, resolved: &Path, found: &Path) -> PathBuf {
    let depth = resolved.components().count() - found.components().count();
    path.ancestors()
        .nth(depth)
        .filter(|typed| !typed.as_os_str().is_empty() && resolve(typed) == found)
        .map_or_else(|| found.into(), Path::to_path_buf)
}

/// Whether a folder holds a finished site: its pages and a release.
fn is_site(folder: &Path) -> bool {
    ["index.html", "404.html"]
        .iter()
        .all(|page| folder.join(page).is_file())
        && release::is_release(&folder.join("data"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// An index that is the catalog of a release.
    fn write_release(folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        let index = cube::json_stat::write_catalog(&cube::Catalog::default(), &[], "");
        fs::write(folder.join("index.json"), index).unwrap();
    }

    fn is_report(beginning: &str) -> bool {
        beginning.starts_with("ours")
    }

    /// What a check says, without the folder of the test.
    fn say(places: &Places<'_>, beside: &Path) -> String {
        let text = places
            .check()
            .err()
            .map_or("fine".into(), |failure| failure.to_string());
        text.replace(
            &format!("{}/", beside.canonicalize().unwrap().display()),
            "",
        )
        .replace(&format!("{}/", beside.display()), "")
    }

    #[test]
    fn nothing_is_written_over_an_input_or_another_file() {
        let beside = tempfile::tempdir().unwrap();
        let path = |name: &str| beside.path().join(name);
        fs::create_dir(path("inbox")).unwrap();
        for (name, text) in [
            ("r.csv", "records"),
            ("old.txt", "ours"),
            ("other.txt", "mine"),
        ] {
            fs::write(path(name), text).unwrap();
        }
        let (records, inbox) = (path("r.csv"), path("inbox"));
        let writes = |name: &str| {
            let places = Places::default().read([&*records, &*inbox]);
            say(&places.write(&path(name), is_report), beside.path())
        };
        assert_eq!(writes("old.txt"), "fine");
        assert_eq!(writes("new.txt"), "fine");
        assert_eq!(writes("inbox/notes.html"), "fine");
        assert!(writes("./r.csv").ends_with(
            "r.csv: this command reads this file, so it does not write over it; name another one"
        ));
        assert!(writes("inbox/../r.csv").contains("this command reads this file"));
        assert!(
            writes("inbox/aside.csv")
                .starts_with("inbox/aside.csv: the next run would read this file as records")
        );
        assert_eq!(
            writes("other.txt"),
            "other.txt: this file is there, and this command did not write it; name another one"
        );
        assert!(writes("inbox").contains("this command reads this file"));
        fs::create_dir(path("folder")).unwrap();
        let folder = writes("folder");
        assert!(folder.contains("did not write it"), "{folder}");
    }

    #[test]
    fn nothing_confidential_lies_in_what_is_public_however_deep() {
        let beside = tempfile::tempdir().unwrap();
        let path = |name: &str| beside.path().join(name);
        write_release(&path("public"));
        write_release(&path("site/data"));
        fs::create_dir_all(path("public/sub/deeper")).unwrap();
        let secret = |name: &str| {
            let places = Places::default().write_confidential(&path(name), is_report);
            say(&places, beside.path())
        };
        for file in [
            "public/key",
            "public/sub/key",
            "public/sub/deeper/new/key",
            "site/data/key",
        ] {
            let said = secret(file);
            assert!(
                said.starts_with(&format!(
                    "{file}: this is confidential; name a path that is neither in "
                )),
                "{said}"
            );
        }
        assert_eq!(secret("site/key"), "fine");
        for page in ["index.html", "404.html"] {
            fs::write(path("site").join(page), "").unwrap();
        }
        assert!(secret("site/key").contains("neither in site nor around it"));
        assert_eq!(secret("key"), "fine");
        let folder = path("public/report");
        let places = Places::default().write_confidential_folder(&folder, &["a.html"], is_report);
        assert!(say(&places, beside.path()).contains("this is confidential"));
        let public = Places::default().write(&path("public/quality.html"), is_report);
        assert!(
            say(&public, beside.path()).starts_with(
                "public/quality.html: the folder of a release holds its own files alone"
            )
        );
    }
}
