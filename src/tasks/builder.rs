//! Keeps the builder's own paths out of what is built: names them otherwise while compiling, and looks for them afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::checkout::Checkout;
use crate::tools;

/// The folders of the builder that compilers write into programs, and what stands there instead.
pub fn folders(checkout: &Checkout) -> Result<Vec<(PathBuf, &'static str)>> {
    Ok(vec![
        (tools::cargo_home()?, "cargo"),
        (checkout.root.clone(), "tablero"),
        (checkout.target.clone(), "target"),
    ])
}

/// Lets a command that compiles for `target` name these folders otherwise; no other build has to be done anew for that.
pub fn hide(command: &mut Command, checkout: &Checkout, target: &str) -> Result<()> {
    let mut flags = Vec::new();
    for (folder, name) in folders(checkout)? {
        let folder = folder.display().to_string();
        if folder.contains(char::is_whitespace) {
            bail!(
                "{folder}: a folder with a space in its name cannot be kept out of what is built; move it"
            );
        }
        flags.push(format!("--remap-path-prefix={folder}={name}"));
    }
    let target = target.replace('-', "_").to_uppercase();
    command.env(format!("CARGO_TARGET_{target}_RUSTFLAGS"), flags.join(" "));
    Ok(())
}

/// Fails if one of these folders is named in a file, or in a file of a folder.
pub fn check(checkout: &Checkout, built: &Path) -> Result<()> {
    let folders: Vec<String> = folders(checkout)?
        .into_iter()
        .map(|(folder, _)| folder.display().to_string())
        .collect();
    let found = find(built, &folders)?;
    if found.is_empty() {
        return Ok(());
    }
    bail!(
        "these files name folders of this machine:\n{}",
        found.join("\n")
    )
}

/// Lists files that name one of these folders, and which one.
fn find(built: &Path, folders: &[String]) -> Result<Vec<String>> {
    let unread = || format!("{} cannot be read", built.display());
    let mut found = Vec::new();
    if built.is_dir() {
        let mut entries = Vec::new();
        for entry in fs::read_dir(built).with_context(unread)? {
            entries.push(entry.with_context(unread)?.path());
        }
        entries.sort();
        for entry in entries {
            found.extend(find(&entry, folders)?);
        }
    } else {
        let content = fs::read(built).with_context(unread)?;
        for folder in folders {
            if contains(&content, folder.as_bytes()) {
                found.push(format!("  {}: {folder}", built.display()));
            }
        }
    }
    Ok(found)
}

fn contains(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_the_builder_is_found_in_whatever_was_built() {
        let built = std::env::temp_dir().join(format!("tasks-builder-{}", std::process::id()));
        fs::create_dir_all(built.join("check")).unwrap();
        fs::write(built.join("a.wasm"), b"\0cargo/registry/src/x.rs\0").unwrap();
        let folders = ["/home/maria/.cargo".to_owned()];
        assert_eq!(find(&built, &folders).unwrap(), Vec::<String>::new());
        let program = built.join("check/b.wasm");
        fs::write(&program, b"\0/home/maria/.cargo/registry/src/x.rs\0").unwrap();
        let expected = format!("  {}: /home/maria/.cargo", program.display());
        assert_eq!(find(&built, &folders).unwrap(), [expected]);
        fs::remove_dir_all(&built).unwrap();
    }

    #[test]
    fn the_builders_folders_get_other_names() {
        let checkout = Checkout::find().unwrap();
        let mut command = Command::new("cargo");
        hide(&mut command, &checkout, "wasm32-unknown-unknown").unwrap();
        let (name, flags) = command.get_envs().next().unwrap();
        assert_eq!(name, "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS");
        let flags = flags.unwrap().to_string_lossy().into_owned();
        let expected = format!("--remap-path-prefix={}=tablero", checkout.root.display());
        assert!(flags.contains(&expected), "{flags}");
    }
}
