//! `tablero attack`: tries to derive hidden numbers from published files.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use attack::{InsiderReport, Report};
use clap::Args;
use codebook::Codebook;
use cube::{Cell, Release};
use publish::insider;
use records::read::{Intake, Values, read};
use release::Certified;
use serde::Serialize;

use crate::command::{
    failure::Failure,
    input::{list_inputs, list_records, open_links},
    outcome::Outcome,
    places::check_files,
    watch::{Ran, run_within},
};
use crate::{
    absent::remove_totals,
    facts,
    foreign::{self, ForeignError, ForeignTable, HiddenMark, Layout, Totals},
};

/// The options of `tablero attack`.
#[derive(Args)]
pub struct Options {
    /// Folders of releases, the oldest first.
    #[arg(
        required_unless_present = "table",
        conflicts_with = "table",
        value_name = "DIR"
    )]
    pub releases: Vec<PathBuf>,
    /// A table of another publisher, instead of releases.
    #[command(flatten)]
    pub foreign: Foreign,
    /// Folders of earlier releases, the oldest first.
    #[arg(long, value_name = "DIR", num_args = 1..)]
    pub previous: Vec<PathBuf>,
    /// A file of numbers that the attacker knows from print elsewhere, with their sources (TOML).
    #[arg(long, value_name = "FILE")]
    pub known: Option<PathBuf>,
    /// Stop after so many seconds, and say what was found until then and how many cells were not tried: a table of a million
    /// cells takes longer than anybody waits. 0 derives bounds only. With --insider it counts records; --sample tries fewer.
    #[arg(long, value_name = "SECONDS", default_value_t = 1800)]
    pub time_limit: u64,
    /// Print the findings as JSON.
    #[arg(long)]
    pub json: bool,
    /// The register, to attack as an insider: somebody who knows one record, their own.
    #[command(flatten)]
    pub insider: Insider,
}

/// The options of the attack as an insider.
#[derive(Args)]
pub struct Insider {
    /// Remove each record of the register in turn, and look for what can be proved about other people.
    #[arg(long, alias = "coalition", requires_all = ["codebook", "records"], conflicts_with_all = ["table", "known"])]
    pub insider: bool,
    /// For --insider: the codebook (TOML).
    #[arg(long, value_name = "FILE", requires = "insider")]
    pub codebook: Option<PathBuf>,
    /// For --insider: files of records, or folders of them, as for `publish`.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "insider")]
    pub records: Vec<PathBuf>,
    /// For --insider: the file of the secret key, as for `publish`.
    #[arg(long, value_name = "FILE", requires = "insider")]
    pub key: Option<PathBuf>,
    /// For --insider: the decisions on rows that may be the same application, as for `publish`.
    #[arg(long, value_name = "FILE", requires = "insider")]
    pub decisions: Option<PathBuf>,
    /// For --insider: try at most this many distinct records, chosen by a hash.
    #[arg(long, value_name = "COUNT", requires = "insider")]
    pub sample: Option<usize>,
}

/// The options for a table of another publisher, as CSV.
#[derive(Args)]
pub struct Foreign {
    /// Attack a table of another publisher: a CSV file with one row for each cell.
    #[arg(long, value_name = "FILE", requires_all = ["dimensions", "value", "threshold"])]
    pub table: Option<PathBuf>,
    /// For --table: the columns of codes.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub dimensions: Vec<String>,
    /// For --table: the column of counts.
    #[arg(long, value_name = "COLUMN")]
    pub value: Option<String>,
    /// For --table: the marks that replace a hidden count. What they tell is used: <5, ≤4, 1-4, “menos de 5”; c=1-4 says
    /// what a mark means, c=? that it tells nothing.
    #[arg(long, value_name = "MARKS", value_delimiter = ',')]
    pub hidden: Vec<HiddenMark>,
    /// For --table: another column that marks hidden counts, and its mark.
    #[arg(long, value_name = "COLUMN=MARK", value_parser = split_mark)]
    pub hidden_where: Option<(String, HiddenMark)>,
    /// For --table: the code of the total, in all columns or in each its own (sexo="Ambos sexos",edad=Total); sexo= if
    /// the column has none. [default: Total]
    #[arg(long, value_name = "CODE | COLUMN=CODE,…")]
    pub total: Vec<String>,
    /// For --table: the smallest count that may be published.
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u64).range(1..))]
    pub threshold: Option<u64>,
    /// For --table: a CSV file of which code lies below which, with the columns column, hierarchy, code, parent.
    #[arg(long, value_name = "FILE")]
    pub parents: Option<PathBuf>,
}

