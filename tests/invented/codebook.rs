//! The text of a codebook for an invented register: what differs between them, and the words that all have alike.

use std::ops::RangeInclusive;

/// What a codebook says.
#[derive(Clone)]
pub struct Codebook {
    /// The name of what is published with it.
    pub release: String,
    /// k.
    pub threshold: u64,
    /// The years that are published.
    pub years: RangeInclusive<u16>,
    /// The last year that is counted where years are counted together; `None`: all.
    pub pooled: Option<u16>,
    /// Years that are published together as well; none: no periods.
    pub periods: Vec<RangeInclusive<u16>>,
    /// How dates are written.
    pub dates: &'static str,
    /// Each measure: its id, the column of its date, and lines of its own.
    pub measures: Vec<(&'static str, &'static str, &'static str)>,
    /// Each dimension.
    pub dimensions: Vec<Dimension>,
    /// How many of the dimensions, from the first, are published.
    pub shown: usize,
    /// Dimensions crossed with every other one over all years.
    pub pairs: Vec<&'static str>,
    /// Dimensions crossed with every other one by period.
    pub by_period: Vec<&'static str>,
    /// What everybody knows, as it stands in the file.
    pub relations: &'static str,
}

/// A dimension of a codebook.
#[derive(Clone)]
pub struct Dimension {
    /// Its id, which its column has as well.
    pub id: String,
    /// `code`, `age` or `multi`.
    pub kind: &'static str,
    /// The code of each category and of the one that contains it, if any. `U` is not known.
    pub categories: Vec<(String, String)>,
}

impl Codebook {
    /// The text of the file.
    pub fn text(&self) -> String {
        let quoted = |ids: &[&str]| {
            ids.iter()
                .map(|id| format!("\"{id}\", "))
                .collect::<String>()
        };
        let ids: Vec<&str> = self
            .dimensions
            .iter()
            .take(self.shown)
            .map(|dimension| dimension.id.as_str())
            .collect();
        let measures: Vec<&str> = self.measures.iter().map(|(id, ..)| *id).collect();
        [
            self.head(),
            self.measures.iter().map(measure).collect(),
            self.dimensions.iter().map(Dimension::text).collect(),
            self.relations.to_owned(),
            format!("[tables]\npairs = [{}]\nby_period = [{}]\n", quoted(&self.pairs), quoted(&self.by_period)),
            format!(
                "[[section]]\nid = \"todo\"\nslug = {{ es = \"todo\", en = \"all\" }}\ntitle = {W}\nlede = {W}\n\
                 layout = \"profile\"\nmeasures = [{}]\ndimensions = [{}]\n",
                quoted(&measures),
                quoted(&ids)
            ),
        ]
        .concat()
    }

    fn head(&self) -> String {
        let (first, last) = (self.years.start(), self.years.end());
        let pooled = self
            .pooled
            .map(|year| format!("pooled = {year}\n"))
            .unwrap_or_default();
        let period =
            |years: &RangeInclusive<u16>| format!("\"{}-{}\", ", years.start(), years.end());
        let periods = match self.periods.iter().map(period).collect::<String>() {
            none if none.is_empty() => none,
            some => format!("periods = [{some}]\n"),
        };
        format!(
            "format = 1\nid = \"invented\"\nrelease = \"{}\"\nthreshold = {}\ntitle = {W}\nheading = {W}\nlede = {W}\n\
             publisher = {W}\ncaveat = {W}\n[time]\nid = \"anio\"\nlabel = {W}\nfirst = {first}\nlast = {last}\n{pooled}{periods}\
             [records]\ndates = \"{}\"\n",
            self.release, self.threshold, self.dates
        )
    }
}

impl Dimension {
    fn text(&self) -> String {
        let Dimension {
            id,
            kind,
            categories,
        } = self;
        let separator = if *kind == "multi" {
            "separator = \";\"\n"
        } else {
            ""
        };
        let category = |(code, parent): &(String, String)| {
            let parent = if parent.is_empty() {
                String::new()
            } else {
                format!(", parent = \"{parent}\"")
            };
            let (from, to) = code.split_once('_').unwrap_or_default();
            let ages = match *kind {
                "age" if to == "P" => format!(", from = {from}"),
                "age" if !to.is_empty() => format!(", from = {from}, to = {to}"),
                _ => String::new(),
            };
            let unknown = if code == "U" {
                ", unknown = true, unprotected = true"
            } else {
                ""
            };
            format!(
                "  {{ code = \"{code}\", es = \"{code}\", en = \"{code}\"{parent}{ages}{unknown} }},\n"
            )
        };
        format!(
            "[[dimension]]\nid = \"{id}\"\nlabel = {W}\ncolumn = \"{id}\"\nkind = \"{kind}\"\n{separator}categories = [\n{}]\n",
            categories.iter().map(category).collect::<String>()
        )
    }
}

fn measure((id, date, more): &(&str, &str, &str)) -> String {
    format!(
        "[[measure]]\nid = \"{id}\"\nlabel = {W}\ndefinition = {W}\nunit = {W}\ndate = \"{date}\"\n{more}"
    )
}

/// Words that no test reads.
const W: &str = r#"{ es = "Inventado", en = "Invented" }"#;
