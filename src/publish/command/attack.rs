//! `tablero attack`: what an outsider can prove.

use publish::release;

use super::{Done, Exit, Failure};
use crate::cli::Attack;

pub(super) fn run(options: &Attack) -> Result<Done, Failure> {
    let releases = options.releases.iter().map(|place| release::read(place)).collect::<Result<Vec<_>, _>>()?;
    let report = attack::attack(&releases.iter().collect::<Vec<_>>());
    let text = if options.json { serde_json::to_string_pretty(&report)? } else { report.to_string() };
    Ok(Done { text, code: if report.is_safe() { Exit::Done } else { Exit::Unsafe } })
}
