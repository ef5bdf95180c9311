//! {{kata}}: the reference.

{{imports}}/// TODO: the signature of the stub, and an answer to be proud of.
{{signature}} {
{{solved}}}
