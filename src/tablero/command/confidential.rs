//! Refuses commands that would write or read confidential files inside the folder of a release.

use std::path::{Path, PathBuf};

use records::read::Input;
use release::{self, file::overlap};

use crate::command::{failure::Failure, publish};

/// Refuses to publish if a confidential file or folder overlaps with the folder of a release.
pub(super) fn check_publication(
    options: &publish::Options,
    inputs: &[Input],
) -> Result<(), Failure> {
    let publish::Options {
        input,
        earlier,
        out,
        set_aside,
        report,
    } = options;
    let named = [&input.key, &input.decisions, set_aside, report];
    let mut confidential: Vec<&Path> = Vec::new();
    confidential.extend(named.into_iter().flatten().map(PathBuf::as_path));
    confidential.extend(inputs.iter().filter_map(Input::file));
    for path in confidential {
        for public in std::iter::once(out).chain(earlier) {
            if overlap(path, public) {
                return Err(Failure::Confidential {
                    path: path.into(),
                    public: public.clone(),
                });
            }
        }
    }
    Ok(())
}

/// Refuses a confidential file in a folder that holds a release.
pub(super) fn check_outside_release(file: &Path) -> Result<(), Failure> {
    let folder = file.parent().filter(|folder| release::is_release(folder));
    folder.map_or(Ok(()), |folder| {
        Err(Failure::Confidential {
            path: file.into(),
            public: folder.into(),
        })
    })
}
