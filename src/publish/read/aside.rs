//! The rows that do not count: where they stand and why. What they hold is not known here.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::Reason;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The position of its file among those that were read.
    pub file: u32,
    /// The line on which it begins, from 1.
    pub line: u64,
}

/// The rows that do not count: where they stand and why, and nothing of what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetAside {
    /// The files as they were named.
    files: Vec<String>,
    rows: BTreeMap<Reason, Vec<Place>>,
}

impl SetAside {
    pub(super) fn new(files: Vec<String>, rows: BTreeMap<Reason, Vec<Place>>) -> Self {
        SetAside { files, rows }
    }

    /// The name of the file in which a row stands.
    pub(super) fn file(&self, place: Place) -> &str {
        usize::try_from(place.file).ok().and_then(|at| self.files.get(at)).map_or("", String::as_str)
    }

    /// Each row's file, line and reason, in the order of the files and their lines.
    pub fn rows(&self) -> Vec<(&str, u64, &Reason)> {
        let each =
            |(reason, places): (_, &Vec<Place>)| places.iter().map(move |place| (*place, reason)).collect::<Vec<_>>();
        let mut rows: Vec<(Place, &Reason)> = self.rows.iter().flat_map(each).collect();
        rows.sort_unstable();
        rows.into_iter().map(|(place, reason)| (self.file(place), place.line, reason)).collect()
    }

    /// Writes them as CSV with their reasons.
    pub fn write(&self, to: impl Write) -> io::Result<()> {
        let mut csv = csv::Writer::from_writer(to);
        csv.write_record(["file", "line", "reason"])?;
        for (file, line, reason) in self.rows() {
            csv.write_record([file, &line.to_string(), &reason.to_string()])?;
        }
        csv.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_in_order_with_their_reasons_and_nothing_else() {
        let rows = [
            (Reason::OutsideYears, vec![Place { file: 1, line: 9 }, Place { file: 0, line: 7 }]),
            (Reason::Outside("tipo=DIR".into()), vec![Place { file: 1, line: 12 }]),
        ];
        let aside = SetAside::new(vec!["a, b.csv".into(), "c.csv".into()], rows.into());
        let mut written = Vec::new();
        aside.write(&mut written).unwrap();
        let expected = "file,line,reason\n\"a, b.csv\",7,outside the published years\n\
                        c.csv,9,outside the published years\nc.csv,12,not tipo=DIR\n";
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }
}
