//! The PIN: from the environment, or asked for; never an argument, which other users of the machine
//! could read.

use tungnha_api::{ApiError, ErrorCode};

/// The PIN of a device that has one.
pub fn known() -> Result<String, ApiError> {
    match from_environment() {
        Some(pin) => Ok(pin),
        None => ask("PIN: "),
    }
}

/// The PIN that a device is to have: typed twice, since nobody can look it up later.
pub fn chosen() -> Result<String, ApiError> {
    if let Some(pin) = from_environment() {
        return Ok(pin);
    }
    let pin = ask("New PIN, six digits at least: ")?;
    if ask("The same again: ")? != pin {
        return Err(ApiError::new(
            ErrorCode::WrongPin,
            "the two are not the same",
        ));
    }
    Ok(pin)
}

fn from_environment() -> Option<String> {
    std::env::var("TUNGNHA_PIN").ok()
}

fn ask(prompt: &str) -> Result<String, ApiError> {
    rpassword::prompt_password(prompt)
        .map_err(|e| ApiError::new(ErrorCode::WrongPin, format!("no PIN was given: {e}")))
}
