//! Known code lists of few answers: sex, and yes or no. They are taken whole, whatever the records hold.

use codebook::notation::spelling::fold;

use crate::{
    categories::{Builder, Categories, Category, is_other},
    column::{Column, is_share},
};

/// The share of the answers that must be in a list, in percent.
const LISTED: u64 = 80;

/// The name of the lists of sex.
pub(crate) const SEX: &str = "Sex";

/// A code list: its source, and for each category the code, the labels and other spellings.
struct List {
    source: &'static str,
    all: &'static [Entry],
}

type Entry = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// The lists, the likeliest first. With `H` beside it, `M` is “mujer”; with `F`, it is “masculino”.
const LISTS: [List; 3] = [
    List {
        source: SEX,
        all: &[
            (
                "F",
                "Mujer",
                "Female",
                &[
                    "Femenino", "Femenina", "Fem", "Mujeres", "Niña", "Woman", "Women", "Girl",
                    "Feminino",
                ],
            ),
            (
                "M",
                "Hombre",
                "Male",
                &[
                    "Masculino",
                    "Masculina",
                    "Masc",
                    "Hombres",
                    "Varón",
                    "Niño",
                    "Man",
                    "Men",
                    "Boy",
                    "H",
                ],
            ),
        ],
    },
    List {
        source: SEX,
        all: &[
            (
                "MUJ",
                "Mujer",
                "Female",
                &["M", "Femenino", "Femenina", "Fem", "Mujeres", "Niña"],
            ),
            (
                "HOM",
                "Hombre",
                "Male",
                &[
                    "H",
                    "Masculino",
                    "Masculina",
                    "Masc",
                    "Hombres",
                    "Varón",
                    "Niño",
                ],
            ),
        ],
    },
    List {
        source: "Yes or no",
        all: &[
            ("S", "Sí", "Yes", &["Y", "1", "True", "Verdadero"]),
            ("N", "No", "No", &["0", "False", "Falso"]),
        ],
    },
];

/// Finds the list to which most of a column's answers belong. An answer that occurs at least as often as the threshold
/// and is not in the list becomes a category of its own; rarer ones are folded.
pub(crate) fn find_list(column: &Column, threshold: u64) -> Option<Categories> {
    let all = column.answered();
    let has = |text: &str| column.count(|answer| fold(answer) == text) > 0;
    // `H` is listed as male in both lists of sex.
    let means_woman = has("h") && has("m") && !has("f");
    let first = usize::from(means_woman);
    let list = LISTS[first..].iter().find(|list| {
        let (listed, kinds) = (
            column.count(|text| list.finds(text)),
            list.count_kinds(column),
        );
        is_share(listed, all, LISTED) && (kinds > 1 || all >= threshold)
    })?;
    let mut builder = Builder::new(list.source);
    for (code, es, en, spellings) in list.all {
        builder.add(Category {
            code: (*code).to_owned(),
            es: (*es).to_owned(),
            en: (*en).to_owned(),
            is_translated: true,
            spellings: spellings.iter().map(|text| (*text).to_owned()).collect(),
            place: None,
        });
    }
    let others = column.answers().filter(|(text, _)| !list.finds(text));
    Some(add_others(builder, others, threshold))
}

/// Adds the answers beside a known list: frequent ones as categories of their own, rarer ones folded.
pub(crate) fn add_others<'a>(
    mut builder: Builder,
    others: impl Iterator<Item = (&'a str, u64)>,
    threshold: u64,
) -> Categories {
    let mut folded = 0;
    for group in crate::column::group_spellings(others).into_values() {
        if group.rows >= threshold && !is_other(&group.written) {
            builder.add_observed(&group.written);
        } else {
            folded += group.rows;
        }
    }
    builder.finish(folded)
}

impl List {
    fn finds(&self, text: &str) -> bool {
        self.all.iter().any(|entry| is_in(entry, text))
    }

    fn count_kinds(&self, column: &Column) -> usize {
        let is_there = |entry: &&Entry| column.answers().any(|(text, _)| is_in(entry, text));
        self.all.iter().filter(is_there).count()
    }
}

fn is_in((code, es, en, spellings): &Entry, text: &str) -> bool {
    let folded = fold(text);
    let mut texts = [code, es, en].into_iter().chain(spellings.iter());
    texts.any(|known| fold(known) == folded)
}
