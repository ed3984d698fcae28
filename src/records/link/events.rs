//! Keeps the answers of events by their keys, and adds them to the persons with the same key.
//!
//! A person may have several events, and an event several persons: a person gets each answer of all
//! their events once. The key is all that a row of an event has in common with rows of persons.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::atomic::{AtomicBool, Ordering},
};

use crate::link::{
    pseudonym::Pseudonym,
    row::{Row, SourceId},
};
use crate::{
    clean::{AppliedRule, CleanRow, CleanValue},
    row_location::RowLocation,
};
use codebook::{Answer, Category, Codebook, RowKind};

/// All events by their keys.
#[derive(Default)]
pub(crate) struct Events<'a> {
    events: HashMap<Pseudonym, Event<'a>>,
}

/// The rows with one key.
#[derive(Default)]
struct Event<'a> {
    /// By the position of the dimension, the known categories of all rows.
    answers: BTreeMap<usize, BTreeSet<Category>>,
    rows: Vec<EventRow<'a>>,
    has_person: AtomicBool,
}

/// The place of a row of an event, and the rules by which it was read.
pub(crate) struct EventRow<'a> {
    pub source: SourceId,
    pub place: RowLocation,
    pub rules: Vec<AppliedRule<'a>>,
}

impl<'a> Events<'a> {
    /// Adds a row of an event. Unknown answers add nothing.
    pub(crate) fn add(&mut self, key: Pseudonym, row: Row<'a>, codebook: &Codebook) {
        let event = self.events.entry(key).or_default();
        for (position, dimension) in codebook.dimensions.iter().enumerate() {
            if dimension.row_kind != RowKind::Events {
                continue;
            }
            let Some(answer) = row.understood.answers[position].valid() else {
                continue;
            };
            let unknown = dimension.dictionary.unknown();
            for category in answer.categories() {
                if Some(*category) != unknown {
                    event.answers.entry(position).or_default().insert(*category);
                }
            }
        }
        event.rows.push(EventRow {
            source: row.source,
            place: row.place,
            rules: row.understood.rules,
        });
    }

    /// Adds the events of another collection.
    pub(crate) fn absorb(&mut self, other: Events<'a>) {
        for (key, more) in other.events {
            let event = self.events.entry(key).or_default();
            event.rows.extend(more.rows);
            for (position, known) in more.answers {
                event.answers.entry(position).or_default().extend(known);
            }
        }
    }

    /// Adds the answers of all events with these keys to a person, and marks the events as having
    /// one. Returns whether there is any such event.
    pub(crate) fn add_answers(
        &self,
        keys: &BTreeSet<Pseudonym>,
        understood: &mut CleanRow<'a>,
    ) -> bool {
        let mut has_event = false;
        let mut answers: BTreeMap<usize, BTreeSet<Category>> = BTreeMap::new();
        for event in keys.iter().filter_map(|key| self.events.get(key)) {
            has_event = true;
            event.has_person.store(true, Ordering::Relaxed);
            for (position, known) in &event.answers {
                answers.entry(*position).or_default().extend(known);
            }
        }
        for (position, known) in answers {
            let categories = known.into_iter().collect();
            understood.answers[position] = CleanValue::Valid(Answer::Several(categories));
        }
        has_event
    }

    /// Returns all rows of events, each with whether its event has a person.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&EventRow<'a>, bool)> {
        self.events.values().flat_map(|event| {
            let has_person = event.has_person.load(Ordering::Relaxed);
            event.rows.iter().map(move |row| (row, has_person))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::sample::{describe, row};
    use codebook::sample;

    fn codebook() -> Codebook {
        sample::codebook(&[
            (
                "\n[[measure]]",
                "\n[[source]]\nid = \"p\"\n\n[[source]]\nid = \"e\"\nholds = \"events\"\n\n[events]\nkey = \"caso\"\n\n[[measure]]",
            ),
            (
                "column = \"medios\"",
                "column = \"medios\"\nof = \"events\"",
            ),
        ])
    }

    fn key(number: u8) -> Pseudonym {
        format!("{number:x}").parse().unwrap()
    }

    #[test]
    fn a_person_has_the_answers_of_all_their_events_each_once() {
        let codebook = codebook();
        let mut events = Events::default();
        let mut other = Events::default();
        events.add(key(1), row(&codebook, 1, 2, "medios=FUE"), &codebook);
        events.add(key(1), row(&codebook, 1, 3, "medios=FUE"), &codebook);
        events.add(key(2), row(&codebook, 1, 4, "medios="), &codebook);
        other.add(key(1), row(&codebook, 1, 5, "medios=tejidos"), &codebook);
        other.add(key(3), row(&codebook, 1, 6, "medios=TEJ,ORG"), &codebook);
        events.absorb(other);
        let person = |keys: &[u8]| {
            let mut person = row(&codebook, 0, 2, "sexo=F").understood;
            let has_event = events.add_answers(
                &keys.iter().map(|number| key(*number)).collect(),
                &mut person,
            );
            format!("{} {has_event}", describe(&codebook, &person))
        };
        assert_eq!(person(&[1]), "sexo=F medios=FUE~TEJ true");
        assert_eq!(person(&[1, 3]), "sexo=F medios=FUE~ORG~TEJ true");
        assert_eq!(person(&[2]), "sexo=F true");
        assert_eq!(person(&[4]), "sexo=F false");
    }

    #[test]
    fn each_row_shows_whether_its_event_has_a_person() {
        let codebook = codebook();
        let mut events = Events::default();
        for (number, line) in [(1, 2), (1, 3), (2, 4)] {
            events.add(
                key(number),
                row(&codebook, 1, line, "medios=fuerza"),
                &codebook,
            );
        }
        events.add_answers(
            &[key(1), key(9)].into(),
            &mut row(&codebook, 0, 2, "sexo=F").understood,
        );
        let mut rows: Vec<(u64, bool)> = events
            .rows()
            .map(|(row, has_person)| (row.place.line, has_person))
            .collect();
        rows.sort_unstable();
        assert_eq!(rows, [(2, true), (3, true), (4, false)]);
        assert!(events.rows().all(|(row, _)| row.rules
            == [AppliedRule {
                variable: "medios",
                name: "spelling"
            }]));
    }
}
