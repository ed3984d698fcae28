//! Decides which figures a page has, and which published table answers each.
//!
//! The catalog and the query alone decide it: whether a query is answerable never depends on a number.

mod answer;
mod answerable;
mod display;
mod figure;
mod form;
mod groups;
mod rate;
mod relaxation;
mod show;
mod table;

pub use answer::{Answer, answer, answer_figure, is_settled};
pub use answerable::{applies_nowhere, is_answerable, is_mostly_answered};
pub use display::ids_for;
pub use figure::{Plan, breakdowns, figure_ids, mirror, plan_on, plans, source};
pub use form::{Form, is_nested};
pub use groups::groups;

#[cfg(test)]
pub use rate::population;
pub use relaxation::{Relaxation, name_parts, relax};
pub use show::{can_show, for_figure, for_page};
pub use table::{categories, headline_query, tables_for};
