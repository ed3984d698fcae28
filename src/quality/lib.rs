//! Writes the pages that the public reads about quality, method and the use of the site, and the parts that they are made
//! of.
//!
//! They are made from releases alone. This crate must not know records or exact counts, so its pages say nothing that
//! readers of the release cannot find out themselves.

use cube::{Phrase, certificate::Certificate};

pub mod data;
pub mod document;
mod head;
pub mod help;
pub mod log;
pub mod method;
mod page;
pub mod parts;
pub mod report;
pub mod site;

/// Lists the folders of the pages of a site, below that of the language. Only a release with a certificate has those on the
/// method.
pub fn list_folders(certificate: Option<&Certificate>) -> Vec<Phrase> {
    let mut folders = vec![report::FOLDER, site::GUIDE.folder, site::DATA];
    if certificate.is_some() {
        folders.extend(method::FOLDERS);
    }
    folders
}
