//! Writes the lines with which other programs load a table.

/// Lines of a language or a program.
pub struct Snippet {
    /// How readers call it.
    pub name: &'static str,
    /// How programs call it: the class of its element.
    pub class: &'static str,
    /// The lines.
    pub lines: String,
}

/// The addresses that the lines name.
pub struct Addresses {
    /// That of the CSV file of a table.
    pub csv: String,
    /// That of its JSON-stat file.
    pub json: String,
    /// That of the collection of all tables.
    pub collection: String,
}

/// Writes the lines for every program.
pub fn list(addresses: &Addresses) -> Vec<Snippet> {
    let Addresses {
        csv,
        json,
        collection,
    } = addresses;
    let snippet = |name, class, lines| Snippet { name, class, lines };
    vec![
        snippet(
            "Python (pandas)",
            "python-pandas",
            format!(
                "import pandas as pd\n\n\
                 table = pd.read_csv(\"{csv}\", dtype=str, keep_default_na=False)\n\
                 table[\"OBS_VALUE\"] = pd.to_numeric(table[\"OBS_VALUE\"])\n"
            ),
        ),
        snippet(
            "Python (pyjstat)",
            "python-pyjstat",
            format!(
                "from pyjstat import pyjstat\n\n\
                 collection = pyjstat.Collection.read(\"{collection}\")\n\
                 table = collection.get(0)\n"
            ),
        ),
        snippet(
            "R",
            "r",
            format!(
                "table <- read.csv(\"{csv}\", colClasses = \"character\", na.strings = character(), encoding = \"UTF-8\")\n\
                 table$OBS_VALUE <- as.numeric(table$OBS_VALUE)\n"
            ),
        ),
        snippet(
            "JavaScript",
            "js",
            format!(
                "const table = await (await fetch(\"{json}\")).json();\n\
                 const published = table.value.filter((count) => count !== null);\n"
            ),
        ),
        snippet(
            "DuckDB",
            "duckdb",
            format!(
                "SELECT * REPLACE (CAST(OBS_VALUE AS BIGINT) AS OBS_VALUE)\n\
                 FROM read_csv('{csv}', all_varchar = true, header = true);\n"
            ),
        ),
        snippet(
            "Excel (Power Query)",
            "m",
            format!(
                "let\n    \
                     Source = Csv.Document(Web.Contents(\"{csv}\"), [Delimiter = \",\", Encoding = 65001]),\n    \
                     Rows = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),\n    \
                     Typed = Table.TransformColumnTypes(Rows, {{{{\"OBS_VALUE\", Int64.Type}}}}, \"en-US\")\n\
                 in\n    \
                     Typed\n"
            ),
        ),
    ]
}
