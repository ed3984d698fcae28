//! Reads files of the site where there is no browser that could fetch them.

use std::sync::Arc;

use leptos::prelude::{provide_context, use_context};

/// Reads a file by its path below the root of the site.
pub type Read = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

#[derive(Clone)]
struct Files(Read);

/// Lets the markup that is drawn from now on read files.
pub fn provide_files(read: Read) {
    provide_context(Files(read));
}

/// Reads a file; `None` if it is not there, and in a browser, which fetches it.
pub fn read_file(path: &str) -> Option<String> {
    use_context::<Files>().and_then(|Files(read)| read(path))
}
