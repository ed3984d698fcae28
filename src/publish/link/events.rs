//! Rows that are events, kept by their keys until the persons come to whom they happened.
//!
//! A person may have several events, and an event several persons: a person's answers are those of all their events,
//! each once. What events have in common with rows of persons is the key alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Pseudonym, application::Row, merge::SourceId};
use crate::{
    clean::{Said, Took, Understood},
    codebook::{Answer, Category, Codebook, Of},
    read::Place,
};

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
    has_person: bool,
}

/// A row that is an event: where it stands, and the rules that it took.
pub(crate) struct EventRow<'a> {
    pub source: SourceId,
    pub place: Place,
    pub rules: Vec<Took<'a>>,
}

/// What became of the rows that are events, in any order.
#[derive(Default)]
pub(crate) struct Linking<'a> {
    /// Of events that somebody has.
    pub linked: Vec<EventRow<'a>>,
    /// Of events that nobody has.
    pub nobodys: Vec<EventRow<'a>>,
}

impl<'a> Events<'a> {
    /// Takes a row that is an event. What is not known in it adds nothing.
    pub(crate) fn add(&mut self, key: Pseudonym, row: Row<'a>, codebook: &Codebook) {
        let Row { source, place, understood } = row;
        let event = self.events.entry(key).or_default();
        for (at, dimension) in
            codebook.dimensions.iter().enumerate().filter(|(_, dimension)| dimension.of == Of::Events)
        {
            let told = understood.answers[at].this().into_iter().flat_map(Answer::categories).copied();
            let known: BTreeSet<Category> =
                told.filter(|category| Some(*category) != dimension.dictionary.unknown()).collect();
            if !known.is_empty() {
                event.answers.entry(at).or_default().extend(known);
            }
        }
        event.rows.push(EventRow { source, place, rules: understood.rules });
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

    /// Gives a person the answers of all events of these keys. Whether there is any.
    pub(crate) fn tell(&self, keys: &BTreeSet<Pseudonym>, understood: &mut Understood<'a>) -> bool {
        let events: Vec<&Event<'a>> = keys.iter().filter_map(|key| self.events.get(key)).collect();
        let mut answers: BTreeMap<usize, BTreeSet<Category>> = BTreeMap::new();
        for (at, known) in events.iter().flat_map(|event| &event.answers) {
            answers.entry(*at).or_default().extend(known);
        }
        for (at, known) in answers {
            understood.answers[at] = Said::This(Answer::Several(known.into_iter().collect()));
        }
        !events.is_empty()
    }

    /// Notes that there is a person with these keys.
    pub(crate) fn has_person(&mut self, keys: impl IntoIterator<Item = Pseudonym>) {
        for key in keys {
            if let Some(event) = self.events.get_mut(&key) {
                event.has_person = true;
            }
        }
    }

    /// What became of the rows.
    pub(crate) fn finish(self) -> Linking<'a> {
        let mut linking = Linking::default();
        for Event { rows, has_person, .. } in self.events.into_values() {
            if has_person { &mut linking.linked } else { &mut linking.nobodys }.extend(rows);
        }
        linking
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        link::sample::{row, told},
        sample,
    };

    fn codebook() -> Codebook {
        sample::codebook(&[
            (
                "\n[[measure]]",
                "\n[[source]]\nid = \"p\"\n\n[[source]]\nid = \"e\"\nholds = \"events\"\n\n[events]\nkey = \"caso\"\n\n[[measure]]",
            ),
            ("column = \"medios\"", "column = \"medios\"\nof = \"events\""),
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
            let has_event = events.tell(&keys.iter().map(|number| key(*number)).collect(), &mut person);
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
            events.add(key(number), row(&codebook, 1, line, "medios=fuerza"), &codebook);
        }
        events.has_person([key(1), key(9)]);
        let Linking { linked, nobodys } = events.finish();
        let mut lines: Vec<u64> = linked.iter().map(|row| row.place.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [2, 3]);
        assert_eq!(linked[0].rules, [Took { place: "medios", name: "spelling" }]);
        assert_eq!(nobodys.iter().map(|row| row.place.line).collect::<Vec<_>>(), [4]);
    }
}
