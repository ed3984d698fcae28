//! Builds small codebooks for tests: what differs between them is a value, and the words that no test reads are alike.
//!
//! ```text
//! Codebook::new(2021..=2022)
//!     .measure(Measure::by_date("personas", "fecha"))
//!     .dimension(Dimension::new("sexo").category("F").category("M"))
//!     .text()
//! ```

use std::fmt::Write as _;
use std::ops::RangeInclusive;

/// A codebook as values; [`Codebook::text`] is the file that `tablero` reads.
#[derive(Clone)]
pub struct Codebook {
    /// The name of the release that is published with it.
    pub release: String,
    /// The smallest count that may be published.
    pub threshold: u64,
    /// The years that are published.
    pub years: RangeInclusive<u16>,
    /// The last year that is counted where years are counted together; `None`: all.
    pub pooled: Option<u16>,
    /// Periods that are published as well; none: no periods.
    pub periods: Vec<RangeInclusive<u16>>,
    /// The finest time that is published; `None`: years.
    pub finest: Option<&'static str>,
    /// Years of which nothing was collected.
    pub without: Vec<u16>,
    /// Lines of `[records]`: how dates and missing answers are written.
    pub records: &'static str,
    /// The `[[source]]` tables, as they stand in the file.
    pub sources: &'static str,
    /// What is counted.
    pub measures: Vec<Measure>,
    /// By what it is counted.
    pub dimensions: Vec<Dimension>,
    /// How many of the dimensions, from the first, are published.
    pub shown: usize,
    /// Dimensions crossed with every other one over all years.
    pub pairs: Vec<&'static str>,
    /// Dimensions crossed with every other one by period.
    pub by_period: Vec<&'static str>,
    /// Dimensions that the section can be filtered by.
    pub filters: Vec<&'static str>,
    /// Facts that everybody knows, as they stand in the file: `[[equal]]`, `[[impossible]]`.
    pub relations: &'static str,
}

/// A measure of a codebook.
#[derive(Clone)]
pub struct Measure {
    id: &'static str,
    date: &'static str,
    more: &'static str,
}

/// A dimension of a codebook.
#[derive(Clone)]
pub struct Dimension {
    /// Its id, which its column has as well.
    pub id: String,
    kind: &'static str,
    more: &'static str,
    categories: Vec<Category>,
}

/// A category of a dimension.
#[derive(Clone)]
struct Category {
    code: String,
    label: String,
    parent: String,
    more: String,
}

impl Codebook {
    /// A codebook of these years, with a threshold of 5, that counts nothing yet.
    pub fn new(years: RangeInclusive<u16>) -> Codebook {
        Codebook {
            release: years.end().to_string(),
            threshold: 5,
            years,
            pooled: None,
            periods: vec![],
            finest: None,
            without: vec![],
            records: "dates = \"%Y-%m-%d\"\n",
            sources: "",
            measures: vec![],
            dimensions: vec![],
            shown: 0,
            pairs: vec![],
            by_period: vec![],
            filters: vec![],
            relations: "",
        }
    }

    /// Counts this as well.
    pub fn measure(mut self, measure: Measure) -> Codebook {
        self.measures.push(measure);
        self
    }

    /// Counts by this dimension as well, and publishes it.
    pub fn dimension(mut self, dimension: Dimension) -> Codebook {
        self.dimensions.push(dimension);
        self.shown = self.dimensions.len();
        self
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let measures: Vec<&str> = self.measures.iter().map(|measure| measure.id).collect();
        let shown = self.dimensions.iter().take(self.shown);
        let shown: Vec<&str> = shown.map(|dimension| dimension.id.as_str()).collect();
        let mut text = self.head();
        text += self.sources;
        for measure in &self.measures {
            text += &measure.text();
        }
        for dimension in &self.dimensions {
            text += &dimension.text();
        }
        text += self.relations;
        text += &format!(
            "\n[tables]\npairs = {}\nby_period = {}\n",
            list(&self.pairs),
            list(&self.by_period)
        );
        text += &format!(
            "\n[[section]]\nid = \"todo\"\nslug = {{ es = \"todo\", en = \"all\" }}\ntitle = {WORDS}\nlede = {WORDS}\n\
             layout = \"profile\"\nmeasures = {}\ndimensions = {}\n",
            list(&measures),
            list(&shown)
        );
        if !self.filters.is_empty() {
            _ = writeln!(text, "filters = {}", list(&self.filters));
        }
        text
    }

