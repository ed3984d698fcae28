//! Tests whole pages of a small release.

mod compared;
mod figures;
mod links;
mod numbers;
mod pages;
mod periods;
mod pooled;
mod rates;
mod settled;

use crate::testing::sample;
use crate::view::View;
use crate::{Request, view};

/// Makes the page at an address of the sample.
fn page(path: &str, search: &str) -> View {
    let release = sample::release();
    view(&release, &Request::parse(&release.catalog, path, search))
}
