//! Links invented registers of which it is known who is who, and measures what is found.
//!
//! Recall is the share of pairs of rows of one person that are joined, precision the share of joined pairs that are of one
//! person. Whoever is joined with another person vanishes; whoever is not joined counts twice.

use std::collections::BTreeMap;

use super::*;
use crate::{
    link::{
        key_review::KeyReview,
        keys::KeyBuilder,
        linker::Linker,
        row_keys::{IdentityKeys, RowKeys},
    },
    read::Reason,
};
use codebook::notation::day::parse_day;

/// The number of persons of a register.
const PERSONS: u32 = 10_000;

/// What offices write where they know no number. The last one is in no list.
const PLACEHOLDERS: [&str; 7] = [
    "S/N",
    "0",
    "999999999",
    "No tiene",
    "#N/D",
    "-",
    "EN ESTUDIO",
];

const IDENTITY: &str = r#"
[[source]]
id = "conatt"

[[source]]
id = "dgme"

[[source]]
id = "pani"

[identity]
trust = ["conatt", "dgme", "pani"]

[[identity.key]]
columns = ["expediente"]

[[identity.key]]
columns = ["documento"]
form = "number"

[[measure]]"#;

/// Throws dice that fall alike for the same seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % sides
    }

    fn falls_in(&mut self, percent: u32) -> bool {
        self.throw(100) < percent
    }
}

/// A row of a register: who it is about, its source, and its fields.
struct Entry {
    person: u32,
    source: usize,
    file: String,
    document: String,
    age: u32,
}

/// What was done to a register.
#[derive(Default)]
struct Noise {
    /// Rows of other sources with a wrong digit.
    typing_errors: u64,
    /// Rows with a placeholder.
    placeholders: u64,
    /// Daughters under the document of their mothers.
    daughters: u64,
}

/// Writes a document number as a source does.
fn write_number(number: u32, source: usize) -> String {
    let digits = format!("{number:09}");
    match source {
        0 => format!("{}-{}-{}", &digits[..1], &digits[1..5], &digits[5..]),
        1 => format!("{} {} {}", &digits[..1], &digits[1..5], &digits[5..]),
        _ => format!("0{digits}"),
    }
}

/// Invents a register in which everybody is in the first source, and some also in the others.
fn invent(seed: u64) -> (Vec<Entry>, Noise) {
    let (mut dice, mut noise) = (Dice(seed), Noise::default());
    let mut entries = Vec::new();
    let mut mother: Option<u32> = None;
    for person in 0..PERSONS {
        let own = 100_000_000 + dice.throw(800_000_000);
        // One in fifty is the daughter of the person before, and stands under her document.
        let daughter_of = mother.take().filter(|_| dice.falls_in(50));
        let (number, age) = match daughter_of {
            Some(number) => {
                noise.daughters += 1;
                (number, 12)
            }
            None => (own, 18 + dice.throw(40)),
        };
        if daughter_of.is_none() && dice.falls_in(4) {
            mother = Some(number);
        }
        let placeholder = dice
            .falls_in(10)
            .then(|| PLACEHOLDERS[usize::try_from(dice.throw(7)).unwrap()]);
        let mut enter = |source: usize, file: String, number: u32| {
            let document = match placeholder {
                Some(placeholder) => {
                    noise.placeholders += 1;
                    placeholder.to_owned()
                }
                None => write_number(number, source),
            };
            entries.push(Entry {
                person,
                source,
                file,
                document,
                age,
            });
        };
        let file = format!("F-{person}");
        enter(0, file.clone(), number);
        // Some are entered twice by the same office.
        if dice.falls_in(2) {
            enter(0, file.clone(), number);
        }
        if dice.falls_in(20) {
            enter(1, String::new(), number);
        }
        if dice.falls_in(40) {
            let knows_file = dice.falls_in(50);
            let has_error = !knows_file && placeholder.is_none() && dice.falls_in(2);
            noise.typing_errors += u64::from(has_error);
            let number = if has_error {
                number + 1_000_000_000
            } else {
                number
            };
            enter(2, if knows_file { file } else { String::new() }, number);
        }
    }
    (entries, noise)
}

fn codebook_of_registers() -> Codebook {
    sample::codebook(&[("\n[[measure]]", IDENTITY)])
}

/// Returns the keys of each row.
fn keys_of(entries: &[Entry], codebook: &Codebook) -> Vec<IdentityKeys> {
    let secret = secret();
    let mut builder = KeyBuilder::new(codebook, &secret);
    let column = |name: &str| {
        codebook
            .columns
            .iter()
            .position(|column| column == name)
            .unwrap()
    };
    let (file, document) = (column("expediente"), column("documento"));
    let date = |field: &str| parse_day(field, &["%Y-%m-%d".to_owned()], None).ok();
    let mut all = Vec::new();
    for entry in entries {
        let mut fields = vec![None; codebook.columns.len()];
        fields[file] = Some(entry.file.as_str());
        fields[document] = Some(entry.document.as_str());
        all.push(IdentityKeys {
            ranked: builder.ranked_keys(&fields, date).into(),
            words: builder.keys_of_words(&fields),
            lasting: builder.lasting_fields(&fields, date),
            whole: builder.whole_row(entry.source, &fields),
        });
    }
    all
}

/// Links rows by their keys.
fn link(keys: &[RowKeys]) -> Vec<Vec<usize>> {
    let mut linker = Linker::new(Decisions::default());
    for (row, keys) in keys.iter().enumerate() {
        linker.add(keys, row);
    }
    linker.finish().into_applications()
}