/// Splits `COLUMN=MARK`.
fn split_mark(text: &str) -> Result<(String, HiddenMark), String> {
    let (column, mark) = text.split_once('=').ok_or("write it as COLUMN=MARK")?;
    Ok((column.into(), mark.parse()?))
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let Foreign { table, parents, .. } = &options.foreign;
    let Insider {
        codebook, records, ..
    } = &options.insider;
    let named = [table, parents, &options.known, codebook];
    check_files(named.into_iter().filter_map(Option::as_deref))?;
    check_files(list_records(records))?;
    if let Some(codebook) = &options.insider.codebook {
        return attack_as_insider(options, codebook);
    }
    let mut releases = read_whole_releases(options.previous.iter().chain(&options.releases))?;
    let table = read_foreign_table(&options.foreign)?;
    releases.extend(table.iter().map(|table| table.release.clone()));
    let facts = options
        .known
        .as_deref()
        .map(facts::read)
        .transpose()?
        .unwrap_or_default();
    let hidden = count_hidden(&releases);
    let (marks, meanings, without_total) = match table {
        Some(table) => (table.marks, table.meanings, table.without_total),
        None => Default::default(),
    };
    let limit = options.time_limit;
    let attacked = run_within(Duration::from_secs(limit), "hidden cells", move |watch| {
        let releases: Vec<&Release> = releases.iter().collect();
        attack::attack_watched(&releases, &facts, &marks, watch)
    })
    .map(|ran| match ran {
        Ran::ToItsEnd(report) => Some(report),
        Ran::LeftAlone(kept) => kept.map(|kept| *kept),
    })
    .map_err(Failure::Thread)?;
    let Some(mut report) = attacked else {
        return Err(Failure::Unfinished { hidden, limit });
    };
    if let Some(threshold) = options.foreign.threshold {
        remove_totals(&mut report, &without_total, threshold);
    }
    let (has_findings, is_finished) = (!report.findings.is_empty(), report.is_finished());
    let mut text = render(&Attacked { meanings, report }, options.json)?;
    if !is_finished && !options.json {
        text += &format!("Its time was over after {limit} seconds: --time-limit gives it more.");
    }
    Ok(Outcome::attack_report(text, has_findings, is_finished))
}

/// Counts the hidden cells of all tables.
fn count_hidden(releases: &[Release]) -> usize {
    let tables = releases.iter().flat_map(|release| release.tables.values());
    let cells = tables.flat_map(|table| table.addressed());
    cells.filter(|(_, cell)| *cell == Cell::Hidden).count()
}

/// The report of an attack, and how the marks of the table were read.
#[derive(Serialize)]
struct Attacked {
    /// By mark that tells bounds: the bounds, and how many rows have it.
    #[serde(rename = "marks", skip_serializing_if = "BTreeMap::is_empty")]
    meanings: BTreeMap<String, (u64, Option<u64>, usize)>,
    #[serde(flatten)]
    report: Report,
}

impl Display for Attacked {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (mark, (low, high, rows)) in &self.meanings {
            let bounds = match high {
                Some(high) => format!("{low} to {high}"),
                None => format!("{low} or more"),
            };
            let rows = if *rows == 1 {
                "1 row".into()
            } else {
                format!("{rows} rows")
            };
            writeln!(f, "“{mark}” is read as {bounds}, in {rows}")?;
        }
        self.report.fmt(f)
    }
}

/// Reads releases of which every file is known: of a folder that keeps several, all of them.
fn read_whole_releases<'a>(
    folders: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<Release>, Failure> {
    let mut all: Vec<Release> = Vec::new();
    for folder in folders {
        let others = release::list_other_files(folder)?;
        let (files, left_over) = release::split_left_over(folder, others);
        if !left_over.is_empty() {
            // It is no part of the report, which may be JSON. That it cannot be written changes nothing about the attack.
            let _ = writeln!(io::stderr(), "{}", describe_left_over(folder, &left_over));
        }
        if !files.is_empty() {
            let folder = folder.clone();
            return Err(Failure::OtherFiles { folder, files });
        }
        for Certified { release, .. } in release::read_all(folder)? {
            if release.tables.is_empty() {
                return Err(Failure::NoTables(folder.clone()));
            }
            if !all.contains(&release) {
                all.push(release);
            }
        }
    }
    Ok(all)
}

