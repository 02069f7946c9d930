//! A bound on work: some tables take longer to prove than anybody would wait for, so a proof is given up in time.

/// How many steps some work may still take. A step looks at one question of one set of situations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work(usize);

/// The work would have taken more steps than it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenUp;

impl Work {
    /// Work of so many steps at most.
    pub const fn of(steps: usize) -> Self {
        Self(steps)
    }

    /// Work that is done however long it takes.
    pub const fn endless() -> Self {
        Self(usize::MAX)
    }

    /// Takes some steps.
    ///
    /// # Errors
    ///
    /// [`GivenUp`] when there are not as many left.
    pub fn spend(&mut self, steps: usize) -> Result<(), GivenUp> {
        self.0 = self.0.checked_sub(steps).ok_or(GivenUp)?;
        Ok(())
    }
}
