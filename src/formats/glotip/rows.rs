//! Fills the rows of the questionnaire, year by year.

use cube::{Cell, Dimension, Lang, Release, parse_years};

use crate::glotip::{
    asked::Asked,
    groups::{self, Group},
    words,
};

/// What is known of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// It is published, or the sum of published ones.
    Published(u64),
    /// It is hidden, or one of those that it is the sum of.
    Hidden,
}

/// A number of the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The questionnaire's table: `Total`, `by form of exploitation`, `by citizenship`.
    pub dimension: &'static str,
    /// Its row there.
    pub category: String,
    /// The sex.
    pub sex: String,
    /// Minors or adults.
    pub age: String,
    /// The year.
    pub year: String,
    /// The number.
    pub count: Count,
    /// The published codes behind it: `sexo=F`.
    pub codes: String,
    /// The codes in ICCS: the offence, or its part.
    pub iccs: String,
    /// The codes in HTCDS.
    pub htcds: String,
}

impl Row {
    /// Lists its fields in the order of the heads. `source` says what all numbers come from.
    pub fn fields(&self, asked: &Asked<'_>, source: &str) -> [String; 15] {
        let (value, status) = match self.count {
            Count::Published(count) => (count.to_string(), words::PUBLISHED),
            Count::Hidden => (String::new(), words::HIDDEN),
        };
        [
            asked.iso3.into(),
            asked.country.into(),
            words::INDICATOR.into(),
            self.dimension.into(),
            self.category.clone(),
            self.sex.clone(),
            self.age.clone(),
            self.year.clone(),
            words::UNIT.into(),
            value,
            status.text(asked.lang),
            self.codes.clone(),
            self.iccs.clone(),
            self.htcds.clone(),
            source.into(),
        ]
    }
}

/// A pinned dimension: a group of its codes.
#[derive(Clone, Copy)]
struct Pinned<'a> {
    dimension: &'a Dimension,
    group: &'a Group,
}

/// Fills every row that the data have. Returns them with what cannot be filled, and why.
pub fn fill(release: &Release, asked: &Asked<'_>) -> (Vec<Row>, Vec<String>) {
    let catalog = &release.catalog;
    let (sex, age) = (
        groups::find(catalog, words::FEMALE),
        groups::find(catalog, words::MINOR),
    );
    let form = groups::find(catalog, words::SEXUAL);
    let citizenship = asked.citizenship.and_then(|id| catalog.dimension(id));
    let mut filler = Filler {
        release,
        asked,
        rows: Vec::new(),
        gaps: Vec::new(),
    };
    for (dimension, name) in [(sex, words::SEX), (age, words::AGE), (form, words::FORM)] {
        if dimension.is_none() {
            filler.gaps.push(words::no_dimension(asked.lang, name));
        }
    }
    let list = |dimension: Option<&Dimension>| dimension.map(groups::list).unwrap_or_default();
    let (sexes, ages, forms) = (list(sex), list(age), list(form));
    let persons = Persons {
        sex: sex.map(|dimension| (dimension, &*sexes)),
        age: age.map(|dimension| (dimension, &*ages)),
    };
    filler.fill_table(words::TOTAL, None, &persons);
    if let Some(dimension) = form {
        filler.fill_table(words::BY_FORM, Some((dimension, &forms)), &persons);
    }
    match citizenship {
        Some(dimension) => {
            let all = groups::list_all(dimension, |one| one.label.get(Lang::En).to_owned());
            filler.fill_table(words::BY_CITIZENSHIP, Some((dimension, &all)), &persons);
        }
        None => filler
            .gaps
            .push(words::no_dimension(asked.lang, words::CITIZENSHIP)),
    }
    filler.count_hidden();
    (filler.rows, filler.gaps)
}

/// A dimension with its groups.
type Grouped<'a> = (&'a Dimension, &'a [Group]);

/// Pins a dimension to each of its groups; nothing where there is none.
fn each(grouped: Option<Grouped<'_>>) -> Vec<Option<Pinned<'_>>> {
    let mut pinned = Vec::new();
    if let Some((dimension, groups)) = grouped {
        for group in groups {
            pinned.push(Some(Pinned { dimension, group }));
        }
    }
    pinned
}

/// The dimensions by which every table is divided.
struct Persons<'a> {
    sex: Option<Grouped<'a>>,
    age: Option<Grouped<'a>>,
}

struct Filler<'a> {
    release: &'a Release,
    asked: &'a Asked<'a>,
    rows: Vec<Row>,
    gaps: Vec<String>,
}

