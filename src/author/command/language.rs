//! A language as it is named on the command line.

use super::say::Failure;
use crate::author::compile::Compiled;
use crate::author::language;
use crate::policy::words::CompiledWords;

/// The tag of a language as it is properly written.
pub fn tag(written: &str) -> Result<String, Failure> {
    language::tag(written).map_err(|near| {
        let hint = match near {
            Some(near) => format!("; did you mean `{near}`?"),
            None => ": `es` is Spanish, `pt-BR` Brazilian Portuguese".to_owned(),
        };
        Failure::Other(format!("there is no language `{written}`{hint}"))
    })
}

/// The words in a language; in the policy's own where none is named.
pub fn words<'c>(compiled: &'c Compiled, language: Option<&str>) -> Result<&'c CompiledWords, Failure> {
    let language = language.map_or_else(|| Ok(compiled.policy.default_language.clone()), tag)?;
    compiled.words.iter().find(|words| words.language == language).ok_or_else(|| {
        let known: Vec<&str> = compiled.words.iter().map(|words| words.language.as_str()).collect();
        Failure::Other(format!("there are no words in language `{language}`; there are {}", known.join(", ")))
    })
}
