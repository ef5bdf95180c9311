//! Watches a future and names what it does wrong.
