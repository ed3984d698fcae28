//! Checks what identifies persons: shortened numbers and placeholders in a row, and what was found about the keys of all.

use codebook::{KeyForm, SharedKey};

use crate::{
    link::{Found, KeyFindings, KeyForms},
    read::{
        notice::Notice,
        problem::{Cause, Problem, Values},
        sheet::Sheet,
        worker::Worker,
    },
    row_location::RowLocation,
};

impl Worker<'_> {
    /// Reports the shortened numbers among the keys of a row, and counts its placeholders. Returns whether the keys can be
    /// used.
    pub(super) fn check_keys(
        &mut self,
        sheet: &Sheet,
        location: RowLocation,
        fields: &[Option<&str>],
    ) -> bool {
        let Some(key_builder) = &self.key_builder else {
            return true;
        };
        let shortened = key_builder.shortened_columns(fields);
        let without_number = key_builder.columns_without_number(fields);
        let codebook = self.task.codebook;
        for column in without_number {
            let notice = Notice::NoNumber {
                source: codebook.sources[sheet.source].id.clone(),
                column: codebook.columns[column].clone(),
            };
            self.account.notice(notice, 1);
        }
        for column in &shortened {
            let value = match self.task.values {
                Values::Shown => fields[*column].map(Into::into),
                Values::Concealed => None,
            };
            let problem = Problem {
                column: Some(sheet.column_name(*column)),
                value,
                ..sheet.problem(location.line, None, Cause::Shortened)
            };
            self.account.add_problem(location, problem);
        }
        shortened.is_empty()
    }

    /// Notes what was found about the keys of all rows, or reports it where the codebook declares `stop`.
    pub(super) fn note_findings(&mut self, findings: &KeyFindings) {
        let codebook = self.task.codebook;
        let keys = codebook.identity.as_ref().map(|identity| &identity.keys);
        for ((source, rank), found) in &findings.shared {
            let source = codebook.sources[*source].id.clone();
            let key = self.key_name(*rank);
            let Found { values, rows } = *found;
            match keys.map(|keys| keys[*rank].shared) {
                Some(SharedKey::Stop) => {
                    let cause = Cause::SharedKey { key, values, rows };
                    let problem = Problem::for_file(&format!("the source “{source}”"), cause);
                    let nowhere = RowLocation { file: 0, line: 0 };
                    self.account.add_problem(nowhere, problem);
                }
                _ => self.account.notice(
                    Notice::SharedKey {
                        source,
                        key,
                        values,
                    },
                    rows,
                ),
            }
        }
        for ((source, rank), found) in &findings.different {
            let notice = Notice::DifferentPersons {
                source: codebook.sources[*source].id.clone(),
                key: self.key_name(*rank),
                values: found.values,
            };
            self.account.notice(notice, found.rows);
        }
        for ((source, rank), found) in &findings.words {
            let notice = Notice::WordKey {
                source: codebook.sources[*source].id.clone(),
                key: self.key_name(*rank),
                values: found.values,
            };
            self.account.notice(notice, found.rows);
        }
        for ((source, column), persons) in &findings.elsewhere {
            let notice = Notice::DiffersElsewhere {
                source: codebook.sources[*source].id.clone(),
                column: codebook.columns[*column].clone(),
            };
            self.account.notice(notice, *persons);
        }
        for ((source, rank), found) in &findings.ambiguous {
            let notice = Notice::AmbiguousKey {
                source: codebook.sources[*source].id.clone(),
                key: self.key_name(*rank),
                values: found.values,
            };
            self.account.notice(notice, found.rows);
        }
        for ((source, rank), persons) in &findings.differing {
            let notice = Notice::JoinedDespite {
                source: codebook.sources[*source].id.clone(),
                key: self.key_name(*rank),
            };
            self.account.notice(notice, *persons);
        }
        self.account.notice(Notice::Chain, findings.chains);
    }

    /// Notes the numbers that are written in several forms.
    pub(super) fn note_forms(&mut self, forms: KeyForms) {
        let keys = self
            .task
            .codebook
            .identity
            .iter()
            .flat_map(|identity| &identity.keys);
        for ((rank, numbers), key) in forms
            .count_in_several_forms()
            .into_iter()
            .enumerate()
            .zip(keys)
        {
            let name = self.key_name(rank);
            let notice = match key.form {
                KeyForm::Written => Notice::Forms { key: name },
                KeyForm::Number => Notice::FormsJoined { key: name },
            };
            self.account.notice(notice, numbers);
        }
    }

    /// Names a key by its columns.
    pub(super) fn key_name(&self, rank: usize) -> String {
        let codebook = self.task.codebook;
        let key = codebook
            .identity
            .as_ref()
            .and_then(|identity| identity.keys.get(rank));
        let columns = key.iter().flat_map(|key| &key.columns);
        let names: Vec<&str> = columns
            .map(|column| codebook.columns[*column].as_str())
            .collect();
        names.join(" + ")
    }
}
