//! Finds out what insiders can prove about others: people who know one record, their own.
//!
//! An insider knows in which groups their record is. So they know that the others in each of these
//! groups are one fewer than its count, and that no count is smaller than what their record adds to
//! it. That is all that they know besides the files. About a group that no file shows, no insider
//! may be able to prove
//!
//! - the exact number of *others*, even that there are none: who knows that nobody else is there
//!   knows it about everybody else;
//! - that there are others, but fewer than the threshold;
//! - that all others of a row are in one category. This follows from the first, and is counted
//!   besides.
//!
//! More cannot be promised, since whoever knows more than the files can always exclude something:
//! that nobody is in their own groups. Not judged are
//!
//! - published counts, since everybody knows them: of five published persons, each knows that there
//!   are four others, which is what a threshold means. How many published counts equal the
//!   threshold is reported as a fact;
//! - groups that the files prove to reach the threshold, hidden or not: they could be published;
//! - cells that are empty whatever the counts are.
//!
//! The keeper of the register runs this check with all records. Together they are the true table,
//! from which the search starts: it contains every record, so for each group one other table that
//! still contains the record suffices. That such a table exists is verified in whole numbers. That
//! none exists is the solver's claim, which is accepted: it reports too much rather than too
//! little. Records are kept as the open cells that they are in; the report holds numbers and
//! nothing of any record.
//!
//! Earlier releases are combined with the last one if they count the same people: then every person
//! in them is one of the records now, in the same categories. If a year was corrected since, nobody
//! can say which records it was made of, and that release is left out and counted. Nor can anybody
//! say what an earlier release counted in categories that were settled for some years only: those
//! tables are left out, since the last release publishes the settled years as well.

mod changes;
mod distinct;
mod implied;
mod record_cells;
mod register;
mod report;
mod search;
mod true_table;

pub use register::Register;
pub use report::InsiderReport;
