//! Lists the commands of `tablero` and runs them; each file below holds the options of one command and its code.

mod accept;
mod attack;
mod candidate;
mod check;
mod demo;
mod draft;
mod failure;
mod glotip;
mod input;
mod link;
mod options;
mod outcome;
mod places;
mod publish;
mod quality;
mod release;
mod serve;
mod site;
mod suggest_grain;
mod template;
mod values;
mod watch;
mod withdraw;

use clap::Subcommand;

pub use outcome::{Exit, Outcome};

use failure::Failure;

/// A command of `tablero`.
#[derive(Subcommand)]
pub enum Command {
    /// Read records and write the tables that may be published.
    ///
    /// Every row is counted, corrected by a named rule, or set aside with its reason; the three numbers are printed. If
    /// anything in the records is not understood, all problems are listed with file, line and column, and nothing is
    /// written: a release that is already in DIR stays as it is.
    Publish(publish::Options),
    /// Prepare a release from new records, check it, and keep it apart until it is made public.
    ///
    /// Run it on a schedule, or let it watch a folder. The public release does not change; `tablero release` changes it.
    /// If the records have a problem, it is printed, and the last candidate stays as it is.
    Candidate(candidate::Options),
    /// Make a candidate public, after attacking it together with the release that is public now.
    Release(release::Options),
    /// Withdraw a release that must not stay public: its files go, and a notice stays in their place.
    ///
    /// Whoever kept it still has it, so its files are kept apart, and later releases are attacked together with them.
    Withdraw(withdraw::Options),
    /// Try to derive hidden numbers from published files, as an outsider would.
    ///
    /// Several releases are attacked together, as somebody would who kept the earlier ones.
    Attack(attack::Options),
    /// Write a report on the quality of a release: what it covers, hides and does not know, and what has changed.
    ///
    /// It is made from the published files alone, so it reveals nothing that they do not.
    Quality(quality::Options),
    /// Fill the tables of UNODC's questionnaire on trafficking in persons (GLOTIP) from published numbers alone.
    ///
    /// The codebook maps codes to the questionnaire's categories (`map.glotip`). It says what stays hidden and why, and
    /// calculates SDG indicator 16.2.2 where the codebook has the inhabitants.
    Glotip(glotip::Options),
    /// Write the finished site of a release, or of records that it publishes first.
    ///
    /// Every page is HTML that can be read before any program runs, and without one; the release and the page's program are
    /// beside it. It is made from the published files alone. A site that is there is updated: pages come last, so that
    /// visitors always find what they need, and what others put there stays. If anything is refused, nothing changes.
    Site(Box<site::Options>),
    /// Show a finished site on this machine, with the headers that it needs in public.
    Serve(serve::Options),
    /// Draft, check or extend a codebook, or write the schema of codebooks.
    #[command(subcommand)]
    Codebook(Codebook),
    /// Find rows of different institutions that are the same application.
    #[command(subcommand)]
    Link(link::Options),
    /// Propose by which time, and how finely, to publish each dimension.
    ///
    /// It uses all years together, never a single one, and writes lines for the codebook with the reasons. It changes
    /// nothing. Its numbers are exact: confidential, not for publication.
    SuggestGrain(suggest_grain::Options),
    /// Write invented records and their codebook, to try tablero or to start a codebook of your own.
    Demo(demo::Options),
    /// Write the workbook in which institutions collect records that fit a codebook.
    ///
    /// It has a row for each person, drop-down lists, checks, instructions and a sheet of codes, and opens in Excel and
    /// LibreOffice.
    Template(template::Options),
}

/// A command on codebooks.
#[derive(Subcommand)]
pub enum Codebook {
    /// Check codebooks and print every mistake with line and column.
    Check(check::Options),
    /// Draft a whole codebook from the columns of records, to go on from.
    ///
    /// It recognizes dates and their notation, ages, places, known and recurring answers, several answers in a field, and
    /// columns that identify people, which are not read. The draft can be published as it is. It quotes no answer that
    /// occurs less often than the threshold. What it found in each column is printed with exact numbers.
    Draft(draft::Options),
    /// List the values in records that no category of a codebook lists.
    ///
    /// Values that occur at least as often as the threshold are shown; of the others, only how many there are. Columns that
    /// identify people are left out.
    Values(values::Options),
    /// Print the JSON Schema of codebooks, by which editors complete and check them.
    ///
    /// Even Better TOML and Taplo find it by a first line “#:schema codebook.schema.json”.
    Schema,
    /// Add a spelling that people use to the category that it stands for.
    ///
    /// The file keeps its comments and its layout. A spelling that already stands for another category is refused; one
    /// that already stands for this category changes nothing.
    Accept(accept::Options),
}

impl Command {
    /// Runs the command.
    pub fn run(self) -> Result<Outcome, Failure> {
        match self {
            Command::Publish(options) => publish::run(&options),
            Command::Candidate(options) => candidate::run(&options),
            Command::Release(options) => release::run(&options),
            Command::Withdraw(options) => withdraw::run(&options),
            Command::Attack(options) => attack::run(&options),
            Command::Quality(options) => quality::run(&options),
            Command::Glotip(options) => glotip::run(&options),
            Command::Site(options) => site::run(&options),
            Command::Serve(options) => serve::run(&options),
            Command::Codebook(Codebook::Check(options)) => Ok(check::run(&options)),
            Command::Codebook(Codebook::Draft(options)) => draft::run(&options),
            Command::Codebook(Codebook::Values(options)) => values::run(&options),
            Command::Codebook(Codebook::Schema) => Ok(Outcome::success(codebook::schema())),
            Command::Codebook(Codebook::Accept(options)) => accept::run(&options),
            Command::Link(options) => link::run(&options),
            Command::SuggestGrain(options) => suggest_grain::run(&options),
            Command::Demo(options) => demo::run(&options),
            Command::Template(options) => template::run(&options),
        }
    }
}
