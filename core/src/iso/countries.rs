//! [ISO 3166-1](https://www.iso.org/iso-3166-country-codes.html): two-letter codes and English names.

use alloc::vec::Vec;

use crate::text::{cut, folded, parts};

/// A code and a name on each line; behind the standard's come other names in use.
const LINES: &str = include_str!("countries.txt");

/// How many countries there are; the names behind them are other ones in use.
pub const COUNTRIES: usize = 249;

/// Every code with its English name, by code; countries with another name in use come again.
#[must_use]
#[inline(never)]
pub fn countries() -> Vec<(&'static str, &'static str)> {
    let mut countries = Vec::new();
    for line in parts(LINES, b'\n') {
        countries.extend(cut(line, b' '));
    }
    countries
}

/// The code of a country by its code or its English name, both without regard to case. What the standard adds in
/// brackets may be left out where one country is left: "Bolivia", but not "Korea".
#[must_use]
#[inline(never)]
pub fn country_code(text: &str) -> Option<&'static str> {
    let wanted = folded(text);
    let mut shortened = [None; 2];
    for (code, name) in countries() {
        let name = folded(name);
        if folded(code) == wanted || name == wanted {
            return Some(code);
        }
        let short = name.strip_prefix(&*wanted);
        if short.is_some_and(|rest| rest.starts_with(" (")) {
            shortened = [Some(code), shortened[0]];
        }
    }
    match shortened {
        [one, None] => one,
        _ => None,
    }
}

/// The English name of a two-letter code, in either case.
#[must_use]
pub fn country_name(code: &str) -> Option<&'static str> {
    let mut all = countries().into_iter().take(COUNTRIES);
    all.find(|(known, _)| known.eq_ignore_ascii_case(code))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn are_those_of_the_standard() {
        let all = countries();
        let mut known: Vec<(&str, &str)> = rust_iso3166::ALL
            .iter()
            .map(|known| (known.alpha2, known.name))
            .collect();
        known.sort_unstable();
        assert_eq!(known.len(), COUNTRIES);
        assert_eq!(all[..known.len()], known);
        let others = [("GB", "United Kingdom"), ("US", "United States")];
        assert_eq!(all[known.len()..], others);
    }

    #[test]
    fn a_country_is_known_by_code_and_by_name() {
        for (text, code) in [
            ("FR", Some("FR")),
            ("fr", Some("FR")),
            ("FRANCE", Some("FR")),
            ("Côte d'Ivoire", Some("CI")),
            ("bolivia", Some("BO")),
            ("Bolivia (Plurinational State of)", Some("BO")),
            ("United Kingdom", Some("GB")),
            ("congo", Some("CG")),
            ("Korea", None),
            ("Virgin Islands", None),
            ("ZZ", None),
            ("Frankreich", None),
            ("", None),
            ("(", None),
        ] {
            assert_eq!(country_code(text), code, "{text}");
        }
    }

    #[test]
    fn no_name_is_two_countries() {
        for (code, name) in countries() {
            let mut others = countries().into_iter().filter(|(other, _)| *other != code);
            let same: Option<String> =
                others.find_map(|(_, other)| (folded(other) == folded(name)).then(|| name.into()));
            assert_eq!(same, None);
        }
    }
}
