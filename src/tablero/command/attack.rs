//! `tablero attack`: what an outsider can prove.

use std::path::Path;

use crate::{
    facts,
    foreign::{self, ForeignError, Shape},
};
use attack::Effort;
use codebook::Codebook;
use publish::{coalition, publication::Refused};
use records::read::{Values, read};

use crate::cli::{Attack, Coalition, Foreign};
use crate::command::{
    done::{Done, Exit},
    failure::Failure,
    input::{inputs, links},
};

pub(super) fn run(options: &Attack) -> Result<Done, Failure> {
    if let Some(file) = &options.coalition.codebook {
        return of_others(options, file);
    }
    let places = options.previous.iter().chain(&options.releases);
    let mut releases = places
        .map(|place| release::read(place))
        .collect::<Result<Vec<_>, _>>()?;
    releases.extend(table(&options.foreign)?);
    let facts = options
        .known
        .as_deref()
        .map(facts::read)
        .transpose()?
        .unwrap_or_default();
    let report =
        attack::attack_knowing(&releases.iter().collect::<Vec<_>>(), Effort::Joint, &facts);
    let text = if options.json {
        serde_json::to_string_pretty(&report)?
    } else {
        report.to_string()
    };
    Ok(Done {
        text,
        code: if report.is_safe() {
            Exit::Done
        } else {
            Exit::Unsafe
        },
    })
}

/// What those can prove of others who know their own record: numbers of records, and nothing of any of them.
fn of_others(options: &Attack, codebook: &Path) -> Result<Done, Failure> {
    let Coalition {
        records,
        key,
        decisions,
        sample,
        ..
    } = &options.coalition;
    let codebook = Codebook::open(codebook)?;
    let inputs = inputs(records, &[], &codebook)?;
    let links = links(key.as_deref(), decisions.as_deref())?;
    let [place] = options.releases.as_slice() else {
        return Err(Failure::NotOneRelease);
    };
    let places = options.previous.iter().chain([place]);
    let releases = places
        .map(|place| release::read(place))
        .collect::<Result<Vec<_>, _>>()?;
    let intake = read(&codebook, &inputs, Values::Concealed, &links).map_err(|problems| {
        Failure::Refused {
            refused: Refused::Records(problems),
            told: String::new(),
        }
    })?;
    let report = coalition::tried(
        &codebook,
        &releases.iter().collect::<Vec<_>>(),
        &intake,
        *sample,
    );
    let text = if options.json {
        serde_json::to_string_pretty(&report)?
    } else {
        report.to_string()
    };
    Ok(Done {
        text,
        code: if report.is_safe() {
            Exit::Done
        } else {
            Exit::Unsafe
        },
    })
}

/// The table of somebody else, if one is named.
fn table(options: &Foreign) -> Result<Option<cube::Release>, ForeignError> {
    let (Some(file), Some(value), Some(threshold)) =
        (&options.table, &options.value, options.threshold)
    else {
        return Ok(None);
    };
    let shape = Shape {
        dimensions: options.dimensions.clone(),
        value: value.clone(),
        hidden: options.hidden.clone(),
        hidden_where: options.hidden_where.clone(),
        total: options.total.clone(),
        threshold,
        parents: options.parents.clone(),
    };
    foreign::read(file, &shape).map(Some)
}
