//! Defines the options that several commands share.

use std::path::PathBuf;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use cube::{Lang, Languages};
use records::read::Values;

use crate::command::failure::Failure;

/// The codebook, the records, and how they are read.
#[derive(Args, Clone)]
pub struct Records {
    /// The codebook: what the columns mean and what to publish (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// Files of records: CSV or workbooks (XLSX, XLS, ODS), or folders of them. ID=FILE names the codebook's source that
    /// a file comes from.
    #[arg(required_unless_present = "database", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// How they are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// What is read besides files, with which key and decisions.
#[derive(Args, Clone)]
pub struct Reading {
    /// Read the database of this source of the codebook.
    #[arg(long, value_name = "ID")]
    pub database: Vec<String>,
    /// Quote values of fields in error messages. They are personal data: mind who sees your screen.
    #[arg(long)]
    pub show_values: bool,
    /// The file of the secret key for pseudonyms; without it, the environment variable TABLERO_KEY. Only decisions need it.
    ///
    /// The key also decides which numbers are hidden for the sake of others. Without it, whoever has this program can
    /// replay that choice and learn from it, so `tablero release` makes nothing public that was made without.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// The decisions on rows that may be the same application: the file that `tablero link propose` writes.
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
}

/// Whether error messages quote values of fields.
pub(super) fn show_values(show: bool) -> Values {
    if show {
        Values::Shown
    } else {
        Values::Concealed
    }
}

/// Reads a language on the command line, by its tag.
pub fn parse_language() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::TAGS)
        .try_map(|tag| Lang::from_tag(&tag).ok_or("there are no words in this language"))
}

/// Returns the language that was named, if it is among these, and the first of them if none was named.
pub(super) fn choose_language(named: Option<Lang>, languages: &Languages) -> Result<Lang, Failure> {
    let lang = named.unwrap_or(languages.first());
    if languages.has(lang) {
        return Ok(lang);
    }
    let tags: Vec<&str> = languages.iter().map(|lang| lang.tag()).collect();
    Err(Failure::NoSuchLanguage {
        lang: lang.tag(),
        languages: tags.join(", "),
    })
}
