//! A custom field's value as the database has it.

use customer_core::record::trim;
use rust_decimal::Decimal;

/// A value that the rules let pass and that is not of the field's type after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unstorable;

/// A JSON value as it is stored, by the data type of its field; none for null.
///
/// Money always has two decimals, a number is canonical, a text is trimmed.
///
/// # Errors
/// [`Unstorable`] when the value is of another type.
pub fn stored(data_type: &str, value: &str) -> Result<Option<String>, Unstorable> {
    if value == "null" {
        return Ok(None);
    }
    let text = match serde_json::from_str::<String>(value) {
        Ok(text) => trim(&text).to_owned(),
        Err(_) if value.starts_with(['"', '[', '{', 't', 'f']) => return Err(Unstorable),
        Err(_) => value.to_owned(),
    };
    match data_type {
        "text" => Ok(Some(text)),
        _ if text.is_empty() => Ok(None),
        "date" => Ok(Some(text)),
        "number" => {
            let number = decimal(&text)?.normalize();
            if number.scale() == 0 {
                Ok(Some(number.to_string()))
            } else {
                Err(Unstorable)
            }
        }
        "money" => {
            let mut money = decimal(&text)?.normalize();
            if money.scale() > 2 {
                return Err(Unstorable);
            }
            money.rescale(2);
            Ok(Some(money.to_string()))
        }
        _ => Err(Unstorable),
    }
}

fn decimal(text: &str) -> Result<Decimal, Unstorable> {
    let number = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
    // "-0" is 0 to everybody but the sign bit.
    number
        .map(|n| if n.is_zero() { Decimal::ZERO } else { n })
        .map_err(|_| Unstorable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact_with_two_decimals() {
        for (value, expected) in [
            ("999999999999997.77", "999999999999997.77"),
            ("\"999999999999999.00\"", "999999999999999.00"),
            ("12.500", "12.50"),
            ("-0", "0.00"),
            ("1e3", "1000.00"),
        ] {
            assert_eq!(
                stored("money", value),
                Ok(Some(expected.to_owned())),
                "{value}"
            );
        }
        for bad in ["12.505", "true", "\"x\"", "[]"] {
            assert_eq!(stored("money", bad), Err(Unstorable), "{bad}");
        }
    }

    #[test]
    fn numbers_are_canonical_and_texts_trimmed() {
        assert_eq!(
            stored("number", "-999999999999999"),
            Ok(Some("-999999999999999".to_owned()))
        );
        assert_eq!(stored("number", "\"0120\""), Ok(Some("120".to_owned())));
        assert_eq!(stored("number", "1.5"), Err(Unstorable));
        assert_eq!(stored("text", "\" \\u0061 \""), Ok(Some("a".to_owned())));
        assert_eq!(stored("text", "\"\""), Ok(Some(String::new())));
        assert_eq!(stored("money", "\"\""), Ok(None));
        assert_eq!(stored("text", "null"), Ok(None));
    }
}
