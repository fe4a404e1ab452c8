//! Fields that are open: their instructions are not read, their results are.

/// The open fields, the innermost last.
#[derive(Default)]
pub(in super::super) struct Fields {
    /// Of each: whether its instruction still runs.
    open: Vec<bool>,
    /// How many instructions run.
    running: usize,
}

impl Fields {
    pub fn begin(&mut self) {
        self.open.push(true);
        self.running += 1;
    }

    /// The innermost field's result begins.
    pub fn separate(&mut self) {
        if let Some(field) = self.open.last_mut()
            && std::mem::replace(field, false)
        {
            self.running -= 1;
        }
    }

    pub fn end(&mut self) {
        if self.open.pop() == Some(true) {
            self.running -= 1;
        }
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.open.len()
    }

    /// Whether text that comes now is part of an instruction.
    pub fn hide(&self) -> bool {
        self.running > 0
    }
}
