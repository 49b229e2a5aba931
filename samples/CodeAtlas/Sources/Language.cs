namespace CodeAtlas;

/// <summary>A language that the map knows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Syntax">As much of its grammar as is needed.</param>
/// <param name="Extensions">The ends of its files' names, with the dot.</param>
internal sealed record Language(string Name, Syntax Syntax, params string[] Extensions);
