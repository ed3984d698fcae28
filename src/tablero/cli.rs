//! The command line, written for someone who meets it for the first time.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use cube::Lang;

/// Turn a register into statistics that can be published without giving anybody away.
///
/// The records stay where they are. What is written is a directory of JSON-stat 2.0 files: tables of exact counts in
/// which every small count, and what would give it away, is hidden.
///
/// To see it work on invented people:
///
///   tablero demo --out invented
///   tablero publish --codebook invented/codebook.toml --out public invented/records
///   tablero attack public
#[derive(Parser)]
#[command(version, verbatim_doc_comment, after_help = EXIT_CODES)]
pub struct Tablero {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 the input has problems; 2 the command was not understood; 3 something hidden could be derived.";

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Read records and write what may be published of them.
    ///
    /// Every row is counted, corrected by a named rule, or set aside with its reason; the three numbers are printed.
    /// If anything cannot be understood, all problems are listed with file, line and column, and nothing is written:
    /// a release that stands in DIR stays as it is.
    Publish(Publish),
    /// Make ready what may become public: from new records to a checked candidate, by one command.
    ///
    /// It can run on a schedule, or watch a folder. What is public does not change; `release` changes it. If the
    /// records have a problem, it is told, and the last candidate stays as it is.
    Candidate(Candidate),
    /// Make a candidate public, after one more attack together with what is public already.
    Release(Release),
    /// Say what an outsider can prove from published files alone.
    ///
    /// Several releases are attacked together, as somebody would who kept the earlier ones.
    Attack(Attack),
    /// Write a report on the quality of what is published: what is covered, hidden, not known, and what has changed.
    ///
    /// It is made from the published files and nothing else, so it tells nothing that they do not.
    Quality(Quality),
    /// Snapshot after a codebook.
    #[command(subcommand)]
    Codebook(Codebook),
    /// Find rows of different institutions that are the same application.
    #[command(subcommand)]
    Link(Link),
    /// Propose to the codebook's author by which time and how finely each dimension is published best.
    ///
    /// It looks at all years together, never at one, and writes lines for the codebook with the reasons. It changes
    /// nothing. Its numbers are exact: confidential, not for publication.
    SuggestGrain(SuggestGrain),
    /// Write invented records and their codebook, to try things out or to start a codebook of your own from.
    Demo(Demo),
    /// Write the workbook in which institutions collect records that fit a codebook.
    ///
    /// It has a row a person, lists to choose from, checks, instructions and a sheet of codes, and opens in Excel and
    /// LibreOffice.
    Template(Template),
}

/// What is read, and how: the same for all commands that read records.
#[derive(Args, Clone)]
pub struct Records {
    /// What the columns mean and what is published of them (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// Files of records, CSV or workbooks (XLSX, XLS, ODS), or folders that hold them; ID=FILE says of which of the
    /// codebook's sources a file is.
    #[arg(required_unless_present = "database", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// Read the database of one of the codebook's sources.
    #[arg(long, value_name = "ID")]
    pub database: Vec<String>,
    /// Quote in error messages what stands in the fields. It is personal data: mind who sees your screen.
    #[arg(long)]
    pub show_values: bool,
    /// The key of pseudonyms; without it, the environment variable TABLERO_KEY. Only decisions need it.
    ///
    /// It also decides between numbers that could be hidden as well; without it, everybody can replay that choice.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// What was decided about rows that may be the same application: the file that `tablero link propose` writes.
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
}

/// What `publish` is asked.
#[derive(Args)]
pub struct Publish {
    /// What is read.
    #[command(flatten)]
    pub input: Records,
    /// A release that is public already: together with it, too, nothing hidden may be derived.
    #[arg(long, value_name = "DIR")]
    pub earlier: Vec<PathBuf>,
    /// Where the release goes: a new or empty directory, or one that holds a release, which is replaced.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Write every row that does not count, and why, for the institution that sent it. Confidential, not for publication.
    #[arg(long, value_name = "FILE")]
    pub set_aside: Option<PathBuf>,
    /// Write the internal report: informe.html, report.html and report.json. Confidential, not for publication.
    ///
    /// It tells what became of every row, what each rule did, what is missing, and what changed since the report that
    /// stands in DIR. DIR must be neither in the directory of the release nor around it.
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
}