/// Says which files a run that was killed left in a public folder, and what to do.
fn describe_left_over(folder: &Path, files: &[PathBuf]) -> String {
    let mut text = format!(
        "{}: a run that was killed, or still runs, left files of the release that it was writing. No reader is led to them, \
         but a web server gives them to whoever asks for their names, and with another next release than that one they were \
         never attacked. Run `tablero release` again, which deletes them, or delete them:",
        folder.display()
    );
    for file in files {
        text += &format!("\n  {}", file.display());
    }
    text
}

/// Removes each record in turn and attacks the release. Reports numbers of records, and nothing about any of them.
fn attack_as_insider(options: &Options, codebook: &Path) -> Result<Outcome, Failure> {
    let Insider {
        records,
        key,
        decisions,
        sample,
        ..
    } = &options.insider;
    let codebook = Codebook::open(codebook)?;
    let inputs = list_inputs(records, &[], &codebook)?;
    let links = open_links(key.as_deref(), decisions.as_deref())?;
    let [folder] = options.releases.as_slice() else {
        return Err(Failure::NotOneRelease);
    };
    let releases = read_whole_releases(options.previous.iter().chain([folder]))?;
    let Intake {
        counts, records, ..
    } = read(&codebook, &inputs, Values::Concealed, &links)?;
    let (sample, limit) = (*sample, options.time_limit);
    let kept = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&kept);
    let ran = run_within(Duration::from_secs(limit), "records", move |watch| {
        let releases: Vec<&Release> = releases.iter().collect();
        let mut keep = |report: &InsiderReport| {
            *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(*report);
        };
        let register = (&counts, &records);
        insider::attack_register(&codebook, &releases, register, sample, watch, &mut keep)
    });
    let report = match ran.map_err(Failure::Thread)? {
        Ran::ToItsEnd(report) => report,
        Ran::LeftAlone(_) => {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.take().ok_or(Failure::UnfinishedInsider(limit))?
        }
    };
    let mut text = render(&report, options.json)?;
    if !report.is_finished() && !options.json {
        text += &format!(
            "Its time was over after {limit} seconds: --time-limit gives it more, --sample tries fewer records."
        );
    }
    Ok(Outcome::attack_report(
        text,
        report.has_findings(),
        report.is_finished(),
    ))
}

/// Writes a report as text or as JSON.
fn render(report: &(impl Serialize + ToString), json: bool) -> Result<String, Failure> {
    if json {
        Ok(serde_json::to_string_pretty(report)?)
    } else {
        Ok(report.to_string())
    }
}

