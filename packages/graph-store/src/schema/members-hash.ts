/** Holds of the `source_hash` of a text about what has no source of its own, but members. */
export const aboutMembers = "source_hash between 'members:' and 'members:~'";