/// What `candidate` is asked.
#[derive(Args)]
pub struct Candidate {
    /// What is read.
    #[command(flatten)]
    pub input: Records,
    /// A release that is public already: together with it, too, nothing hidden may be derived.
    #[arg(long, value_name = "DIR")]
    pub earlier: Vec<PathBuf>,
    /// Where the candidate goes: DIR/data is what would be public; everything else in DIR is confidential.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Go on until Ctrl-C, and make the candidate again whenever the records or the codebook change.
    #[arg(long)]
    pub watch: bool,
    /// How many seconds pass between two looks at the files.
    #[arg(long, value_name = "SECONDS", default_value_t = 2, requires = "watch", value_parser = clap::value_parser!(u64).range(1..))]
    pub every: u64,
}

/// What `release` is asked.
#[derive(Args)]
pub struct Release {
    /// The candidate's data: the directory of the files that are to be public.
    #[arg(value_name = "CANDIDATE")]
    pub candidate: PathBuf,
    /// Where it becomes public, in the place of the release that stands there.
    #[arg(value_name = "PUBLIC")]
    pub public: PathBuf,
    /// Another release that was public before.
    #[arg(long, value_name = "DIR")]
    pub earlier: Vec<PathBuf>,
}

/// What can be done about rows that are the same application.
#[derive(Subcommand)]
pub enum Link {
    /// Write a new key, with which names and numbers become pseudonyms. Keep it secret, and keep a copy.
    Key {
        /// A new file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Propose which rows may be the same application, by the codebook's rules. A person decides in the file of decisions.
    ///
    /// What was decided there stays. The file holds no values, but it says where to look them up: it is confidential.
    Propose(Propose),
}

/// What `link propose` is asked.
#[derive(Args)]
pub struct Propose {
    /// What the columns mean and by which rules rows are near (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// The key of pseudonyms; without it, the environment variable TABLERO_KEY holds it.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Where decisions are kept; a file that is there is brought up to date.
    #[arg(long, value_name = "FILE")]
    pub decisions: PathBuf,
    /// Files of records, CSV or workbooks (XLSX, XLS, ODS), or folders that hold them; ID=FILE says of which of the
    /// codebook's sources a file is.
    #[arg(required_unless_present = "database", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// Read the database of one of the codebook's sources.
    #[arg(long, value_name = "ID")]
    pub database: Vec<String>,
    /// Quote in error messages what stands in the fields. It is personal data: mind who sees your screen.
    #[arg(long)]
    pub show_values: bool,
}

/// What `attack` is asked.
#[derive(Args)]
pub struct Attack {
    /// Directories of releases, the oldest first.
    #[arg(
        required_unless_present = "table",
        conflicts_with = "table",
        value_name = "DIR"
    )]
    pub releases: Vec<PathBuf>,
    /// What somebody else has published, in place of releases.
    #[command(flatten)]
    pub foreign: Foreign,
    /// Directories of the releases before them, the oldest first.
    #[arg(long, value_name = "DIR", num_args = 1..)]
    pub previous: Vec<PathBuf>,
    /// A file of numbers that are in print elsewhere, with their sources.
    #[arg(long, value_name = "FILE")]
    pub known: Option<PathBuf>,
    /// Print the findings as JSON.
    #[arg(long)]
    pub json: bool,
    /// The register, to see what those can prove of others who know their own record.
    #[command(flatten)]
    pub insider: Insider,
}

/// The register that a release was made of.
#[derive(Args)]
pub struct Insider {
    /// Remove each record of the register in turn, and see what can be proved of others.
    #[arg(long, alias = "coalition", requires_all = ["codebook", "records"], conflicts_with_all = ["table", "known"])]
    pub insider: bool,
    /// What the columns mean (TOML).
    #[arg(long, value_name = "FILE", requires = "insider")]
    pub codebook: Option<PathBuf>,
    /// Files of records, or folders that hold them, as for `publish`.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "insider")]
    pub records: Vec<PathBuf>,
    /// The key of pseudonyms, as for `publish`.
    #[arg(long, value_name = "FILE", requires = "insider")]
    pub key: Option<PathBuf>,
    /// What was decided about rows that may be the same application, as for `publish`.
    #[arg(long, value_name = "FILE", requires = "insider")]
    pub decisions: Option<PathBuf>,
    /// Try so many different records at most, whichever come first by a hash.
    #[arg(long, value_name = "COUNT", requires = "insider")]
    pub sample: Option<usize>,
}

