//! Hands out the rows of all inputs in batches; each thread takes the next batch when it is free.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    read::{
        database::Database,
        encoding::Text,
        input::Input,
        layout::Layout,
        lines::Lines,
        notice::Notice,
        problem::{Cause, Problem},
        row::{Broken, Row, Rows},
        sheet::{Sheet, SheetOpener, has_all_columns, measure_fit},
        workbook::{SheetFacts, SheetName, Workbook},
    },
    row_location::RowLocation,
};
use codebook::{Codebook, RowKind};
use template::{CollectedSheet, Manifest};

/// The number of rows in a batch.
const BATCH: usize = 512;
/// The delimiters that are tried for a text, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows of one sheet, in buffers that are reused.
#[derive(Default)]
pub(super) struct Batch {
    rows: Vec<Row>,
    filled: usize,
    /// Rows that cannot be read.
    pub broken: Vec<Broken>,
}

impl Batch {
    /// Returns the rows that can be read.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows[..self.filled]
    }

    fn fill(&mut self, rows: &mut dyn Rows) {
        self.filled = 0;
        self.broken.clear();
        while self.filled + self.broken.len() < BATCH {
            if self.rows.len() == self.filled {
                self.rows.push(Row::default());
            }
            match rows.next(&mut self.rows[self.filled]) {
                None => break,
                Some(Ok(())) => self.filled += 1,
                Some(Err(broken)) => self.broken.push(broken),
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.filled == 0 && self.broken.is_empty()
    }
}

/// A sheet with known columns, and the rows that are left in it.
struct Open {
    file: u32,
    sheet: Arc<Sheet>,
    rows: Box<dyn Rows>,
    is_new: bool,
}

/// Iterates over the rows of all inputs in order.
pub(super) struct Feed<'a> {
    codebook: &'a Codebook,
    layouts: Vec<Layout<'a>>,
    databases: &'a BTreeMap<String, Result<Database, Cause>>,
    inputs: std::slice::Iter<'a, Input>,
    opened: BTreeSet<PathBuf>,
    open: VecDeque<Open>,
    /// The names of the files and sheets so far.
    pub files: Vec<String>,
    /// By the position of the source, the names of the files and sheets that could be read.
    pub was_read: BTreeMap<usize, Vec<String>>,
    /// The problems of whole files and sheets.
    pub problems: Vec<(RowLocation, Problem)>,
    /// What a spreadsheet hides of what is read, and what is not read of it.
    pub notices: BTreeMap<Notice, u64>,
}

impl<'a> Feed<'a> {
    pub(super) fn new(
        codebook: &'a Codebook,
        inputs: &'a [Input],
        databases: &'a BTreeMap<String, Result<Database, Cause>>,
    ) -> Self {
        Feed {
            codebook,
            layouts: codebook
                .sources
                .iter()
                .map(|source| Layout::new(codebook, source))
                .collect(),
            databases,
            inputs: inputs.iter(),
            opened: BTreeSet::new(),
            open: VecDeque::new(),
            files: Vec::new(),
            was_read: BTreeMap::new(),
            problems: Vec::new(),
            notices: BTreeMap::new(),
        }
    }

