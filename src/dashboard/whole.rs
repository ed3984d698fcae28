//! Tests whole pages of a small release.

mod compared;
mod figures;
mod forms;
mod links;
mod numbers;
mod pages;
mod periods;
mod pooled;
mod rates;
mod settled;

use crate::testing::sample;
use crate::view::{Question, View};
use crate::{Request, view};

/// Makes the page at an address of the sample.
fn page(path: &str, search: &str) -> View {
    let release = sample::release();
    view(&release, &Request::parse(&release.catalog, path, search))
}

/// Finds a question of a page by its key.
fn question<'a>(view: &'a View, id: &str) -> &'a Question {
    let questions = view.bar.iter().flat_map(|bar| &bar.questions);
    questions
        .into_iter()
        .find(|question| question.id == id)
        .unwrap()
}