/// Reads the table of another publisher, if one is named.
fn read_foreign_table(options: &Foreign) -> Result<Option<ForeignTable>, ForeignError> {
    let (Some(file), Some(value), Some(threshold)) =
        (&options.table, &options.value, options.threshold)
    else {
        return Ok(None);
    };
    let layout = Layout {
        dimensions: options.dimensions.clone(),
        value: value.clone(),
        hidden: options.hidden.clone(),
        hidden_where: options.hidden_where.clone(),
        totals: Totals::parse(&options.total, &options.dimensions)?,
        threshold,
        parents: options.parents.clone(),
    };
    foreign::read(file, &layout).map(Some)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use crate::command::outcome::Exit;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    /// What the command prints for a table, or why it fails.
    fn attack(table: &str, arguments: &[&str]) -> Result<(String, u8), String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("t.csv");
        std::fs::write(&file, table).unwrap();
        let name = file.display().to_string();
        let fixed = [
            "attack",
            "--table",
            &name,
            "--value",
            "n",
            "--threshold",
            "5",
        ];
        let line = Line::try_parse_from(fixed.iter().chain(arguments));
        let line = line.map_err(|error| error.to_string())?;
        let outcome =
            run(&line.options).map_err(|error| error.to_string().replace(&name, "t.csv"))?;
        Ok((outcome.text, outcome.exit as u8))
    }

    #[test]
    fn a_table_is_judged_by_what_its_marks_tell() {
        let table = "g,n\nTotal,20\nA,12\nB,<5\nC,<5\n";
        let arguments = ["--dimensions", "g", "--hidden", "c,<5"];
        let expected = "\
“<5” is read as 0 to 4, in 2 rows
g: 2 published, 2 hidden, 2 exact
All tables: 2 published, 2 hidden, 2 exact
n g=B: exactly 4 [g]
    at least 20 − 12 − 4 = 4; at most 4, by its mark
n g=C: exactly 4 [g]
    at least 20 − 12 − 4 = 4; at most 4, by its mark
2 findings.
";
        assert_eq!(attack(table, &arguments), Ok((expected.into(), 3)));
        let json = attack(table, &[&arguments[..], &["--json"]].concat())
            .unwrap()
            .0;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["marks"]["<5"], serde_json::json!([0, 4, 2]));
        assert_eq!(json["findings"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn a_mark_that_is_not_clear_is_refused_with_how_to_write_it() {
        let table = "g,n\nTotal,20\nA,12\nB,5/10\nC,5/10\n";
        let error = attack(table, &["--dimensions", "g", "--hidden", "5/10"]).unwrap_err();
        assert!(
            error.contains("“5/10=0-4” if the count is between 0 and 4"),
            "{error}"
        );
        let said = ["--dimensions", "g", "--hidden", "5/10=0-4"];
        let (text, exit) = attack(table, &said).unwrap();
        assert!(text.contains("n g=B: exactly 4"), "{text}");
        assert_eq!(exit, 3);
    }

    /// A table of so many codes in each of three columns, of which only sums are published.
    fn table_of(codes: usize) -> String {
        use std::fmt::Write;
        let code = |number: usize| match number {
            0 => "Total".into(),
            _ => number.to_string(),
        };
        let mut text = "a,b,c,n\n".to_owned();
        for a in 0..codes {
            for b in 0..codes {
                for c in 0..codes {
                    let totals = [a, b, c].into_iter().filter(|number| *number == 0);
                    let count = match totals.count() {
                        0 => "s".into(),
                        totals => (12 * (codes - 1).pow(totals as u32)).to_string(),
                    };
                    writeln!(text, "{},{},{},{count}", code(a), code(b), code(c)).unwrap();
                }
            }
        }
        text
    }

    /// Attacks a table of so many codes in each column for so many seconds: what it says, and its exit code.
    fn attack_for(codes: usize, seconds: &str) -> Result<(String, u8), String> {
        let arguments = [
            "--dimensions",
            "a,b,c",
            "--hidden",
            "s",
            "--time-limit",
            seconds,
        ];
        attack(&table_of(codes), &arguments)
    }

    #[test]
    fn an_attack_that_is_not_finished_in_its_time_says_so() {
        let (whole, exit) = attack_for(3, "1800").unwrap();
        assert!(
            whole.ends_with("Nothing hidden can be derived.\n"),
            "{whole}"
        );
        assert_eq!(exit, 0);
        let start = std::time::Instant::now();
        let (text, exit) = attack_for(14, "0").unwrap();
        let passed = start.elapsed().as_secs();
        assert_eq!(exit, Exit::Unfinished as u8, "{text}");
        let end = "Nothing was found so far.\nIts time was over after 0 seconds: --time-limit gives it more.";
        assert!(
            text.contains("\nNot finished: 2197 of 2197 cells were not tried.\n")
                && text.ends_with(end),
            "{text}"
        );
        assert!(passed < 60, "{passed} s");
    }

    #[test]
    #[ignore = "on request: a million cells take minutes, and 4 GB of memory"]
    fn a_million_cells_are_not_finished_in_a_minute_and_say_so() {
        match attack_for(100, "60") {
            Ok((text, exit)) => {
                assert_eq!(exit, Exit::Unfinished as u8, "{text}");
                assert!(text.contains(" of 970299 cells were not tried."), "{text}");
            }
            // A slow machine does not come as far as the bounds.
            Err(error) => {
                let start =
                    "not finished: 970299 of 970299 hidden cells were not tried in 60 seconds";
                assert!(error.starts_with(start), "{error}");
            }
        }
    }

    #[test]
    fn a_total_that_is_not_in_the_file_is_an_error() {
        let table = "sexo,n\nAmbos sexos,10\nHombres,7\nMujeres,c\n";
        let arguments = ["--dimensions", "sexo", "--hidden", "c"];
        let error = attack(table, &arguments).unwrap_err();
        assert!(
            error.contains("“Total”, stands in no row of “sexo”"),
            "{error}"
        );
        let named = [&arguments[..], &["--total", "sexo=Ambos sexos"]].concat();
        let (text, exit) = attack(table, &named).unwrap();
        assert!(text.contains("n sexo=Mujeres: exactly 3"), "{text}");
        assert_eq!(exit, 3);
        let error = attack(
            table,
            &[&arguments[..], &["--total", "edad=Total"]].concat(),
        );
        let expected = "--total: “edad” is none of the columns of --dimensions (sexo)";
        assert_eq!(error.unwrap_err(), expected);
    }
}