    /// Everything above the measures.
    fn head(&self) -> String {
        let mut text = format!(
            "format = 1\nid = \"invented\"\nrelease = \"{}\"\nthreshold = {}\ntitle = {WORDS}\nheading = {WORDS}\n\
             lede = {WORDS}\npublisher = {WORDS}\ncaveat = {WORDS}\n\n[time]\nid = \"anio\"\nlabel = {WORDS}\n\
             first = {}\nlast = {}\n",
            self.release,
            self.threshold,
            self.years.start(),
            self.years.end()
        );
        if let Some(year) = self.pooled {
            _ = writeln!(text, "pooled = {year}");
        }
        if !self.periods.is_empty() {
            let periods = self.periods.iter();
            let periods = periods.map(|years| format!("{}-{}", years.start(), years.end()));
            _ = writeln!(text, "periods = {}", list(&periods.collect::<Vec<_>>()));
        }
        if let Some(finest) = self.finest {
            _ = writeln!(text, "finest = \"{finest}\"");
        }
        if !self.without.is_empty() {
            _ = writeln!(text, "without = {:?}", self.without);
        }
        _ = write!(text, "\n[records]\n{}", self.records);
        text
    }
}

impl Measure {
    /// Counts persons by the year of the date in this column.
    pub const fn by_date(id: &'static str, date: &'static str) -> Measure {
        Measure { id, date, more: "" }
    }

    /// Adds lines of its own, as they stand in the file: `when`, `part_of`.
    pub const fn with(self, more: &'static str) -> Measure {
        Measure { more, ..self }
    }

    fn text(&self) -> String {
        let Measure { id, date, more } = self;
        format!(
            "\n[[measure]]\nid = \"{id}\"\nlabel = {WORDS}\ndefinition = {WORDS}\nunit = {WORDS}\ndate = \"{date}\"\n{more}"
        )
    }
}

impl Dimension {
    /// A dimension of one answer, which stands in the column of the same name.
    pub fn new(id: impl Into<String>) -> Dimension {
        Dimension {
            id: id.into(),
            kind: "code",
            more: "",
            categories: vec![],
        }
    }

    /// Of another kind than `code`: `age`, whose codes are groups such as `12_17` and `65_P`, or `multi`.
    pub fn kind(mut self, kind: &'static str) -> Dimension {
        self.kind = kind;
        if kind == "multi" {
            self.more = "separator = \";\"\n";
        }
        self
    }

    /// Replaces its own lines, as they stand in the file: `separator`.
    pub fn with(mut self, more: &'static str) -> Dimension {
        self.more = more;
        self
    }

    /// Adds a category whose label is its code. `U` stands for what is not known.
    pub fn category(self, code: &str) -> Dimension {
        self.labelled(code, code)
    }

    /// Adds a category with a label, which records may hold in place of the code.
    pub fn labelled(self, code: &str, label: &str) -> Dimension {
        self.add(code, label, "", "")
    }

    /// Adds a category below another one; `""`: below none.
    pub fn below(self, parent: &str, code: &str) -> Dimension {
        self.add(code, code, parent, "")
    }

    /// Adds a category with further keys, as they stand in the file: `spellings`, `from`, `to`.
    pub fn detailed(self, code: &str, label: &str, more: &str) -> Dimension {
        self.add(code, label, "", more)
    }

    fn add(mut self, code: &str, label: &str, parent: &str, more: &str) -> Dimension {
        let more = match (more, code.split_once('_')) {
            ("", _) if code == "U" => "unknown = true, unprotected = true".to_owned(),
            ("", Some((from, "P"))) if self.kind == "age" => format!("from = {from}"),
            ("", Some((from, to))) if self.kind == "age" => format!("from = {from}, to = {to}"),
            _ => more.to_owned(),
        };
        self.categories.push(Category {
            code: code.into(),
            label: label.into(),
            parent: parent.into(),
            more,
        });
        self
    }

    fn text(&self) -> String {
        let Dimension {
            id,
            kind,
            more,
            categories,
        } = self;
        let mut text = format!(
            "\n[[dimension]]\nid = \"{id}\"\nlabel = {WORDS}\ncolumn = \"{id}\"\nkind = \"{kind}\"\n{more}categories = [\n"
        );
        for category in categories {
            _ = writeln!(text, "  {},", category.text());
        }
        text + "]\n"
    }
}

impl Category {
    fn text(&self) -> String {
        let Category {
            code,
            label,
            parent,
            more,
        } = self;
        let mut text = format!("{{ code = \"{code}\", es = \"{label}\", en = \"{label}\"");
        if !parent.is_empty() {
            text += &format!(", parent = \"{parent}\"");
        }
        if !more.is_empty() {
            text += &format!(", {more}");
        }
        text + " }"
    }
}

/// A list of texts as TOML has it.
fn list(texts: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = texts
        .iter()
        .map(|text| format!("\"{}\"", text.as_ref()))
        .collect();
    format!("[{}]", quoted.join(", "))
}

/// Words that no test reads.
const WORDS: &str = r#"{ es = "Inventado", en = "Invented" }"#;
