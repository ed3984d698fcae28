//! Withdraws a release from a public folder: its files go, a notice stays in their place, and the index says so.
//!
//! Its files are first copied to a folder that only the institution has. Whatever stops a run, the index leads to a whole
//! release, and the same command ends what it began.

use std::{collections::BTreeSet, ffi::OsStr, fs, io, path::Path};

use cube::{Catalog, KeptRelease};

use crate::{
    disk::{TemporaryFolder, create_folders, remove_leftovers, rename, sync_folder},
    error::ReleaseError,
    file::replace_file,
    folder::{Failed, fill_folder, lock_place, replace_folder},
    names::{INDEX, NEW, NOTICE, WITHDRAWN},
    read::{name_files, read, read_index},
    render::{Files, render_index},
    withdrawn::{Withdrawn, read_withdrawn, render_list, render_notice},
};

/// Withdraws the release of this name from the public folder, and keeps its files in a folder of its own in `keep`, which
/// must be apart from everything public. If a run before was stopped, ends it.
pub fn withdraw(
    folder: &Path,
    name: &str,
    reason: &str,
    keep: &Path,
) -> Result<Withdrawn, ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable {
        folder: folder.into(),
        source,
    };
    let (place, _lock) = lock_place(folder).map_err(unwritable)?;
    let index = read_index(&place)?;
    let mut all = read_withdrawn(&place)?;
    let one = match all.iter().find(|one| one.release == name) {
        Some(begun) => begun.clone(),
        None => Withdrawn {
            release: name.into(),
            folder: find(&index, name)?.folder.clone(),
            reason: reason.into(),
        },
    };
    let mut rest = index.releases.clone();
    rest.retain(|kept| kept.release != name);
    let Some(last) = rest.last() else {
        return Err(ReleaseError::OnlyRelease(name.into()));
    };
    let old = place.join(&one.folder);
    if !is_withdrawn(&old, &one)? {
        keep_files(&old, keep)?;
    }
    if !all.contains(&one) {
        all.push(one.clone());
        let list = render_list(&all);
        replace_file(&place.join(WITHDRAWN), list.as_bytes()).map_err(unwritable)?;
    }
    if rest != index.releases {
        let release = read(&place.join(&last.folder))?;
        let catalog = Catalog {
            releases: rest,
            ..release.catalog.clone()
        };
        let text = render_index(&catalog, &release, &all);
        replace_file(&place.join(INDEX), text.as_bytes()).map_err(unwritable)?;
    }
    put_notice(&old, &one).map_err(unwritable)?;
    tidy_up(keep, &old).map_err(unwritable)?;
    Ok(one)
}

/// Deletes what a run that was stopped left beside the kept files.
fn tidy_up(keep: &Path, old: &Path) -> io::Result<()> {
    match keep.is_dir() {
        true => remove_leftovers(keep, old.file_name().unwrap_or_default()),
        false => Ok(()),
    }
}

fn find<'a>(index: &'a Catalog, name: &str) -> Result<&'a KeptRelease, ReleaseError> {
    let mut releases = index.releases.iter();
    let found = releases.find(|kept| kept.release == name);
    found.ok_or_else(|| ReleaseError::NoSuchRelease {
        name: name.into(),
        known: index
            .releases
            .iter()
            .map(|kept| kept.release.clone())
            .collect(),
    })
}

/// Whether the notice stands in the place of a release already.
fn is_withdrawn(folder: &Path, one: &Withdrawn) -> Result<bool, ReleaseError> {
    Ok(read_withdrawn_notice(folder)?.as_deref() == Some(&*render_list(std::slice::from_ref(one))))
}

fn read_withdrawn_notice(folder: &Path) -> Result<Option<String>, ReleaseError> {
    let file = folder.join(WITHDRAWN);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ReleaseError::Unreadable { file, source }),
    }
}

/// Copies the files of a release to a folder of its own in `keep`.
fn keep_files(old: &Path, keep: &Path) -> Result<(), ReleaseError> {
    // Whatever was changed is no longer what was public.
    let release = read(old)?;
    let name = old.file_name().unwrap_or_default();
    let target = keep.join(name);
    if target.exists() {
        return match read(&target)? == release {
            true => Ok(()),
            false => Err(ReleaseError::OtherKept(target)),
        };
    }
    let copy = || {
        let mut files = Files::new();
        let names: BTreeSet<String> = name_files(old, &release.catalog);
        for name in names {
            if old.join(&name).try_exists()? {
                files.insert(name.clone(), fs::read(old.join(&name))?);
            }
        }
        create_folders(keep)?;
        remove_leftovers(keep, name)?;
        let beside = TemporaryFolder::create(keep, name)?;
        let new = beside.path.join(NEW);
        let written = fill_folder(&files, &new)
            .and_then(|()| rename(&new, &target))
            .and_then(|()| sync_folder(keep));
        // What is left over is deleted by the next run; whether the copy was written matters more.
        let _ = beside.remove();
        written
    };
    copy().map_err(|source| ReleaseError::Unwritable {
        folder: target.clone(),
        source,
    })
}

/// Puts the notice in the place of the files.
fn put_notice(old: &Path, one: &Withdrawn) -> io::Result<()> {
    let list = render_list(std::slice::from_ref(one));
    let files: Files = [
        (NOTICE.to_owned(), render_notice(one).into_bytes()),
        (WITHDRAWN.to_owned(), list.into_bytes()),
    ]
    .into();
    let parent = old.parent().unwrap_or(old);
    let name: &OsStr = old.file_name().unwrap_or_default();
    if read_withdrawn_notice(old).ok().flatten().is_some() {
        return remove_leftovers(parent, name);
    }
    replace_folder(&files, old).map_err(|failed| match failed {
        Failed::Unwritable(source) | Failed::Displaced { source, .. } => source,
    })
}
