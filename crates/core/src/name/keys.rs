//! Text that was typed while the keyboard's Vietnamese was switched off: the bare keys of Telex and of VNI.

use super::normalise;

/// What somebody meant who typed Telex ("ddawngj thij hoaf") or VNI ("d9a85ng thi5 hoa2") and got the keys
/// themselves. Keys of marks count wherever they stand behind their letter: "dangdwj" is "đặng" too. `None` when no word
/// of `text` can have been typed so: nothing is to be tried then.
pub fn meant(text: &str) -> Option<String> {
    let typed = normalise(text).to_lowercase();
    let mut meant = String::with_capacity(typed.len() * 2);
    let mut changed = false;
    for word in typed.split(' ') {
        if !meant.is_empty() {
            meant.push(' ');
        }
        match Syllable::of(word) {
            Some(syllable) => {
                changed = true;
                syllable.write(&mut meant);
            }
            None => meant.push_str(word),
        }
    }
    changed.then(|| normalise(&meant))
}

/// A word as far as its keys have been read.
#[derive(Default)]
struct Syllable {
    letters: Vec<char>,
    tone: Option<char>,
    marked: bool,
}

impl Syllable {
    /// The word that these keys make; `None` when they make no mark, or one that does not fit.
    fn of(word: &str) -> Option<Self> {
        let begins = word.bytes().next()?.is_ascii_alphabetic();
        if !begins || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let vni = word.bytes().any(|b| b.is_ascii_digit());
        let mut syllable = Self::default();
        for key in word.chars() {
            match vni {
                true => syllable.vni(key)?,
                false => syllable.telex(key)?,
            }
        }
        syllable.marked.then_some(syllable)
    }

    fn telex(&mut self, key: char) -> Option<()> {
        match key {
            's' | 'f' | 'r' | 'x' | 'j' if self.first_vowel().is_some() => {
                return self.tone(match key {
                    's' => '\u{301}',
                    'f' => '\u{300}',
                    'r' => '\u{309}',
                    'x' => '\u{303}',
                    _ => '\u{323}',
                });
            }
            'd' if self.letters.first() == Some(&'d') => return self.stroke(),
            'a' | 'e' | 'o' if self.letters.contains(&key) => return self.hat(&[key]),
            // "tw" is "tư".
            'w' if self.hook("uoa").is_none() => {
                self.letters.push('ư');
                self.marked = true;
            }
            'w' => {}
            key => self.letters.push(key),
        }
        Some(())
    }

    fn vni(&mut self, key: char) -> Option<()> {
        match key {
            '1' => self.tone('\u{301}'),
            '2' => self.tone('\u{300}'),
            '3' => self.tone('\u{309}'),
            '4' => self.tone('\u{303}'),
            '5' => self.tone('\u{323}'),
            '6' => self.hat(&['a', 'e', 'o']),
            '7' => self.hook("uo"),
            '8' => self.hook("a"),
            '9' => self.stroke(),
            '0' => None,
            letter => {
                self.letters.push(letter);
                Some(())
            }
        }
    }

    fn first_vowel(&self) -> Option<usize> {
        self.letters
            .iter()
            .position(|c| "aăâeêioôơuưy".contains(*c))
    }

    /// A word has one tone, and only where it has a vowel.
    fn tone(&mut self, tone: char) -> Option<()> {
        self.first_vowel()?;
        self.marked = true;
        match self.tone.replace(tone) {
            None => Some(()),
            Some(_) => None,
        }
    }

    fn stroke(&mut self) -> Option<()> {
        let first = self.letters.first_mut().filter(|first| **first == 'd')?;
        *first = 'đ';
        self.marked = true;
        Some(())
    }

    /// Of these letters the last one gets its hat.
    fn hat(&mut self, of: &[char]) -> Option<()> {
        let letter = self.letters.iter_mut().rev().find(|c| of.contains(c))?;
        *letter = match *letter {
            'a' => 'â',
            'e' => 'ê',
            _ => 'ô',
        };
        self.marked = true;
        Some(())
    }

    /// The horn of ơ and ư, or the breve of ă, on whichever of `letters` the word has: both of "uo", the u of "ua"
    /// and of "uu"; the u of "qu" is no vowel.
    fn hook(&mut self, letters: &str) -> Option<()> {
        let from = usize::from(self.letters.first() == Some(&'q')) * 2;
        let rest = self.letters.get(from..)?;
        let first = |wanted: char| {
            let place = rest.iter().position(|c| *c == wanted)?;
            letters.contains(wanted).then_some(from + place)
        };
        let (u, o, a) = (first('u'), first('o'), first('a'));
        let places = match (u, o, a) {
            (Some(u), Some(o), _) if o == u + 1 => [Some(u), Some(o)],
            (Some(u), _, _) => [Some(u), None],
            (None, _, Some(a)) => [Some(a), None],
            (None, Some(o), None) => [Some(o), None],
            (None, None, None) => return None,
        };
        for place in places.into_iter().flatten() {
            if let Some(letter) = self.letters.get_mut(place) {
                *letter = match *letter {
                    'u' => 'ư',
                    'o' => 'ơ',
                    _ => 'ă',
                };
            }
        }
        self.marked = true;
        Some(())
    }

    fn write(&self, text: &mut String) {
        let toned = self.first_vowel();
        for (at, letter) in self.letters.iter().enumerate() {
            text.push(*letter);
            text.extend(self.tone.filter(|_| toned == Some(at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{fold, toned, words};
    use super::*;

    /// As search compares words with their marks: wherever in the word the tone stands.
    fn compared(text: &str) -> Vec<(String, Option<String>)> {
        let words = words(text).map(|word| (fold(word), toned(word)));
        words.collect()
    }

    #[test]
    fn bare_keys_are_read_as_they_were_meant() {
        for (telex, vni, name) in [
            ("ddawngj thij hoaf", "d9a85ng thi5 hoa2", "đặng thị hòa"),
            ("nguyeenx vawn an", "nguye64n va8n an", "nguyễn văn an"),
            ("nguyenex", "nguyen64", "nguyễn"),
            ("traanf", "tran62", "trần"),
            ("dangdwj", "dang985", "đặng"),
            ("huowng", "huong7", "hương"),
            ("huwowngf", "hu7o7ng2", "hường"),
            ("tuwf", "tu72", "từ"),
            ("twf", "tu72", "từ"),
            ("luuw", "luu7", "lưu"),
            ("nuwowcs", "nuoc71", "nước"),
            ("hoawcj", "hoac85", "hoặc"),
            ("cuar", "cua3", "của"),
            ("chuwa", "chu7a", "chưa"),
            ("quowr", "quo73", "quở"),
            ("quyeets", "quye61t", "quyết"),
            ("toons", "to6n1", "tốn"),
            ("ddoox", "d9o64", "đỗ"),
            ("lys", "ly1", "lý"),
            ("Ddoanf", "D9oan2", "đoàn"),
        ] {
            for typed in [telex, vni] {
                let meant = meant(typed).unwrap_or_default();
                assert_eq!(compared(&meant), compared(name), "{typed}: {meant}");
            }
        }
    }

    #[test]
    fn what_was_typed_as_it_stands_is_left_alone() {
        for text in [
            "",
            "nguyen van an",
            "đặng thị",
            "12a",
            "an 12",
            "5/12",
            "p12",
            "b0",
            "001090",
            "siu h'bl",
            "son xuan",
            "an11",
            "hoass",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
        assert_eq!(meant("hoaf 5/12 ").as_deref(), Some("hòa 5/12"));
    }
}
