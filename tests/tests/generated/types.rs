//! The TypeScript declarations that a few types need, in a form to read.

use std::collections::{BTreeMap, BTreeSet};

/// Declarations by name, from the text of a generated file.
pub struct Types(BTreeMap<String, String>);

impl Types {
    /// Reads `export type NAME = …;` declarations.
    pub fn of(text: &str) -> Self {
        let declared = text.split("\n\nexport type ").skip(1).map(|declared| {
            let name = declared.split([' ', '=']).next().unwrap_or_default();
            let body = declared.split("\n\nexport ").next().unwrap_or_default();
            (name.to_owned(), tidy(body))
        });
        Self(declared.collect())
    }

    /// The declarations of all types that `words` name, and of those that these name.
    pub fn named_by(&self, words: &str) -> Vec<&str> {
        let mut found = BTreeSet::new();
        let mut open = self.names_in(words);
        while let Some((name, body)) = open.pop() {
            if found.insert(name) {
                open.extend(self.names_in(&without_comments(body)));
            }
        }
        let bodies = found.iter().filter_map(|name| self.0.get(*name));
        bodies.map(String::as_str).collect()
    }

    fn names_in(&self, text: &str) -> Vec<(&str, &str)> {
        text.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
            .filter_map(|word| self.0.get_key_value(word))
            .map(|(name, body)| (name.as_str(), body.as_str()))
            .collect()
    }
}

fn without_comments(body: &str) -> String {
    let lines = body
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// One field a line, its comment above it.
fn tidy(body: &str) -> String {
    let mut out = String::from("type ");
    let mut comment: Vec<&str> = Vec::new();
    for line in body.trim().lines().map(str::trim) {
        match line {
            "/**" => comment.clear(),
            "*/" => {
                for line in &comment {
                    out.push_str(&format!("  // {line}\n"));
                }
            }
            _ if line.starts_with("* ") => comment.push(line.trim_start_matches("* ")),
            _ if line.ends_with('{') => out.push_str(&format!("{line}\n")),
            _ => match line.strip_suffix(", };") {
                Some(last) => out.push_str(&format!("  {last},\n}};\n")),
                None if out.contains('\n') => out.push_str(&format!("  {line}\n")),
                None => out.push_str(&format!("{line}\n")),
            },
        }
    }
    out
}
