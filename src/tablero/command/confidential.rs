//! Refuses commands that would write or read confidential files inside the folder of a release.

use std::path::Path;

use release::file::overlap;

use crate::command::failure::Failure;

/// Refuses confidential files or folders that overlap with the folder of a release.
pub(super) fn check_apart<'a>(
    confidential: impl IntoIterator<Item = &'a Path>,
    public: &[&Path],
) -> Result<(), Failure> {
    for path in confidential {
        for public in public {
            if overlap(path, public) {
                return Err(Failure::Confidential {
                    path: path.into(),
                    public: public.into(),
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