/// A table that somebody else has published, as CSV.
#[derive(Args)]
pub struct Foreign {
    /// The file: one row a cell.
    #[arg(long, value_name = "FILE", requires_all = ["dimensions", "value", "threshold"])]
    pub table: Option<PathBuf>,
    /// Its columns of codes.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub dimensions: Vec<String>,
    /// Its column of counts.
    #[arg(long, value_name = "COLUMN")]
    pub value: Option<String>,
    /// What stands there in place of a count that is hidden.
    #[arg(long, value_name = "MARKS", value_delimiter = ',')]
    pub hidden: Vec<String>,
    /// A column that marks hidden counts, and its mark.
    #[arg(long, value_name = "COLUMN=MARK", value_parser = sides)]
    pub hidden_where: Option<(String, String)>,
    /// The code of all categories together.
    #[arg(long, value_name = "CODE", default_value = "Total")]
    pub total: String,
    /// The smallest count that may be published.
    #[arg(long, value_name = "COUNT")]
    pub threshold: Option<u64>,
    /// A CSV with the columns column, hierarchy, code, parent: which codes lie below which.
    #[arg(long, value_name = "FILE")]
    pub parents: Option<PathBuf>,
}

/// The two sides of `COLUMN=MARK`.
fn sides(text: &str) -> Result<(String, String), String> {
    let sides = text.split_once('=').ok_or("this is not COLUMN=MARK")?;
    Ok((sides.0.into(), sides.1.into()))
}

/// What `quality` is asked.
#[derive(Args)]
pub struct Quality {
    /// The directory of the release.
    #[arg(value_name = "DIR")]
    pub release: PathBuf,
    /// The directory of the release before it, to say what changed.
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// Where the report goes: one page of HTML that needs no other file.
    #[arg(long, value_name = "FILE", required_unless_present = "site")]
    pub out: Option<PathBuf>,
    /// The language of that page.
    #[arg(long, value_name = "LANGUAGE", default_value = "es")]
    pub language: Language,
    /// Write it into the finished site in DIR, a page for each language, beside the pages on the method.
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
}

/// What can be done with a codebook.
#[derive(Subcommand)]
pub enum Codebook {
    /// Snapshot for contradictions in codebooks: all of them are told, with line and column.
    Check(Check),
    /// Write the format of codebooks as a JSON Schema, by which editors complete and check what is written.
    ///
    /// Even Better TOML and Taplo find it by a first line “#:schema codebook.schema.json”.
    Schema,
    /// Add a spelling that people use to the category that they mean by it.
    ///
    /// The file keeps its comments and its layout. A spelling that stands for another category is refused; one that
    /// stands for this category already changes nothing.
    Accept(Accept),
}

/// What `codebook check` is asked.
#[derive(Args)]
pub struct Check {
    /// Codebooks (TOML).
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// What `codebook accept` is asked.
#[derive(Args)]
pub struct Accept {
    /// The codebook that is changed (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// The dimension's id.
    #[arg(long, value_name = "ID", required_unless_present = "all")]
    pub dimension: Option<String>,
    /// The code of the category that is meant.
    #[arg(long, value_name = "CODE", required_unless_present = "all")]
    pub category: Option<String>,
    /// What is written in the records.
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        required_unless_present = "all"
    )]
    pub spelling: Option<String>,
    /// Every spelling in the records that is close to those of one category alone. InsiderCheck are listed and left alone.
    #[arg(long, requires = "show_values", conflicts_with_all = ["dimension", "category", "spelling"])]
    pub all: bool,
    /// Quote what stands in the fields, as --all does in its list and in the codebook. It is personal data: mind who
    /// sees both.
    #[arg(long, requires = "all")]
    pub show_values: bool,
    /// For --all: files or folders of records; ID=FILE says of which of the codebook's sources a file is.
    #[arg(requires = "all", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// For --all: the database of one of the codebook's sources.
    #[arg(long, value_name = "ID", requires = "all")]
    pub database: Vec<String>,
}

/// What `suggest-grain` is asked.
#[derive(Args)]
pub struct SuggestGrain {
    /// What is read.
    #[command(flatten)]
    pub input: Records,
    /// Write the proposal to a file that its owner alone may read, and not to the screen.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What `demo` is asked.
#[derive(Args)]
pub struct Demo {
    /// Where codebook.toml and the folder records go.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// What `template` is asked.
#[derive(Args)]
pub struct Template {
    /// What is to be collected (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// Where the workbook goes: a new file, such as registros.xlsx.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The language of its labels and instructions.
    #[arg(long, value_name = "LANGUAGE", default_value = "es")]
    pub language: Language,
}

/// A language on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub enum Language {
    /// Spanish.
    Es,
    /// English.
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Es => Lang::Es,
            Language::En => Lang::En,
        }
    }
}
