//! Makes one record of an application: each field from the most trusted source that has it.

mod field;
mod record;
mod trust;

pub(crate) use record::{SurvivingRecord, choose_fields};
pub(crate) use trust::TrustRanking;
