//! "Did you mean …?"

/// The known word that `word` was most likely meant to be, if one is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |word: &str| word.to_lowercase().replace('-', "_");
    let word = plain(word);
    known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&plain(known), &word), known))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        let known = ["countdown", "value_slot", "many_waiters"];
        assert_eq!(nearest("cuontdown", known), Some("countdown"));
        assert_eq!(nearest("Value-Slots", known), Some("value_slot"));
        assert_eq!(nearest("zzz", known), None);
    }
}
