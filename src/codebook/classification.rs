//! Checks that classifications are of dimensions that exist, and that their links can be followed.

use crate::{
    format::Format,
    lists::CodeLists,
    mistake::Collector,
    names::{check_address, check_unique},
};

pub(super) fn check(format: &Format, lists: &CodeLists<'_>, mistakes: &mut Collector<'_>) {
    for classification in &format.classification {
        check_unique("the dimension", classification.dimensions.iter(), mistakes);
        for id in &classification.dimensions {
            lists.find_dimension(id, mistakes);
        }
        if let Some(link) = &classification.link {
            let fault = "the link of a classification leads to a page on the web: write its whole address, such as \
                         “https://unstats.un.org/unsd/methodology/m49/”";
            check_address(link, fault, mistakes);
        }
    }
}
