//! Invents a register of people by a seed.
//!
//! It has ten dimensions, among them ages below minors and adults, nationalities below regions, means of which one person
//! may name several, and a migration status that all nationals share. Applications are dated by application, accreditations
//! by decision, in the same year or the next.

use std::ops::RangeInclusive;

use cube::{Address, Catalog};

use super::dice::Dice;
use crate::codebook::{Codebook, Dimension, Measure};

/// People, in the order in which they were invented.
#[derive(Clone)]
pub struct Register {
    /// Each of them.
    pub people: Vec<Person>,
}

/// Somebody who applied.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The year of the application.
    pub applied: u16,
    /// The year of the decision to accredit, if there is one.
    pub decided: Option<u16>,
    /// The answer in each dimension, as it stands in the register.
    pub answers: Vec<String>,
}

/// Id, kind, and each category with the one that contains it and how many of a hundred or so are in it.
type Shape = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, usize)],
);

const AGE: usize = 0;
const SEX: usize = 1;
const NATIONALITY: usize = 2;
const STATUS: usize = 3;
const EDUCATION: usize = 4;

const SHAPES: [Shape; 10] = [
    (
        "edad",
        "age",
        &[
            ("MIN", "", 0),
            ("0_11", "MIN", 15),
            ("12_17", "MIN", 25),
            ("ADU", "", 0),
            ("18_24", "ADU", 25),
            ("25_34", "ADU", 18),
            ("35_49", "ADU", 10),
            ("50_P", "ADU", 4),
            ("U", "", 3),
        ],
    ),
    (
        "sexo",
        "code",
        &[("F", "", 72), ("M", "", 26), ("U", "", 2)],
    ),
    (
        "nacionalidad",
        "code",
        &[
            ("CRI", "", 50),
            ("EXT", "", 0),
            ("AMC", "EXT", 0),
            ("NIC", "AMC", 22),
            ("PAN", "AMC", 4),
            ("SLV", "AMC", 5),
            ("SAM", "EXT", 0),
            ("COL", "SAM", 8),
            ("VEN", "SAM", 6),
            ("OTR", "EXT", 3),
            ("U", "", 2),
        ],
    ),
    (
        "condicion",
        "code",
        &[
            ("NAC", "", 0),
            ("REG", "", 45),
            ("IRR", "", 40),
            ("SOL", "", 12),
            ("U", "", 3),
        ],
    ),
    (
        "educacion",
        "code",
        &[
            ("NIN", "", 12),
            ("PRI", "", 45),
            ("SEC", "", 35),
            ("SUP", "", 8),
        ],
    ),
    (
        "ocupacion",
        "code",
        &[
            ("EST", "", 40),
            ("SER", "", 30),
            ("AGR", "", 10),
            ("HOG", "", 12),
            ("OTR", "", 8),
        ],
    ),
    (
        "provincia",
        "code",
        &[
            ("1", "", 40),
            ("2", "", 18),
            ("3", "", 8),
            ("4", "", 9),
            ("5", "", 7),
            ("6", "", 8),
            ("7", "", 10),
        ],
    ),
    (
        "medios",
        "multi",
        &[
            ("RED", "", 40),
            ("FAM", "", 18),
            ("AMI", "", 22),
            ("AGE", "", 12),
            ("U", "", 8),
        ],
    ),
    (
        "finalidad",
        "code",
        &[
            ("SEX", "", 62),
            ("LAB", "", 28),
            ("MAT", "", 6),
            ("MEN", "", 4),
        ],
    ),
    (
        "lugar",
        "code",
        &[
            ("CAS", "", 40),
            ("WEB", "", 30),
            ("PUB", "", 18),
            ("TRA", "", 12),
        ],
    ),
];

/// Everybody knows it: nationals have the status of nationals, and no child has been to a university.
const RELATIONS: &str = r#"
[[equal]]
a = { dimension = "nacionalidad", code = "CRI" }
b = { dimension = "condicion", code = "NAC" }
[[impossible]]
a = { dimension = "educacion", code = "SUP" }
b = { dimension = "edad", code = "0_11" }
"#;

impl Register {
    /// So many people who applied in these years.
    pub fn new(seed: u64, people: usize, years: &RangeInclusive<u16>) -> Self {
        let mut dice = Dice::new(seed);
        Register {
            people: (0..people)
                .map(|_| Person::invented(&mut dice, years))
                .collect(),
        }
    }

    /// The records as they stood at the end of a year: nobody applied later, and what was decided later is pending.
    pub fn until(&self, year: u16) -> String {
        let ids: Vec<&str> = SHAPES.iter().map(|(id, ..)| *id).collect();
        let mut text = format!(
            "fecha_solicitud,fecha_resolucion,resultado,{}\n",
            ids.join(",")
        );
        for person in self.people.iter().filter(|person| person.applied <= year) {
            let (date, outcome) = match person.decided.filter(|decided| *decided <= year) {
                Some(decided) => (format!("{decided}-12-15"), "ACC"),
                None => (String::new(), "PEN"),
            };
            text += &format!(
                "{}-06-15,{date},{outcome},{}\n",
                person.applied,
                person.answers.join(",")
            );
        }
        text
    }

    /// The same without some persons of a year, as if they had not been registered yet.
    pub fn without(&self, year: u16, persons: usize) -> Self {
        let mut left = persons;
        let mut is_left_out = |person: &Person| {
            let is = left > 0 && person.applied == year && person.decided == Some(year);
            left -= usize::from(is);
            is
        };
        Register {
            people: self
                .people
                .iter()
                .filter(|person| !is_left_out(person))
                .cloned()
                .collect(),
        }
    }

