//! Order: places sorted by what stands there, and found again by it.
//!
//! One sort over one type of key, from std's heap: `slice::sort` alone is 5 KB of WebAssembly, and a BTreeMap 2 to 3
//! for each type of key.

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;

/// What a place is sorted by: a number, then a text. The place itself comes last, so that equal ones stay as they were.
pub type Key<'a> = (i64, &'a str, usize);

/// The places in ascending order of their keys.
#[must_use]
#[inline(never)]
pub fn sorted(keys: Vec<Key<'_>>) -> Vec<usize> {
    let mut places = Vec::with_capacity(keys.len());
    for (_, _, at) in BinaryHeap::from(keys).into_sorted_vec() {
        places.push(at);
    }
    places
}

/// A position as a number to sort by.
#[must_use]
pub fn number(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

/// Finds a text's place among many in O(log n), without a copy of any: whoever has the texts shows them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Index(Vec<usize>);

impl Index {
    /// Over so many places; `text_at` gives the text of each.
    #[must_use]
    #[inline(never)]
    pub fn new<'a>(places: usize, text_at: &dyn Fn(usize) -> &'a str) -> Self {
        let mut keys = Vec::with_capacity(places);
        for at in 0..places {
            keys.push((0, text_at(at), at));
        }
        Self(sorted(keys))
    }

    /// The first place that has a text.
    #[must_use]
    #[inline(never)]
    pub fn find<'a>(&self, text: &str, text_at: &dyn Fn(usize) -> &'a str) -> Option<usize> {
        let at = self.0.partition_point(|&place| text_at(place) < text);
        let place = *self.0.get(at)?;
        (text_at(place) == text).then_some(place)
    }

    /// The last place that has a text; any where none has it.
    #[must_use]
    pub fn last<'a>(&self, text: &str, text_at: &dyn Fn(usize) -> &'a str) -> Option<usize> {
        let behind = self.0.partition_point(|&place| text_at(place) <= text);
        self.0.get(behind.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn equal_keys_stay_as_they_were() {
        let keys = vec![
            (2, "a", 0),
            (1, "b", 1),
            (2, "a", 2),
            (i64::MAX, "", 3),
            (1, "a", 4),
        ];
        assert_eq!(sorted(keys), [4, 1, 0, 2, 3]);
    }

    proptest::proptest! {
        #[test]
        fn the_order_is_that_of_std(numbers in proptest::collection::vec(-9..9i64, 0..80)) {
            let keys: Vec<Key<'_>> = numbers.iter().enumerate().map(|(at, n)| (*n, "", at)).collect();
            let mut places: Vec<usize> = (0..numbers.len()).collect();
            places.sort_by_key(|&at| numbers[at]);
            proptest::prop_assert_eq!(sorted(keys), places);
        }
    }

    #[test]
    fn the_first_of_equal_texts_is_found() {
        let texts = ["b", "a", "", "b", "ab"];
        let index = Index::new(texts.len(), &|at| texts[at]);
        let find = |text| index.find(text, &|at| texts[at]);
        assert_eq!(
            ["b", "a", "", "ab"].map(find),
            [Some(0), Some(1), Some(2), Some(4)]
        );
        assert_eq!(["c", "aa", "B"].map(find), [None; 3]);
        assert_eq!(Index::default().find("a", &|_| ""), None);
    }
}
