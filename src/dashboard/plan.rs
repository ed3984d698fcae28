//! Decides which figures a page has and which published table answers each: by the catalog and the query alone.
//!
//! Whether a question can be asked never depends on a number.

mod answer;
mod answerable;
mod figure;
mod form;
mod look;
mod rate;
mod relaxation;
mod show;
mod table;

pub use answer::{Answer, answer, answer_figure, is_settled};
pub use answerable::{applies_nowhere, is_answerable, is_mostly_answered};
pub use figure::{Plan, breakdowns, plans, source};
pub use form::{Form, is_nested};
pub use look::ids_for;

#[cfg(test)]
pub use rate::population;
pub use relaxation::{asked, nearest};
pub use show::{can_show, for_figure, for_page};
pub use table::{headline_query, tables_for};
