//! Reads attributes of the XML in workbooks.

use quick_xml::events::BytesStart;

use crate::read::problem::Cause;

/// Reads an attribute, with its entities replaced; `None` if the element lacks it.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Cause> {
    let attribute = element
        .try_get_attribute(name)
        .map_err(|_| Cause::Workbook)?;
    attribute
        .map(|attribute| {
            quick_xml::escape::unescape(&attribute.value)
                .map(|text| text.into_owned())
                .map_err(|_| Cause::Workbook)
        })
        .transpose()
}
