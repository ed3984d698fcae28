//! `tablero attack`: tries to derive hidden numbers from published files.

use std::path::{Path, PathBuf};

use attack::Effort;
use clap::Args;
use codebook::Codebook;
use cube::Release;
use publish::insider;
use records::read::{Values, read};
use release::Certified;
use serde::Serialize;

use crate::command::{
    failure::Failure,
    input::{list_inputs, list_records, open_links},
    outcome::Outcome,
    places::check_files,
};
use crate::{
    absent::remove_totals,
    facts,
    foreign::{self, ForeignError, Layout},
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
    /// For --table: the marks that replace a hidden count.
    #[arg(long, value_name = "MARKS", value_delimiter = ',')]
    pub hidden: Vec<String>,
    /// For --table: another column that marks hidden counts, and its mark.
    #[arg(long, value_name = "COLUMN=MARK", value_parser = split_mark)]
    pub hidden_where: Option<(String, String)>,
    /// For --table: the code of the total of a dimension.
    #[arg(long, value_name = "CODE", default_value = "Total")]
    pub total: String,
    /// For --table: the smallest count that may be published.
    #[arg(long, value_name = "COUNT")]
    pub threshold: Option<u64>,
    /// For --table: a CSV file of which code lies below which, with the columns column, hierarchy, code, parent.
    #[arg(long, value_name = "FILE")]
    pub parents: Option<PathBuf>,
}

/// Splits `COLUMN=MARK`.
fn split_mark(text: &str) -> Result<(String, String), String> {
    let (column, mark) = text.split_once('=').ok_or("write it as COLUMN=MARK")?;
    Ok((column.into(), mark.into()))
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
    let foreign = read_foreign_table(&options.foreign)?;
    let absent = foreign.as_ref().map(|(_, columns)| columns.clone());
    releases.extend(foreign.map(|(release, _)| release));
    let facts = options
        .known
        .as_deref()
        .map(facts::read)
        .transpose()?
        .unwrap_or_default();
    let releases: Vec<&Release> = releases.iter().collect();
    let mut report = attack::attack_with_facts(&releases, Effort::Joint, &facts);
    if let (Some(columns), Some(threshold)) = (absent, options.foreign.threshold) {
        remove_totals(&mut report, &columns, threshold);
    }
    let text = render(&report, options.json)?;
    Ok(Outcome::attack_report(text, report.is_safe()))
}

/// Reads releases of which every file is known: of a folder that keeps several, all of them.
fn read_whole_releases<'a>(
    folders: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<Release>, Failure> {
    let mut all: Vec<Release> = Vec::new();
    for folder in folders {
        let files = release::list_other_files(folder)?;
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
    let releases: Vec<&Release> = releases.iter().collect();
    let intake = read(&codebook, &inputs, Values::Concealed, &links)?;
    let report = insider::attack_register(&codebook, &releases, &intake, *sample);
    let text = render(&report, options.json)?;
    Ok(Outcome::attack_report(text, report.is_safe()))
}

/// Writes a report as text or as JSON.
fn render(report: &(impl Serialize + ToString), json: bool) -> Result<String, Failure> {
    if json {
        Ok(serde_json::to_string_pretty(report)?)
    } else {
        Ok(report.to_string())
    }
}

/// Reads the table of another publisher, if one is named, and lists its columns without a total.
fn read_foreign_table(options: &Foreign) -> Result<Option<(Release, Vec<String>)>, ForeignError> {
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
        total: options.total.clone(),
        threshold,
        parents: options.parents.clone(),
    };
    let columns = foreign::columns_without_total(file, &layout)?;
    let release = foreign::read(file, &layout)?;
    Ok(Some((release, columns)))
}