    /// The same with another sex of the last persons of a year, as if it had been mistaken.
    pub fn corrected(&self, year: u16, persons: usize) -> Self {
        let mut register = self.clone();
        let of_year = register
            .people
            .iter_mut()
            .rev()
            .filter(|person| person.applied == year);
        for person in of_year.take(persons) {
            let other = if person.answers[SEX] == "F" { "M" } else { "F" };
            person.answers[SEX] = other.into();
        }
        register
    }

    /// How many are in a cell, counted one by one, as it stood at the end of a year.
    pub fn count(&self, catalog: &Catalog, address: &Address, until: u16) -> u64 {
        let counted = |person: &&Person| {
            let year = if address.measure == "solicitudes" {
                Some(person.applied)
            } else {
                person.decided
            };
            let Some(year) = year.filter(|year| *year <= until && person.applied <= until) else {
                return false;
            };
            address
                .pins
                .iter()
                .all(|(id, code)| match catalog.dimension(id) {
                    Some(dimension) if *id == catalog.time => {
                        dimension.category(code).is_some()
                            && cube::parse_years(code).is_some_and(|years| years.contains(&year))
                    }
                    Some(dimension) => person.is_in(dimension, code),
                    None => false,
                })
        };
        self.people.iter().filter(counted).map(|_| 1).sum()
    }

    /// The codebook of such a register.
    pub fn codebook(years: RangeInclusive<u16>) -> Codebook {
        let applied = Measure::by_date("solicitudes", "fecha_solicitud");
        let accredited = Measure::by_date("acreditadas", "fecha_resolucion").with(
            "when = { dimension = \"resultado\", codes = [\"ACC\"] }\npart_of = \"solicitudes\"\n",
        );
        let mut codebook = Codebook::new(years).measure(applied).measure(accredited);
        for (id, kind, categories) in SHAPES {
            let mut dimension = Dimension::new(id).kind(kind);
            for (code, parent, _) in categories {
                dimension = dimension.below(parent, code);
            }
            codebook = codebook.dimension(dimension);
        }
        let outcome = Dimension::new("resultado").category("ACC").category("PEN");
        Codebook {
            shown: SHAPES.len(),
            pairs: vec!["sexo"],
            relations: RELATIONS,
            ..codebook.dimension(outcome)
        }
    }
}

impl Person {
    /// Somebody new who applied in one of these years.
    pub(super) fn invented(dice: &mut Dice, years: &RangeInclusive<u16>) -> Self {
        let applied = years.start() + u16::try_from(dice.below(years.len())).unwrap_or_default();
        let decided =
            [Some(0), Some(0), Some(0), Some(1), None][dice.below(5)].map(|later| applied + later);
        let mut answers: Vec<String> = Vec::new();
        for (place, (_, kind, categories)) in SHAPES.iter().enumerate() {
            let code = dice
                .weighed(categories, |(_, _, weight)| *weight)
                .map_or("U", |(code, ..)| *code);
            answers.push(match (place, *kind) {
                (STATUS, _) if answers[NATIONALITY] == "CRI" => "NAC".to_owned(),
                (EDUCATION, _) if code == "SUP" && is_child(&answers[AGE]) => "NIN".to_owned(),
                (_, "age") => age(code, dice),
                (_, "multi") => several(code, dice),
                _ => code.to_owned(),
            });
        }
        Person {
            applied,
            decided,
            answers,
        }
    }
}

impl Person {
    /// Whether they are in a category, themselves or through what it contains.
    fn is_in(&self, dimension: &cube::Dimension, code: &str) -> bool {
        let place = SHAPES.iter().position(|(id, ..)| *id == dimension.id);
        let answers = place
            .and_then(|place| self.answers.get(place))
            .map_or("", String::as_str);
        answers.split(';').any(|answer| {
            let leaf = if dimension.id == "edad" {
                group(answer)
            } else {
                answer
            };
            leaf == code || dimension.ancestors(leaf).any(|above| above == code)
        })
    }
}

/// The group of ages that an age is in.
fn group(age: &str) -> &str {
    let Ok(years) = age.parse::<usize>() else {
        return age;
    };
    let groups = SHAPES[AGE]
        .2
        .iter()
        .filter_map(|(code, ..)| Some((*code, code.split_once('_')?.0.parse().ok()?)));
    groups
        .take_while(|(_, from): &(&str, usize)| *from <= years)
        .fold(None, |_, found| Some(found))
        .map_or(age, |(code, _)| code)
}

fn is_child(age: &str) -> bool {
    age.parse::<usize>().is_ok_and(|age| age < 12)
}

/// An age in a group of ages.
fn age(code: &str, dice: &mut Dice) -> String {
    let Some((from, to)) = code.split_once('_') else {
        return code.to_owned();
    };
    let from: usize = from.parse().unwrap_or_default();
    (from + dice.below(to.parse().unwrap_or(80) + 1 - from)).to_string()
}

/// One means, or it and another.
fn several(code: &str, dice: &mut Dice) -> String {
    let others: Vec<&str> = ["RED", "FAM", "AMI", "AGE"]
        .into_iter()
        .filter(|other| *other != code)
        .collect();
    if code == "U" || dice.below(3) > 0 {
        return code.to_owned();
    }
    format!("{code};{}", others[dice.below(others.len())])
}
