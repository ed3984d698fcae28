//! `tablero attack`: what an outsider can prove.

use attack::Effort;
use publish::{
    facts,
    foreign::{self, ForeignError, Shape},
    release,
};

use super::{Done, Exit, Failure};
use crate::cli::{Attack, Foreign};

pub(super) fn run(options: &Attack) -> Result<Done, Failure> {
    let places = options.previous.iter().chain(&options.releases);
    let mut releases = places.map(|place| release::read(place)).collect::<Result<Vec<_>, _>>()?;
    releases.extend(table(&options.foreign)?);
    let facts = options.known.as_deref().map(facts::read).transpose()?.unwrap_or_default();
    let report = attack::attack_knowing(&releases.iter().collect::<Vec<_>>(), Effort::Joint, &facts);
    let text = if options.json { serde_json::to_string_pretty(&report)? } else { report.to_string() };
    Ok(Done { text, code: if report.is_safe() { Exit::Done } else { Exit::Unsafe } })
}

/// The table of somebody else, if one is named.
fn table(options: &Foreign) -> Result<Option<cube::Release>, ForeignError> {
    let (Some(file), Some(value), Some(threshold)) = (&options.table, &options.value, options.threshold) else {
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
