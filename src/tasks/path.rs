//! Finds programs of this machine by their names.

use std::env;
use std::path::{Path, PathBuf};

/// The first of these programs that is on the PATH.
pub fn find(programs: &[&str]) -> Option<PathBuf> {
    let folders = folders();
    programs.iter().find_map(|program| {
        folders
            .iter()
            .map(|folder| folder.join(program))
            .find(|file| file.is_file())
    })
}

/// The first folder, of the PATH or of these others, that holds all these programs.
pub fn folder_of(programs: &[&str], others: &[PathBuf]) -> Option<PathBuf> {
    let holds_all = |folder: &Path| {
        programs
            .iter()
            .all(|program| folder.join(program).is_file())
    };
    folders()
        .into_iter()
        .chain(others.iter().cloned())
        .find(|folder| holds_all(folder))
}

/// The folders of the PATH.
pub fn folders() -> Vec<PathBuf> {
    env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_on_the_path_and_nowhere_else() {
        assert!(find(&["no-such-program", "sh"]).is_some_and(|file| file.ends_with("sh")));
        assert_eq!(find(&["no-such-program"]), None);
    }

    #[test]
    fn a_folder_must_hold_every_program() {
        let other = env::temp_dir().join(format!("tasks-path-{}", std::process::id()));
        std::fs::create_dir_all(&other).unwrap();
        std::fs::write(other.join("first-of-two"), "").unwrap();
        let found = |programs: &[&str]| folder_of(programs, std::slice::from_ref(&other));
        assert_eq!(found(&["first-of-two"]), Some(other.clone()));
        assert_eq!(found(&["first-of-two", "sh"]), None);
        std::fs::remove_dir_all(&other).unwrap();
    }
}