impl Filler<'_> {
    /// Fills a table of the questionnaire: all persons, by sex, by age, and by both.
    fn fill_table(&mut self, name: &'static str, by: Option<Grouped<'_>>, persons: &Persons<'_>) {
        let none: Vec<Option<Pinned<'_>>> = vec![None];
        let categories = match by {
            Some(_) => each(by),
            None => none.clone(),
        };
        let (sexes, ages) = (each(persons.sex), each(persons.age));
        for (sexes, ages) in [
            (&none, &none),
            (&sexes, &none),
            (&none, &ages),
            (&sexes, &ages),
        ] {
            let before = self.rows.len();
            let mut wanted = false;
            for category in &categories {
                for sex in sexes {
                    for age in ages {
                        wanted = true;
                        self.fill_years(name, [*category, *sex, *age]);
                    }
                }
            }
            if wanted && self.rows.len() == before {
                let divided = [(sexes, words::SEX), (ages, words::AGE)]
                    .into_iter()
                    .filter(|(pins, _)| pins.iter().any(Option::is_some))
                    .map(|(_, name)| name)
                    .collect::<Vec<_>>();
                let gap = words::no_table(self.asked.lang, name, &divided);
                self.gaps.push(gap);
            }
        }
    }

    /// Fills a number of every year for which there is a table.
    fn fill_years(&mut self, name: &'static str, pinned: [Option<Pinned<'_>>; 3]) {
        let catalog = &self.release.catalog;
        let [category, sex, age] = pinned;
        let all: Vec<Pinned<'_>> = pinned.into_iter().flatten().collect();
        // Whoever has two of the codes would be counted twice.
        let counted_twice = all
            .iter()
            .find(|one| one.dimension.multi_response && one.group.codes.len() > 1);
        if let Some(one) = counted_twice {
            let gap = words::several_answers(self.asked.lang, &one.group.name);
            if !self.gaps.contains(&gap) {
                self.gaps.push(gap);
            }
            return;
        }
        let time = catalog.dimension(&catalog.time);
        let years = time.into_iter().flat_map(|time| &time.categories);
        let is_year =
            |code: &str| parse_years(code).is_some_and(|years| years.start() == years.end());
        for year in years.filter(|year| is_year(&year.code)) {
            let Some(count) = self.count(&year.code, &all) else {
                continue;
            };
            let named = |pinned: Option<Pinned<'_>>| {
                pinned.map_or(words::TOTAL.to_owned(), |one| one.group.name.clone())
            };
            let codes: Vec<String> = all
                .iter()
                .map(|one| format!("{}={}", one.dimension.id, one.group.codes.join("+")))
                .collect();
            let standard = |codes: fn(&Group) -> &String| {
                let codes = all.iter().map(|one| codes(one.group).clone());
                let codes: Vec<String> = codes.filter(|code| !code.is_empty()).collect();
                codes.join("; ")
            };
            let iccs = standard(|group| &group.iccs);
            self.rows.push(Row {
                dimension: name,
                category: named(category),
                sex: named(sex),
                age: named(age),
                year: year.code.clone(),
                count,
                codes: codes.join(" "),
                iccs: if iccs.is_empty() {
                    words::ICCS.into()
                } else {
                    iccs
                },
                htcds: standard(|group| &group.htcds),
            });
        }
    }

    /// Counts the persons of a year who are in all groups; `None` where no table has them.
    fn count(&self, year: &str, pinned: &[Pinned<'_>]) -> Option<Count> {
        let mut combinations: Vec<Vec<(&str, &str)>> =
            vec![vec![(&*self.release.catalog.time, year)]];
        for one in pinned {
            let mut longer = Vec::new();
            for pins in &combinations {
                for code in &one.group.codes {
                    let mut pins = pins.clone();
                    pins.push((&one.dimension.id, code));
                    longer.push(pins);
                }
            }
            combinations = longer;
        }
        let mut sum = 0;
        let mut hidden = false;
        for pins in combinations {
            match self.find(&pins)? {
                Cell::Published(count) => sum += count,
                Cell::Hidden => hidden = true,
            }
        }
        Some(if hidden {
            Count::Hidden
        } else {
            Count::Published(sum)
        })
    }

    fn find(&self, pins: &[(&str, &str)]) -> Option<Cell> {
        let tables = self.release.tables.values();
        let mut tables = tables.filter(|table| table.measure == self.asked.measure);
        tables.find_map(|table| table.cell(pins.iter().copied()))
    }

    /// Says how many numbers are hidden.
    fn count_hidden(&mut self) {
        let hidden = self.rows.iter().filter(|row| row.count == Count::Hidden);
        let (hidden, all) = (hidden.count(), self.rows.len());
        if hidden > 0 {
            let threshold = self.release.catalog.threshold;
            let gap = words::hidden(self.asked.lang, hidden, all, threshold);
            self.gaps.insert(0, gap);
        }
    }
}
