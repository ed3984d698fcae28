//! Reads all crates of a workspace, and who of them knows whom, as Cargo sees it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand, Target, TargetKind};

use crate::error::Error;
use crate::source_crate::Crate;
use crate::sources::Sources;

/// The packages of a workspace, by name.
#[derive(Debug)]
pub struct Workspace {
    /// The packages, sorted by name.
    pub packages: Vec<Package>,
}

/// One package of a workspace, with its library and its programs.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// The description in its manifest.
    pub about: String,
    /// The packages of the workspace that its manifest names, for whatever purpose.
    pub knows: BTreeSet<String>,
    /// Its library and its programs: the root file below the workspace's folder, and what was read from there.
    pub crates: Vec<(PathBuf, Crate)>,
}

impl Workspace {
    /// Reads all packages of the workspace in a folder. Tests, benchmarks and examples are left out.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let metadata = MetadataCommand::new()
            .manifest_path(folder.join("Cargo.toml"))
            .other_options(["--locked".to_owned(), "--no-deps".to_owned()])
            .exec()?;
        let names: BTreeSet<String> = metadata
            .packages
            .iter()
            .map(|package| package.name.to_string())
            .collect();
        let mut packages = Vec::new();
        for package in &metadata.packages {
            packages.push(read_package(&metadata, package, &names)?);
        }
        packages.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(Workspace { packages })
    }

    /// The crate with a root file, as seen from the workspace's folder.
    pub fn crate_at(&self, root: &Path) -> Option<&Crate> {
        let mut crates = self.packages.iter().flat_map(|package| &package.crates);
        crates.find(|(file, _)| file == root).map(|(_, read)| read)
    }
}

fn read_package(
    metadata: &Metadata,
    package: &cargo_metadata::Package,
    names: &BTreeSet<String>,
) -> Result<Package, Error> {
    let root = metadata.workspace_root.as_std_path();
    let mut crates = Vec::new();
    for target in package
        .targets
        .iter()
        .filter(|target| is_library_or_program(target))
    {
        let file = below(root, target.src_path.as_std_path());
        let folder = file.parent().unwrap_or(Path::new(""));
        let sources = Sources::read_below(root, folder)?;
        let read = Crate::read(&sources, &file)?;
        crates.push((file, read));
    }
    let knows = package.dependencies.iter().map(|known| known.name.clone());
    Ok(Package {
        name: package.name.to_string(),
        about: package.description.clone().unwrap_or_default(),
        knows: knows.filter(|known| names.contains(known)).collect(),
        crates,
    })
}

fn is_library_or_program(target: &Target) -> bool {
    target
        .kind
        .iter()
        .any(|kind| matches!(kind, TargetKind::Lib | TargetKind::Bin))
}

/// A path as seen from a folder, if it lies below it.
fn below(folder: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(folder).unwrap_or(path).to_owned()
}