    /// Fills a batch with the next rows, and returns their sheet and the position of its file; `None` at the end.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Option<(Arc<Sheet>, u32)> {
        loop {
            let Some(open) = self.open.front_mut() else {
                let input = self.inputs.next()?;
                self.open_input(input);
                continue;
            };
            batch.fill(&mut *open.rows);
            if !batch.is_empty() {
                let (sheet, file) = (Arc::clone(&open.sheet), open.file);
                if std::mem::take(&mut open.is_new) {
                    let dropped = &self.layouts[sheet.source].source.drop;
                    for problem in sheet.find_identifiers(batch.rows(), dropped) {
                        self.add_problem(file, problem);
                    }
                }
                return Some((sheet, file));
            }
            if open.is_new {
                let (file, name) = (open.file, open.sheet.name.clone());
                self.add_problem(file, Problem::for_file(&name, Cause::NoRows));
            }
            self.open.pop_front();
        }
    }

    fn open_input(&mut self, input: &Input) {
        let name = input.name();
        let opened = input
            .find_source(self.codebook)
            .and_then(|source| match input {
                Input::File(path) | Input::OfSource(_, path) => self.open_file(source, &name, path),
                Input::Database(id) => self.open_database(source, &name, id),
            });
        if let Err(cause) = opened {
            let file = self.add_name(&name);
            self.add_problem(file, Problem::for_file(&name, cause));
        }
    }

    fn open_file(&mut self, source: usize, name: &str, path: &Path) -> Result<(), Cause> {
        if path
            .canonicalize()
            .is_ok_and(|file| !self.opened.insert(file))
        {
            return Err(Cause::Again);
        }
        let Some(mut workbook) = Workbook::open(path)? else {
            return self.open_text(source, name, path);
        };
        if let Some(manifest) = workbook.read_manifest()? {
            manifest.check(self.codebook)?;
            for sheet in &manifest.sheets {
                self.open_template_sheet(source, name, &mut workbook, sheet)?;
            }
            self.note_added(name, &mut workbook, &manifest);
            return Ok(());
        }
        let sheets = workbook.sheets_of_cells();
        let names_to_read: Vec<String> = match self.layouts[source].source.sheets.as_slice() {
            [] => {
                let first = sheets.iter().find(|sheet| sheet.is_visible);
                vec![first.ok_or(Cause::AllHidden)?.name.clone()]
            }
            declared => declared.to_vec(),
        };
        for sheet in &names_to_read {
            let full_name = format!("{name}, sheet “{sheet}”");
            if let Some(found) = sheets.iter().find(|other| other.name == *sheet) {
                let rows = workbook.rows(sheet, self.layouts[source].header())?;
                self.note_hidden(&full_name, found, rows.facts);
                self.open_sheet(source, &full_name, None, Box::new(rows));
            } else {
                self.report_missing_sheet(&full_name, &workbook.sheets());
            }
        }
        for sheet in sheets
            .iter()
            .filter(|sheet| !names_to_read.contains(&sheet.name))
        {
            self.note_unread(source, name, &mut workbook, sheet);
        }
        Ok(())
    }

    /// Notes what a spreadsheet hides of a sheet that is read, and merged cells.
    fn note_hidden(&mut self, sheet: &str, found: &SheetName, facts: SheetFacts) {
        let sheet = sheet.to_owned();
        if !found.is_visible {
            let notice = Notice::HiddenSheet {
                sheet: sheet.clone(),
            };
            self.notice(notice, facts.rows);
        }
        let notice = Notice::HiddenRows {
            sheet: sheet.clone(),
        };
        self.notice(notice, facts.hidden_rows);
        self.notice(Notice::MergedRows { sheet }, facts.merged_over_rows);
    }

    /// Notes a sheet with rows that is not read: always if it has the columns of those that are read, else if the codebook
    /// does not name the sheets.
    fn note_unread(
        &mut self,
        source: usize,
        file: &str,
        workbook: &mut Workbook,
        sheet: &SheetName,
    ) {
        let layout = &self.layouts[source];
        // A sheet that is not read may be damaged.
        let Ok(mut rows) = workbook.rows(&sheet.name, layout.header()) else {
            return;
        };
        let facts = rows.facts;
        let has_columns = has_all_columns(layout, &mut rows);
        if has_columns || layout.source.sheets.is_empty() {
            let notice = Notice::UnreadSheet {
                sheet: format!("{file}, sheet “{}”", sheet.name),
                is_hidden: !sheet.is_visible,
                has_columns,
            };
            self.notice(notice, facts.rows);
        }
    }

    /// Notes the sheets with rows that somebody added to a workbook made from a template.
    fn note_added(&mut self, file: &str, workbook: &mut Workbook, manifest: &Manifest) {
        for sheet in workbook.sheets_of_cells() {
            if manifest.has_sheet(&sheet.name) {
                continue;
            }
            // A sheet that is not read may be damaged.
            let Ok(rows) = workbook.rows(&sheet.name, None) else {
                continue;
            };
            let notice = Notice::AddedSheet {
                sheet: format!("{file}, sheet “{}”", sheet.name),
            };
            self.notice(notice, rows.facts.rows);
        }
    }

    fn notice(&mut self, notice: Notice, count: u64) {
        if count > 0 {
            *self.notices.entry(notice).or_default() += count;
        }
    }

    /// Opens a sheet of a workbook made from a template, whose manifest names the columns.
    fn open_template_sheet(
        &mut self,
        source: usize,
        name: &str,
        workbook: &mut Workbook,
        sheet: &CollectedSheet,
    ) -> Result<(), Cause> {
        let full_name = format!("{name}, sheet “{}”", sheet.name);
        let sheets = workbook.sheets();
        if !sheets.contains(&sheet.name) {
            self.report_missing_sheet(&full_name, &sheets);
            return Ok(());
        }
        let header = workbook.find_row(&sheet.name, |row| {
            sheet.is_header(&row.fields().collect::<Vec<_>>())
        })?;
        let mut declared = sheet.source(self.codebook, &self.codebook.sources[source]);
        declared.header = header.or(declared.header);
        let layout = Layout::new(self.codebook, &declared);
        let mut rows = workbook.rows(&sheet.name, layout.header())?;
        let visible = SheetName {
            name: sheet.name.clone(),
            is_visible: true,
        };
        self.note_hidden(&full_name, &visible, rows.facts);
        let opened = SheetOpener {
            name: &full_name,
            source,
            layout: &layout,
            delimiter: None,
        }
        .open(&mut rows);
        // The sheet of events may be empty, because a person may have none.
        if sheet.row_kind == RowKind::Persons || opened.is_err() || rows.has_more() {
            self.add_opened(source, &full_name, opened, Box::new(rows));
        }
        Ok(())
    }

    fn open_text(&mut self, source: usize, name: &str, path: &Path) -> Result<(), Cause> {
        let layout = &self.layouts[source];
        let unreadable = |error: std::io::Error| Cause::Unreadable(error.to_string());
        let text = Text::open(path, layout.source.encoding).map_err(unreadable)?;
        let first_line = text.read_separator_line().map_err(unreadable)?;
        let named = first_line.and_then(|line| line.delimiter);
        let delimiter = match named.or(layout.delimiter) {
            Some(declared) => declared,
            None => detect_delimiter(layout, &text, first_line.is_some()).map_err(unreadable)?,
        };
        let mut rows = Lines::new(text.read().map_err(unreadable)?, delimiter);
        if first_line.is_some() {
            rows.pass_over_first_line();
        }
        self.open_sheet(source, name, Some(delimiter), Box::new(rows));
        Ok(())
    }

    fn open_database(&mut self, source: usize, name: &str, id: &str) -> Result<(), Cause> {
        let database = match self.databases.get(id) {
            Some(Ok(database)) => database,
            Some(Err(cause)) => return Err(cause.clone()),
            None => return Err(Cause::NoDatabase),
        };
        let answer = database
            .read()
            .map_err(|error| Cause::Unreadable(error.to_string()))?;
        let rows = Lines::new(answer, b',');
        self.open_sheet(source, name, Some(b','), Box::new(rows));
        Ok(())
    }

    /// Opens a sheet, text or database answer.
    fn open_sheet(
        &mut self,
        source: usize,
        name: &str,
        delimiter: Option<u8>,
        mut rows: Box<dyn Rows>,
    ) {
        let opener = SheetOpener {
            name,
            source,
            layout: &self.layouts[source],
            delimiter,
        };
        let opened = opener.open(&mut *rows);
        self.add_opened(source, name, opened, rows);
    }

    /// Adds an opened sheet to the queue, or its problems to the list.
    fn add_opened(
        &mut self,
        source: usize,
        name: &str,
        opened: Result<Sheet, Vec<Problem>>,
        rows: Box<dyn Rows>,
    ) {
        let file = self.add_name(name);
        match opened {
            Ok(sheet) => {
                let notice = Notice::HiddenColumns { sheet: name.into() };
                self.notice(notice, sheet.count_hidden_columns());
                self.was_read.entry(source).or_default().push(name.into());
                self.open.push_back(Open {
                    file,
                    sheet: Arc::new(sheet),
                    rows,
                    is_new: true,
                });
            }
            Err(problems) => {
                for problem in problems {
                    self.add_problem(file, problem);
                }
            }
        }
    }

    fn report_missing_sheet(&mut self, name: &str, sheets: &[String]) {
        let file = self.add_name(name);
        let cause = Cause::NoSheet {
            sheets: sheets.join(", "),
        };
        self.add_problem(file, Problem::for_file(name, cause));
    }

    /// Adds the name of a file or sheet, and returns its position.
    fn add_name(&mut self, name: &str) -> u32 {
        self.files.push(name.into());
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    fn add_problem(&mut self, file: u32, problem: Problem) {
        self.problems.push((RowLocation { file, line: 0 }, problem));
    }
}

/// Returns the delimiter with which the most of the needed column names are found, then the most columns.
/// `has_separator_line` says whether a first line has to be passed over.
fn detect_delimiter(
    layout: &Layout<'_>,
    text: &Text,
    has_separator_line: bool,
) -> std::io::Result<u8> {
    let mut best = (0, 0);
    let mut detected = DELIMITERS[0];
    for delimiter in DELIMITERS {
        let mut rows = Lines::new(text.read()?, delimiter);
        if has_separator_line {
            rows.pass_over_first_line();
        }
        let fit = measure_fit(layout, &mut rows);
        if best < fit {
            best = fit;
            detected = delimiter;
        }
    }
    Ok(detected)
}
