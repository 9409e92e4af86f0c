//! How bytes become the arguments of a target.
#![allow(dead_code, reason = "each target uses its own part")]

/// Bytes cut at 0xFF, which no UTF-8 has. A mutation inside one piece leaves the others alone.
pub fn pieces(data: &[u8]) -> Vec<&[u8]> {
    data.split(|byte| *byte == 0xff).collect()
}

/// The same as texts; what is no UTF-8 becomes U+FFFD.
pub fn texts(data: &[u8]) -> Vec<String> {
    let pieces = pieces(data).into_iter();
    pieces
        .map(|piece| String::from_utf8_lossy(piece).into_owned())
        .collect()
}

/// The first byte, and what follows it.
pub fn choice<'a, T: Copy>(data: &'a [u8], from: &[T]) -> Option<(T, &'a [u8])> {
    let (first, rest) = data.split_first()?;
    Some((from[usize::from(*first) % from.len()], rest))
}
