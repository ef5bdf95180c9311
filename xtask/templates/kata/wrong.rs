//~ {{diagnosis}} in {{test}}
//! TODO: name this file after the mistake, say in a line what its author thought, and write a
//! believable whole answer that makes it. At least eight such files, each with its own reason.

{{imports}}{{signature}} {
{{wrong}}}
