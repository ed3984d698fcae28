//! Lists the words of each language by which meanings are recognized, and finds them in labels.

use crate::notation::spelling::fold;

/// The words of some texts, without case and accents, between single spaces.
pub(super) struct Words(String);

impl Words {
    pub(super) fn new<'a>(texts: impl IntoIterator<Item = &'a String>) -> Self {
        let mut words = String::from(" ");
        for text in texts {
            let letters = fold(text);
            let parts = letters.split(|letter: char| !letter.is_alphanumeric());
            for part in parts.filter(|part| !part.is_empty()) {
                words.push_str(part);
                words.push(' ');
            }
            // No phrase begins in one text and ends in the next.
            words.push_str("| ");
        }
        Words(words)
    }

    /// Whether one of these phrases stands in the texts. `trans*` is the beginning of a word.
    pub(super) fn say(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| match phrase.strip_suffix('*') {
            Some(beginning) => self.0.contains(&format!(" {beginning}")),
            None => self.0.contains(&format!(" {phrase} ")),
        })
    }
}

/// "Not known", also beside something else.
pub(super) const UNKNOWN: &[&str] = &[
    "sin informacion",
    "sin datos",
    "sin especificar",
    "no consta",
    "no indica",
    "desconocid*",
    "not stated",
    "not known",
    "not specified",
    "unknown",
];
/// A woman or girl.
pub(super) const WOMAN: &[&str] = &[
    "mujer", "mujeres", "femenin*", "nina", "ninas", "female", "females", "woman", "women", "girl",
    "girls",
];
/// A man or boy.
pub(super) const MAN: &[&str] = &[
    "hombre",
    "hombres",
    "masculin*",
    "varon",
    "varones",
    "male",
    "males",
    "man",
    "men",
    "boy",
    "boys",
];
/// Cisgender.
pub(super) const CIS: &[&str] = &["cis", "cisgen*", "cissex*"];
/// Transgender, or none of the two genders.
pub(super) const TRANS: &[&str] = &[
    "trans",
    "transgen*",
    "transex*",
    "transsex*",
    "travesti*",
    "no binari*",
    "nonbinary",
    "non binary",
];
/// Pregnant.
pub(super) const PREGNANT: &[&str] = &[
    "embarazo",
    "embarazad*",
    "pregnan*",
    "aborto",
    "abortion",
    "gestante",
];
/// Yes.
pub(super) const YES: &[&str] = &["si", "yes"];
/// Nationality, as a dimension.
pub(super) const NATIONALITY: &[&str] =
    &["nacionalidad*", "nationalit*", "citizenship", "ciudadania"];
/// The status of nationals.
pub(super) const NATIONAL: &[&str] = &[
    "nacional",
    "nacionales",
    "ciudadana",
    "ciudadano",
    "national",
    "nationals",
    "citizen",
    "citizens",
];
/// A status that only foreigners have.
pub(super) const FOREIGN: &[&str] = &[
    "extranjer*",
    "refugi*",
    "refugee*",
    "asilo",
    "asylum",
    "proteccion internacional",
    "international protection",
    "migrante*",
    "migrant*",
    "irregular",
    "turista*",
    "tourist*",
    "foreign*",
    "non national*",
];
/// Without nationality.
pub(super) const STATELESS: &[&str] = &["apatrid*", "stateless*"];
/// Under 18.
pub(super) const MINOR: &[&str] = &[
    "menor de edad",
    "menores de edad",
    "minor",
    "minors",
    "under 18",
];
/// 18 or over.
pub(super) const ADULT: &[&str] = &[
    "mayor de edad",
    "mayores de edad",
    "adulta",
    "adultas",
    "adulto",
    "adultos",
    "adult",
    "adults",
];
/// Retired from work.
pub(super) const RETIRED: &[&str] = &["jubilad*", "retired"];
/// Education, as a dimension.
pub(super) const EDUCATION: &[&str] = &["educa*", "escolar*", "estudios", "instruccion", "school*"];
/// Words by which a level of schooling may not have been begun.
pub(super) const LESS: &[&str] = &[
    "sin", "menos", "hasta", "no", "less", "below", "up to", "or less", "without",
];
/// Levels of schooling with the earliest age at which one is begun anywhere, by the theoretical ages of ISCED 2011.
pub(super) const SCHOOLING: &[(&[&str], u16)] = &[
    (&["secundaria", "secondary"], 10),
    (
        &[
            "upper secondary",
            "secundaria superior",
            "secundaria completa",
            "secondary complete*",
            "completed secondary",
            "media superior",
            "bachillerato",
            "ciclo diversificado",
            "high school",
        ],
        14,
    ),
    (
        &[
            "postsecundari*",
            "post secondary",
            "postsecondary",
            "parauniversitari*",
            "universi*",
            "terciari*",
            "tertiary",
            "licenciatura",
            "bachelor",
            "undergraduate",
        ],
        16,
    ),
    (
        &[
            "posgrado",
            "postgrado",
            "postgraduate",
            "maestria",
            "master",
            "doctorado",
            "doctor*",
        ],
        20,
    ),
];

/// Whether a code is a country's in ISO 3166-1 alpha-3.
pub(super) fn is_country(code: &str) -> bool {
    COUNTRIES.split(' ').any(|country| country == code)
}

const COUNTRIES: &str = "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
    BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI \
    CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY \
    GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR \
    ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA \
    MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL \
    NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM \
    SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR \
    TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";
