//! Makes one record of the rows of an application: each field comes from the most trusted source that has it.

mod field;
mod record;
mod trust;

pub(crate) use record::{SurvivingRecord, choose_fields};
pub(crate) use trust::TrustRanking;
