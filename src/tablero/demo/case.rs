//! Draws every application and the person it is for.

use crate::demo::{
    application::{self, Application, Outcome},
    dice::Dice,
    method::{self, Method},
    person::Person,
};

/// The seed of the people; the institutions' streams have the seeds after it.
pub(super) const SEED: u64 = 1;

/// The percentage of pending applications for minors that only PANI has.
const PANI_ALONE: u32 = 30;

/// An application and the person it is for.
pub(super) struct Case {
    /// The number by which all institutions know the application.
    pub(super) number: String,
    pub(super) application: Application,
    pub(super) person: Person,
    pub(super) method: Method,
    /// Whether PANI has it and the register does not have it yet.
    pub(super) only_pani: bool,
}

/// Draws every application, in the order in which they were received.
pub(super) fn draw_cases() -> Vec<Case> {
    let (mut dice, mut of_method) = (Dice::new(SEED), Dice::new(SEED + 1));
    let applications = application::draw_all(&mut dice);
    let mut case = |(number, application): (u32, Application)| {
        let person = Person::draw(&mut dice, application.outcome.gaps());
        let method = method::draw(&mut of_method, &person, application.outcome.gaps());
        let is_new = application.outcome == Outcome::Pending && person.is_minor();
        let only_pani = is_new && of_method.chance(PANI_ALONE);
        Case {
            number: format!("{}-{number:04}", application.received.year()),
            application,
            person,
            method,
            only_pani,
        }
    };
    (1..).zip(applications).map(&mut case).collect()
}
