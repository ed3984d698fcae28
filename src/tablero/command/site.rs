//! `tablero site`: writes the finished site of a release, or of records that it publishes first.

use std::path::{Path, PathBuf};

use ::site::{BuiltPage, Place, SiteUrl, Updated};
use clap::Args;

use crate::command::{
    failure::Failure,
    input::list_records,
    options::{Reading, Records},
    outcome::Outcome,
    places::Places,
    publish, quality,
};

/// The folder of the release in a site.
const DATA: &str = "data";

/// What is said without an address.
const WITHOUT_URL: &str = "without --url the site has no canonical addresses, no pictures for previews of links, and no \
    sitemap.xml: name its public address, such as --url https://cifras.example/";
/// What is said of a site with a banner.
const WITHOUT_SITEMAP: &str = "the codebook has a notice, so search engines are kept away: there is no sitemap.xml, and \
    robots.txt closes the site";
/// What is said where the site is not alone on its host.
const BELOW_HOST: &str = "search engines read robots.txt only at the root of a host: add the lines of this site's robots.txt \
    to the one there";

/// The options of `tablero site`.
#[derive(Args)]
pub struct Options {
    /// The folder of a release that is there already.
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present = "codebook",
        conflicts_with_all = ["database", "show_values", "key", "decisions", "earlier", "ledger", "set_aside", "report"]
    )]
    pub data: Option<PathBuf>,
    /// Publish records first, as `tablero publish` does: the codebook that says what they mean (TOML).
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    pub codebook: Option<PathBuf>,
    /// The records: CSV or workbooks (XLSX, XLS, ODS), or folders of them. ID=FILE names the codebook's source that a file
    /// comes from.
    #[arg(
        long,
        value_name = "FILE",
        num_args = 1..,
        requires = "codebook",
        required_unless_present_any = ["data", "database"]
    )]
    pub records: Vec<PathBuf>,
    /// How they are read.
    #[command(flatten)]
    pub reading: Reading,
    /// What they are published together with, and what is written about them.
    #[command(flatten)]
    pub beside: publish::Beside,
    /// The folder of the release before it, to report what changed [default: the last one after --earlier].
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// A built page (its program, styles and letters), instead of the one that this program carries.
    #[arg(long, value_name = "DIR")]
    pub page: Option<PathBuf>,
    /// Write the site into this folder: a new or empty one, or a site that this command wrote, which is updated. What others
    /// put there stays.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The public address of the site: `https://cifras.example/` or `https://example.org/cifras/`. Search engines and
    /// previews of links need it: without it the site has no canonical addresses, no pictures for previews, and neither
    /// sitemap.xml nor an open robots.txt.
    #[arg(long, value_name = "URL")]
    pub url: Option<SiteUrl>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    // Whatever can be refused at once is, before records are read for minutes.
    let page = BuiltPage::open(options.page.as_deref())?;
    let place = Place::open(&options.out)?;
    options.check_places()?;
    let (mut text, mut has_sitemap) = (String::new(), false);
    let updated = place.update(|beside, new| {
        text = options.write(&page, beside, new)?;
        has_sitemap = new.join("sitemap.xml").exists();
        Ok::<(), Failure>(())
    })?;
    let mut lines = vec![text, describe(&updated, &options.out)];
    let notes = notes(options.url.as_ref(), has_sitemap);
    lines.extend(notes.into_iter().map(Into::into));
    lines.push(format!(
        "To look at it: tablero serve {}",
        options.out.display()
    ));
    Ok(Outcome::success(lines.join("\n")))
}

impl Options {
    /// Writes the whole site into the new folder `site`. Returns what is to be said about its numbers.
    fn write(&self, page: &BuiltPage, beside: &Path, site: &Path) -> Result<String, Failure> {
        let (data, published) = match &self.codebook {
            Some(codebook) => {
                let data = beside.join(DATA);
                let published = publish::write_to(&self.publication(codebook), &data)?;
                (data, Some(published.text))
            }
            // Without a codebook, the command line names a release.
            None => (self.data.clone().unwrap_or_default(), None),
        };
        let certificate = ::release::read_certificate(&data)?;
        let site_options = ::site::Options {
            url: self.url.clone(),
            beside: ::quality::list_folders(certificate.as_ref()),
        };
        ::site::assemble(page, &data, site, &site_options)?;
        let previous = self.previous.as_ref().or(self.beside.earlier.last());
        let report = quality::run(&quality::Options {
            release: data,
            previous: previous.cloned(),
            out: None,
            language: None,
            site: Some(site.into()),
            url: self.url.clone(),
        })?;
        Ok(published.unwrap_or(report.text))
    }

    /// What is published first.
    fn publication(&self, codebook: &Path) -> publish::Options {
        publish::Options {
            input: Records {
                codebook: codebook.into(),
                records: self.records.clone(),
                reading: self.reading.clone(),
            },
            out: self.out.join(DATA),
            beside: self.beside.clone(),
        }
    }

    /// Refuses a site around anything confidential, or in it.
    fn check_places(&self) -> Result<(), Failure> {
        let (reading, beside) = (&self.reading, &self.beside);
        let files = [
            &reading.key,
            &reading.decisions,
            &beside.ledger,
            &beside.set_aside,
            &beside.report,
        ];
        Places::default()
            .releases([&*self.out])
            .read_confidential(files.into_iter().filter_map(Option::as_deref))
            .read_confidential(list_records(&self.records))
            .check()
    }
}

/// Says what was done to the site.
fn describe(updated: &Updated, out: &Path) -> String {
    let Updated {
        written,
        removed,
        foreign,
    } = updated;
    let out = out.display();
    let mut text = match (written, removed) {
        (0, 0) => format!("The site in {out} is the same as before"),
        (_, 0) => format!("The site is in {out}: {written} files written"),
        _ => format!("The site is in {out}: {written} files written, {removed} old ones deleted"),
    };
    if let Some(first) = foreign.first() {
        text += &format!(
            "\nIn this folder there are files or folders that are not of this site, and stay: {}, the first of them {first}",
            foreign.len()
        );
    }
    text
}

/// Says what a site lacks without its address, at this one, or because of its banner.
fn notes(url: Option<&SiteUrl>, has_sitemap: bool) -> Vec<&'static str> {
    let Some(url) = url else {
        return vec![WITHOUT_URL];
    };
    let mut notes = Vec::new();
    if !has_sitemap {
        notes.push(WITHOUT_SITEMAP);
    }
    if !url.is_whole_host() {
        notes.push(BELOW_HOST);
    }
    notes
}
