//! What is confidential stands apart from what is public: the one check for every file and directory of a command.

use std::path::Path;

use records::read::Input;
use release::{self, file::overlap};

use crate::cli::Publish;
use crate::command::failure::Failure;

/// Refuses to publish while anything confidential would stand in a directory that is public.
pub(super) fn of_publication(options: &Publish, inputs: &[Input]) -> Result<(), Failure> {
    let Publish {
        input,
        earlier,
        out,
        set_aside,
        report,
    } = options;
    let named = [&input.key, &input.decisions, set_aside, report];
    let records = inputs.iter().filter_map(Input::file);
    let mut places = named
        .into_iter()
        .flatten()
        .map(AsRef::as_ref)
        .chain(records);
    let within = |place| {
        std::iter::once(out)
            .chain(earlier)
            .find(|public| overlap(place, public))
    };
    let found = places.find_map(|place: &Path| Some((place, within(place)?)));
    found.map_or(Ok(()), |(place, public)| {
        Err(Failure::Confidential {
            place: place.into(),
            public: public.clone(),
        })
    })
}

/// Refuses a confidential file in the directory of a release, for commands that are told of none.
pub(super) fn in_no_release(file: &Path) -> Result<(), Failure> {
    let folder = file.parent().filter(|folder| release::is_release(folder));
    folder.map_or(Ok(()), |folder| {
        Err(Failure::Confidential {
            place: file.into(),
            public: folder.into(),
        })
    })
}
