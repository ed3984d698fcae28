//! All rows of all inputs, handed out in batches: whoever is free takes the next one.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    place::Place,
    read::{
        database::Database,
        encoding::Text,
        input::Input,
        layout::Layout,
        lines::Lines,
        problem::{Cause, Problem},
        row::{Broken, Row, Rows},
        sheet::{Opening, Sheet},
        workbook::Workbook,
    },
};
use codebook::{Codebook, RowKind};
use template::CollectedSheet;

/// How many rows are handed out at a time.
const BATCH: usize = 512;
/// What may separate the columns of a text, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows that belong together, in buffers that are used again.
#[derive(Default)]
pub(super) struct Batch {
    rows: Vec<Row>,
    filled: usize,
    /// Rows that are there and cannot be read.
    pub broken: Vec<Broken>,
}

impl Batch {
    /// The rows that can be read.
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

/// A sheet whose columns were found, and the rows below them.
struct Open {
    file: u32,
    sheet: Arc<Sheet>,
    rows: Box<dyn Rows>,
    is_new: bool,
}

/// Goes through all inputs in their order.
pub(super) struct Feed<'a> {
    codebook: &'a Codebook,
    layouts: Vec<Layout<'a>>,
    databases: &'a BTreeMap<String, Result<Database, Cause>>,
    inputs: std::slice::Iter<'a, Input>,
    opened: BTreeSet<PathBuf>,
    open: VecDeque<Open>,
    /// The names of all files and sheets so far.
    pub files: Vec<String>,
    /// By the position of their source, the names of those of them that could be read.
    pub was_read: BTreeMap<usize, Vec<String>>,
    /// What is wrong with files and sheets as a whole.
    pub problems: Vec<(Place, Problem)>,
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
        }
    }

    /// Hands out the next rows: the sheet that they are of, and the position of its file. `None` when there are no more.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Option<(Arc<Sheet>, u32)> {
        loop {
            let Some(open) = self.open.front_mut() else {
                let input = self.inputs.next()?;
                self.input(input);
                continue;
            };
            batch.fill(&mut *open.rows);
            if !batch.is_empty() {
                let (sheet, file) = (Arc::clone(&open.sheet), open.file);
                if std::mem::take(&mut open.is_new) {
                    let dropped = &self.layouts[sheet.source].source.drop;
                    let suspects = sheet.suspects(batch.rows(), dropped);
                    suspects
                        .into_iter()
                        .for_each(|problem| self.problem(file, problem));
                }
                return Some((sheet, file));
            }
            if open.is_new {
                let (file, name) = (open.file, open.sheet.name.clone());
                self.problem(file, Problem::of_file(&name, Cause::NoRows));
            }
            self.open.pop_front();
        }
    }

    fn input(&mut self, input: &Input) {
        let name = input.name();
        let opened = input.source(self.codebook).and_then(|source| match input {
            Input::File(path) | Input::Of(_, path) => self.file(source, &name, path),
            Input::Database(id) => self.database(source, &name, id),
        });
        if let Err(cause) = opened {
            let file = self.name(&name);
            self.problem(file, Problem::of_file(&name, cause));
        }
    }

    fn file(&mut self, source: usize, name: &str, path: &Path) -> Result<(), Cause> {
        if path
            .canonicalize()
            .is_ok_and(|file| !self.opened.insert(file))
        {
            return Err(Cause::Again);
        }
        let Some(mut workbook) = Workbook::open(path)? else {
            return self.text(source, name, path);
        };
        if let Some(manifest) = workbook.manifest()? {
            manifest.check(self.codebook)?;
            return manifest
                .sheets
                .iter()
                .try_for_each(|sheet| self.collected(source, name, &mut workbook, sheet));
        }
        let sheets = workbook.sheets();
        let told: Vec<String> = match self.layouts[source].source.sheets.as_slice() {
            [] => sheets.iter().take(1).cloned().collect(),
            told => told.to_vec(),
        };
        for sheet in told {
            let name = format!("{name}, sheet “{sheet}”");
            if sheets.contains(&sheet) {
                let rows = workbook.rows(&sheet, self.layouts[source].header())?;
                self.sheet(source, &name, None, Box::new(rows));
            } else {
                self.no_sheet(&name, &sheets);
            }
        }
        Ok(())
    }

    /// Reads a sheet of a workbook that was made for collecting: it says itself which column is which.
    fn collected(
        &mut self,
        source: usize,
        name: &str,
        workbook: &mut Workbook,
        sheet: &CollectedSheet,
    ) -> Result<(), Cause> {
        let name = format!("{name}, sheet “{}”", sheet.name);
        let sheets = workbook.sheets();
        if !sheets.contains(&sheet.name) {
            self.no_sheet(&name, &sheets);
            return Ok(());
        }
        let header = workbook.find(&sheet.name, |row| {
            sheet.is_header(&row.fields().collect::<Vec<_>>())
        })?;
        let mut own = sheet.source(self.codebook, &self.codebook.sources[source]);
        own.header = header.or(own.header);
        let layout = Layout::new(self.codebook, &own);
        let mut rows = workbook.rows(&sheet.name, layout.header())?;
        let opened = Opening {
            name: &name,
            source,
            layout: &layout,
            delimiter: None,
        }
        .sheet(&mut rows);
        // Of events there may be none: the sheet is there whether or not anything happened.
        if sheet.row_kind == RowKind::Persons || opened.is_err() || rows.are_left() {
            self.opened(source, &name, opened, Box::new(rows));
        }
        Ok(())
    }

    fn text(&mut self, source: usize, name: &str, path: &Path) -> Result<(), Cause> {
        let layout = &self.layouts[source];
        let unreadable = |error: std::io::Error| Cause::Unreadable(error.to_string());
        let text = Text::open(path, layout.source.encoding).map_err(unreadable)?;
        let mut found: Option<((usize, usize), u8)> = None;
        for delimiter in DELIMITERS
            .into_iter()
            .filter(|_| layout.delimiter.is_none())
        {
            let opening = Opening {
                name,
                source,
                layout,
                delimiter: Some(delimiter),
            };
            let fit = opening.fit(&mut Lines::new(text.read().map_err(unreadable)?, delimiter));
            if found.is_none_or(|(best, _)| best < fit) {
                found = Some((fit, delimiter));
            }
        }
        let delimiter = layout
            .delimiter
            .or(found.map(|(_, delimiter)| delimiter))
            .unwrap_or(DELIMITERS[0]);
        let rows = Lines::new(text.read().map_err(unreadable)?, delimiter);
        self.sheet(source, name, Some(delimiter), Box::new(rows));
        Ok(())
    }

    fn database(&mut self, source: usize, name: &str, id: &str) -> Result<(), Cause> {
        let database = match self.databases.get(id) {
            Some(Ok(database)) => database,
            Some(Err(cause)) => return Err(cause.clone()),
            None => return Err(Cause::NoDatabase),
        };
        let answer = database
            .read()
            .map_err(|error| Cause::Unreadable(error.to_string()))?;
        self.sheet(source, name, Some(b','), Box::new(Lines::new(answer, b',')));
        Ok(())
    }

    fn sheet(&mut self, source: usize, name: &str, delimiter: Option<u8>, mut rows: Box<dyn Rows>) {
        let opening = Opening {
            name,
            source,
            layout: &self.layouts[source],
            delimiter,
        };
        let opened = opening.sheet(&mut *rows);
        self.opened(source, name, opened, rows);
    }

    fn opened(
        &mut self,
        source: usize,
        name: &str,
        opened: Result<Sheet, Vec<Problem>>,
        rows: Box<dyn Rows>,
    ) {
        let file = self.name(name);
        match opened {
            Ok(sheet) => {
                self.was_read.entry(source).or_default().push(name.into());
                self.open.push_back(Open {
                    file,
                    sheet: Arc::new(sheet),
                    rows,
                    is_new: true,
                });
            }
            Err(problems) => problems
                .into_iter()
                .for_each(|problem| self.problem(file, problem)),
        }
    }

    fn no_sheet(&mut self, name: &str, sheets: &[String]) {
        let file = self.name(name);
        self.problem(
            file,
            Problem::of_file(
                name,
                Cause::NoSheet {
                    sheets: sheets.join(", "),
                },
            ),
        );
    }

    /// The position of one more file.
    fn name(&mut self, name: &str) -> u32 {
        self.files.push(name.into());
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    fn problem(&mut self, file: u32, problem: Problem) {
        self.problems.push((Place { file, line: 0 }, problem));
    }
}
