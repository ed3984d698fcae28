//! Lists the words and signs in which marks tell bounds, in Spanish and English, without accents.
//!
//! `#` stands for a number.

/// Marks that tell that the count is smaller than the number.
pub(super) const BELOW: &[&str] = &[
    "<",
    "menos de",
    "menos que",
    "menor de",
    "menor que",
    "menor a",
    "menores de",
    "menores que",
    "menores a",
    "inferior a",
    "inferiores a",
    "por debajo de",
    "debajo de",
    "bajo",
    "less than",
    "fewer than",
    "lower than",
    "smaller than",
    "under",
    "below",
    "moins de",
    "abaixo de",
];

/// Marks that tell that the count is at most the number.
pub(super) const AT_MOST: &[&str] = &[
    "≤",
    "< =",
    "= <",
    "hasta",
    "a lo sumo",
    "como maximo",
    "maximo",
    "no mas de",
    "menor o igual a",
    "menor o igual que",
    "menos o igual a",
    "up to",
    "at most",
    "maximum",
    "max",
    "no more than",
    "not more than",
    "less than or equal to",
    "fewer than or equal to",
];

/// The same, behind the number: `5 o menos`.
pub(super) const OR_LESS: &[&str] = &[
    "o menos",
    "y menos",
    "o inferior",
    "o menor",
    "or less",
    "or fewer",
    "or under",
    "or below",
    "and less",
    "and fewer",
    "and under",
    "and below",
];

/// Marks that tell that the count is larger than the number.
pub(super) const ABOVE: &[&str] = &[
    ">",
    "mas de",
    "mas que",
    "mayor de",
    "mayor que",
    "mayor a",
    "superior a",
    "por encima de",
    "more than",
    "greater than",
    "larger than",
    "over",
    "above",
];

/// Marks that tell that the count is at least the number.
pub(super) const AT_LEAST: &[&str] = &[
    "≥",
    "> =",
    "= >",
    "al menos",
    "por lo menos",
    "como minimo",
    "minimo",
    "no menos de",
    "mayor o igual a",
    "mayor o igual que",
    "at least",
    "minimum",
    "min",
    "no less than",
    "no fewer than",
    "not less than",
    "not fewer than",
    "greater than or equal to",
];

/// The same, behind the number: `5 o más`.
pub(super) const OR_MORE: &[&str] = &[
    "+",
    "o mas",
    "y mas",
    "o mayor",
    "o superior",
    "or more",
    "or over",
    "or above",
    "and more",
    "and over",
    "and above",
];

/// Marks that tell the smallest and the largest count.
pub(super) const RANGES: &[&str] = &[
    "# - #",
    "# a #",
    "# al #",
    "# hasta #",
    "de # a #",
    "del # al #",
    "de # hasta #",
    "desde # hasta #",
    "entre # y #",
    "entre # - #",
    "# to #",
    "# through #",
    "from # to #",
    "between # and #",
    "between # - #",
];

/// Words that compare: a mark with one of them and without a number is not clear.
pub(super) const COMPARING: &[&str] = &[
    "<", ">", "≤", "≥", "menos", "menor", "menores", "mas", "mayor", "inferior", "hasta", "debajo",
    "less", "fewer", "under", "below", "more", "between", "entre",
];

/// Words for what is counted, which tell nothing of how many.
pub(super) const UNITS: &[&str] = &[
    "n",
    "x",
    "persona",
    "personas",
    "caso",
    "casos",
    "victima",
    "victimas",
    "person",
    "persons",
    "people",
    "case",
    "cases",
    "victim",
    "victims",
    "individuals",
];

/// Numbers that are written as words.
pub(super) const NUMBERS: &[(&str, u64)] = &[
    ("cero", 0),
    ("uno", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("quince", 15),
    ("veinte", 20),
    ("treinta", 30),
    ("cincuenta", 50),
    ("cien", 100),
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("fifty", 50),
    ("hundred", 100),
];
