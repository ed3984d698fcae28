//! Puts a new site into the place of the one before, file by file, and leaves what others put there.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use release::{
    file::{TemporaryFolder, lock_folder, remove_leftovers, resolve, write_public},
    fingerprint_bytes,
};

use crate::{
    assemble::{SiteError, at},
    files::read_files,
    plan::{Found, NotOwn, Step, plan},
    written::{Hashes, LIST, Written, hash_files},
};

/// Where a site is, or will be.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
    /// How the caller calls it.
    named: PathBuf,
}

/// What was done to a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// How many files were written.
    pub written: usize,
    /// How many files of earlier sites were deleted.
    pub removed: usize,
    /// What others put there, or edited; it stays.
    pub foreign: BTreeSet<String>,
}

impl Place {
    /// Finds the place: a new or empty folder, or a site that this program wrote.
    pub fn open(named: &Path) -> Result<Place, SiteError> {
        let place = Place {
            folder: resolve(named),
            named: named.into(),
        };
        place.read_written().map(|_| place)
    }

    /// Lets `write` write a whole site into a new folder beside this one, and then updates this one. The first folder that
    /// `write` gets is for what it needs meanwhile, the second for the site. If it fails, nothing here has changed.
    pub fn update<E: From<SiteError>>(
        &self,
        write: impl FnOnce(&Path, &Path) -> Result<(), E>,
    ) -> Result<Updated, E> {
        let name = self.folder.file_name().unwrap_or_default();
        let parent = self.folder.parent().unwrap_or(Path::new("."));
        let create = || {
            fs::create_dir_all(parent)?;
            remove_leftovers(parent, name)?;
            TemporaryFolder::create(parent, name)
        };
        let beside = create().map_err(|source| at(parent, source))?;
        let new = beside.path.join("site");
        let updated =
            write(&beside.path, &new).and_then(|()| self.take(&new, parent).map_err(E::from));
        // What is left over is deleted by the next run; whether the site is in its place matters more.
        let _ = beside.remove();
        updated
    }

    /// Moves the files of a new site here.
    fn take(&self, new: &Path, parent: &Path) -> Result<Updated, SiteError> {
        let _lock = lock_folder(parent).map_err(|source| at(parent, source))?;
        let files = read_files(new).map_err(|source| at(new, source))?;
        let hashes = hash_files(&files);
        let found = self.find(&hashes)?;
        let plan = plan(&found, &hashes)
            .map_err(|NotOwn(name)| SiteError::NotOwn(self.named.join(name)))?;
        let mut updated = Updated {
            foreign: plan.foreign,
            ..Updated::default()
        };
        for step in &plan.steps {
            perform(step, new, &self.folder).map_err(|source| at(&self.named, source))?;
            match step {
                Step::Put(_) => updated.written += 1,
                Step::Remove(_) => updated.removed += 1,
                Step::List(_) => {}
            }
        }
        Ok(updated)
    }

    /// Finds what is in the folder.
    fn find(&self, new: &Hashes) -> Result<Found, SiteError> {
        let written = self.read_written()?;
        let mut found = Found {
            written,
            ..Found::default()
        };
        if self.folder.exists() {
            let is_known =
                |name: &str, written: &Written| written.names(name) || new.contains_key(name);
            let names = found.written.files.keys();
            let names = names.chain(found.written.previous.keys()).chain(new.keys());
            let folders: BTreeSet<String> = names.flat_map(|name| folders_of(name)).collect();
            let mut waiting = vec![String::new()];
            while let Some(folder) = waiting.pop() {
                for (name, is_folder) in list(&self.folder, &folder)? {
                    if is_folder && folders.contains(&name) {
                        waiting.push(name);
                    } else if !is_folder && is_known(&name, &found.written) {
                        let file = self.folder.join(&name);
                        let content = fs::read(&file).map_err(|source| at(&file, source))?;
                        found.known.insert(name, fingerprint_bytes(&content));
                    } else if name != LIST {
                        found.unknown.insert(name);
                    }
                }
            }
        }
        Ok(found)
    }

    /// Reads the list of what this program wrote here; refuses a folder in which there is something else alone.
    fn read_written(&self) -> Result<Written, SiteError> {
        let list = self.folder.join(LIST);
        match fs::read_to_string(&list) {
            Ok(text) => Written::parse(&text).ok_or_else(|| SiteError::NotSite(self.named.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let is_taken = match fs::read_dir(&self.folder) {
                    Ok(mut entries) => entries.next().is_some(),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => false,
                    Err(source) => return Err(at(&self.named, source)),
                };
                match is_taken {
                    true => Err(SiteError::NotSite(self.named.clone())),
                    false => Ok(Written::default()),
                }
            }
            Err(_) => Err(SiteError::NotSite(self.named.clone())),
        }
    }
}

/// Lists the files and folders in a folder below the root, by their paths from the root; those of folders end with `/`.
fn list(root: &Path, folder: &str) -> Result<Vec<(String, bool)>, SiteError> {
    let path = root.join(folder);
    let mut names = Vec::new();
    for entry in fs::read_dir(&path).map_err(|source| at(&path, source))? {
        let entry = entry.map_err(|source| at(&path, source))?;
        let is_folder = entry.path().is_dir();
        let slash = if is_folder { "/" } else { "" };
        let name = entry.file_name();
        names.push((
            format!("{folder}{}{slash}", name.to_string_lossy()),
            is_folder,
        ));
    }
    Ok(names)
}

/// The folders around a file: `a/` and `a/b/` for `a/b/c`.
fn folders_of(name: &str) -> impl Iterator<Item = String> {
    name.match_indices('/')
        .map(|(at, _)| name[..=at].to_owned())
}

/// Does one step; another program sees it done or not done, never in part.
pub(crate) fn perform(step: &Step, new: &Path, site: &Path) -> io::Result<()> {
    match step {
        Step::List(written) => write_public(&site.join(LIST), written.to_text()),
        Step::Put(name) => {
            let (from, to) = (new.join(name), site.join(name));
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::File::open(&from)?.sync_all()?;
            match fs::rename(&from, &to) {
                Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                    write_public(&to, fs::read(&from)?)
                }
                renamed => renamed,
            }
        }
        Step::Remove(name) => {
            fs::remove_file(site.join(name))?;
            let folders: Vec<String> = folders_of(name).collect();
            for folder in folders.iter().rev() {
                // A folder that is not empty stays.
                let _ = fs::remove_dir(site.join(folder));
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests;
