//! TODO: name this file after the approach, and write an answer built differently from the
//! reference that must be accepted all the same. At least four such files.

{{imports}}{{signature}} {
{{right}}}
