//! Display order: values sorted by a number that stands beside them.
//!
//! Sorting numbers and moving the values afterwards keeps one sort in the module; sorting each kind of value
//! by itself put seven into it, 14 KB of WebAssembly.

/// The values in the order of their numbers; equal ones stay as they were.
#[must_use]
pub fn in_order<T>(items: Vec<(i64, T)>) -> Vec<T> {
    let order = sorted(items.iter().map(|(number, _)| *number).collect());
    let mut places: Vec<Option<T>> = items.into_iter().map(|(_, item)| Some(item)).collect();
    order
        .into_iter()
        .filter_map(|at| places.get_mut(at)?.take())
        .collect()
}

/// A position as such a number; beyond all others where it has none.
#[must_use]
pub fn number(position: Option<usize>) -> i64 {
    position
        .and_then(|at| i64::try_from(at).ok())
        .unwrap_or(i64::MAX)
}

fn sorted(numbers: Vec<i64>) -> Vec<usize> {
    let mut pairs: Vec<(i64, usize)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.into_iter().enumerate() {
        pairs.push((number, at));
    }
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_stay_as_they_were() {
        let items = vec![(2, "c"), (1, "a"), (2, "d"), (i64::MAX, "e"), (1, "b")];
        assert_eq!(in_order(items), ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn no_position_is_last() {
        assert!(number(None) > number(Some(1_000_000)));
    }
}
