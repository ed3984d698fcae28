//! Finds the last year of sums over years: a year that the codebook names, or the end of the last complete edition.

use crate::{
    format::{Format, Grain, Pooled, Time},
    mistake::Collector,
    placed::Placed,
};

/// The last year that is counted in sums over years. Without `pooled`, it is the last closed year; of periods, the end of
/// the last closed one. If all years are one span, sums contain them all.
pub(super) fn last_pooled_year(time: &Time) -> u16 {
    if time.finest_grain() == Grain::All {
        return *time.last.get_ref();
    }
    match time.pooled.as_ref().map(Placed::get_ref) {
        None => last_closed_span(time),
        Some(Pooled::Until(year)) => *year,
        Some(Pooled::Editions { every }) => {
            last_edition(time, *every).unwrap_or_else(|| last_closed_year(time))
        }
    }
}

/// The end of the last edition that has closed years only. Editions begin in the first year and end every so many years.
fn last_edition(time: &Time, every: u16) -> Option<u16> {
    let years = (last_closed_year(time) + 1).saturating_sub(time.first);
    let complete = years.checked_div(every)?.checked_mul(every)?;
    (complete > 0).then(|| time.first + complete - 1)
}

/// The last published year for which no more records are expected.
fn last_closed_year(time: &Time) -> u16 {
    let last = *time.last.get_ref();
    let closed = time.closed.as_ref().map(Placed::get_ref).copied();
    closed.filter(|closed| *closed < last).unwrap_or(last)
}

/// The last closed year that no published period divides.
fn last_closed_span(time: &Time) -> u16 {
    let closed = last_closed_year(time);
    if time.finest_grain() != Grain::Period || closed == *time.last.get_ref() {
        return closed;
    }
    let periods = time
        .periods
        .iter()
        .filter_map(|period| cube::parse_years(period.get_ref()));
    let ends = periods.map(|years| *years.end());
    ends.filter(|end| *end <= closed).max().unwrap_or(closed)
}

/// Whether periods may end after the last year of sums: those wait for a later edition.
pub(super) fn has_editions(time: &Time) -> bool {
    let pooled = time.pooled.as_ref().map(Placed::get_ref);
    matches!(pooled, Some(Pooled::Editions { .. }))
}

/// Sums over years are of closed years: others still change, and whoever compares two sums sees by whom.
pub(super) fn check(format: &Format, mistakes: &mut Collector<'_>) {
    let time = &format.time;
    let Some(pooled) = &time.pooled else { return };
    let (first, last) = (time.first, *time.last.get_ref());
    let closed = last_closed_year(time);
    match pooled.get_ref() {
        Pooled::Until(year) if !(first..=last).contains(year) => mistakes.at(
            pooled,
            format!("the last year of sums must be published: choose one from {first} to {last}"),
        ),
        Pooled::Until(year) if *year > closed => mistakes.at(
            pooled,
            format!(
                "the last year of sums must be closed, because sums over an open year change with each record: choose \
                 {closed} or an earlier one"
            ),
        ),
        Pooled::Editions { every: 0 | 1 } => mistakes.at(
            pooled,
            "an edition has several years, because whoever compares two editions sees the years between them: let \
             “every” be 2 or more",
        ),
        Pooled::Editions { every } if last_edition(time, *every).is_none() => mistakes.at(
            pooled,
            format!(
                "the first edition, of {every} years from {first}, has years after the last closed one, {closed}: let \
                 “every” be smaller"
            ),
        ),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::codebook;

    #[test]
    fn an_edition_is_renewed_once_its_years_are_closed() {
        let pooled = |closed: u16, last: u16| {
            let time =
                format!("first = 2017\nlast = {last}\nclosed = {closed}\npooled = {{ every = 3 }}");
            codebook(&[("first = 2024\nlast = 2025", &time)]).pooled
        };
        let ends = [
            (2019, 2019, 2019),
            (2020, 2020, 2019),
            (2021, 2022, 2019),
            (2022, 2022, 2022),
            (2024, 2025, 2022),
            (2025, 2025, 2025),
        ];
        for (closed, last, end) in ends {
            assert_eq!(pooled(closed, last), end, "{closed} of {last}");
        }
    }

    #[test]
    fn sums_leave_out_open_years_by_default() {
        let open = [("last = 2025", "last = 2025\nclosed = 2024")];
        assert_eq!(codebook(&open).pooled, 2024);
        let catalog = codebook(&open).catalog().clone();
        assert_eq!(catalog.pooled_years(), Some((2024, 2024)));
        assert_eq!(codebook(&[]).pooled, 2025);
    }
}
