//! Rows that are events, kept by their keys until the persons come to whom they happened.
//!
//! A person may have several events, and an event several persons: a person's answers are those of all their events,
//! each once. What events have in common with rows of persons is the key alone.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::atomic::{AtomicBool, Ordering},
};

use crate::link::{application::Row, merge::SourceId, pseudonym::Pseudonym};
use crate::{
    clean::{Said, Took, Understood},
    place::Place,
};
use codebook::{Answer, Category, Codebook, RowKind};

/// All events by their keys.
#[derive(Default)]
pub(crate) struct Events<'a> {
    events: HashMap<Pseudonym, Event<'a>>,
}

/// Rows of one key.
#[derive(Default)]
struct Event<'a> {
    /// By the position of the dimension, all that is known.
    answers: BTreeMap<usize, BTreeSet<Category>>,
    rows: Vec<EventRow<'a>>,
    has_person: AtomicBool,
}

/// A row that is an event: where it stands, and the rules that it took.
pub(crate) struct EventRow<'a> {
    pub source: SourceId,
    pub place: Place,
    pub rules: Vec<Took<'a>>,
}

impl<'a> Events<'a> {
    /// Takes a row that is an event. What is not known in it adds nothing.
    pub(crate) fn add(&mut self, key: Pseudonym, row: Row<'a>, codebook: &Codebook) {
        let Row {
            source,
            place,
            understood,
            ..
        } = row;
        let event = self.events.entry(key).or_default();
        for (at, dimension) in codebook
            .dimensions
            .iter()
            .enumerate()
            .filter(|(_, dimension)| dimension.row_kind == RowKind::Events)
        {
            let told = understood.answers[at]
                .this()
                .into_iter()
                .flat_map(Answer::categories)
                .copied();
            let known: BTreeSet<Category> = told
                .filter(|category| Some(*category) != dimension.dictionary.unknown())
                .collect();
            if !known.is_empty() {
                event.answers.entry(at).or_default().extend(known);
            }
        }
        event.rows.push(EventRow {
            source,
            place,
            rules: understood.rules,
        });
    }

    /// Takes over what was read elsewhere.
    pub(crate) fn absorb(&mut self, other: Events<'a>) {
        for (key, more) in other.events {
            let event = self.events.entry(key).or_default();
            event.rows.extend(more.rows);
            for (at, known) in more.answers {
                event.answers.entry(at).or_default().extend(known);
            }
        }
    }

    /// Gives a person the answers of all events of these keys, which now have a person. Whether there is any.
    pub(crate) fn tell(&self, keys: &BTreeSet<Pseudonym>, understood: &mut Understood<'a>) -> bool {
        let events: Vec<&Event<'a>> = keys.iter().filter_map(|key| self.events.get(key)).collect();
        let mut answers: BTreeMap<usize, BTreeSet<Category>> = BTreeMap::new();
        events
            .iter()
            .for_each(|event| event.has_person.store(true, Ordering::Relaxed));
        for (at, known) in events.iter().flat_map(|event| &event.answers) {
            answers.entry(*at).or_default().extend(known);
        }
        for (at, known) in answers {
            understood.answers[at] = Said::This(Answer::Several(known.into_iter().collect()));
        }
        !events.is_empty()
    }

    /// All rows, and whether there is a person whose event each is.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&EventRow<'a>, bool)> {
        let each = |event: &Event<'a>| event.has_person.load(Ordering::Relaxed);
        self.events
            .values()
            .flat_map(move |event| event.rows.iter().map(move |row| (row, each(event))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::sample::{row, told};
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
            let has_event = events.tell(
                &keys.iter().map(|number| key(*number)).collect(),
                &mut person,
            );
            format!("{} {has_event}", told(&codebook, &person))
        };
        assert_eq!(person(&[1]), "sexo=F medios=FUE~TEJ true");
        assert_eq!(person(&[1, 3]), "sexo=F medios=FUE~ORG~TEJ true");
        assert_eq!(person(&[2]), "sexo=F true");
        assert_eq!(person(&[4]), "sexo=F false");
    }

    #[test]
    fn a_row_is_of_somebody_or_nobodys() {
        let codebook = codebook();
        let mut events = Events::default();
        for (number, line) in [(1, 2), (1, 3), (2, 4)] {
            events.add(
                key(number),
                row(&codebook, 1, line, "medios=fuerza"),
                &codebook,
            );
        }
        events.tell(
            &[key(1), key(9)].into(),
            &mut row(&codebook, 0, 2, "sexo=F").understood,
        );
        let mut told: Vec<(u64, bool)> = events
            .rows()
            .map(|(row, has_person)| (row.place.line, has_person))
            .collect();
        told.sort_unstable();
        assert_eq!(told, [(2, true), (3, true), (4, false)]);
        assert!(events.rows().all(|(row, _)| row.rules
            == [Took {
                place: "medios",
                name: "spelling"
            }]));
    }
}