/// The pairs of rows that are of one person, that are joined, and that are both.
#[derive(Debug)]
struct Pairs {
    same: u64,
    joined: u64,
    found: u64,
}

impl Pairs {
    fn count(entries: &[Entry], applications: &[Vec<usize>]) -> Pairs {
        let pairs = |rows: u64| rows * rows.saturating_sub(1) / 2;
        let (mut joined, mut found) = (0, 0);
        for rows in applications {
            joined += pairs(u64::try_from(rows.len()).unwrap());
            found += count_by(rows.iter().map(|row| entries[*row].person))
                .values()
                .copied()
                .map(pairs)
                .sum::<u64>();
        }
        let same = count_by(entries.iter().map(|entry| entry.person))
            .values()
            .copied()
            .map(pairs)
            .sum();
        Pairs {
            same,
            joined,
            found,
        }
    }

    /// The shares of found pairs, in thousandths: recall and precision.
    fn measure(&self) -> (u64, u64) {
        (
            1000 * self.found / self.same,
            1000 * self.found / self.joined.max(1),
        )
    }
}

fn count_by<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u64> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

#[test]
fn nobody_vanishes_from_registers_with_placeholders_forms_and_shared_documents() {
    let codebook = codebook_of_registers();
    // Recall and precision in thousandths, and the persons that are counted.
    let mut measured = Vec::new();
    for seed in [7, 77, 777] {
        let (entries, noise) = invent(seed);
        assert!(noise.placeholders > 1_000 && noise.daughters > 50 && noise.typing_errors > 10);
        let keys = keys_of(&entries, &codebook);
        let mut review = KeyReview::new(&codebook);
        for (entry, keys) in entries.iter().zip(&keys) {
            review.add(entry.source, keys);
        }
        let reviewed = review.finish();
        let row_keys: Vec<RowKeys> = (0..)
            .zip(&keys)
            .map(|(row, keys)| reviewed.row_keys(row, keys))
            .collect();
        let applications = link(&row_keys);
        let (recall, precision) = Pairs::count(&entries, &applications).measure();
        // Nobody is joined with another person, so nobody vanishes.
        assert_eq!(precision, 1000, "seed {seed}");
        // Each person beyond the truth has a row with a placeholder or an ambiguous document, or a typing error.
        let counted = u64::try_from(applications.len()).unwrap();
        let ambiguous: u64 = reviewed
            .findings
            .ambiguous
            .values()
            .map(|found| found.rows)
            .sum();
        let excess = counted - u64::from(PERSONS);
        assert!(
            excess <= noise.placeholders + ambiguous + noise.typing_errors,
            "seed {seed}: {excess}"
        );
        // The same rows joined by every key, whatever it is.
        let every: Vec<RowKeys> = keys.iter().map(|keys| keys.to_row_keys(|_| true)).collect();
        let (_, before) = Pairs::count(&entries, &link(&every)).measure();
        assert!(before < 900, "seed {seed}: {before}");
        measured.push((recall, precision, counted));
    }
    assert_eq!(
        measured,
        [
            (902, 1000, 10_563),
            (907, 1000, 10_554),
            (908, 1000, 10_536)
        ]
    );
}

#[test]
fn persons_in_are_persons_out_or_told() {
    let codebook = codebook_of_registers();
    let (entries, noise) = invent(7);
    let header = format!("{};expediente;documento\n", sample::HEADER);
    let mut texts = vec![header; 3];
    for entry in &entries {
        let row = sample::row("edad", &entry.age.to_string());
        texts[entry.source] += &format!("{row};{};{}\n", entry.file, entry.document);
    }
    let files = Files::new(&texts);
    let named = ["conatt", "dgme", "pani"].into_iter().zip(&files.paths);
    let inputs: Vec<Input> = named
        .map(|(id, path)| Input::OfSource(id.into(), path.clone()))
        .collect();
    let links = Links {
        secret: secret(),
        decisions: Decisions::default(),
    };
    let Tally {
        rows,
        counted,
        corrected,
        merged,
        set_aside,
        notices,
        ..
    } = read(&codebook, &inputs, Values::Concealed, &links)
        .unwrap()
        .tally;
    let aside: u64 = set_aside.values().sum();
    assert_eq!(rows, u64::try_from(entries.len()).unwrap());
    assert_eq!(rows, counted + corrected + merged + aside);
    assert_eq!(set_aside, BTreeMap::<Reason, u64>::new());
    let told = |is_it: fn(&Notice) -> bool| -> u64 {
        notices
            .iter()
            .filter(|(notice, _)| is_it(notice))
            .map(|(_, count)| count)
            .sum()
    };
    let placeholders = told(|notice| matches!(notice, Notice::NoNumber { .. }));
    let shared = told(|notice| matches!(notice, Notice::SharedKey { .. }));
    let ambiguous = told(|notice| matches!(notice, Notice::AmbiguousKey { .. }));
    // Every placeholder is told: as one that is known, or as a value that many rows share.
    assert_eq!(placeholders + shared, noise.placeholders);
    assert!(ambiguous > 0);
    let persons = counted + corrected;
    let truth = u64::from(PERSONS);
    assert!(persons >= truth, "{} persons vanished", truth - persons);
    assert!(persons - truth <= placeholders + shared + ambiguous + noise.typing_errors);
}
