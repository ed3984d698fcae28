//! Protects exact counts: makes a release that neither publishes a small count nor lets anybody derive one.
//!
//! The method is exact-or-hidden: every published number is true, and every count below the threshold k is hidden. Zeros
//! are hidden, too, because "nobody" and "everybody" reveal as much about people as "one" does. One exception: structural
//! zeros are published.
//!
//! Hiding small counts alone (primary suppression) is not enough: subtracting the other parts from a total reveals a lone
//! hidden cell. So all tables, the relations that the codebook declares, and every earlier release become one joint
//! problem (`problem`, `earlier`), and the codebooks of all releases one lattice of categories and years (`lattice`). Counts
//! of closed years stay as they were published; where the codebook declares a revision, changes of fewer persons than the
//! threshold stay hidden. For every hidden number that could be small, alternatives are searched for: tables
//! of whole numbers that agree with everything published and have 0 there, k or more, or any value between
//! (`alternatives`). Where the sums around a number are a network, the values between follow without a search. Whatever
//! the cheapest alternative changes is hidden as well (complementary suppression, `suppress`). Alternatives are the
//! proof of protection; each is tabulated again in whole numbers before it counts. At the end, complementary suppressions
//! that no alternative needs are published again, most of them.
//!
//! One table of persons stands behind all tables. Wherever tables cross three dimensions two by two, an alternative counts
//! only if a three-way table of whole numbers stands behind the crossings that it changes (`latent`); an inequality that
//! rules such tables out is added to the problem, and the search starts again. For large numbers and for values between two
//! possible ones, linear programming with these inequalities may be all that shows a value. Crossings of four dimensions are
//! not reckoned with.
//!
//! A hidden number that cannot be below k reveals no small group, and nothing is promised of it. That it cannot rests on
//! the solver. Where no alternative exists whatever is hidden, a [`Note`] says so, and the attack will find it, too.
//!
//! Which of many safe patterns is published tells something, too: whoever replays this code with other counts can exclude
//! those that never give the published pattern. So a secret key draws the prices at which cells are hidden, and the
//! orders in which numbers are covered and published again. No proof covers replaying; the example `replay` measures it.
//! The same counts, catalog, earlier releases and key give the same release, on however many cores: what other cores solve
//! ahead is used only where it is exactly what would have been solved.
//!
//! Rounding and noise were not chosen: at this size they cost more and protect less, and officials need exact totals.
//!
//! This crate knows counts, the codebook's public part and earlier releases. It must not know records, nor the attack,
//! with which it shares nothing but `cube`.

mod alternatives;
mod assemble;
mod bounds;
mod earlier;
mod joint;
mod key;
mod latent;
mod lattice;
mod problem;
mod protect;
mod protected_release;
mod refusal;
mod solve;
mod suppress;

pub use key::Key;
pub use protect::{joint_tables, protect};
pub use protected_release::{Alternatives, Note, ProtectedRelease, Witnesses};
pub use refusal::Refusal;

#[cfg(test)]
mod tests;
