//! `tablero attack`: what an outsider can prove.

use attack::Effort;
use publish::{facts, release};

use super::{Done, Exit, Failure};
use crate::cli::Attack;

pub(super) fn run(options: &Attack) -> Result<Done, Failure> {
    let places = options.previous.iter().chain(&options.releases);
    let releases = places.map(|place| release::read(place)).collect::<Result<Vec<_>, _>>()?;
    let facts = options.known.as_deref().map(facts::read).transpose()?.unwrap_or_default();
    let report = attack::attack_knowing(&releases.iter().collect::<Vec<_>>(), Effort::Joint, &facts);
    let text = if options.json { serde_json::to_string_pretty(&report)? } else { report.to_string() };
    Ok(Done { text, code: if report.is_safe() { Exit::Done } else { Exit::Unsafe } })
}
